// Scenario files: TOML in, every setting with the place it came from; all mistakes of a file at once.
//
//   child.toml --extends--> base.toml          read base first, child over it, --set and --multiply last
//        | read_scenario(file, model, overrides): keys and types held against the model's parameters and row lists
//        v
//   Scenario { settings, rows, changes by date }   | apply(scenario, model): rows, then initial values
//        v                                         | apply(change, model): at the start of its month
//   the model's members
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "sim/clock.hpp"
#include "sim/error.hpp"
#include "sim/field.hpp"
#include "sim/model.hpp"

namespace sim {

/// The title in a scenario's text; "" where there is none.
std::string title_of(const std::string& text);

/// Where something was written.
struct Where {
  std::string file;
  int line = 0, column = 0;
  std::string text;  ///< the whole line
};

struct Setting {
  std::string path;
  Value value;
  Where where;
};

/// One [[place]], [[kind]] ... of a scenario. `fields` have full parameter paths.
struct RowSetting {
  std::string list, name;
  std::vector<Setting> fields;
  std::string source;  ///< where this row's figures come from; required
  Where where;
};

/// A dated change of any parameters.
struct Change {
  std::string id, because;
  Month from;
  std::vector<Setting> set, multiply;
  Where where;
};

/// A scenario, merged from its files and the command line, checked against a model.
struct Scenario {
  std::string name;  ///< the file's name without .toml
  std::string title, question;
  std::string expect;              ///< the direction that theory expects, and why it might not hold
  Month start, end;                ///< first month, and the month after the last
  std::vector<std::string> notes;  ///< what is no mistake, but perhaps not meant
  std::vector<Setting> settings;
  std::vector<RowSetting> rows;
  std::vector<Change> changes;      ///< by date; at one date the child's last
  std::vector<std::string> series;  ///< [output] series = [...]; empty means all
  bool snapshots = true;            ///< [output] snapshots = false leaves out yearly series that are not named
  std::filesystem::path file;

  bool keeps(const SeriesInfo& one) const {
    if (series.empty()) return snapshots || !one.yearly();
    return std::find(series.begin(), series.end(), one.name) != series.end();
  }
  /// The merged scenario as one TOML text that reads back to the same scenario. No paths, no `extends`.
  std::string resolved() const;
  /// The same without words: scenarios with equal texts give equal runs.
  std::string without_words() const;
};

/// What the command line changes in every scenario it runs.
struct Overrides {
  std::vector<std::pair<std::string, std::string>> set;       ///< --set behaviour.parameter=value
  std::vector<std::pair<std::string, std::string>> multiply;  ///< --multiply behaviour.parameter=factor
  std::string until;  ///< --until DATE: the last day simulated; "" as in the file
};

/// Reads, merges and checks a scenario file against the parameters, row lists and series of a fresh model.
/// Throws Failure with every problem found (bad_data; no_input for a missing file). `policies` are laid over it: files
/// that extend it, or what it extends, or nothing; its name and title say so.
Scenario read_scenario(const std::filesystem::path& file, const MakeModel& make, const Overrides& overrides = {},
                       const std::vector<std::filesystem::path>& policies = {});

/// The same of a text that resolved() made, as a run file keeps it; `place` is what problems call it ("the scenario of
/// results/name.h5"). A text that extends another is refused.
Scenario read_scenario_text(const std::string& name, const std::string& text, const std::string& place,
                            const MakeModel& make, const Overrides& overrides = {});

/// A value as TOML writes it: strings in quotes, control characters escaped, numbers with the digits they need.
std::string text(const Value& value);

/// "0 to 1", "at least 0" ...
std::string range_text(const Field& field);

/// Adds the scenario's rows to a fresh model and sets its initial values.
void apply(const Scenario& scenario, Model& model);
/// Applies one dated change.
void apply(const Change& change, std::vector<Parameter>& parameters);

/// The dated changes of a scenario that a model has the settings of, each applied once. Both outlive it.
class DatedChanges {
 public:
  DatedChanges(const Scenario& scenario, Model& model) : changes_(scenario.changes), parameters_(model.parameters()) {}
  /// Those dated up to this month that have not been applied yet.
  void until(Month last) {
    for (; done_ < changes_.size() && changes_[done_].from <= last; ++done_) apply(changes_[done_], parameters_);
  }

 private:
  const std::vector<Change>& changes_;
  std::vector<Parameter> parameters_;
  std::size_t done_ = 0;
};

}  // namespace sim
