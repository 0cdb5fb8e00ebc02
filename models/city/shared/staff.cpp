#include "models/city/shared/staff.hpp"

#include <algorithm>

#include "models/city/shared/keys.hpp"

namespace city {

Id<Workers> add_worker(City& city, std::size_t district, std::uint64_t key, sim::Draws luck) {
  Workers& all = city.workers;
  const Id<Workers> row = all.add();
  all.key[row] = key;
  all.district[row] = static_cast<std::uint8_t>(district);
  all.skill[row] = static_cast<float>(std::clamp(0.45 + 0.15 * luck.normal(key, WorkerLuck::skill), 0.05, 0.95));
  all.outside[row] = static_cast<float>(sim::exp(city.economy.outside_spread * luck.normal(key, WorkerLuck::outside)));
  all.hired[row] = never;
  all.entered[row] = city.month();
  return row;
}

void employ(City& city, Id<Workers> worker, Employer employer, std::uint32_t workplace, float share) {
  Workers& all = city.workers;
  all.employer[worker] = employer;
  all.workplace[worker] = workplace;
  all.hired[worker] = city.month();
  all.share[worker] = share;
  all.wage[worker] = licence_wage(city, all.licence[worker]);
}

std::vector<std::int32_t> headcounts(const City& city, Employer kind, std::size_t workplaces) {
  std::vector<std::int32_t> out(workplaces);
  each_employed(city, kind, [&](Id<Workers>, std::uint32_t workplace) { ++out[workplace]; });
  return out;
}

std::vector<double> staff_hours(const City& city) {
  std::vector<double> out(city.organizations.size());
  each_employed(city, Employer::organization,
                [&](Id<Workers> row, std::uint32_t workplace) { out[workplace] += city.workers.hours[row]; });
  return out;
}

Teams teams(const City& city, Employer kind, std::size_t workplaces) {
  return {workplaces, [&](auto add) { each_employed(city, kind, add); }};
}

std::uint64_t posts_key(const City& city, Id<Communities> place, Employer employer) {
  return sim::combine(city.communities.key[place],
                      employer == Employer::station ? posts_of_station : posts_of_institutions);
}

}  // namespace city
