#include "sim/describe/facts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "sim/say.hpp"
#include "sim/settings/scenario.hpp"
#include "sim/words.hpp"

namespace sim {

ParameterFact fact(const Parameter& parameter, const std::string& list, const std::string& places) {
  static constexpr std::array types = {Type::truth, Type::whole, Type::number, Type::text};
  const Type type = parameter.words.empty() ? types[parameter.get().index()] : Type::choice;
  const std::string path = list.empty() ? parameter.path : fmt::format("{}.<{}>", parameter.path, list);
  const bool by_place = !places.empty() && !parameter.field.fixed && (parameter.of_place || list == places);
  return {parameter, path, parameter.path, list, type, by_place};
}

Facts::Facts(const MakeModel& make)
    : model(make()),
      lists(model->rows()),
      phases(model->schedule()),
      series(model->series()),
      words(std::begin(all_words), std::end(all_words)) {
  const auto table = [this](const std::string& path) -> TableFact& {
    const std::string name = path.substr(0, path.find('.'));
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&name](const TableFact& t) { return t.name == name; });
    if (found != tables.end()) return *found;
    std::string rule = say("What several rules of the model use.");
    for (const RowList& l : lists)
      if (l.name == name) rule = say("Rows of [[{}]]: {}", l.name, l.meaning);
    for (const Phase& phase : phases)
      if (phase.name == name) rule = phase.about;
    return tables.emplace_back(TableFact{name, rule, {}});
  };
  std::set<std::string> of_rows;
  for (const RowList& l : lists)
    for (std::size_t i = 0; i < l.size(); ++i)
      for (const Parameter& p : l.fields(i)) of_rows.insert(p.path);
  for (const Parameter& p : model->parameters())
    if (of_rows.count(p.path) == 0 && p.place.empty()) table(p.path).parameters.push_back(fact(p, {}, info().places));
  for (const RowList& l : lists)
    for (const Parameter& p : l.blank) table(p.path).parameters.push_back(fact(p, l.name, info().places));

  // A row of each list, in a model of its own, shows which dimensions have the rows for labels.
  const std::unique_ptr<Model> example = make();
  for (const RowList& l : example->rows()) l.add("<" + l.name + ">");
  axes = example->axes();
}

std::optional<Value> ParameterFact::initial() const {
  const Value value = like.get();
  const auto out = [this](double number) { return number < field().least || number > field().most; };
  if (type == Type::number && out(std::get<double>(value))) return std::nullopt;
  if (type == Type::whole && out(static_cast<double>(std::get<std::int64_t>(value)))) return std::nullopt;
  return value;
}

bool Facts::yearly() const {
  return std::any_of(series.begin(), series.end(), [](const SeriesInfo& s) { return s.yearly(); });
}

const RowList* Facts::list(const std::string& name_or_plural) const {
  for (const RowList& l : lists)
    if (l.name == name_or_plural || plural(l.name) == name_or_plural) return &l;
  return nullptr;
}

std::string plural(const std::string& name) {
  const char last = name.empty() ? ' ' : name.back();
  if (last == 'y') return name.substr(0, name.size() - 1) + "ies";
  return name + (last == 's' || last == 'x' ? "es" : "s");
}

std::string range(const ParameterFact& parameter) {
  const std::string limits = range_text(parameter.field());
  switch (parameter.type) {
    case Type::truth:
      return say("true, false");
    case Type::whole:
      return limits.empty() ? say("whole") : say("whole, {}", limits);
    case Type::number:
      return limits.empty() ? say("any number") : limits;
    case Type::text:
      return say("text");
    default:
      return say("a choice");
  }
}

std::string plausible(const Field& field) {
  if (field.plausible.known()) return say("{} to {}", field.plausible.least, field.plausible.most);
  return field.plausible.said() ? say("none known") : "";
}

std::string neutral(const Field& field) { return std::isnan(field.neutral) ? "" : fmt::format("{}", field.neutral); }

std::string meaning(const ParameterFact& parameter) {
  std::string out(parameter.field().meaning);
  if (parameter.type == Type::choice) out += say(": one of {}", fmt::join(parameter.like.words, ", "));
  return out;
}

std::string dimensions(const SeriesInfo& series) {
  std::string out = series.yearly() ? say("run, year") : say("run, time");
  for (const std::string& axis : series.axes) out += ", " + axis;
  return out;
}

std::string measure_text(const SeriesInfo& series) {
  if (series.yearly())
    return series.measure == Measure::flow    ? say("total of the year")
           : series.measure == Measure::stock ? say("at year's end")
                                              : say("mean of the year");
  return series.measure == Measure::flow    ? say("total of the month")
         : series.measure == Measure::stock ? say("at month's end")
                                            : say("mean of the month");
}

std::string storage(const std::string& unit) { return unit == "count" ? "int32" : "double"; }

std::string default_text(const ParameterFact& parameter) {
  const std::optional<Value> value = parameter.initial();
  return value ? text(*value) : "none";
}

Json json(const Value& value) {
  return std::visit([](const auto& v) { return Json(v); }, value);
}

}  // namespace sim
