// Points by hand where a design is tiny, and the laws of each method where it is not.
#include "sim/sweep/design_points.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace {

using namespace sim;

Factor range(const std::string& name, double least, double most) {
  return {name, {}, {}, {}, least, most, false, false};
}
Factor log_range(const std::string& name, double least, double most) {
  return {name, {}, {}, {}, least, most, true, false};
}
Factor whole(const std::string& name, double least, double most) {
  return {name, {}, {}, {}, least, most, false, true};
}
Factor choice(const std::string& name, std::vector<Value> values) {
  return {name, {}, {}, std::move(values), 0, 0, false, false};
}

Design design(Method method, std::int64_t points, std::vector<Factor> factors) {
  Design out;
  out.method = method;
  out.points = points;
  out.factors = std::move(factors);
  return out;
}

double number(const PointRow& row, std::size_t j) {
  if (const auto* i = std::get_if<std::int64_t>(&*row[j])) return static_cast<double>(*i);
  return std::get<double>(*row[j]);
}

const std::vector<Factor> three = {range("a", 0, 1), range("b", 0, 1), range("c", 0, 1)};

// Whether the first points of the larger design are those of the smaller.
bool extends(Method method, std::int64_t fewer, std::int64_t more) {
  const auto before = points(design(method, fewer, three)), after = points(design(method, more, three));
  return before.size() < after.size() && std::equal(before.begin(), before.end(), after.begin());
}

TEST(Values, AreSampledOnTheirScale) {
  EXPECT_EQ(sampled(range("a", 2, 4), 0.25), Value(2.5));
  EXPECT_NEAR(std::get<double>(sampled(log_range("a", 1, 100), 0.5)), 10, 1e-12);
  EXPECT_EQ(sampled(log_range("a", 0.1, 0.7), 0), Value(0.1)) << "the end itself, not what exp(log) makes of it";
  EXPECT_EQ(sampled(choice("a", {false, true}), 0.49), Value(false));
  EXPECT_EQ(sampled(choice("a", {false, true}), 0.5), Value(true));
}

TEST(Values, WholeNumbersAreEquallyLikely) {
  for (const auto& [least, most] : {std::pair(0, 3), {-4, -1}, {-2, 1}}) {
    std::map<std::int64_t, int> times;
    for (int i = 0; i < 64; ++i) ++times[std::get<std::int64_t>(sampled(whole("a", least, most), i / 64.0))];
    ASSERT_EQ(times.size(), 4u) << least;
    for (const auto& [value, n] : times) EXPECT_EQ(n, 16) << value;
  }
}

TEST(Values, NeverLeaveTheirRange) {
  for (const double u : {0.0, 1e-10, 0.3, 1 - 0x1p-33, 0.9999999999999999}) {
    for (const Factor& f : {range("a", 0.1, 0.3), log_range("a", 0.1, 0.3), whole("a", 1, 6)}) {
      for (const Value& v : {sampled(f, u), placed(f, u)}) {
        EXPECT_GE(number({v}, 0), f.least);
        EXPECT_LE(number({v}, 0), f.most);
      }
    }
    EXPECT_NO_THROW(sampled(choice("a", {false, true, false}), u));
  }
  EXPECT_EQ(placed(choice("a", {std::int64_t{1}, std::int64_t{2}}), 1.0), Value(std::int64_t{2}));
}

TEST(Grid, CrossesLevelsTheLastFastest) {
  const auto rows = points(design(Method::grid, 3, {choice("a", {false, true}), range("b", 0, 1)}));
  const std::vector<PointRow> expected = {{false, 0.0}, {false, 0.5}, {false, 1.0},
                                          {true, 0.0},  {true, 0.5},  {true, 1.0}};
  EXPECT_EQ(rows, expected);
}

TEST(Grid, LevelsOfWholeNumbersAreNotRepeated) {
  EXPECT_EQ(points(design(Method::grid, 9, {whole("a", 1, 3)})).size(), 3u);
  EXPECT_EQ(points(design(Method::grid, 1, {range("a", 1, 3)})), (std::vector<PointRow>{{2.0}}));
}

TEST(Grid, OfNothingIsTheScenarioAsItIs) { EXPECT_EQ(points(design(Method::grid, 0, {})).size(), 1u); }

TEST(OneAtATime, LeavesTheOthersAlone) {
  const auto rows = points(design(Method::one_at_a_time, 2, {range("a", 1, 3), choice("b", {true})}));
  const std::vector<PointRow> expected = {
      {std::nullopt, std::nullopt}, {1.0, std::nullopt}, {3.0, std::nullopt}, {std::nullopt, true}};
  EXPECT_EQ(rows, expected);
}

