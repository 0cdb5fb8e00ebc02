// What is within whose reach, in kilometres as the crow flies.
#pragma once

#include <Eigen/SparseCore>

namespace city {

struct City;

/// Row i: how much each place j is within reach of community i, 1 at its own door. The reach, in kilometres, is that
/// around what is on offer in towns and in villages.
Eigen::SparseMatrix<double, Eigen::RowMajor> catchment(const City& city, double urban_reach, double rural_reach);

}  // namespace city
