#include "models/city/organizations/markets.hpp"

#include <algorithm>
#include <numeric>

#include "models/city/shared/under.hpp"

namespace city {

Markets::Markets(const City& city) : city_(city), reach_(city.reach), given_(city.donors), level_(city.wage_level()) {
  const std::size_t places = city.governments.size(), classes = city.classes.size(), services = city.services.size();
  for (const OrganizationClass& c : city.classes)
    grown_.push_back(sim::pow(1 + c.market_growth, city.now.index / 12.0));
  purses_.resize(places);
  weight_.resize(places * classes);
  donors_.resize(services);
  pull_.resize(city.communities.size());
  for (const Id<Communities> place : city.communities.rows()) {
    const double purse = city.communities.rural[place] != 0 ? reach_.rural_spending : 1.0;
    each_government_over(city, place,
                         [&](Id<Governments> g) { purses_[g.value] += purse * city.communities.population[place]; });
  }
  const Organizations& all = city.organizations;
  for (const Id<Organizations> row : all.rows()) {
    if (!at_work(city, row)) continue;
    weight_[market(all.home[row], all.kind[row])] += fee_weight(row);
    donors_[all.niche[row]] += gift_weight(row);
    pull_[all.home[row].value] += all.pull[row];
  }
  purchase();
  causes();
}

void Markets::purchase() {
  by_class_.resize(city_.classes.size());
  by_service_.resize(city_.services.size());
  by_district_.resize(city_.districts.size());
  double small = 0;
  for (const Id<Contracts> row : city_.contracts.rows()) {
    if (city_.contracts.awarded[row] == 0 || city_.month() - city_.contracts.won[row] >= 12) continue;
    const double value = yuan(city_.contracts.value[row]);
    if (city_.organizations.status[city_.contracts.provider[row]] == LegalStatus::registered)
      by_class_[city_.organizations.kind[city_.contracts.provider[row]]].money += value;
    by_service_[city_.contracts.service[row]].money += value;
    by_district_[city_.communities.district[city_.contracts.community[row]]].money += value;
    everywhere_.money += value;
    if (value <= city_.filing.largest_contract) small += value;
  }
  small_ = everywhere_.money > 0 ? small / everywhere_.money : 0;
  for (const Id<Organizations> row : city_.organizations.rows()) {
    if (!at_work(city_, row) || !able(row)) continue;
    by_class_[city_.organizations.kind[row]].providers += 1;
    by_service_[city_.organizations.niche[row]].providers += 1;
    by_district_[district_of(city_, row)].providers += 1;
    everywhere_.providers += 1;
  }
}

void Markets::causes() {
  cause_.resize(city_.services.size());
  for (const Id<Cases> row : city_.cases.rows())
    if (city_.cases.progress[row] == Progress::waiting)
      cause_[city_.cases.service[row]] += city_.services[city_.cases.service[row]].price;
  const double all = std::accumulate(cause_.begin(), cause_.end(), 0.0);
  for (double& share : cause_) share = sim::pow(all > 0 ? std::max(share / all, 0.005) : 1.0, given_.need);
  const double sum = std::accumulate(cause_.begin(), cause_.end(), 0.0);
  for (double& share : cause_) share /= sum;
}

double Markets::fundraising(Id<Organizations> row, double hour_worth) const {
  const double mine = gift_weight(row), purse = gifts(std::size_t{city_.organizations.niche[row]});
  if (mine <= 0 || purse <= 0) return 0;
  const double now = gifts(row) / 12, appeal = std::sqrt(1 + city_.organizations.fundraising[row] / given_.first_hours);
  // d gifts / d hours = gifts (1 - share) / (2 first_hours appeal^2); with hours, gifts grow like appeal.
  const double first = now / appeal * (1 - gifts(row) / purse) / (2 * given_.first_hours);
  const double wanted = first / std::max(hour_worth, 0.01);
  return std::max(0.0, given_.first_hours * (wanted * wanted - 1));
}

double Markets::contracts(const Founder& who, double size, bool there) const {
  if (everywhere_.money <= 0) return 0;
  const auto each = [&](const Pool& pool) { return pool.money * size / (pool.providers - (there ? 1 : 0) + size); };
  const double mean = each(everywhere_);
  return each(by_class_[who.kind]) * (each(by_service_[who.niche]) / mean) *
         (each(by_district_[city_.communities.district[who.home]]) / mean);
}

double Markets::expected(const Founder& who, double size, LegalStatus status, Id<Organizations> self) const {
  const OrganizationClass& c = city_.classes[who.kind];
  const double mine = fee_weight(status, size),
               given = gift_weight(status, c, 0.5, self ? city_.organizations.fundraising[self] : 0),
               pull = who.pull * size;
  const bool counted = self && city_.organizations.dormant[self] == 0;
  const auto others = [&](double all, double own) { return counted ? std::max(0.0, all - own) : all; };
  const double rivals = others(weight_[market(who.home, who.kind)], counted ? fee_weight(self) : 0);
  double total = fees(catchment(who.home, who.kind), who.kind) * mine / (rivals + mine);
  total += gifts(std::size_t{who.niche}, given, others(donors_[who.niche], counted ? gift_weight(self) : 0));
  if (pull > 0)
    total += hours(who.home) * pull /
             (others(pull_[who.home.value], counted ? city_.organizations.pull[self] : 0) + pull) * 12 *
             reach_.hour_worth;
  if (c.provider && status != LegalStatus::informal)
    total += reach_.prudence * contracts(who, size, counted && able(self)) *
             (status == LegalStatus::registered ? 1.0 : small_);
  return total;
}

double Markets::cost(std::size_t kind, double size, LegalStatus status) const {
  const auto [running, legal] = upkeep(city_.classes[kind], size, status);
  return (running + legal) * level_;
}

}  // namespace city