TEST(Random, IsUniformAndHangsOnSeedAndName) {
  Design d = design(Method::random, 4000, three);
  const auto rows = points(d);
  for (std::size_t j = 0; j < 3; ++j) {
    double sum = 0;
    for (const PointRow& r : rows) sum += number(r, j);
    EXPECT_NEAR(sum / 4000, 0.5, 4 * std::sqrt(1.0 / 12 / 4000));
  }
  EXPECT_NE(rows[0][0], rows[0][1]);
  d.factors = {three[2], three[0]};
  EXPECT_EQ(points(d)[7][1], rows[7][0]) << "what a parameter gets hangs on no other";
  d.seed = 2;
  EXPECT_NE(points(d)[7][1], rows[7][0]);
}

TEST(LatinHypercube, HasOnePointInEachStratum) {
  const auto rows = points(design(Method::lhs, 50, three));
  for (std::size_t j = 0; j < 3; ++j) {
    std::set<int> strata;
    for (const PointRow& r : rows) strata.insert(static_cast<int>(number(r, j) * 50));
    EXPECT_EQ(strata.size(), 50u);
  }
  std::set<int> pairs;  // strata are paired by luck, not by order
  for (const PointRow& r : rows)
    pairs.insert(static_cast<int>(number(r, 0) * 50) - static_cast<int>(number(r, 1) * 50));
  EXPECT_GT(pairs.size(), 20u);
}

TEST(LatinHypercube, GivesEachChoiceItsShare) {
  const auto rows = points(design(Method::lhs, 30, {choice("a", {std::int64_t{1}, std::int64_t{2}, std::int64_t{5}})}));
  for (const std::int64_t v : {1, 2, 5}) EXPECT_EQ(std::count(rows.begin(), rows.end(), PointRow{v}), 10);
}

TEST(Sobol, BeginsAsPublished) {
  const auto rows = points(design(Method::sobol, 4, three));
  const std::vector<PointRow> expected = {{0.0, 0.0, 0.0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}};
  EXPECT_EQ(rows, expected);
}

TEST(Sobol, IsBalanced) {
  const auto rows = points(design(Method::sobol, 256, three));
  for (std::size_t j = 0; j < 3; ++j) {
    std::set<int> cells;
    for (const PointRow& r : rows) cells.insert(static_cast<int>(number(r, j) * 256));
    EXPECT_EQ(cells.size(), 256u);
  }
  std::map<int, int> squares;
  for (const PointRow& r : rows)
    ++squares[static_cast<int>(number(r, 0) * 16) * 16 + static_cast<int>(number(r, 1) * 16)];
  EXPECT_EQ(squares.size(), 256u) << "one in each square of the first two dimensions";
}

TEST(Saltelli, SwapsOneColumnAtATime) {
  Design d = design(Method::saltelli, 8, three);
  auto rows = points(d);
  ASSERT_EQ(rows.size(), 8u * 5);
  ASSERT_EQ(static_cast<double>(rows.size()), count_points(d));
  for (std::size_t i = 0; i < rows.size(); i += 5) {
    const PointRow &a = rows[i], &b = rows[i + 4];
    for (std::size_t j = 0; j < 3; ++j) {
      EXPECT_NE(a[j], b[j]);
      for (std::size_t k = 0; k < 3; ++k) EXPECT_EQ(rows[i + 1 + j][k], k == j ? b[k] : a[k]);
    }
  }
  d.second_order = true;
  const auto more = points(d);
  ASSERT_EQ(more.size(), 8u * 8);
  for (std::size_t j = 0; j < 3; ++j)
    for (std::size_t k = 0; k < 3; ++k) EXPECT_EQ(more[4 + j][k], k == j ? more[0][k] : more[7][k]);
  d.seed = 2;
  EXPECT_NE(points(d)[0], more[0]);
}

// Sums of squares that any textbook has for f = a + 2b: S_a = 1/5, S_b = 4/5.
TEST(Saltelli, FindsIndicesOfASum) {
  const std::size_t n = 1024;
  const auto rows = points(design(Method::saltelli, n, {range("a", 0, 1), range("b", 0, 1)}));
  const auto f = [&rows](std::size_t i) { return number(rows[i], 0) + 2 * number(rows[i], 1); };
  double mean = 0, square = 0, first[2] = {0, 0};
  for (std::size_t i = 0; i < 4 * n; i += 4) {
    mean += (f(i) + f(i + 3)) / 2;
    square += (f(i) * f(i) + f(i + 3) * f(i + 3)) / 2;
    for (std::size_t j = 0; j < 2; ++j) first[j] += f(i + 3) * (f(i + 1 + j) - f(i));
  }
  const double variance = square / n - mean * mean / n / n;
  EXPECT_NEAR(first[0] / n / variance, 0.2, 0.01);
  EXPECT_NEAR(first[1] / n / variance, 0.8, 0.01);
}

