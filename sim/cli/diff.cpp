// The command `diff`: how two scenarios differ.
//
//   two files --> a model each --lived through its dated changes--> the course of every parameter --> those that differ
//
// What is compared is what a model gets, not what is written: a change that is overwritten on its own day is none.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <variant>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/json.hpp"
#include "sim/say.hpp"
#include "sim/settings/scenario.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

struct Step {
  Month from;
  Value value;
  bool operator==(const Step&) const = default;
};
using Course = std::vector<Step>;  // the first is the start's

// Of every parameter, in the model's order. A place's own value is there where it is not the whole's.
struct Courses {
  std::vector<std::string> paths;
  std::map<std::string, Course> of;
};

// From whatever month they begin.
bool alike(const Course& one, const Course& other) {
  return one.front().value == other.front().value &&
         std::equal(one.begin() + 1, one.end(), other.begin() + 1, other.end());
}

Courses courses(const Scenario& scenario, const MakeModel& make) {
  const std::unique_ptr<Model> model = make();
  sim::apply(scenario, *model);
  std::vector<Parameter> parameters = model->parameters();
  Courses out;
  for (const Parameter& p : parameters) {
    out.paths.push_back(p.path);
    out.of[p.path] = {{scenario.start, p.get()}};
  }
  for (const Change& change : scenario.changes) {
    sim::apply(change, parameters);
    for (const Parameter& p : parameters) {
      Course& course = out.of[p.path];
      const Value now = p.get();
      if (course.back().from < change.from && course.back().value != now && change.from > scenario.start)
        course.push_back({change.from, now});
      else if (course.back().value != now)
        course.back().value = now;
      if (course.size() > 1 && course.back().value == course[course.size() - 2].value) course.pop_back();
    }
  }
  for (const Parameter& p : parameters)
    if (!p.place.empty()) {
      const std::string whole = p.path.substr(0, p.path.size() - p.place.size() - 1);
      if (const auto found = out.of.find(whole); found != out.of.end() && found->second == out.of[p.path])
        out.of.erase(p.path);
    }
  return out;
}

std::string told(const Course* course) {
  if (course == nullptr) return say("as the whole");
  std::string out = text(course->front().value);
  for (std::size_t i = 1; i < course->size(); ++i)
    out += say(", from {} {}", (*course)[i].from.text(), text((*course)[i].value));
  return out;
}

Json as_json(const Course* course) {
  if (course == nullptr) return {};
  Json out = Json::array();
  for (const Step& step : *course)
    out.push_back(
        {{"from", step.from.text()}, {"value", std::visit([](const auto& v) { return Json(v); }, step.value)}});
  return out;
}

std::set<std::string> row_names(const Scenario& scenario) {
  std::set<std::string> out;
  for (const RowSetting& row : scenario.rows) out.insert(fmt::format("{} {}", row.list, row.name));
  return out;
}

// What the one has and the other has not.
std::vector<std::string> without(const std::set<std::string>& one, const std::set<std::string>& other) {
  std::vector<std::string> out;
  std::set_difference(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(out));
  return out;
}

struct Unlike {
  std::string path;
  const Course *a, *b;
};

int tell_difference(const Context& context, const Given& given) {
  if (given.plain.size() != 2)
    throw Failure(Exit::usage, say("diff takes two scenarios"), say("diff scenarios/one.toml scenarios/other.toml"));
  const std::vector<Scenario> both = read_scenarios(given.plain, context.make, {});
  const Scenario &a = both[0], &b = both[1];
  const Courses of_a = courses(a, context.make), of_b = courses(b, context.make);
  const auto rows_a = row_names(a), rows_b = row_names(b);
  const auto only_a = without(rows_a, rows_b), only_b = without(rows_b, rows_a);

  std::vector<Unlike> found;
  const auto find = [](const Courses& courses, const std::string& path) {
    const auto at = courses.of.find(path);
    return at == courses.of.end() ? nullptr : &at->second;
  };
  const std::set<std::string> known_b(of_b.paths.begin(), of_b.paths.end());
  for (const std::string& path : of_a.paths) {  // what only one can have is a row's, which is told as a whole
    const Course *one = find(of_a, path), *other = find(of_b, path);
    if (!known_b.contains(path) || (one == nullptr && other == nullptr)) continue;
    if (one == nullptr || other == nullptr || !alike(*one, *other)) found.push_back({path, one, other});
  }
  const bool same_time = a.start == b.start && a.end == b.end;

  if (given.has("json")) {
    Json parameters = Json::array();
    for (const Unlike& d : found) parameters.push_back({{"name", d.path}, {"a", as_json(d.a)}, {"b", as_json(d.b)}});
    const auto period = [](const Scenario& s) { return Json{{"from", s.start.text()}, {"until", (s.end - 1).text()}}; };
    fmt::print("{}", dumped({{"a", a.name},
                             {"b", b.name},
                             {"period_a", period(a)},
                             {"period_b", period(b)},
                             {"rows_only_in_a", only_a},
                             {"rows_only_in_b", only_b},
                             {"parameters", parameters}}));
    return 0;
  }
  const std::size_t wide = std::max(a.name.size(), b.name.size());
  const auto line = [wide](const std::string& name, const std::string& what) {
    fmt::print("  {:<{}}  {}\n", name, wide, what);
  };
  fmt::print("{}: {}\n{}: {}\n", a.name, a.title, b.name, b.title);
  if (!same_time) {
    fmt::print("{}", say("\nMonths\n"));
    for (const Scenario* s : {&a, &b}) line(s->name, s->start.text() + " to " + (s->end - 1).text());
  }
  for (const auto& [name, rows] : {std::pair(a.name, only_a), std::pair(b.name, only_b)})
    if (!rows.empty()) fmt::print("{}", say("\nOnly in {}: {}\n", name, listed(rows)));
  for (const Unlike& d : found) {
    fmt::print("\n{}\n", d.path);
    line(a.name, told(d.a));
    line(b.name, told(d.b));
  }
  if (same_time && only_a.empty() && only_b.empty() && found.empty())
    fmt::print("{}", say("\nNothing that a run computes differs.\n"));
  return 0;
}

}  // namespace

Command diff_command(const Context&) {
  return {
      "diff",
      tell_difference,
      "A B",
      say("How two scenarios differ: the parameters that take another course, from which month on, and the rows that "
          "only\none of them has."),
      {{"json", "", say("one JSON document")}}};
}

}  // namespace sim
