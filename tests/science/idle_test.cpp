// Law 4: after claims no door that a waiting case may use has hours free for it, in any month.
#include <gtest/gtest.h>

#include "models/city/care/desks.hpp"
#include "models/city/shared/paying.hpp"
#include "tests/city/town.hpp"
#include "tests/science/drawn.hpp"

namespace {

using namespace city;

bool pays(const City& c, Id<Cases> row) {
  const double share =
      c.services[c.cases.service[row]].paying * able_to_pay(c, Traits{c.residents.traits[c.cases.resident[row]]});
  return share > 0 && hand::luck("routing", c.month()).lasting().uniform(c.cases.key[row]) < share;
}

// Every door that a case may use, tried anew.
std::size_t idle_beside(City& c) {
  std::size_t found = 0;
  const Desks desks(c);
  const auto open = [&](const Door& door, Id<Cases> row) {
    found += desks.room(door, c.cases.community[row], c.cases.service[row]) ? 1 : 0;
  };
  for (const Id<Cases> row : c.cases.rows()) {
    if (c.cases.progress[row] != Progress::waiting) continue;
    const std::size_t s = c.cases.service[row];
    const Id<Communities> place = c.cases.community[row];
    open({}, row);
    for (const Id<Contracts> k : c.contracts.rows())
      if (is_for_cases(c, k) && c.organizations.alive[c.contracts.provider[k]] != 0 && c.contracts.service[k] == s &&
          c.communities.street[c.contracts.community[k]] == c.communities.street[place])
        open({Payer::contract, c.contracts.provider[k], k, c.organizations.home[c.contracts.provider[k]]}, row);
    for (const Id<Organizations> o : c.organizations.rows()) {
      if (!at_work(c, o)) continue;
      if (c.organizations.home[o] == place && c.organizations.niche[o] == s)
        open({Payer::volunteers, o, {}, place}, row);
      if (c.classes[c.organizations.kind[o]].provider && c.organizations.status[o] == LegalStatus::registered &&
          district_of(c, o) == c.communities.district[place] && serves(c, c.organizations.kind[o], s) && pays(c, row))
        open({Payer::user, o, {}, c.organizations.home[o]}, row);
    }
  }
  return found;
}

TEST(Law4, leaves_no_hour_idle_beside_a_case_that_may_have_it) {
  for (int draw = 0; draw <= drawn::draws(); ++draw) {
    hand::Town town;
    drawn::Draw values("idle", draw);
    town.city.economy.visit(values);
    town.city.travel.visit(values);
    town.city.procurement.visit(values);
    town.rules.help_seeking.visit(values);
    town.rules.working_time.visit(values);
    town.rules.finance.visit(values);
    std::size_t idle = 0, waiting = 0, sold = 0;
    const auto look = [&](std::string_view phase) {
      if (phase != "routing") return;
      idle += idle_beside(town.city);
      for (const Id<Cases> row : town.city.cases.rows()) {
        waiting += town.city.cases.progress[row] == Progress::waiting ? 1 : 0;
        sold += town.city.cases.payer[row] == Payer::user ? 1 : 0;
      }
    };
    town.run(0, true, look);
    for (int m = 0; m < 72; ++m) town.run(m, false, look);
    EXPECT_GT(waiting, 100u) << "else there is nothing to see; " << drawn::said(draw);
    if (draw == 0) {
      EXPECT_GT(sold, 0u) << "else no door is paid";
    }
    EXPECT_EQ(idle, 0u) << drawn::said(draw);
  }
}

}  // namespace
