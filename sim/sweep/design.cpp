#include "sim/sweep/design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/say.hpp"
#include "sim/sweep/design_points.hpp"
#include "sim/sweep/design_reader.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> top_keys = {"title",  "question", "scenarios",    "replicates", "method",    "points",
                                           "levels", "seed",     "second_order", "table",      "parameter", "output"};

template <class Words>
std::vector<std::string> copied(const Words& words) {
  return {words.begin(), words.end()};
}

}  // namespace

Design DesignReader::read() {
  entries_ = file_.entries(file_.root());
  if (const Entry* e = find("scenarios"))
    scenarios(*e);
  else
    refuse({file_.path().string(), 0, 0, {}}, say("the design names no scenarios"),
           say("scenarios = [\"../baseline.toml\"]"));
  if (const Entry* e = find("method"))
    method(*e);
  else if (known_method_ = find("parameter") == nullptr; !known_method_)
    refuse({file_.path().string(), 0, 0, {}}, say("the design has no method"),
           say("method = \"sobol\", or \"grid\" ..."));
  for (const Entry& entry : entries_) top(entry);
  for (Scenario& s : design_.scenarios) {
    if (!design_.series.empty()) s.series = design_.series;
    s.snapshots = design_.snapshots;
  }
  if (is(Method::table)) table();
  if (known_method_) whole_design();
  if (problems_.empty() && of_files_.empty()) problems_ = rehearse(design_, make_, points(design_), rows_);
  if (problems_.empty() && of_files_.empty()) return std::move(design_);

  const auto rank = [this](const Problem& p) { return std::pair(p.file != file_.path().string(), p.line); };
  std::stable_sort(problems_.begin(), problems_.end(),
                   [&rank](const Problem& a, const Problem& b) { return rank(a) < rank(b); });
  const bool missing = problems_.empty() && missing_only_;
  problems_.insert(problems_.end(), of_files_.begin(), of_files_.end());
  throw Failure(missing ? Exit::no_input : Exit::bad_data, std::move(problems_));
}

void DesignReader::top(const Entry& entry) {
  const std::string& key = entry.key;
  if (key == "scenarios" || key == "method" || key == "table") return;  // read before, or after
  if (key == "title") {
    design_.title = filled(entry, "\"...\"");
  } else if (key == "question") {
    design_.question = filled(entry, "\"...\"");
  } else if (key == "replicates") {
    design_.replicates = whole(entry, 1, 1'000'000);
  } else if (key == "points") {
    design_.points = whole(entry, 1, static_cast<std::int64_t>(most_points));
  } else if (key == "levels") {
    design_.levels = whole(entry, 2, 1000);
    if (design_.levels % 2 != 0)
      refuse(entry.value, say("levels must be even"), say("4 is usual: a step is half of them"));
  } else if (key == "seed") {
    design_.seed = static_cast<std::uint64_t>(whole(entry, 0, std::numeric_limits<std::int64_t>::max()));
  } else if (key == "second_order") {
    if (!entry.node->is_boolean())
      refuse(entry.value, say("second_order is true or false, and this is {}", kind(*entry.node)),
             say("second_order = true"));
    design_.second_order = entry.node->value_or(false);
  } else if (key == "parameter") {
    parameters(entry);
  } else if (key == "output") {
    const Ground plain(make_);
    read_output(file_, entry, plain.known, design_.series, design_.snapshots, problems_);
  } else {
    refuse(entry.where, entry.node->is_table() ? say("unknown table {}", text(key)) : say("unknown key {}", text(key)),
           near_text(key, top_keys));
  }
}

void DesignReader::method(const Entry& entry) {
  const std::vector<std::string> known = copied(words(Method()));
  const std::string name = filled(entry, "\"sobol\"");
  const auto found = std::find(known.begin(), known.end(), name);
  known_method_ = found != known.end();
  if (known_method_)
    design_.method = static_cast<Method>(found - known.begin());
  else if (entry.node->is_string())
    refuse(entry.value, say("unknown method {}", text(name)), near_text(name, known));
}

// ---- Scenarios

void DesignReader::scenarios(const Entry& entry) {
  const toml::array* list = entry.node->as_array();
  if (list == nullptr || list->empty())
    return refuse(entry.value,
                  list != nullptr ? say("scenarios wants a list of files, and this is empty")
                                  : say("scenarios wants a list of files, and this is {}", kind(*entry.node)),
                  say("scenarios = [\"../baseline.toml\"], relative to this file"));
  for (const toml::node& node : *list) scenario(node);
}

void DesignReader::scenario(const toml::node& node) {
  const Where where = file_.where(node.source());
  const auto* name = node.as_string();
  if (name == nullptr || name->get().empty())
    return refuse(where,
                  name != nullptr ? say("scenarios wants names of files, and this is empty")
                                  : say("scenarios wants names of files, and this is {}", kind(node)),
                  say("\"../baseline.toml\", relative to this file"));
  const fs::path path = (file_.path().parent_path() / name->get()).lexically_normal();
  try {
    Scenario read = read_scenario(path, make_, overrides_);
    if (std::find(names_.begin(), names_.end(), read.name) != names_.end())
      return refuse(where, say("two scenarios are called {}", read.name),
                    say("runs are told apart by the names of their files: name each once, or rename one"));
    names_.push_back(read.name);
    grounds_.emplace_back(make_, read);
    design_.scenarios.push_back(std::move(read));
  } catch (const Failure& failure) {
    add(failure, path, where);
  }
}

