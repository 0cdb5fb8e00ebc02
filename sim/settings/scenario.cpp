#include "sim/settings/scenario.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "sim/say.hpp"
#include "sim/settings/chain.hpp"
#include "sim/settings/merge.hpp"
#include "sim/utf8.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

// The model's own check of how its settings go together: as the world starts, and after each date's changes.
void check_faults(Scenario& scenario, Model& model, std::vector<Problem>& problems) {
  const auto faulty = [&](const Where& where) {
    const std::vector<std::string> faults = model.faults();
    for (const std::string& fault : faults) problems.push_back(problem(where, fault));
    return !faults.empty();
  };
  sim::apply(scenario, model);
  if (faulty({scenario.file.string(), 0, 0, {}})) return;
  for (std::string& doubt : model.doubts()) scenario.notes.push_back(std::move(doubt));
  std::vector<Parameter> parameters = model.parameters();
  for (std::size_t i = 0; i < scenario.changes.size(); ++i) {
    sim::apply(scenario.changes[i], parameters);
    const bool last_of_date =
        i + 1 == scenario.changes.size() || scenario.changes[i + 1].from != scenario.changes[i].from;
    if (last_of_date && faulty(scenario.changes[i].where)) return;
  }
}

// Lays the files of a chain one over the other, and the command line over them.
Scenario merged(const Chain& chain, const fs::path& file, const MakeModel& make, const Overrides& overrides) {
  const std::unique_ptr<Model> model = make();
  Known known(*model);
  Draft draft(known, !chain.broken);
  for (std::size_t i = 0; i < chain.files.size(); ++i) draft.lay(chain.files[i], chain.combined[i]);
  draft.override_with(overrides);
  Scenario scenario = draft.finish(file.string());
  scenario.file = file;
  if (chain.broken) {
    if (draft.problems().empty()) throw *chain.broken;
    draft.problems().insert(draft.problems().end(), chain.broken->problems().begin(), chain.broken->problems().end());
  }
  if (draft.problems().empty()) check_faults(scenario, *model, draft.problems());
  if (draft.problems().empty()) return scenario;

  // What lies on top first: policies beside the file, the file, its bases; then the command line; each by line.
  const auto rank = [&chain](const Problem& p) {
    const auto found = std::find_if(chain.files.rbegin(), chain.files.rend(),
                                    [&p](const TomlFile& f) { return f.path().string() == p.file; });
    return std::pair(found - chain.files.rbegin(), p.line);
  };
  std::stable_sort(draft.problems().begin(), draft.problems().end(),
                   [&rank](const Problem& a, const Problem& b) { return rank(a) < rank(b); });
  throw Failure(Exit::bad_data, std::move(draft.problems()));
}

}  // namespace

Scenario read_scenario(const fs::path& file, const MakeModel& make, const Overrides& overrides,
                       const std::vector<fs::path>& policies) {
  const auto name = [](const fs::path& of) {
    return of.extension() == ".toml" ? of.stem().string() : of.filename().string();
  };
  Scenario scenario = merged(read_chain(file, policies), file, make, overrides);
  scenario.name = name(file);
  for (const fs::path& policy : policies) (scenario.name += '+') += name(policy);
  if (const auto control = control_character(scenario.name))
    throw Failure(Exit::bad_data, {{file.string(),
                                    0,
                                    0,
                                    {},
                                    say("the name of the file has the control character {}", *control),
                                    say("rename it: the scenario is called by it")}});
  return scenario;
}

Scenario read_scenario_text(const std::string& name, const std::string& text, const std::string& place,
                            const MakeModel& make, const Overrides& overrides) {
  Chain chain;
  chain.files.emplace_back(fs::path(place), text);
  chain.combined.push_back(0);
  for (const char* word : {"extends", "with"})
    if (const toml::node* node = chain.files.front().root().get(word))
      throw Failure(Exit::bad_data, {problem(chain.files.front().where(node->source()),
                                             say("this text names another file, and it has no files beside it"),
                                             say("only a resolved text stands for itself: check --resolved FILE"))});
  Scenario scenario = merged(chain, place, make, overrides);
  scenario.name = name;
  return scenario;
}

std::string title_of(const std::string& text) {
  try {
    const TomlFile file(fs::path(), text);
    const toml::node* title = file.root().get("title");
    return title == nullptr ? "" : title->value_or(std::string());
  } catch (const Failure&) {
    return "";
  }
}

void apply(const Scenario& scenario, Model& model) {
  for (const RowList& list : model.rows()) {
    std::unordered_set<std::string> there;
    for (std::size_t i = 0; i < list.size(); ++i) there.insert(list.key(i));
    for (const RowSetting& row : scenario.rows)
      if (row.list == list.name && there.insert(row.name).second) list.add(row.name);
  }
  const std::vector<Parameter> parameters = model.parameters();
  std::unordered_map<std::string_view, const Parameter*> by_path;
  for (const Parameter& p : parameters) by_path.emplace(p.path, &p);
  for (const Setting& s : scenario.settings) by_path.at(s.path)->set(s.value);
  for (const RowSetting& row : scenario.rows)
    for (const Setting& s : row.fields) by_path.at(s.path)->set(s.value);
}

void apply(const Change& change, std::vector<Parameter>& parameters) {
  const auto at = [&parameters](const std::string& path) -> const Parameter& {
    return *std::find_if(parameters.begin(), parameters.end(), [&path](const Parameter& p) { return p.path == path; });
  };
  for (const Setting& s : change.set) at(s.path).set(s.value);
  for (const Setting& s : change.multiply) {
    const Parameter& parameter = at(s.path);
    parameter.set(times(parameter.get(), number(s.value)));
  }
}

}  // namespace sim
