// A small city by hand, and builders that put residents, organizations, workers, contracts and cases into it.
//
//   governments  0 city | 1, 2 districts east and west | 3, 4 their streets
//   communities  0, 1 in street 3 (east) | 2, 3 in street 4 (west); all towns; keys 10 .. 13; half a district each
//   services     0 "meals": 1 month of 10 hours | 1 "care": 4 months of 10 hours each; hour_price 73 CNY
//   classes      0 "provider" | 1 "club"; both work in both services, neither has own hours
//   economy      month 0, so that wages are 3000 CNY, an hour costs 3000 x 1.3 / 0.8 / 100 = 48.75 CNY all in
#pragma once

#include <cstdint>
#include <string_view>

#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace hand {

using city::City;
using city::Fen;
using city::Id;
using city::Traits;

inline const Id<city::Governments> top(0U), east(1U), west(2U), east_street(3U), west_street(4U);

/// The luck of a stream in a month.
inline sim::Draws luck(std::string_view stream, int month = 0, std::uint64_t seed = 1) {
  return {seed, 0, stream, sim::Month{month}};
}

inline Id<city::Communities> place(std::size_t row) { return Id<city::Communities>(row); }

City make_city(std::uint32_t slots = 10);

/// So many tasks, of nothing, and room for what is left undone of them.
void give_tasks(City& c, std::size_t number);

/// So many more residents of an income in a community, counted and not settled.
void live(City& c, std::size_t community, std::int32_t people, city::Income income = city::Income::middle);

/// 100 residents of middle income in each community.
City peopled();

/// A resident of `years` and half a year in a slot; traits on top of being
/// present.
Id<city::Residents> settle(City& c, std::size_t community, std::uint32_t slot, int years, std::uint16_t traits = 0);
std::uint16_t with(city::Income income, std::uint16_t bits = 0);
std::uint16_t with(city::Living living, std::uint16_t bits = 0);

Id<city::Organizations> organize(City& c, std::size_t home, std::uint64_t key, Fen cash = 0,
                                 city::LegalStatus status = city::LegalStatus::registered, std::uint8_t kind = 0);

/// A full-time worker at 3000 CNY with so many case hours a month.
Id<city::Workers> employ(City& c, city::Employer employer, std::uint32_t workplace, std::uint64_t key,
                         float hours = 100);

Id<city::Cases> open_case(City& c, std::size_t community, Id<city::Residents> who, std::uint8_t service,
                          city::Progress progress, std::uint64_t key);

/// A project posted this month and not yet awarded.
Id<city::Contracts> post(City& c, std::size_t community, std::uint8_t service, Id<city::Governments> payer, Fen value,
                         std::uint64_t key, bool fair = true);

/// A contract that runs from this month.
Id<city::Contracts> contract(City& c, std::size_t community, std::uint8_t service, Id<city::Governments> payer,
                             Id<city::Organizations> provider, Fen value, int months, float rate,
                             std::uint64_t key = 900);

/// All money there is: it never changes.
Fen all_money(const City& c);

}  // namespace hand
