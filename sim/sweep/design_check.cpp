// Scenarios at points, and whether the model agrees with every one of them before any is run.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "sim/say.hpp"
#include "sim/sweep/design_points.hpp"
#include "sim/sweep/design_reader.hpp"

namespace sim {

namespace {

void replace(std::vector<Setting>& settings, const Setting& setting) {
  const auto place = std::lower_bound(settings.begin(), settings.end(), setting.path,
                                      [](const Setting& s, const std::string& path) { return s.path < path; });
  if (place != settings.end() && place->path == setting.path)
    *place = setting;
  else
    settings.insert(place, setting);
}

// One model that plays through the starts and the dated changes of a scenario at one point after the other.
class Stage {
 public:
  Stage(const Scenario& scenario, const MakeModel& make) : scenario_(scenario), model_(make()) {
    apply(scenario, *model_);
    parameters_ = model_->parameters();
    for (const Parameter& p : parameters_) by_path_[p.path] = &p;
    for (const Change& c : scenario.changes)
      for (const std::vector<Setting>* part : {&c.set, &c.multiply})
        for (const Setting& s : *part) touch(s.path);
  }

  // What is wrong at a point; empty when nothing is.
  std::string play(const std::vector<Factor>& factors, const PointRow& row) {
    for (const Factor& f : factors)
      if (f.name != "scenario") touch(f.name);
    for (const auto& [parameter, value] : own_) parameter->set(value);
    std::unordered_map<std::string_view, const Value*> swept;
    for (std::size_t j = 0; j < row.size(); ++j)
      if (row[j] && factors[j].name != "scenario") {
        swept[factors[j].name] = &*row[j];
        by_path_.at(factors[j].name)->set(*row[j]);
      }
    if (std::string fault = faults(); !fault.empty()) return fault;
    for (std::size_t i = 0; i < scenario_.changes.size(); ++i) {
      const Change& c = scenario_.changes[i];
      for (const Setting& s : c.set) {
        const auto found = swept.find(s.path);
        by_path_.at(s.path)->set(found == swept.end() ? s.value : *found->second);
      }
      for (const Setting& s : c.multiply) {
        const Parameter& p = *by_path_.at(s.path);
        const double product = number(p.get()) * number(s.value);
        if (!(product >= p.field.least && product <= p.field.most))
          return say("the change {} of {} makes {} {}, out of range: {}", text(c.id), c.from.text(), s.path, product,
                     range_text(p.field));
        p.set(times(p.get(), number(s.value)));
      }
      if (i + 1 == scenario_.changes.size() || scenario_.changes[i + 1].from != c.from)
        if (std::string fault = faults(); !fault.empty()) return say("from {} on {}", c.from.text(), fault);
    }
    return {};
  }

 private:
  void touch(const std::string& path) {
    const Parameter* p = by_path_.at(path);
    if (own_.find(p) == own_.end()) own_.emplace(p, p->get());
  }
  std::string faults() const {
    const std::vector<std::string> found = model_->faults();
    return found.empty() ? std::string() : found.front();
  }

  const Scenario& scenario_;
  std::unique_ptr<Model> model_;
  std::vector<Parameter> parameters_;
  std::unordered_map<std::string_view, const Parameter*> by_path_;
  std::map<const Parameter*, Value> own_;  // of all that points and changes touch
};

std::string point_text(const std::vector<Factor>& factors, const PointRow& row) {
  std::string out;
  for (std::size_t j = 0; j < row.size(); ++j)
    if (row[j]) out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", factors[j].name, text(*row[j]));
  return out;
}

}  // namespace

Scenario with(const Scenario& scenario, const std::vector<Factor>& factors, const PointRow& row) {
  Scenario out = scenario;
  for (std::size_t j = 0; j < row.size(); ++j) {
    const Factor& factor = factors[j];
    if (!row[j] || factor.name == "scenario") continue;
    const Setting setting{factor.name, *row[j], {}};
    if (factor.list.empty()) {
      replace(out.settings, setting);
    } else {
      auto found = std::find_if(out.rows.begin(), out.rows.end(), [&factor](const RowSetting& r) {
        return r.list == factor.list && r.name == factor.row;
      });
      if (found == out.rows.end()) found = out.rows.insert(found, {factor.list, factor.row, {}, {}, {}});
      replace(found->fields, setting);
    }
    for (Change& c : out.changes)
      for (Setting& s : c.set)
        if (s.path == factor.name) s.value = setting.value;
  }
  return out;
}

std::vector<Problem> rehearse(const Design& design, const MakeModel& make, const std::vector<PointRow>& rows,
                              const std::vector<Where>& where) {
  constexpr std::size_t most_found = 20;
  struct Found {
    std::size_t first = 0, times = 0;
  };
  std::vector<Stage> stages;
  for (const Scenario& s : design.scenarios) stages.emplace_back(s, make);
  std::map<std::pair<std::size_t, std::string>, Found> found;  // by scenario and fault
  for (const Case& c : cases(design, rows)) {
    const std::string fault = stages[c.scenario].play(design.factors, rows[c.point]);
    if (fault.empty()) continue;
    if (found.size() == most_found) break;
    ++found.try_emplace({c.scenario, fault}, Found{c.point, 0}).first->second.times;
  }
  std::vector<Problem> problems;
  for (const auto& [key, f] : found) {
    const Where at = where.empty() ? Where{design.file.string(), 0, 0, {}} : where[f.first];
    problems.push_back(problem(at, say("{} at point {}: {}", design.scenarios[key.first].name, f.first + 1, key.second),
                               fmt::format("{}{}", point_text(design.factors, rows[f.first]),
                                           f.times > 1 ? say("; and at {} more points", f.times - 1) : "")));
  }
  return problems;
}

}  // namespace sim
