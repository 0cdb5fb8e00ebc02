#include "tests/city/town.hpp"

namespace hand {

Town::Town() {
  const City made = make_city();
  city.services = made.services;
  city.services[0].incidence = city.services[1].incidence = 3;
  city.services[0].natural_resolution = 0.05;
  city.services[0].direct = true;
  city.services[0].paying = 0.3;
  city.services[1].group_share = 0.5;
  city.services[1].paying = 0.2;
  city.classes = made.classes;
  city::OrganizationClass &firm = city.classes[0], &club = city.classes[1];
  firm.registered = 8;
  firm.filed = 4;
  firm.workers = 1.5;
  firm.market = 20;
  firm.subsidy = 3;
  firm.compliance = 2000;
  firm.direct_route = club.direct_route = true;
  club.registered = 5;
  club.filed = 10;
  club.informal = 20;
  club.market = 5;
  club.volunteers = 1;
  club.members = 30;
  club.compliance = 3500;  // more than status brings some: they leave the register
  club.zero_threshold = true;
  firm.running_cost = 30000;
  firm.setup_cost = 1000;
  club.running_cost = 2000;
  firm.candidates = club.candidates = 1;
  city.buyer_kinds.resize(1);
  city.buyer_kinds[0].name = "estates";
  city.buyer_kinds[0].per_community = 3;
  city.buyer_kinds[0].pays = 3000;
  city.buyer_kinds[0].buys = "provider club";
  city.buyer_kinds[0].suits = 0.3;
  firm.community = true;
  club.skill = 0.1;  // firms sit in incubators
  city.incubator_kinds.resize(1);
  city.incubator_kinds[0].name = "house";
  city.incubator_kinds[0].tier = city::Tier::street;
  city.incubator_kinds[0].share = 1;
  city.incubator_kinds[0].seat = 1000;
  rules.budget.incubators = 10;
  rules.incubation.course = 10;
  rules.incubation.rent_returns = city::RentReturns::gradually;
  rules.finance.rebate = 0.2;
  rules.inspection.open = true;
  city.seed.target = 100;
  city.seed.amount = 300;
  city.districts = made.districts;
  for (city::District& d : city.districts) {
    d.communities = 4;
    d.streets = 2;
    d.urban = 0.7;
  }
  city.ages = {
      {"children", 0, 0.15, 0.5, 0.01, 1}, {"adults", 15, 0.65, 1.5, 0.05, 5}, {"elders", 60, 0.2, 0.3, 0.2, 1}};
  city.censuses = {{"2010", 2010, 6000, 6000, 0.15}, {"2013", 2013, 6600, 6600, 0.2}};
  city.registration.regime = city::Regime::direct;
  city.registration.capital = 1000;
  city.registration.desk = 200;
  city.filing.hours = 40;
  city.registration.leave_hours = 10;
  city.station.mediation = 30;
  city.economy.licence_allowance = 10;
  city.events.hours = 6;
  city.tasks.resize(3);
  city.tasks[2].hours = 30;
  city.tasks[2].handled = city::Handling::negotiated;
  city.tasks[0].errands = 25;
  city.tasks[1].hours = 30;
  city.tasks[1].handled = city::Handling::contracted_out;
  rules.tasks.money = 5;
  rules.treasury.street_revenue = 800;  // small places, eight posts each
  rules.treasury.region_revenue = 10;
  rules.lottery.region_share = 0.2;
  rules.budget.of_means = 0.05;
  city.transfers.from_region = 6;
  rules.founding.attempts = 10;
  rules.exit.rescue = 0.5;
  rules.registering.attention = 0.3;
  rules.budget.fair_per_resident = 30;
  rules.budget.off_fair_per_resident = 30;
  rules.off_fair.value = 20000;
  rules.lottery.earmark = true;
  city.services[1].least_age = 60;
  rules.payment.tolerance = 0;
  rules.fair.contracting.years = 2;
  city.districts[0].wealth = 1.5;
  rules.fair.open = true;
  rules.labour.look = 0.1;
}

void Town::run(int month, bool at_start, const std::function<void(std::string_view)>& after) {
  const auto around = [&](std::size_t place, const auto& phase) {
    phase();
    after(life.phases()[place].name);
  };
  at_start ? life.start({month}, around) : life.month({month}, around);
}

}  // namespace hand
