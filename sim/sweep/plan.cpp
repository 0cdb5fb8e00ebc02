#include "sim/sweep/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "sim/error.hpp"
#include "sim/hash.hpp"
#include "sim/host/disk.hpp"
#include "sim/json.hpp"
#include "sim/run/log.hpp"
#include "sim/say.hpp"
#include "sim/sha256.hpp"

namespace sim {

namespace {

constexpr int format = 3;

// SHA-256 of the whole file, with zeros in its place. Last of the keys that may hold texts, which are quoted in them.
constexpr std::string_view sum_begin = "\"sum\":\"";
const std::string no_sum(64, '0');

Json to_json(const Value& value) {
  return std::visit([](const auto& v) { return Json(v); }, value);
}

Value value_of(const Json& json) {
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_float()) return json.get<double>();
  if (json.is_number()) return json.get<std::int64_t>();
  return json.get<std::string>();
}

// Texts for words, numbers for the rest; a switch is 0 or 1.
bool in_words(const std::vector<const Value*>& values) {
  return std::any_of(values.begin(), values.end(),
                     [](const Value* v) { return std::holds_alternative<std::string>(*v); });
}

double as_number(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  return std::get<bool>(value) ? 1 : 0;
}

std::uint64_t hexadecimal(const std::string& text) {
  std::uint64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out, 16);
  return out;
}

bool consistent(const Plan& plan) {
  const auto fits = [&plan](const auto& row) { return row.size() == plan.parameters.size(); };
  return plan.replicates > 0 && std::all_of(plan.points.begin(), plan.points.end(), fits) &&
         std::all_of(plan.own.begin(), plan.own.end(), fits) &&
         std::all_of(plan.cases.begin(), plan.cases.end(), [&plan](const Case& c) {
           return c.point < plan.points.size() && c.scenario < plan.scenarios.size();
         });
}

}  // namespace

Plan::Run Plan::run(std::size_t index) const {
  return {cases[index / replicates], static_cast<std::uint32_t>(index % replicates)};
}

std::size_t Plan::group(std::size_t index) const {
  const Run one = run(index);
  return one.at.point * replicates + one.replicate;
}

std::string Plan::point_text(std::size_t point) const {
  std::string out;
  for (std::size_t j = 0; j < parameters.size(); ++j)
    if (const auto& value = points[point][j])
      out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", parameters[j].name, text(*value));
  return out;
}

std::vector<std::uint64_t> Plan::keys() const {
  std::vector<std::uint64_t> out;
  std::vector<Factor> factors(parameters.size());
  for (std::size_t j = 0; j < factors.size(); ++j) factors[j].name = parameters[j].name;
  for (const Case& c : cases) {
    const std::string what =
        fmt::format("{:016x} at {}", scenarios[c.scenario].sum, point_id(factors, points[c.point]));
    for (std::uint32_t r = 0; r < replicates; ++r)
      out.push_back(run_key(program, scenarios[c.scenario].name, what, seed, r));
  }
  return out;
}

std::vector<Detail> Plan::coordinates(const std::vector<std::size_t>& runs) const {
  std::vector<Detail> out;
  for (std::size_t j = 0; j < parameters.size(); ++j) {
    if (parameters[j].name == "scenario") continue;  // every file has it
    std::vector<const Value*> values;
    std::vector<double> set;
    for (const std::size_t i : runs) {
      const Case at = run(i).at;
      const std::optional<Value>& mine = points[at.point][j];
      values.push_back(mine ? &*mine : &own[at.scenario][j]);
      set.push_back(mine ? 1 : 0);
    }
    const Swept& p = parameters[j];
    Detail detail{p.name, p.unit, p.meaning, {}};
    if (in_words(values)) {
      std::vector<std::string> words;
      words.reserve(values.size());
      for (const Value* v : values) words.push_back(std::get<std::string>(*v));
      detail.values = std::move(words);
    } else {
      std::vector<double> numbers;
      numbers.reserve(values.size());
      for (const Value* v : values) numbers.push_back(as_number(*v));
      detail.values = std::move(numbers);
    }
    out.push_back(std::move(detail));
    if (std::count(set.begin(), set.end(), 0.0) > 0)
      out.push_back({p.name + "_is_set", "1",
                     fmt::format("1 where the point gives {}, 0 where the scenario's own value stays", p.name),
                     std::move(set)});
  }
  return out;
}

Plan make_plan(const Design& design, const MakeModel& make, const std::string& program, std::uint64_t seed,
               std::uint32_t replicates) {
  Plan plan;
  plan.program = program;
  plan.title = design.title;
  plan.question = design.question;
  plan.design = content_of(design.file);
  plan.method = text(design.method);
  plan.seed = seed;
  plan.replicates = replicates;
  const auto unit = [currency = make()->info().currency.code](std::string_view of_field) {
    return of_field == currency ? "1" : std::string(of_field);  // UDUNITS knows no money
  };
  for (const Scenario& s : design.scenarios) {
    plan.scenarios.push_back({s.name, s.title, s.question, s.resolved(), checksum(s.without_words())});
    const std::unique_ptr<Model> model = make();
    apply(s, *model);
    const std::vector<Parameter> parameters = model->parameters();
    std::vector<Value>& own = plan.own.emplace_back();
    const bool first = plan.own.size() == 1;
    for (const Factor& f : design.factors) {
      const auto found =
          std::find_if(parameters.begin(), parameters.end(), [&f](const Parameter& p) { return p.path == f.name; });
      if (found == parameters.end()) {
        own.emplace_back(s.name);  // the scenario is what is varied
        if (first) plan.parameters.push_back({f.name, "1", "Scenario of the run"});
        continue;
      }
      own.push_back(found->get());
      if (first) plan.parameters.push_back({f.name, unit(found->field.unit), std::string(found->field.meaning)});
    }
  }
  plan.points = points(design);
  plan.cases = cases(design, plan.points);
  return plan;
}

