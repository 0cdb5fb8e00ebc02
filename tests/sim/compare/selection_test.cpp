#include "sim/compare/selection.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/error.hpp"

namespace {

using sim::Measure;

const double none = std::numeric_limits<double>::quiet_NaN();

sim::Axis place() {
  return {"place",
          "",
          {"a", "b", "c"},
          {{"place_region", "1", "", std::vector<std::string>{"north", "north", "south"}},
           {"place_label", "1", "", std::vector<std::string>{"甲", "b", ""}}}};
}
const std::vector<sim::Axis> axes = {
    place(), {"kind", "", {"x", "y"}}, {"side", "", {"in", "out"}, {}, false, "", true}};

sim::SeriesInfo mean(std::string weight) {
  sim::SeriesInfo out{"mean", "1", "", Measure::rate, {"place"}};
  out.weight = std::move(weight);
  return out;
}
const std::vector<sim::SeriesInfo> there = {{"heads", "count", "", Measure::stock, {"place", "kind"}}};

double joined(const sim::SeriesInfo& series, const sim::Selection& selection, const std::vector<double>& cells,
              const std::vector<double>& weights = {}) {
  return sim::Join(series, axes, selection, there)(cells, weights);
}

TEST(Selection, by_axis_by_coordinate_and_as_it_is_called) {
  const sim::Selection one = sim::selection_of({"place=甲"}, axes);
  EXPECT_EQ(one, (sim::Selection{{"place", "a"}}));
  EXPECT_EQ(sim::selection_text(one, axes), "place=a (甲)");
  EXPECT_EQ(sim::selected(axes[0], sim::selection_of({"region=north"}, axes)), (std::vector<bool>{true, true, false}));
  EXPECT_EQ(sim::selected(axes[0], sim::selection_of({"place_region=south"}, axes)),
            (std::vector<bool>{false, false, true}));
  EXPECT_THROW(sim::selection_of({"region=west"}, axes), sim::Failure);
  EXPECT_THROW(sim::selection_of({"reg=north"}, axes), sim::Failure);
}

TEST(Join, totals_are_added_up_and_means_weighed) {
  const sim::SeriesInfo flow{"hours", "hour", "", Measure::flow, {"place"}};
  EXPECT_EQ(joined(flow, {}, {1, none, 4}), 5);
  EXPECT_EQ(joined(flow, {{"region", "north"}}, {1, 2, 4}), 3);
  // Heads of a place: those of both kinds; who has no mean has no weight.
  EXPECT_EQ(joined(mean("heads"), {}, {10, none, 40}, {1, 1, 5, 5, 2, 4}), (10 * 2 + 40 * 6) / 8.0);
  EXPECT_EQ(joined(mean("heads"), {{"region", "north"}}, {10, 20, 40}, {1, 1, 5, 1, 2, 4}), (20 + 20 * 6) / 8.0);
  EXPECT_EQ(joined(mean("heads"), {{"place", "c"}}, {10, 20, 40}), 40) << "one alone needs no weight";
  EXPECT_TRUE(std::isnan(joined(mean("heads"), {}, {10, 20, 40}, {0, 0, 0, 0, 0, 0})));
}

TEST(Join, what_makes_no_number_names_its_axes) {
  const auto unjoined = [](const sim::SeriesInfo& series, const sim::Selection& selection) {
    return sim::Join(series, axes, selection, there).unjoined();
  };
  EXPECT_EQ(unjoined(mean(""), {}), std::vector<std::string>{"place"});
  EXPECT_EQ(unjoined(mean("not kept"), {}), std::vector<std::string>{"place"});
  EXPECT_TRUE(unjoined(mean("heads"), {}).empty());
  EXPECT_TRUE(unjoined(mean(""), {{"place", "a"}}).empty());
  const sim::SeriesInfo paid{"paid", "EUR", "", Measure::flow, {"side", "kind"}};
  EXPECT_EQ(unjoined(paid, {{"kind", "x"}}), std::vector<std::string>{"side"}) << "paid by one is had by another";
  EXPECT_TRUE(unjoined(paid, {{"side", "in"}}).empty());
  EXPECT_TRUE(std::isnan(sim::Join(paid, axes, {}, there)(std::vector<double>{1, 2, 3, 4}, {})));
}

}  // namespace
