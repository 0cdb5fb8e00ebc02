// A sweep design: which scenarios are run, at which values of which parameters, how often.
//
//   DESIGN.toml --read_design: keys, types, ranges, tables; all mistakes at once--> Design
//        | points (design_points)                                                     | with, for each point
//        v                                                                            v
//   rows of values, one for each point                                     Scenario, as a file would give it
//
// Every point is run with every scenario, `replicates` times; without parameters there is one point, the scenario as it
// is. A parameter called `scenario` makes the scenario one of
// the things that points choose, and then each point has just one.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/settings/scenario.hpp"

namespace sim {

enum class Method { grid, one_at_a_time, random, lhs, sobol, saltelli, morris, table };
constexpr std::array<std::string_view, 8> words(Method) {
  return {"grid", "one-at-a-time", "random", "lhs", "sobol", "saltelli", "morris", "table"};
}
inline std::string_view text(Method method) { return words(method)[static_cast<std::size_t>(method)]; }

/// A parameter that a design varies. A number has a range or values; a choice or a switch has values, all of them
/// where nothing is said.
struct Factor {
  std::string name;           ///< the parameter's path, or "scenario"
  std::string list, row;      ///< of a row's field, as in RowSetting
  std::vector<Value> values;  ///< empty where there is a range
  double least = 0, most = 0;
  bool logarithmic = false, whole = false;
};

/// The values of one point, one for each factor; nothing where the scenario's own stays.
using PointRow = std::vector<std::optional<Value>>;

struct Design {
  std::filesystem::path file;
  std::string title, question;
  std::vector<Scenario> scenarios;  ///< read and checked
  std::int64_t replicates = 1;
  Method method = Method::grid;
  std::int64_t points = 0;    ///< see design_points.hpp for what each method makes of it
  std::int64_t levels = 4;    ///< of morris
  bool second_order = false;  ///< of saltelli: BA_i too
  std::uint64_t seed = 1;     ///< the design's own luck, not that of the runs
  std::vector<Factor> factors;
  std::vector<PointRow> table;  ///< the rows of the file that method = "table" names
  // What is kept; the scenarios have it, too.
  std::vector<std::string> series;  ///< [output] series = [...]; empty means what each scenario keeps
  bool snapshots = false;           ///< [output] snapshots = true: yearly ones, too, where no series is named

  /// Whether points choose their scenario; else every point is run with each.
  bool samples_scenarios() const;
};

/// Whether a TOML file is a design and no scenario. Throws Failure where it is no TOML, or cannot be read.
bool is_design(const std::filesystem::path& file);

/// Reads a design with its scenarios and its table, and checks every value that a point can have against the model's
/// ranges, and every point against the model's own check. Throws Failure with every problem found.
Design read_design(const std::filesystem::path& file, const MakeModel& make, const Overrides& overrides = {});

/// The scenario at a point: its values replace the parameters' values everywhere, as --set does.
Scenario with(const Scenario& scenario, const std::vector<Factor>& factors, const PointRow& row);

}  // namespace sim
