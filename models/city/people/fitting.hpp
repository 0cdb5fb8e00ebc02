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
inline double fit(Eigen::ArrayXd& joint, const std::vector<Margin>& margins, int rounds = 200,
                  double tolerance = 1e-10) {
  double worst = 0;
  for (int round = 0; round < rounds; ++round) {
    worst = 0;
    for (const Margin& margin : margins) {
      Eigen::ArrayXd total = Eigen::ArrayXd::Zero(margin.target.size());
      for (Eigen::Index cell = 0; cell < joint.size(); ++cell) total[margin.group[cell]] += joint[cell];
      Eigen::ArrayXd factor = Eigen::ArrayXd::Ones(total.size());
      for (Eigen::Index g = 0; g < total.size(); ++g)
        if (total[g] > 0) {
          factor[g] = margin.target[g] / total[g];
          worst = std::max(worst, std::abs(total[g] - margin.target[g]) / std::max(margin.target[g], 1e-12));
        }
      for (Eigen::Index cell = 0; cell < joint.size(); ++cell) joint[cell] *= factor[margin.group[cell]];
    }
    if (worst < tolerance) break;
  }
  return worst;
}

}  // namespace city
