// Differences, timings and next steps in words.
#include "sim/compare/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/compare/differences.hpp"
#include "sim/compare/lines.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

std::string wrapped(const std::string& text) { return fmt::format("  {}.\n", text); }

std::string table(const std::vector<Row>& rows) {
  std::string out;
  for (const Row& row : rows) out += fmt::format("{}\n", fmt::join(row, "\t"));
  return out;
}

namespace {

// How a difference's amounts are shown: large money in millions (M).
double divisor(const Difference& d) {
  const bool large = std::max(std::abs(d.found.before), std::abs(d.found.after)) >= 1e6;
  return d.series.money && large ? 1e6 : 1;
}

// Of a yearly series: which years.
std::string of_years(const Difference& d) {
  const int first = d.period.from.year(), last = d.period.until.year();
  if (last < first) return say(", no whole year");
  if (d.series.measure == Measure::flow && first < last) return say(", {} to {}", first, last);
  return fmt::format(", {}{}", d.series.measure == Measure::stock ? "December " : "", last);
}

// "served, total", "turnover, total (M EUR)"; "served*, total" where labels that stand apart are left out
std::string label(const Difference& d) {
  const SeriesInfo& series = d.series;
  const std::string how = d.terms.per_text(series) + (series.yearly()                    ? of_years(d)
                                                      : series.measure == Measure::flow  ? ", total"
                                                      : series.measure == Measure::stock ? say(", at the end")
                                                                                         : say(", last year"));
  const bool plain = series.unit == "1" || series.unit == "count";
  const std::string unit = divisor(d) > 1 ? "M " + series.unit : series.unit;
  return fmt::format("{}{}{}{}", series.name, series.without.empty() ? "" : "*", how,
                     plain ? "" : fmt::format(" ({})", unit));
}

std::string range(double low, double high, double unit) {
  return std::isnan(low) ? "" : say("{} to {}", readable(low / unit), readable(high / unit));
}

bool none(const Paired& difference) { return difference.mean == 0 && difference.same_sign == 1; }

std::string amount(const Difference& d) {
  const Paired& difference = d.found.difference;
  if (std::isnan(difference.mean)) return "undefined";
  if (none(difference)) return say("no difference");
  return fmt::format("{}{}", difference.mean > 0 ? "+" : "", readable(difference.mean / divisor(d)));
}

// "9.0", "-0.0025"; "" where it is undefined
std::string percent(double value) {
  if (std::isnan(value)) return "";
  return std::abs(value) >= 0.1 || value == 0 ? fmt::format("{:.1f}", value + 0.0) : fmt::format("{:.2g}", value);
}

std::string change(double value) { return fmt::format("{}{}", value >= 0 ? "+" : "", percent(value)); }

// What every table begins with.
Row begun(const Difference& d) {
  return {label(d), readable(d.found.before / divisor(d)), readable(d.found.after / divisor(d)), amount(d)};
}

Row short_row(const Difference& d, bool as_range) {
  Row out = begun(d);
  const Paired& difference = d.found.difference;
  if (std::isnan(difference.mean) || none(difference)) return out;
  if (const double value = d.found.percent.value; !std::isnan(value))
    out.back() += fmt::format(" ({} %)", change(value));
  if (as_range)
    out.push_back(range(difference.least, difference.most, divisor(d)));
  else if (d.enough())
    out.push_back(range(d.found.interval.low, d.found.interval.high, divisor(d)));
  return out;
}

// "2.0", "144", "all"
std::string times(double factor) {
  if (std::isnan(factor)) return "";
  if (factor > 99'999) return std::isinf(factor) ? "all" : "> 99,999";
  return factor < 9.95 ? fmt::format("{:.1f}", factor) : readable(std::round(factor));
}

Row long_row(const Difference& d) {
  Row out = begun(d);
  const Paired& difference = d.found.difference;
  if (std::isnan(difference.mean) || none(difference)) return out;
  out.push_back(range(d.found.interval.low, d.found.interval.high, divisor(d)));
  const auto& [value, low, high] = d.found.percent;
  out.push_back(std::isnan(value)       ? ""
                : std::isnan(low)       ? change(value)
                : d.found.over_points() ? say("{} ({} to {})", change(value), change(low), change(high))
                                        : fmt::format("{} +/- {}", change(value), percent((high - low) / 2)));
  out.push_back(fmt::format("{:.0f} %", 100 * difference.same_sign));
  out.push_back(times(d.found.variance_reduction));
  return out;
}

// Which differences of a paragraph are more than chance, when all its series are looked at at once.
std::string verdict(std::span<const Difference> differences) {
  std::vector<std::string> clear;
  for (const Difference& d : differences)
    if (d.stands_out()) clear.push_back(d.series.name);
  const std::string many = clear.empty() ? say("None") : readable(static_cast<double>(clear.size())),
                    named = clear.empty() ? ".\n" : ":\n" + wrapped(listed(clear));
  if (differences[0].found.over_points() && differences.size() == 1)
    return clear.empty() ? say("  The mean of {} over the points does not clearly differ from 0 (t test, 5 %).\n",
                               differences[0].series.name)
                         : say("  The mean of {} over the points clearly differs from 0 (t test, 5 %).\n",
                               differences[0].series.name);
  if (differences[0].found.over_points())
    return say("  The mean over the points clearly differs from 0 in {} of these {} series (t test, Holm, 5 %){}",
               clear.empty() ? say("none") : many, differences.size(), named);
  if (differences.size() == 1)
    return clear.empty() ? say("  {} does not stand out from it (5 %).\n", differences[0].series.name)
                         : say("  {} stands out from it (5 %).\n", differences[0].series.name);
  return say("  {} of these {} series stand out from it, all looked at together (Holm, 5 %){}", many,
             differences.size(), named);
}

// The differences of one scenario.
struct Paragraph {
  std::span<const Difference> differences;
  std::size_t pairs = 0;    ///< of the series that has most
  std::size_t counted = 0;  ///< these, or the points of a sweep
  const Difference& first() const { return differences.front(); }
  bool over_points() const { return first().found.over_points(); }
  bool in_part() const {
    return std::any_of(differences.begin(), differences.end(), [](const Difference& d) { return d.found.in_part(); });
  }
  bool all_the_same() const {
    return std::all_of(differences.begin(), differences.end(),
                       [](const Difference& d) { return none(d.found.difference); });
  }
  bool enough() const {
    return std::any_of(differences.begin(), differences.end(), [](const Difference& d) { return d.enough(); });
  }
};

std::vector<Paragraph> paragraphs(std::span<const Difference> differences) {
  std::vector<Paragraph> out;
  for (std::size_t i = 0, begin = 0; i < differences.size(); ++i) {
    if (i == 0 || differences[i].scenario != differences[i - 1].scenario) {
      out.emplace_back();
      begin = i;
    }
    Paragraph& p = out.back();
    p.differences = differences.subspan(begin, i - begin + 1);
    p.pairs = std::max(p.pairs, differences[i].found.pairs);
    p.counted = std::max(p.counted, differences[i].found.difference.count);
  }
  return out;
}

// What --per and --whole do.
std::string changed(const Paragraph& p) {
  const Terms& terms = p.first().terms;
  std::set<std::string> heads;
  for (const Difference& d : p.differences)
    if (const std::string of = terms.heads_of(d.series); !of.empty()) heads.insert(of);
  if (!heads.empty()) return wrapped(say("per {}: of {}, month by month", readable(terms.per), fmt::join(heads, ", ")));
  if (!terms.whole || terms.scales.empty()) return "";
  if (terms.scales.front() == 1) return say("  The runs are the whole, and no estimate.\n");
  return wrapped(say(
      "Counts, money and totals are estimates for the whole: those of the sample, divided by its scale. The others are "
      "the sample's own"));
}

// What the star of a label means.
std::string left_out(const Paragraph& p) {
  std::set<std::string> labels;
  for (const Difference& d : p.differences)
    if (!d.series.without.empty()) labels.insert(d.series.without);
  return labels.empty() ? "" : say("  * without {}\n", fmt::join(labels, "; "));
}

std::string title(const Paragraph& p) {
  const std::string means = p.over_points()
                                ? say(", means of {} ({})", counted(p.counted, "point"), counted(p.pairs, "pair"))
                            : p.pairs > 1 ? say(", means of {}", counted(p.pairs, "pair"))
                                          : "";
  const std::string& cells = p.first().terms.cells;
  Period period = p.first().period;
  for (const Difference& d : p.differences) {
    if (d.series.yearly()) continue;  // those say their years
    period = d.period;
    break;
  }
  const std::string scale = p.first().terms.scale_text();
  return say("\n{} against {}, {}{} to {}{}{}:\n", p.first().scenario, p.first().baseline,
             cells.empty() ? "" : cells + ", ", period.from.text(), period.until.text(), means,
             scale.empty() ? "" : ", " + scale);
}

std::string intervals(const Paragraph& p) {
  if (!p.over_points())
    return wrapped(say("Intervals: simulation noise only (95 %, Student's t, {} of equal luck), each series by itself",
                       counted(p.counted, "pair")));
  const std::string points = counted(p.counted, "point");
  const bool short_of_it =
      std::any_of(p.differences.begin(), p.differences.end(), [](const Difference& d) { return !d.found.in_part(); });
  if (!p.in_part())
    return wrapped(
        say("Intervals: parameter uncertainty (and simulation noise): from the least to the most of {}, each the mean "
            "of its pairs",
            points));
  return wrapped(short_of_it
                     ? say("Intervals: parameter uncertainty (and simulation noise): 2.5 to 97.5 % quantile of {}, "
                           "each the mean of its pairs; of fewer than 40 all",
                           points)
                     : say("Intervals: parameter uncertainty (and simulation noise): 2.5 to 97.5 % quantile of {}, "
                           "each the mean of its pairs",
                           points));
}

// What doubtful differences would take.
std::string advice(const Paragraph& p) {
  std::vector<std::string> takes;
  for (const Difference& d : p.differences)
    if (d.doubtful())
      takes.push_back(fmt::format("{} {}", d.series.name, readable(static_cast<double>(d.found.needed))));
  if (takes.empty()) return "";
  return say(
      "  In doubt: the interval {}has 0 in it. If mean and spread stay, this many {} in all (here {}) would tell:\n{}",
      p.over_points() ? say("of that mean ") : "", p.over_points() ? say("points") : say("replicates"), p.counted,
      wrapped(listed(takes)));
}

std::string too_few(const Paragraph& p) {
  const std::string_view be = p.counted == 1 ? "is" : "are";
  if (p.over_points())
    return say("  {} {} too few to tell whether their mean differs from 0.\n", counted(p.counted, "point"), be);
  return say("  {} of runs {} too few to tell chance from effect: --replicates 10 gives more.\n",
             counted(p.counted, "pair"), be);
}

// Seldom what was meant.
std::string nothing_differs(const Paragraph& p) {
  return wrapped(
      say("Nothing here differs in any pair of runs. What {} changes may be set otherwise (by --set, by a "
          "sweep), may lie outside the runs, or does not touch these series",
          p.first().scenario));
}

}  // namespace

std::string difference_text(std::span<const Difference> differences) {
  std::string out;
  for (const Paragraph& p : paragraphs(differences)) {
    std::vector<Row> rows = {{"", p.first().baseline, p.first().scenario, "difference"}};
    const bool as_range = !p.enough();
    if (p.pairs > 1) rows[0].push_back(as_range ? "range" : "95 % interval");
    for (const Difference& d : p.differences) {
      rows.push_back(short_row(d, as_range));
      if (p.pairs < 2) rows.back().resize(4);
    }
    out += title(p) + table(rows) + left_out(p) + changed(p) +
           (p.all_the_same() ? nothing_differs(p)
            : as_range       ? too_few(p)
                             : intervals(p) + verdict(p.differences));
  }
  return out;
}

std::string alone_text(std::span<const Difference> alone) {
  if (alone.empty()) return "";
  const std::size_t runs = alone.front().found.pairs;
  const bool enough = alone.front().enough();
  std::vector<Row> rows = {{"", runs > 1 ? say("mean") : say("value")}};
  if (runs > 1) rows[0].push_back(enough ? say("95 % interval") : say("range"));
  std::set<std::string> without;
  for (const Difference& d : alone) {
    const Paired& found = d.found.difference;
    rows.push_back({label(d), readable(found.mean / divisor(d))});
    if (runs > 1)
      rows.back().push_back(enough ? range(found.low, found.high, divisor(d))
                                   : range(found.least, found.most, divisor(d)));
    if (!d.series.without.empty()) without.insert(d.series.without);
  }
  const Period& period = alone.front().period;
  return say("\n{}, {} to {}, {}:\n", alone.front().scenario, period.from.text(), period.until.text(),
             counted(runs, "run")) +
         table(rows) + (without.empty() ? "" : say("  * without {}\n", fmt::join(without, "; ")));
}

std::string titles_text(std::span<const std::pair<std::string, std::string>> titles) {
  std::string out;
  for (const auto& [name, title] : titles) out += say("  {}: {}\n", name, title);
  return out.empty() ? "" : "\n" + out;
}

std::string comparison_text(std::span<const Difference> differences) {
  std::string out;
  for (const Paragraph& p : paragraphs(differences)) {
    const std::string interval = !p.over_points() ? "95 % interval"
                                 : p.in_part()    ? say("95 % of points")
                                                  : say("all points");
    std::vector<Row> rows = {{"", "baseline", "scenario", "difference", interval, say("change in %"), "agree", "luck"}};
    for (const Difference& d : p.differences) rows.push_back(long_row(d));
    const std::string why = why_no_verdict(p.first());
    out += title(p) + table(rows) + left_out(p) + changed(p) + (p.counted > 1 && !p.all_the_same() ? intervals(p) : "");
    out += p.all_the_same() ? nothing_differs(p)
           : !why.empty()   ? wrapped(why)
                            : (p.enough() ? verdict(p.differences) : too_few(p)) + advice(p);
  }
  return say(
      "{}\nagree: how many of the pairs (or points) differ the way their mean does.\nluck: how many times smaller "
      "shared luck makes the variance of the difference; 1 is no help.\n",
      out);
}

std::string ratio_text(std::span<const RatioOfDifferences> ratios) {
  std::string out;
  for (const RatioOfDifferences& r : ratios) {
    const auto star = [&r](const SeriesInfo& series) {
      return fmt::format("{}{}{}", series.name, r.terms.per_text(series),
                         series.without.empty() ? "" : say(" (without {})", series.without));
    };
    const std::string unit = r.over.unit == "1" || r.over.unit == "count" ? "" : " " + r.over.unit,
                      where = r.terms.cells.empty() ? "" : r.terms.cells + ", ",
                      what = say("{} against {}: {}{} over {}, difference over difference: ", r.scenario, r.baseline,
                                 where, star(r.over), star(r.under)),
                      noise = counted(r.count, r.counted == Counted::pairs ? "pair" : "point");
    const auto& [value, low, high] = r.found;
    out += wrapped(what + (std::isnan(value)
                               ? r.count < 2 ? say("undefined, with {}", noise)
                                             : say("undefined, as {} may not differ at all ({})", r.under.name, noise)
                           : std::isnan(low)
                               ? say("{}{} (of {} that are no sample: no interval)", readable(value), unit, noise)
                               : say("{}{} (95 % interval {} to {}: {}, {})", readable(value), unit, readable(low),
                                     readable(high), r.method(), noise)));
  }
  return out.empty() ? "" : "\n" + out;
}

std::string timing_text(std::span<const Timing> timings) {
  double total = 0;
  for (const Timing& t : timings) total += t.seconds;
  std::vector<Row> rows = {{"phase", "seconds", "share", "calls"}};
  for (const Timing& t : timings)
    rows.push_back({t.name, fmt::format("{:.3f}", t.seconds),
                    fmt::format("{:.1f} %", total > 0 ? 100 * t.seconds / total : 0.0),
                    readable(static_cast<double>(t.calls))});
  rows.push_back({"all", fmt::format("{:.3f}", total), "100.0 %", ""});
  return table(rows);
}

std::string next_steps(const std::string& program, const std::string& file, const std::string& series, bool pairs,
                       const std::string& python, std::size_t width) {
  const std::string typed = shell_word(program), name = shell_word(file);
  std::string out = say("\nNext:\n");
  if (pairs) out += command_lines(fmt::format("{} compare {}", typed, name), width);
  out += command_lines(fmt::format("ncdump -h {}", name), width);
  out += command_lines(fmt::format(R"py({} -c "import sys, xarray; print(xarray.open_dataset(sys.argv[1]))" {})py",
                                   shell_word(python), name),
                       width);
  out += command_lines(fmt::format("{} explain {}", typed, series), width);
  return out + laid_out(say("The Python must have xarray and netCDF4: SANSHE_PYTHON says which it is.\n"), width);
}

}  // namespace sim
