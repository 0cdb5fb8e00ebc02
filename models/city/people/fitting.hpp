// Iterative proportional fitting (Deming and Stephan 1940): a joint distribution with given margins, as near as can be
// to a seed (least relative entropy). Zeros of the seed stay zero.
#pragma once

#include <Eigen/Core>

#include <vector>

namespace city {

/// A margin: each cell's group, and the total each group must have.
struct Margin {
  std::vector<int> group;  ///< of each cell
  Eigen::ArrayXd target;   ///< of each group; all margins share one total
};

/// Fits `joint` (cells) to the margins in place; returns the largest remaining relative error of a margin.
/// A group whose seed is all zero cannot be fitted and is left out of the error.
double fit(Eigen::ArrayXd& joint, const std::vector<Margin>& margins, int rounds = 200, double tolerance = 1e-10);

}  // namespace city
