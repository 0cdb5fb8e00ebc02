// How a design is read: keys of the file here, its parameters in design_factors, its table in design_table, and what
// the model has against its points in design_check.
//
//   scenarios --> Ground: what parameters there are --> factors, table --> whole_design --> rehearse --> Design
//
// Problems are gathered, not thrown: the reader shows all of them at once.
#pragma once

#include <deque>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "sim/settings/known.hpp"
#include "sim/sweep/design.hpp"

namespace sim {

/// The rows of a table of points (CSV), and the line each is in. `factors` are its columns afterwards; those asked for
/// before must be among them.
struct PointTable {
  std::vector<Factor> factors;
  std::vector<PointRow> rows;
  std::vector<Where> where;
};
PointTable read_point_table(const std::filesystem::path& file, const Known& known,
                            const std::vector<std::string>& scenarios, std::vector<Problem>& problems);
/// The same of a text; `file` is what problems call it.
PointTable point_table_in(const std::string& text, const std::filesystem::path& file, const Known& known,
                          const std::vector<std::string>& scenarios, std::vector<Problem>& problems);

/// What the model itself has against points of the design, or against what dated changes make of them.
/// `where` says where a point stands.
std::vector<Problem> rehearse(const Design& design, const MakeModel& make, const std::vector<PointRow>& rows,
                              const std::vector<Where>& where);

/// What a scenario may name, once its rows are in the model.
struct Ground {
  std::unique_ptr<Model> model;
  Known known;

  explicit Ground(const MakeModel& make) : model(make()), known(*model) {}
  Ground(const MakeModel& make, const Scenario& scenario) : model(applied(make, scenario)), known(*model) {}

 private:
  static std::unique_ptr<Model> applied(const MakeModel& make, const Scenario& scenario) {
    std::unique_ptr<Model> model = make();
    apply(scenario, *model);
    return model;
  }
};

class DesignReader {
 public:
  DesignReader(TomlFile file, const MakeModel& make, const Overrides& overrides)
      : file_(std::move(file)), make_(make), overrides_(overrides) {
    design_.file = file_.path();
  }
  Design read();

 private:
  void top(const Entry& entry);
  void method(const Entry& entry);
  void scenarios(const Entry& entry);
  void scenario(const toml::node& node);
  void whole_design();
  void table();
  void add(const Failure& failure, const std::filesystem::path& file, const Where& named);
  // In design_factors:
  void parameters(const Entry& entry);
  void parameter(const toml::table& table);
  const KnownParameter* known_everywhere(const std::string& name, const Where& where);
  void scenario_factor(Factor& factor, const Entry* values, const Entry* range, const Entry* scale);
  void values(Factor& factor, const KnownParameter& known, const Entry& entry);
  void range(Factor& factor, const KnownParameter& known, const Entry& entry, const Entry* scale);

  std::int64_t whole(const Entry& entry, std::int64_t least, std::int64_t most);
  std::string filled(const Entry& entry, const std::string& like);
  void refuse(const Where& where, std::string what, std::string mend = {}) {
    problems_.push_back(problem(where, std::move(what), std::move(mend)));
  }
  const Entry* find(const std::string& key) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&key](const Entry& e) { return e.key == key; });
    return found == entries_.end() ? nullptr : &*found;
  }
  bool is(Method method) const { return design_.method == method; }

  TomlFile file_;
  const MakeModel& make_;
  const Overrides& overrides_;
  Design design_;
  std::vector<Entry> entries_;
  std::deque<Ground> grounds_;  // of each scenario that could be read
  std::vector<std::string> names_;
  std::vector<Where> rows_;        // of a table
  std::vector<Problem> problems_;  // of the design
  std::vector<Problem> of_files_;  // of the files it names
  std::set<std::string> told_;
  bool known_method_ = true, missing_only_ = true;
};

}  // namespace sim