void DesignReader::add(const Failure& failure, const fs::path& file, const Where& named) {
  if (failure.code() == Exit::lacking || failure.code() == Exit::io) throw failure;  // it says nothing of the file
  missing_only_ = missing_only_ && failure.code() == Exit::no_input;
  for (Problem p : failure.problems()) {
    if (p.file == file.string() && p.line == 0)  // about the file as a whole: say who wants it
      p = problem(named, fmt::format("{}: {}", p.file, p.what), p.mend);
    if (told_.insert(to_text(std::vector{p})).second) of_files_.push_back(std::move(p));
  }
}

// ---- The whole

void DesignReader::table() {
  const Entry* entry = find("table");
  if (entry == nullptr)
    return refuse(find("method")->where, say("the method is a table, and none is named"),
                  say("table = \"points.csv\", relative to this file"));
  const std::string name = filled(*entry, "\"points.csv\"");
  if (name.empty() || grounds_.empty()) return;
  const fs::path path = (file_.path().parent_path() / name).lexically_normal();
  try {
    PointTable read = read_point_table(path, grounds_.front().known, names_, problems_);
    for (const Factor& asked : design_.factors)
      if (std::none_of(read.factors.begin(), read.factors.end(), [&](const Factor& f) { return f.name == asked.name; }))
        refuse(entry->where, say("the table has no column {}", asked.name), say("its header line names the columns"));
    for (std::size_t j = 0; j < read.factors.size() && problems_.empty(); ++j)
      if (read.factors[j].name != "scenario") known_everywhere(read.factors[j].name, entry->where);
    design_.factors = std::move(read.factors);
    design_.table = std::move(read.rows);
    rows_ = std::move(read.where);
  } catch (const Failure& failure) {
    add(failure, path, entry->where);
  }
}

// What one key means for another. How many points there are is known only of a design that is right so far.
void DesignReader::whole_design() {
  const bool right = problems_.empty() && of_files_.empty();
  const auto at = [this](const char* key) {
    return find(find(key) ? key : find("method") ? "method" : "scenarios")->where;
  };
  const std::string quoted = fmt::format("\"{}\"", text(design_.method));
  const auto only = [&](const char* key, Method method) {
    if (find(key) != nullptr && !is(method))
      refuse(at(key),
             find("method") != nullptr ? say("{} does nothing with method {}", key, quoted)
                                       : say("{} does nothing without a method", key),
             say("it belongs to {}", text(method)));
  };
  only("table", Method::table);
  only("levels", Method::morris);
  only("second_order", Method::saltelli);
  if (is(Method::table)) {
    if (find("points") != nullptr)
      refuse(at("points"), say("points does nothing with a table: all its rows are run"), say("take it out"));
  } else if (find("parameter") == nullptr && !is(Method::grid)) {
    refuse(at("method"), say("the design varies no parameter"), say("[[parameter]] with a name and a range or values"));
  }
  const bool ranges = right && std::any_of(design_.factors.begin(), design_.factors.end(),
                                           [](const Factor& f) { return f.values.empty(); });
  if (find("points") == nullptr && !is(Method::table)) {
    if (is(Method::one_at_a_time))
      design_.points = 2;
    else if (!is(Method::grid) || ranges)
      refuse(at("method"), say("method {} wants points", quoted),
             is(Method::grid)     ? say("points = 5: the levels of each range")
             : is(Method::morris) ? say("points = 20: trajectories, of a run more than there are parameters")
                                  : say("points = 1024"));
  }
  constexpr std::size_t most_factors = 1000;
  if (design_.factors.size() > most_factors)
    refuse(at("parameter"), say("{} parameters are varied, and {} are the most", design_.factors.size(), most_factors));
  if (const double count = count_points(design_); problems_.empty() && count > most_points)
    refuse(at("points"), say("the design has {} points, and {} are the most", count, most_points),
           is(Method::grid) ? say("fewer values or levels; or lhs or sobol, which need not all combinations")
                            : say("fewer points"));
  if (!problems_.empty() || !of_files_.empty()) return;
  if (const std::string runs = too_many_runs(design_, design_.replicates); !runs.empty())
    refuse(at("replicates"), say("the design has {}", runs), say("fewer points or replicates"));
}

std::int64_t DesignReader::whole(const Entry& entry, std::int64_t least, std::int64_t most) {
  const auto* found = entry.node->as_integer();
  if (found != nullptr && found->get() >= least && found->get() <= most) return found->get();
  refuse(entry.value,
         found != nullptr ? say("{} = {} is out of range", entry.key, found->get())
                          : say("{} wants a whole number, and this is {}", entry.key, kind(*entry.node)),
         say("a whole number from {} to {}", least, most));
  return least;
}

std::string DesignReader::filled(const Entry& entry, const std::string& like) {
  return sim::filled(entry, entry.key, like, entry.key != "question", problems_).value_or("");
}

bool is_design(const fs::path& path) {
  const TomlFile file(path);
  return file.root().contains("scenarios") || file.root().contains("method") || file.root().contains("parameter");
}

Design read_design(const fs::path& file, const MakeModel& make, const Overrides& overrides) {
  return DesignReader(TomlFile(file), make, overrides).read();
}

}  // namespace sim
