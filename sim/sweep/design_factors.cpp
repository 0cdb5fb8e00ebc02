// The parameters that a design varies: names, ranges and values held against every scenario.

#include <algorithm>
#include <map>
#include <set>

#include "sim/say.hpp"
#include "sim/sweep/design_reader.hpp"

namespace sim {

namespace {

const std::vector<std::string> parameter_keys = {"name", "range", "values", "scale"};

}  // namespace

void DesignReader::parameters(const Entry& entry) {
  const toml::array* list = entry.node->as_array();
  if (list == nullptr)
    return refuse(entry.where, say("parameters are a list, and this is {}", kind(*entry.node)),
                  say("write [[parameter]] before each"));
  for (const toml::node& node : *list) {
    if (const toml::table* table = node.as_table())
      parameter(*table);
    else
      refuse(file_.where(node.source()), say("a parameter is a table, and this is {}", kind(node)),
             say("write [[parameter]] before each"));
  }
}

const KnownParameter* DesignReader::known_everywhere(const std::string& name, const Where& where) {
  for (std::size_t i = 0; i < grounds_.size(); ++i) {
    if (grounds_[i].known.find(name) != nullptr) continue;
    refuse(where, i == 0 ? say("unknown parameter {}", name) : say("unknown parameter {} in {}", name, names_[i]),
           grounds_[i].known.advice(name));
    return nullptr;
  }
  return grounds_.empty() ? nullptr : grounds_.front().known.find(name);
}

void DesignReader::parameter(const toml::table& table) {
  const Where where = file_.where(table.source());
  const std::vector<Entry> entries = file_.entries(table);
  Factor factor;
  std::map<std::string, const Entry*> given;
  for (const Entry& e : entries) {
    if (std::find(parameter_keys.begin(), parameter_keys.end(), e.key) == parameter_keys.end())
      refuse(e.where, say("unknown key {} of a parameter", text(e.key)), near_text(e.key, parameter_keys));
    given[e.key] = &e;
    if (e.key == "name") factor.name = filled(e, "\"behaviour.parameter\"");
  }
  if (!given["name"])
    return refuse(where, say("this parameter has no name"),
                  say("name = \"behaviour.parameter\"; `describe parameters` lists them"));
  if (factor.name.empty()) return;
  const Where named = given["name"]->value;
  for (const Factor& other : design_.factors)
    if (other.name == factor.name) return refuse(named, say("{} is varied twice", factor.name), say("name it once"));

  const Entry *values_at = given["values"], *range_at = given["range"], *scale_at = given["scale"];
  if (is(Method::table)) {
    for (const Entry* e : {values_at, range_at, scale_at})
      if (e != nullptr) refuse(e->where, say("a table has its own values, and this is {}", e->key), say("take it out"));
  } else if (factor.name == "scenario") {
    scenario_factor(factor, values_at, range_at, scale_at);
  } else if (const KnownParameter* known = known_everywhere(factor.name, named)) {
    if (known->list != nullptr) factor.list = known->list->name, factor.row = known->row;
    factor.whole = std::holds_alternative<std::int64_t>(known->initial);
    if (range_at != nullptr && values_at != nullptr)
      refuse(values_at->where, say("{} has a range and values", factor.name), say("take one of them out"));
    else if (range_at != nullptr)
      range(factor, *known, *range_at, scale_at);
    else if (scale_at != nullptr)
      refuse(scale_at->where, say("scale belongs to a range, and there is none"), say("range = [least, most]"));
    else if (values_at != nullptr)
      values(factor, *known, *values_at);
    else if (!known->like->words.empty())
      factor.values.assign(known->like->words.begin(), known->like->words.end());
    else if (std::holds_alternative<bool>(known->initial))
      factor.values = {false, true};
    else
      refuse(named, say("{} has neither range nor values", factor.name), known->about());
  }
  design_.factors.push_back(std::move(factor));
}

void DesignReader::scenario_factor(Factor& factor, const Entry* values, const Entry* range, const Entry* scale) {
  for (const Entry* e : {range, scale})
    if (e != nullptr)
      refuse(e->where, say("scenarios have values and no {}", e->key), say("values = [\"name\", ...], or nothing"));
  factor.values.assign(names_.begin(), names_.end());
  if (values == nullptr) return;
  const toml::array* list = values->node->as_array();
  if (list == nullptr || list->empty())
    return refuse(values->value, say("values wants a list of the scenarios' names"));
  factor.values.clear();
  for (const toml::node& node : *list) {
    const std::string name = node.value_or(std::string());
    if (std::find(names_.begin(), names_.end(), name) == names_.end() && of_files_.empty())
      refuse(file_.where(node.source()), say("no scenario of this design is called {}", text(name)),
             near_text(name, names_));
    factor.values.emplace_back(name);
  }
}

void DesignReader::values(Factor& factor, const KnownParameter& known, const Entry& entry) {
  const toml::array* list = entry.node->as_array();
  if (list == nullptr || list->empty())
    return refuse(entry.value,
                  list != nullptr ? say("values wants a list, and this is empty")
                                  : say("values wants a list, and this is {}", kind(*entry.node)),
                  known.about());
  constexpr std::size_t most = 100'000;
  if (list->size() > most)
    return refuse(entry.value, say("these are {} values, and a parameter has {} at the most", list->size(), most),
                  say("a range and a method draw as many points as are wanted: method = \"random\""));
  std::set<Value> had;
  for (const toml::node& node : *list) {
    const Where where = file_.where(node.source());
    std::optional<Value> value = fit(known, written(factor.name, node, where), problems_);
    if (!value) continue;
    if (!had.insert(*value).second)
      refuse(where, say("{} is in these values twice", text(*value)), say("take one out"));
    factor.values.push_back(std::move(*value));
  }
}

void DesignReader::range(Factor& factor, const KnownParameter& known, const Entry& entry, const Entry* scale) {
  if (!numeric(known.initial))
    return refuse(entry.where, say("{} is no number and has no range", factor.name),
                  say("values = [...]: {}", known.about()));
  const toml::array* ends = entry.node->as_array();
  const bool plausible = entry.node->value_or(std::string_view()) == "plausible";
  if (!plausible && (ends == nullptr || ends->size() != 2))
    return refuse(entry.value, say("range wants two numbers, or \"plausible\""),
                  say("range = [least, most]: {}", known.about()));
  if (const Plausible& its = known.like->field.plausible; plausible && its.known())
    factor.least = its.least, factor.most = its.most;
  else if (plausible)
    return refuse(entry.value,
                  its.said() ? say("of {} it is not known where it could plausibly be", factor.name)
                             : say("of {} it is not said where it could plausibly be", factor.name),
                  say("range = [least, most]: {}", known.about()));
  else {
    const std::size_t before = problems_.size();
    std::vector<double> found;
    for (const toml::node& node : *ends)
      if (const auto value = fit(known, written(factor.name, node, file_.where(node.source())), problems_))
        found.push_back(number(*value));
    if (problems_.size() > before) return;
    factor.least = found[0], factor.most = found[1];
  }
  if (factor.least >= factor.most)
    refuse(entry.value, say("the range's second number is not above its first"), say("range = [least, most]"));
  if (scale == nullptr) return;
  const std::string word = filled(*scale, "\"log\"");
  factor.logarithmic = word == "log";
  if (word != "log" && word != "linear" && scale->node->is_string())
    refuse(scale->value, say("unknown scale {}", text(word)), near_text(word, {"linear", "log"}));
  else if (factor.logarithmic && factor.least <= 0)
    refuse(entry.value, say("a log scale wants a range above 0"), say("begin it above 0, or scale = \"linear\""));
}

}  // namespace sim
