// The plan of a sweep: every run that is wanted, in a file that is written once and never changed.
//
//   Design  --make_plan-->  Plan  --to_json-->  DIR/plan-1.json  --read_plan-->  Plan: what `seal` needs, no model
//                                                                               and no other file
//
// Runs are known by their keys: which program, scenario, values, luck. A design with more points or replicates makes a
// plan of more runs (plan-2.json), of which those of the plan before have the keys that they had.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/series.hpp"
#include "sim/sweep/design_points.hpp"

namespace sim {

struct Plan {
  struct Chosen {
    std::string name, title, question, text;  ///< text: as resolved
    std::uint64_t sum = 0;                    ///< checksum of what of it makes the runs
  };
  struct Swept {
    std::string name, unit, meaning;  ///< unit: as UDUNITS has it, 1 of money
  };
  std::string program, title, question, design;  ///< design: the text of its file
  std::string method;
  std::uint64_t seed = 1;
  std::uint32_t replicates = 1;
  std::vector<Chosen> scenarios;
  std::vector<Swept> parameters;
  std::vector<PointRow> points;
  std::vector<std::vector<Value>> own;  ///< [scenario][parameter]: its value where a point leaves it
  std::vector<Case> cases;              ///< each is run `replicates` times

  struct Run {
    Case at;
    std::uint32_t replicate = 0;
  };
  std::size_t runs() const { return cases.size() * replicates; }
  /// By case, then by replicate.
  Run run(std::size_t index) const;
  /// The runs of all scenarios at one point, with one luck, are a group: they may have a past in common.
  std::size_t groups() const { return points.size() * replicates; }
  std::size_t group(std::size_t index) const;
  std::vector<std::uint64_t> keys() const;
  /// "visits.growth = 0.02, fair.open = true"; empty where the scenario is run as it is.
  std::string point_text(std::size_t point) const;
  /// What a file says of the values of these runs: a coordinate for each parameter, and where points leave values to
  /// the scenario another that tells the two apart.
  std::vector<Detail> coordinates(const std::vector<std::size_t>& runs) const;
};

/// The plan of a design. The scenarios have the design's own selection of series.
Plan make_plan(const Design& design, const MakeModel& make, const std::string& program, std::uint64_t seed,
               std::uint32_t replicates);

/// Throws Failure (Exit::bad_data) about `file` where the text of a scenario is not the one that its runs were made of:
/// both stand in the plan, and a file that is made of it embeds the text.
void hold_texts(const Plan& plan, const MakeModel& make, const std::filesystem::path& file);

std::string to_json(const Plan& plan);
/// Throws Failure (Exit::bad_data, no_input).
Plan read_plan(const std::filesystem::path& file);
/// The same of a text; `file` is what problems call it.
Plan plan_in(std::string text, const std::filesystem::path& file);

}  // namespace sim
