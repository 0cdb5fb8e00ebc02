#include "sim/settings/known.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "sim/math.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

std::string type_text(const KnownParameter& parameter) {
  if (!parameter.like->words.empty()) return say("one of {}", fmt::join(parameter.like->words, ", "));
  switch (parameter.initial.index()) {
    case 0:
      return say("true or false");
    case 1:
      return say("a whole number");
    case 2:
      return say("a number");
    default:
      return say("text");
  }
}

std::string row_key(const RowList& list, const std::string& row) { return list.name + " " + row; }

}  // namespace

std::string KnownParameter::about() const {
  std::string out = fmt::format("{}: {}; {}", path, like->field.meaning, type_text(*this));
  if (!numeric(initial)) return out;
  if (const std::string range = range_text(like->field); !range.empty()) out += ", " + range;
  return out + say(", unit {}", like->field.unit);
}

Known::Known(Model& model)
    : program_(model.info().name),
      places_(model.info().places),
      years_(model.info().years),
      parameters_(model.parameters()),
      lists_(model.rows()) {
  for (const Parameter& p : parameters_)
    add({p.path, &p, p.get(), nullptr, {}, p.place.empty() ? "" : p.path.substr(0, p.path.rfind('.'))});
  for (const RowList& list : lists_) {
    for (const Parameter& blank : list.blank) behaviours_[blank.path.substr(0, blank.path.find('.'))];
    for (std::size_t i = 0; i < list.size(); ++i) {
      row_names_.insert(row_key(list, list.key(i)));
      for (const Parameter& p : rows_.emplace_back(list.fields(i))) {
        KnownParameter& known = by_path_.at(p.path);
        known.list = &list;
        known.row = list.key(i);
      }
    }
  }
  for (const SeriesInfo& s : model.series()) series_.push_back(s.name);
}

void Known::add(KnownParameter parameter) {
  behaviours_[parameter.path.substr(0, parameter.path.find('.'))].push_back(parameter.path);
  by_path_.insert_or_assign(parameter.path, std::move(parameter));
}

void Known::add_row(const RowList& list, const std::string& row) {
  row_names_.insert(row_key(list, row));
  for (const Parameter& blank : list.blank) add({blank.path + "." + row, &blank, blank.get(), &list, row});
  if (list.name != places_) return;
  for (const Parameter& p : parameters_)
    if (p.of_place) add({p.path + "." + row, &p, p.get(), nullptr, {}, p.path});
}

std::vector<std::string> Known::rows(const RowList& list) const {
  std::vector<std::string> out;
  for (const std::string& key : row_names_)
    if (key.starts_with(list.name + " ")) out.push_back(key.substr(list.name.size() + 1));
  std::sort(out.begin(), out.end());
  return out;
}

bool Known::by_place(const std::string& path) const {
  const RowList* list = places();
  const auto is = [&path](const Parameter& p) { return p.path == path; };
  if (list == nullptr) return false;
  return std::any_of(list->blank.begin(), list->blank.end(), is) ||
         std::any_of(parameters_.begin(), parameters_.end(), [&](const Parameter& p) { return is(p) && p.of_place; });
}

std::vector<std::string> Known::all_by_place() const {
  std::vector<std::string> out;
  for (const Parameter& p : parameters_)
    if (p.of_place) out.push_back(p.path);
  for (const Parameter& p : places()->blank)
    if (!p.field.fixed) out.push_back(p.path);
  return out;
}

bool Known::add_row_of(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  for (const RowList& list : lists_)
    for (const Parameter& blank : list.blank)
      if (dot != std::string::npos && path.substr(0, dot) == blank.path) {
        add_row(list, path.substr(dot + 1));
        return true;
      }
  for (const Parameter& p : parameters_)
    if (p.of_place && dot != std::string::npos && path.substr(0, dot) == p.path) {
      add({path, &p, p.get(), nullptr, {}, p.path});
      return true;
    }
  return false;
}

const KnownParameter* Known::find(const std::string& path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : &found->second;
}

const RowList* Known::list(const std::string& name) const {
  const auto found = std::find_if(lists_.begin(), lists_.end(), [&name](const RowList& l) { return l.name == name; });
  return found == lists_.end() ? nullptr : &*found;
}

bool Known::has_row(const RowList& list, const std::string& row) const {
  return row_names_.count(row_key(list, row)) > 0;
}

bool Known::was_behaviour(const std::string& name) const {
  const auto was = [&name](const Parameter& p) { return p.field.was.starts_with(name + "."); };
  return std::any_of(parameters_.begin(), parameters_.end(), was) ||
         std::any_of(lists_.begin(), lists_.end(),
                     [&was](const RowList& l) { return std::any_of(l.blank.begin(), l.blank.end(), was); });
}

std::string Known::renamed(const std::string& path) const {
  const auto now = [&path](const Parameter& p) -> std::string {
    const std::string was(p.field.was);
    if (was.empty() || !(path == was || path.starts_with(was + "."))) return {};
    return say("{} is called {} now: write that name", path, p.path + path.substr(was.size()));
  };
  for (const Parameter& p : parameters_)
    if (p.place.empty())
      if (std::string said = now(p); !said.empty()) return said;
  for (const RowList& l : lists_)
    for (const Parameter& blank : l.blank)
      if (std::string said = now(blank); !said.empty()) return said;
  return {};
}

