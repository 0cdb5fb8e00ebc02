#include "sim/compare/fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/wording.hpp"

namespace sim {

namespace {

std::string measure_name(Measure measure) {
  return measure == Measure::flow ? "total" : measure == Measure::stock ? "end" : "mean_of_last_12_months";
}

// JSON has no infinity: the word can be read by those who look for it.
Json number(double value) { return std::isinf(value) ? Json("inf") : std::isnan(value) ? Json() : Json(value); }

std::string cell(const Json& value) {
  if (value.is_null()) return "";
  if (!value.is_string()) return value.dump();
  return csv_field(value.get<std::string>());
}

// What numbers are told in: of a sample, of the whole by estimate, per so many heads.
void add_terms(Json& to, const Terms& terms, const SeriesInfo& series) {
  const bool per = !terms.heads_of(series).empty();
  to["scale"] = terms.scales.empty() ? Json() : Json(*std::min_element(terms.scales.begin(), terms.scales.end()));
  to["whole_estimated"] = terms.whole && adds_up(series);
  to["per"] = per ? Json(terms.per) : Json();
  to["per_of"] = per ? Json(terms.heads_of(series)) : Json();
}

}  // namespace

Json fields(const Difference& d) {
  const Comparison& found = d.found;
  Json out = {{"series", d.series.name},
              {"unit", d.series.unit},
              {"measure", measure_name(d.series.measure)},
              {"without", d.series.without.empty() ? Json() : Json(d.series.without)},
              {"selected", d.selection.empty() ? Json() : Json(selection_text(d.selection))},
              {"from", d.period.from.text()},
              {"until", d.period.until.text()},
              {"baseline", d.baseline},
              {"scenario", d.scenario},
              {"baseline_mean", number(found.before)},
              {"scenario_mean", number(found.after)},
              {"pairs", found.pairs},
              {"points", found.points},
              {"difference", number(found.difference.mean)},
              {"low", number(found.interval.low)},
              {"high", number(found.interval.high)},
              {"interval", noise(d)},
              {"interval_of", extent(d)},
              {"ratio", number(found.ratio.value)},
              {"ratio_low", number(found.ratio.low)},
              {"ratio_high", number(found.ratio.high)},
              {"percent", number(found.percent.value)},
              {"percent_low", number(found.percent.low)},
              {"percent_high", number(found.percent.high)},
              {"least", number(found.difference.least)},
              {"most", number(found.difference.most)},
              {"same_sign", number(found.difference.same_sign)},
              {"sweep_method", d.method.empty() ? Json() : Json(d.method)},
              {"mean_low_95", number(found.difference.low)},
              {"mean_high_95", number(found.difference.high)},
              {"p", number(found.difference.p)},
              {"p_holm", number(d.p_together)},
              {"stands_out", found.counted == Counted::chosen ? Json() : Json(d.stands_out())},
              {"needed", found.needed > 0 ? Json(found.needed) : Json()},
              {"baseline_sd", number(found.before_spread)},
              {"scenario_sd", number(found.after_spread)},
              {"correlation", number(found.correlation)},
              {"variance_reduction", number(found.variance_reduction)}};
  add_terms(out, d.terms, d.series);
  return out;
}

Json fields(const RatioOfDifferences& r) {
  const auto side = [&r](const SeriesInfo& series) {
    Json out = {{"series", series.name},
                {"unit", series.unit},
                {"measure", measure_name(series.measure)},
                {"without", series.without.empty() ? Json() : Json(series.without)}};
    add_terms(out, r.terms, series);
    return out;
  };
  return {{"over", side(r.over)},
          {"under", side(r.under)},
          {"selected", r.selection.empty() ? Json() : Json(selection_text(r.selection))},
          {"from", r.period.from.text()},
          {"until", r.period.until.text()},
          {"baseline", r.baseline},
          {"scenario", r.scenario},
          {"counted", r.count},
          {"method", r.counted == Counted::chosen ? Json() : Json(r.method())},
          {"value", number(r.found.value)},
          {"low", number(r.found.low)},
          {"high", number(r.found.high)},
          {"undefined", std::isnan(r.found.value)}};
}

Json fields(const Rank& r, std::span<const std::string> scenarios) {
  Json shares = Json::object();
  for (std::size_t s = 0; s < r.shares.size(); ++s) shares[scenarios[s]] = r.shares[s];
  return {{"series", r.series.name},
          {"best", r.least ? "smallest" : "largest"},
          {"better_is_known", r.series.better != Better::unsaid},
          {"counted", r.of_pairs ? "pairs" : "points"},
          {"count", r.points},
          {"shares", shares},
          {"first", r.points > 0 ? Json(scenarios[r.first]) : Json()},
          {"sure", number(r.sure)}};
}

std::string to_json(const std::string& file, const Answer& answer) {
  Json json = {{"file", file}, {"baseline", answer.baseline()}, {"notes", answer.notes()}};
  if (const std::string why = why_no_verdict(answer.all().front()); !why.empty()) json["notes"].push_back(why);
  for (const auto& [name, title] : answer.titles()) json["titles"][name] = title;
  json["differences"] = Json::array();
  for (const Difference& d : answer.all()) json["differences"].push_back(fields(d));
  if (!answer.ratios().empty()) json["ratios"] = Json::array();
  for (const RatioOfDifferences& r : answer.ratios()) json["ratios"].push_back(fields(r));
  if (!answer.ranks().empty()) json["ranks"] = Json::array();
  for (const Rank& r : answer.ranks()) json["ranks"].push_back(fields(r, answer.scenarios()));
  return dumped(json);
}

std::string to_csv(std::span<const Difference> differences) {
  std::string out;
  const auto line = [&out](const Json& row, bool head) {
    std::vector<std::string> cells;
    for (const auto& [name, value] : row.items()) cells.push_back(head ? name : cell(value));
    out += fmt::format("{}\n", fmt::join(cells, ","));
  };
  for (const Difference& d : differences) {
    const Json row = fields(d);
    if (out.empty()) line(row, true);
    line(row, false);
  }
  return out;
}

}  // namespace sim