void hold_texts(const Plan& plan, const MakeModel& make, const std::filesystem::path& file) {
  for (const Plan::Chosen& s : plan.scenarios) {
    const std::string place = say("scenario {} of {}", s.name, file.string());
    if (checksum(read_scenario_text(s.name, s.text, place, make).without_words()) == s.sum) continue;
    throw Failure(Exit::bad_data,
                  {{file.string(),
                    0,
                    0,
                    {},
                    say("the text of scenario {} does not fit its sum: its runs were made of another", s.name),
                    say("it was edited: take another copy, or start the sweep anew in another folder")}});
  }
}

std::string to_json(const Plan& plan) {
  Json json = {
      {"format", format},      {"program", plan.program}, {"title", plan.title},          {"question", plan.question},
      {"method", plan.method}, {"seed", plan.seed},       {"replicates", plan.replicates}};
  json["scenarios"] = Json::array();
  for (std::size_t s = 0; s < plan.scenarios.size(); ++s) {
    const Plan::Chosen& c = plan.scenarios[s];
    Json own = Json::array();
    for (const Value& v : plan.own[s]) own.push_back(to_json(v));
    json["scenarios"].push_back({{"name", c.name},
                                 {"title", c.title},
                                 {"question", c.question},
                                 {"own_values", own},
                                 {"sum", fmt::format("{:016x}", c.sum)},
                                 {"text", c.text}});
  }
  json["parameters"] = Json::array();
  for (const Plan::Swept& p : plan.parameters)
    json["parameters"].push_back({{"name", p.name}, {"unit", p.unit}, {"meaning", p.meaning}});
  json["points"] = Json::array();
  for (const PointRow& row : plan.points) {
    Json values = Json::array();
    for (const auto& v : row) values.push_back(v ? to_json(*v) : Json());
    json["points"].push_back(std::move(values));
  }
  json["cases"] = Json::array();  // point and scenario of each
  for (const Case& c : plan.cases) json["cases"].push_back({c.point, c.scenario});
  json["design"] = plan.design;
  json["sum"] = no_sum;
  std::string text = dumped_in_line(json) + "\n";
  const std::string sum = sha256(text);
  return text.replace(text.rfind(sum_begin) + sum_begin.size(), sum.size(), sum);
}

Plan read_plan(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file))
    throw Failure(Exit::no_input, {{file.string(), 0, 0, {}, say("does not exist"), say("check its name")}});
  return plan_in(content_of(file), file);
}

Plan plan_in(std::string text, const std::filesystem::path& file) {
  const auto damaged = [&file](const std::string& why) {
    return Failure(Exit::bad_data, {{file.string(),
                                     0,
                                     0,
                                     {},
                                     say("is damaged: {}", why),
                                     say("take another copy, or start the sweep anew in another folder")}});
  };
  try {
    const Json json = Json::parse(text);
    if (json.at("format") != format)
      throw Failure(Exit::bad_data, {{file.string(),
                                      0,
                                      0,
                                      {},
                                      say("has another format than this program knows"),
                                      say("use the program that made the sweep")}});
    const std::size_t at = text.rfind(sum_begin);
    if (at == std::string::npos || text.size() - at < sum_begin.size() + no_sum.size())
      throw damaged(say("it has no sum of its own"));
    if (sha256(text.replace(at + sum_begin.size(), no_sum.size(), no_sum)) != json.at("sum"))
      throw damaged(say("it was changed since it was written"));
    Plan plan;
    plan.program = json.at("program");
    plan.title = json.at("title");
    plan.question = json.at("question");
    plan.method = json.at("method");
    plan.seed = json.at("seed");
    plan.replicates = json.at("replicates");
    plan.design = json.at("design");
    for (const Json& s : json.at("scenarios")) {
      plan.scenarios.push_back({s.at("name"), s.at("title"), s.at("question"), s.at("text"), hexadecimal(s.at("sum"))});
      std::vector<Value>& own = plan.own.emplace_back();
      for (const Json& v : s.at("own_values")) own.push_back(value_of(v));
    }
    for (const Json& p : json.at("parameters"))
      plan.parameters.push_back({p.at("name"), p.at("unit"), p.at("meaning")});
    for (const Json& row : json.at("points")) {
      PointRow& values = plan.points.emplace_back();
      for (const Json& v : row) values.push_back(v.is_null() ? std::nullopt : std::optional(value_of(v)));
    }
    for (const Json& c : json.at("cases")) plan.cases.push_back({c.at(0), c.at(1)});
    if (!consistent(plan)) throw damaged(say("its parts do not fit each other"));
    return plan;
  } catch (const Json::exception&) {
    throw damaged(say("it is cut off, or no plan"));
  }
}

}  // namespace sim