std::string Known::advice(const std::string& path) const {
  if (std::string said = renamed(path); !said.empty()) return said;
  const std::string table = path.substr(0, path.find('.'));
  if (const auto found = behaviours_.find(table); found != behaviours_.end())
    if (const std::string near = nearest(path, found->second); !near.empty())
      return say("did you mean {}?", by_path_.at(near).about());
  // The name may be right and its behaviour another.
  const std::string last = path.substr(path.rfind('.') + 1);
  for (const Parameter& p : parameters_)
    if (p.field.name == last) return say("did you mean {}?", by_path_.at(p.path).about());
  if (list(table) != nullptr) return say("rows are written [[{}]], each with a name", table);
  return table_advice(table, {});
}

std::string Known::table_advice(const std::string& name, std::vector<std::string> candidates) const {
  for (const auto& [behaviour, paths] : behaviours_) candidates.push_back(behaviour);
  for (const RowList& l : lists_) candidates.push_back(l.name);
  std::sort(candidates.begin(), candidates.end());
  const std::string near = nearest(name, candidates);
  if (near.empty() || near == name) return say("`{} describe parameters` lists what there is", program_);
  return say("did you mean {}?", near);
}

bool Known::series(const std::string& name) const {
  return std::find(series_.begin(), series_.end(), name) != series_.end();
}

std::string Known::series_advice(const std::string& name) const {
  const std::string near = nearest(name, series_);
  if (near.empty()) return say("`{} describe series` lists what there is", program_);
  return say("did you mean {}?", near);
}

Written typed(const KnownParameter& parameter, const std::string& text, const Where& where) {
  Written out = written(parameter.path, text, where);
  if (std::holds_alternative<std::string>(parameter.initial)) {
    // A word of a choice may look like a number or a date.
    if (!out.value || !std::holds_alternative<std::string>(*out.value)) out.value = text;
  } else if (std::holds_alternative<bool>(parameter.initial)) {
    for (const auto& [word, truth] : {std::pair("true", true),
                                      {"True", true},
                                      {"TRUE", true},
                                      {"1", true},
                                      {"false", false},
                                      {"False", false},
                                      {"FALSE", false},
                                      {"0", false}})
      if (text == word) out.value = truth;
  }
  return out;
}

std::optional<Value> fit(const KnownParameter& parameter, const Written& written, std::vector<Problem>& problems) {
  const auto refuse = [&](const std::string& what) {
    problems.push_back(problem(written.where, what, parameter.about()));
    return std::nullopt;
  };
  const auto wrong_type = [&] {
    return refuse(say("{} wants {}, and this is {}", parameter.path, type_text(parameter), written.kind));
  };
  if (!written.value) return wrong_type();
  Value value = *written.value;
  if (std::holds_alternative<double>(parameter.initial) && std::holds_alternative<std::int64_t>(value))
    value = number(value);
  constexpr double exact = 9e15;  // below it a double holds every whole number
  if (const auto* decimal = std::get_if<double>(&value); decimal != nullptr &&
                                                         std::holds_alternative<std::int64_t>(parameter.initial) &&
                                                         std::abs(*decimal) < exact && *decimal == std::floor(*decimal))
    value = static_cast<std::int64_t>(*decimal);
  if (value.index() != parameter.initial.index()) return wrong_type();

  if (numeric(value)) {
    if (!std::isfinite(number(value))) return refuse(say("{} wants a finite number", parameter.path));
    if (!in_range(parameter, number(value)))
      return refuse(say("{} = {} is out of range: {}", parameter.path, text(value), range_text(parameter.like->field)));
  }
  const std::vector<std::string>& words = parameter.like->words;
  if (const auto* word = std::get_if<std::string>(&value);
      word != nullptr && !words.empty() && std::find(words.begin(), words.end(), *word) == words.end()) {
    const std::string near = nearest(*word, words);
    return refuse(near.empty() ? say("{} cannot be {}", parameter.path, text(*word))
                               : say("{} cannot be {}; did you mean {}?", parameter.path, text(*word), text(near)));
  }
  return value;
}

bool in_range(const KnownParameter& parameter, double number) {
  const Field& field = parameter.like->field;
  constexpr double most_whole = 9.2e18;  // what an int64 holds
  if (std::holds_alternative<std::int64_t>(parameter.initial) && !(std::abs(number) < most_whole)) return false;
  return std::isfinite(number) && number >= field.least && number <= field.most;
}

std::string range_text(const Field& field) {
  if (std::isfinite(field.least) && std::isfinite(field.most)) return say("{} to {}", field.least, field.most);
  if (std::isfinite(field.least)) return say("at least {}", field.least);
  if (std::isfinite(field.most)) return say("at most {}", field.most);
  return {};
}

bool numeric(const Value& value) {
  return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

std::string near_text(const std::string& name, const std::vector<std::string>& candidates) {
  if (candidates.empty()) return say("there are none");
  const std::string near = nearest(name, candidates);
  return near.empty() ? say("known here: {}", first_listed(candidates)) : say("did you mean {}?", near);
}

double number(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  return std::get<double>(value);
}

Value times(const Value& value, double factor) {
  const double product = number(value) * factor;
  if (std::holds_alternative<std::int64_t>(value)) return static_cast<std::int64_t>(nearest_integer(product));
  return product;
}

}  // namespace sim