TEST(Morris, MovesEachParameterOnceByHalfTheLevels) {
  Design d = design(Method::morris, 40, three);
  const auto rows = points(d);
  ASSERT_EQ(rows.size(), 40u * 4);
  std::set<std::size_t> first_moves;
  int up = 0;
  for (std::size_t t = 0; t < rows.size(); t += 4) {
    std::set<std::size_t> moved;
    for (std::size_t i = t + 1; i < t + 4; ++i)
      for (std::size_t j = 0; j < 3; ++j) {
        const double step = number(rows[i], j) - number(rows[i - 1], j);
        if (step == 0) continue;
        EXPECT_NEAR(std::abs(step), 2.0 / 3, 1e-12);
        EXPECT_TRUE(moved.insert(j).second);
        if (i == t + 1) first_moves.insert(j);
        up += step > 0;
      }
    EXPECT_EQ(moved.size(), 3u);
    for (std::size_t j = 0; j < 3; ++j)
      EXPECT_NEAR(std::remainder(number(rows[t], j), 1.0 / 3), 0, 1e-12) << "on the levels 0, 1/3, 2/3, 1";
  }
  EXPECT_EQ(first_moves.size(), 3u) << "the order is the trajectory's own";
  EXPECT_GT(up, 30);
  EXPECT_LT(up, 90);
}

TEST(Morris, AStepChangesChoicesAndWholeNumbersToo) {
  const auto rows =
      points(design(Method::morris, 20, {choice("a", {false, true}), whole("b", 0, 1), whole("c", 1, 9)}));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % 4 == 0) continue;
    int moved = 0;
    for (std::size_t j = 0; j < 3; ++j) moved += rows[i][j] != rows[i - 1][j];
    EXPECT_EQ(moved, 1);
  }
}

TEST(Extension, KeepsThePointsBefore) {
  EXPECT_TRUE(extends(Method::random, 10, 25));
  EXPECT_TRUE(extends(Method::sobol, 10, 25));
  EXPECT_TRUE(extends(Method::saltelli, 10, 25));
  EXPECT_TRUE(extends(Method::morris, 10, 25));
  EXPECT_FALSE(extends(Method::lhs, 10, 25)) << "the documentation says so";
}

TEST(Extension, OfGridsKeepsIdentities) {
  const auto ids = [](Method method, std::int64_t n) {
    const Design d = design(method, n, {range("a", 0, 1), log_range("b", 1, 100)});
    std::set<std::string> out;
    for (const PointRow& r : points(d)) out.insert(point_id(d.factors, r));
    EXPECT_EQ(static_cast<double>(out.size()), count_points(d));
    return out;
  };
  for (const Method method : {Method::grid, Method::one_at_a_time}) {
    const auto before = ids(method, 3), after = ids(method, 5);
    EXPECT_TRUE(std::includes(after.begin(), after.end(), before.begin(), before.end()));
  }
}

TEST(Identity, HangsOnNamesAndValuesAlone) {
  const std::vector<Factor> ab = {range("a", 0, 1), choice("b", {true, false})}, ba = {ab[1], ab[0]};
  EXPECT_EQ(point_id(ab, {0.5, true}), point_id(ba, {true, 0.5}));
  EXPECT_EQ(point_id(ab, {0.5, std::nullopt}), point_id({ab[0]}, {0.5}));
  EXPECT_NE(point_id(ab, {0.5, true}), point_id(ab, {0.5, false}));
  EXPECT_NE(point_id({ab[0]}, {1.0}), point_id({ab[0]}, {0.0}));
  EXPECT_EQ(point_id({range("need.growth", 0, 4)}, {0.5}), "1f8616ca330de116") << "results on disk carry this name";
}

TEST(Cases, AreEveryPointWithEveryScenarioNewPointsLast) {
  Design d = design(Method::sobol, 2, three);
  d.scenarios.resize(2);
  d.scenarios[0].name = "x", d.scenarios[1].name = "y";
  const auto crossed = cases(d, points(d));
  ASSERT_EQ(crossed.size(), 4u);
  EXPECT_EQ(crossed[1].point, 0u);
  EXPECT_EQ(crossed[1].scenario, 1u);
  d.factors.push_back(choice("scenario", {std::string("x"), std::string("y")}));
  d.points = 16;
  const auto rows = points(d);
  const auto chosen = cases(d, rows);
  ASSERT_EQ(chosen.size(), 16u);
  for (const Case& c : chosen) EXPECT_EQ(*rows[c.point][3], Value(d.scenarios[c.scenario].name));
  EXPECT_EQ(std::count_if(chosen.begin(), chosen.end(), [](const Case& c) { return c.scenario == 0; }), 8);
}

TEST(Csv, QuotesWhatNeedsIt) {
  const std::vector<Factor> f = {range("a", 0, 1), choice("b", {std::string("x")})};
  EXPECT_EQ(to_csv(f, {{0.1, std::string("x, \"y\"")}, {std::nullopt, std::string("z")}}),
            "a,b\n0.1,\"x, \"\"y\"\"\"\n,z\n");
}

}  // namespace
