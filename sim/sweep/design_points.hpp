// The points of a design: a pure function of the design, the same on every machine. Luck is Philox keyed by the
// design's seed, the parameter's name and the point's number, so that what one parameter gets hangs on no other.
//
//   method         what points = N means        points in all   with a larger N the points before ...
//   grid           levels of each range         product         stay where the new levels hit the old (2N - 1 does)
//   one-at-a-time  levels of each range (2)     1 + sum         likewise; values added to a list keep the others
//   random         points                       N               stay
//   lhs            points                       N               all change: every stratum has another width
//   sobol          points                       N               stay
//   saltelli       base points                  N(d+2), N(2d+2) stay
//   morris         trajectories                 N(d+1)          stay
//   table          nothing                      its rows        stay: a row is known by its values
//
// grid           the last parameter varies fastest; the ends of a range are levels
// one-at-a-time  first the scenario as it is, then each value of each parameter alone
// sobol          points 0 .. N-1 of the sequence of Joe and Kuo (new-joe-kuo-6), unscrambled, origin included: what
//                scipy.stats.qmc.Sobol(d, scramble=False) gives. `seed` does nothing. Balanced where N is a power of 2
// saltelli       A and B are the halves of Sobol's points in 2d dimensions, each dimension shifted digitally by `seed`
//                (unshifted, A and B meet in the first points). Rows are in SALib's order, base point by base point:
//                A, AB_1 .. AB_d, [BA_1 .. BA_d,] B, where AB_i is A with column i of B. OpenTURNS wants them block by
//                block: A, B, AB_1 .. AB_d: sort by place in the base point
// morris         each trajectory starts on a grid of L levels (even) and moves every parameter once, in an order of
//                its own, by L/2 levels; its d+1 rows follow each other, as SALib wants them
//
// Over a range a number is least + u (most - least), on a log scale least (most/least)^u; whole numbers are rounded so
// that each is as likely as the others. Among k values the one numbered floor(u k) is taken.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/sweep/design.hpp"

namespace sim {

/// More points than this are a slip of the pen.
constexpr double most_points = 1'000'000;
/// And more runs than this: they are counted before they are made.
constexpr double most_runs = 10'000'000;
/// "1,000 points x 2 scenarios x 8 replicates" where they are too many; else "".
std::string too_many_runs(const Design& design, std::int64_t replicates);
/// How many points there will be; a grid may have more than any machine.
double count_points(const Design& design);

/// The values of every point, a column for each of the design's factors. Rows may be equal to each other.
std::vector<PointRow> points(const Design& design);

/// A point's name for good: 16 hexadecimal digits that hang on names and values alone, not on the method, the order
/// or the number of points. Points that a changed design has as before are found again by it; equal rows have one name.
std::string point_id(const std::vector<Factor>& factors, const PointRow& row);

/// What is run, but for replicates: by point, then by scenario, so that points added later come last.
struct Case {
  std::size_t point = 0, scenario = 0;
};
std::vector<Case> cases(const Design& design, const std::vector<PointRow>& rows);

/// Points as CSV with a header line: what method = "table" reads. A cell is empty where the scenario's own value stays.
std::string to_csv(const std::vector<Factor>& factors, const std::vector<PointRow>& rows);

/// The value at a place of the unit interval: sampled, from [0, 1); or on levels that include both ends, from [0, 1].
Value sampled(const Factor& factor, double u);
Value placed(const Factor& factor, double u);

}  // namespace sim
