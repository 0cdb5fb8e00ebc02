// What `run` says when it is over: in words, or as one JSON document.
#pragma once

#include <string>
#include <vector>

#include "sim/cli/precision.hpp"
#include "sim/compare/differences.hpp"
#include "sim/run/ensemble.hpp"
#include "sim/run/forecast.hpp"

namespace sim {

struct Outcome {
  struct Run {
    std::string scenario;
    std::uint32_t replicate = 0;
    double seconds = 0;
    std::size_t bytes = 0;  ///< of the model's tables
    std::string failure;    ///< empty when it finished
    bool lacking = false;   ///< it failed for want of memory or threads
  };
  std::string file;  ///< empty when no run finished
  double file_bytes = 0;
  double seconds = 0;
  std::uint64_t seed = 1;
  std::size_t threads = 1;
  std::vector<std::string> scenarios;
  std::vector<Run> runs;
  std::vector<Timing> timings;  ///< over all runs
  std::vector<Difference> differences;
  std::vector<Difference> alone;                            ///< of one scenario, the headlines themselves
  std::vector<std::pair<std::string, std::string>> titles;  ///< of the scenarios, by their names
  std::vector<Reached> reached;                             ///< of the precision that was asked for
};

/// How many runs failed.
std::size_t failed(const Outcome& outcome);

std::string to_text(const Outcome& outcome);
std::string to_json(const Outcome& outcome);

std::string to_text(const Forecast& forecast, const std::string& file, double file_bytes, const Layout& layout);
std::string to_json(const Forecast& forecast, const std::string& file, double file_bytes, const Layout& layout);

}  // namespace sim
