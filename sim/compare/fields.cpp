#include "sim/compare/fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

}  // namespace

Json fields(const Difference& d) {
  const Comparison& found = d.found;
  return {{"series", d.series.name},
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
}

Json fields(const RatioOfDifferences& r) {
  const auto side = [](const SeriesInfo& series) {
    return Json{{"series", series.name},
                {"unit", series.unit},
                {"measure", measure_name(series.measure)},
                {"without", series.without.empty() ? Json() : Json(series.without)}};
  };
  return {{"over", side(r.over)},
          {"under", side(r.under)},
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
