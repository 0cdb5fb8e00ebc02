#include "models/city/people/fitting.hpp"

#include <algorithm>
#include <cmath>

namespace city {

double fit(Eigen::ArrayXd& joint, const std::vector<Margin>& margins, int rounds, double tolerance) {
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
