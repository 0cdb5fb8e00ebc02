// Law 9: a record is earned: who has a better one is chosen more often, as far as it is seen.
#include <gtest/gtest.h>

#include "models/city/funding/fair.hpp"
#include "tests/city/whole.hpp"
#include "tests/science/drawn.hpp"

namespace {

using namespace city;

enum Luck : std::uint32_t { chosen_half };

// A keyed half of all organizations.
bool of_the_half(const City& c, Id<Organizations> row) {
  return sim::Draws(drawn::seed(), 0, "half", sim::Month{0}).chance(0.5, c.organizations.key[row], chosen_half);
}

// The fair's winners, by project, with the records of the half as they are or better.
std::vector<Id<Organizations>> winners(const City& before, const Fair& fair, float better, sim::Draws luck) {
  City c = before;
  for (const Id<Organizations> row : c.organizations.rows())
    if (of_the_half(c, row)) c.organizations.record[row] += better;
  fair(c, luck);
  std::vector<Id<Organizations>> out;
  for (const Id<Contracts> row : c.contracts.rows())
    if (c.contracts.fair[row] != 0 && c.contracts.won[row] == c.month() && c.contracts.awarded[row] != 0)
      out.push_back(c.contracts.provider[row]);
    else
      out.emplace_back();
  return out;
}

struct Fairs {
  int half_before = 0, half_after = 0, others_before = 0, others_after = 0;
  std::size_t moved = 0, held = 0;
};

// All of Nanjing's fairs, each under several lucks. `seen`: whether officials see records at all.
Fairs hold(int draw, bool seen) {
  const sim::Scenario scenario = whole::read("scenarios/nanjing.toml", {{"population.scale", "0.05"}}, "2017-07-31");
  Fair fair;
  drawn::Draw values("records", draw);
  fair.visit(values);
  fair.open = true;
  Fairs out;
  whole::Steps steps(scenario);
  steps.before([&](City& c, sim::Month now) {
    if (now.month() != 7 || now.year() < 2014) return;
    City july = c;
    july.now = now;
    july.procurement.visit(values);
    if (!seen) july.procurement.own_view = july.procurement.public_view = 0;
    for (std::uint32_t n = 0; n < 3; ++n) {
      const sim::Draws luck(drawn::seed(), n, "fair", now);
      const auto before = winners(july, fair, 0, luck), after = winners(july, fair, 0.2F, luck);
      for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i]) ++(of_the_half(c, before[i]) ? out.half_before : out.others_before);
        if (after[i]) ++(of_the_half(c, after[i]) ? out.half_after : out.others_after);
        out.moved += before[i] == after[i] ? 0 : 1;
        out.held += before[i] ? 1 : 0;
      }
    }
  });
  steps.run([](const City&) {});
  return out;
}

TEST(Law9, better_records_win_more_often_as_far_as_they_are_seen) {
  for (int draw = 0; draw <= drawn::draws(); ++draw) {
    const Fairs seen = hold(draw, true);
    EXPECT_GT(seen.held, 100u) << drawn::said(draw);
    EXPECT_GT(double(seen.half_after) * seen.others_before, double(seen.half_before) * seen.others_after)
        << drawn::said(draw);
    const Fairs unseen = hold(draw, false);
    EXPECT_GT(unseen.held, 100u) << drawn::said(draw);
    EXPECT_EQ(unseen.moved, 0u) << drawn::said(draw);
  }
}

}  // namespace
