// What is meant by words that are no name: those of the declarations, and what the model says people call things.
#pragma once

#include <string>
#include <vector>

#include "sim/describe/facts.hpp"

namespace sim {

/// A parameter, series, phase or row list.
struct Found {
  std::string name, about;
};

/// Those whose names and sentences have the words, the best first, `most` of them and none half as good as the best:
/// names before sentences, rare words before those that stand everywhere. None where no word is known.
std::vector<Found> find(const Facts& facts, const std::string& words, std::size_t most = 12);

}  // namespace sim
