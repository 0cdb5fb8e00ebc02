#include "sim/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/wording.hpp"

namespace sim {

namespace {

constexpr std::size_t enough_pairs = 5;               // below it the noise itself is hardly known
constexpr double level = 0.05;                        // the chance that any of a paragraph's verdicts is false
constexpr std::string_view whole_first = "district";  // the axis whose first label stands for all the others

// The sum or the mean of what is defined; NaN when nothing is.
struct Gathered {
  double sum = 0;
  std::size_t count = 0;
  void add(double value) {
    if (std::isnan(value)) return;
    sum += value;
    ++count;
  }
  double value(bool as_sum) const {
    if (count == 0) return std::numeric_limits<double>::quiet_NaN();
    return as_sum ? sum : sum / static_cast<double>(count);
  }
};

// One month of a series in one number: row-major cells, of which some belong to the whole.
double over_axes(std::span<const double> cells, std::span<const std::size_t> extents, std::span<const std::string> axes,
                 bool as_sum) {
  Gathered all;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    bool counts = true;
    for (std::size_t a = axes.size(), rest = i; a-- > 0; rest /= extents[a])
      counts = counts && (axes[a] != whole_first || rest % extents[a] == 0);
    if (counts) all.add(cells[i]);
  }
  return all.value(as_sum);
}

double month_of(const RunRecord& record, std::size_t series, Month month) {
  const SeriesInfo& info = record.series[series];
  const std::array<std::size_t, 3> size = extents(info, record.axes);
  const std::size_t cells = size[0] * size[1] * size[2];
  const std::span<const double> values = record.values[series];
  return over_axes(values.subspan(static_cast<std::size_t>(month - record.start) * cells, cells), size, info.axes,
                   info.unit == "count" || info.unit == "CNY");
}

// "served, total", "turnover, total (CNY)"
std::string label(const SeriesInfo& series) {
  const std::string_view how = series.measure == Measure::flow    ? "total"
                               : series.measure == Measure::stock ? "at the end"
                                                                  : "last 12 months";
  const bool plain = series.unit == "1" || series.unit == "count";
  return fmt::format("{}, {}{}", series.name, how, plain ? "" : fmt::format(" ({})", series.unit));
}

std::string change_text(const Difference& d) {
  const double mean = d.paired.mean;
  if (std::isnan(mean)) return "undefined";
  if (mean == 0 && d.paired.same_sign == 1) return "no difference";
  std::string out = fmt::format("{}{}", mean > 0 ? "+" : "", readable(mean));
  if (d.before != 0 && std::isfinite(d.before)) out += fmt::format(" ({:+.1f} %)", 100 * mean / std::abs(d.before));
  return out;
}

bool enough(const Difference& d) { return d.paired.pairs >= enough_pairs; }

std::string interval_text(const Difference& d, bool as_range) {
  if (!as_range && !enough(d)) return "";
  const double low = as_range ? d.paired.least : d.paired.low, high = as_range ? d.paired.most : d.paired.high;
  if (std::isnan(low) || (d.paired.mean == 0 && d.paired.same_sign == 1)) return "";
  return fmt::format("{} to {}", readable(low), readable(high));
}

// Which differences of a paragraph are more than chance, when all its series are looked at at once.
std::string verdict(std::span<const Difference> differences) {
  std::vector<double> p;
  for (const Difference& d : differences) p.push_back(enough(d) ? d.paired.p : std::nan(""));
  const std::vector<bool> holds = holm(p, level);
  std::vector<std::string> clear;
  for (std::size_t i = 0; i < holds.size(); ++i)
    if (holds[i]) clear.push_back(differences[i].series.name);
  return fmt::format(
      "  Intervals: simulation noise only (paired replicates, Student's t), each series by itself.\n"
      "  {} of these {} series stand out from it, all looked at together (Holm, 5 %){}\n",
      clear.empty() ? "None" : readable(static_cast<double>(clear.size())), differences.size(),
      clear.empty() ? "." : fmt::format(":\n  {}.", listed(clear)));
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c == widths.size()) widths.push_back(0);
      widths[c] = std::max(widths[c], row[c].size());
    }
  std::string out;
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t c = 0; c < row.size(); ++c)
      line += c == 0 ? fmt::format(" {:<{}}", row[c], widths[c]) : fmt::format("  {:>{}}", row[c], widths[c]);
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

}  // namespace

double headline(const RunRecord& record, std::size_t series, Month from, Month until) {
  const SeriesInfo& info = record.series[series];
  const int wanted = info.measure == Measure::flow ? until - from + 1 : info.measure == Measure::stock ? 1 : 12;
  Gathered all;
  for (Month m = std::max(from, until + 1 - wanted); m <= until; m = m + 1) all.add(month_of(record, series, m));
  return all.value(info.measure == Measure::flow);
}

RunRecord condensed(const RunRecord& record, std::span<const std::string> headlines) {
  RunRecord out{record.scenario, record.replicate, record.seed, record.start, record.months, {}, {}, {}};
  for (std::size_t s = 0; s < record.series.size(); ++s) {
    if (std::find(headlines.begin(), headlines.end(), record.series[s].name) == headlines.end()) continue;
    out.series.push_back(record.series[s]);
    out.series.back().axes.clear();
    out.values.emplace_back();
    for (Month m = record.start; m < record.start + record.months; m = m + 1)
      out.values.back().push_back(month_of(record, s, m));
  }
  return out;
}

std::vector<Difference> differences(std::span<const std::string> headlines, std::span<const std::string> scenarios,
                                    std::span<const RunRecord> records) {
  const auto run_of = [&](const std::string& scenario, std::uint32_t replicate) {
    return std::find_if(records.begin(), records.end(),
                        [&](const RunRecord& r) { return r.scenario == scenario && r.replicate == replicate; });
  };
  const auto place = [](const RunRecord& record, const std::string& name) {
    return static_cast<std::size_t>(std::find_if(record.series.begin(), record.series.end(),
                                                 [&name](const SeriesInfo& s) { return s.name == name; }) -
                                    record.series.begin());
  };
  std::vector<Difference> out;
  for (std::size_t s = 1; s < scenarios.size(); ++s)
    for (const std::string& name : headlines) {
      Difference d{scenarios[0], scenarios[s], {}, {}, {}, 0, 0, {}};
      Gathered before, after;
      std::vector<double> changes;
      for (const RunRecord& other : records) {
        if (other.scenario != scenarios[s]) continue;
        const auto base = run_of(scenarios[0], other.replicate);
        if (base == records.end()) continue;
        const std::size_t there = place(*base, name), here = place(other, name);
        if (there == base->series.size() || here == other.series.size()) continue;
        d.from = std::max(base->start, other.start);
        d.until = std::min(base->start + base->months, other.start + other.months) - 1;
        const double was = headline(*base, there, d.from, d.until), is = headline(other, here, d.from, d.until);
        changes.push_back(is - was);
        if (std::isnan(is - was)) continue;
        before.add(was);
        after.add(is);
        d.series = other.series[here];
      }
      if (changes.empty()) continue;
      if (d.series.name.empty()) d.series.name = name;
      d.before = before.value(false);
      d.after = after.value(false);
      d.paired = paired(changes);
      out.push_back(std::move(d));
    }
  return out;
}

std::string difference_text(std::span<const Difference> differences) {
  std::string out;
  for (std::size_t begin = 0, end = 0; begin < differences.size(); begin = end) {
    const Difference& first = differences[begin];
    std::size_t pairs = 0;
    for (; end < differences.size() && differences[end].scenario == first.scenario; ++end)
      pairs = std::max(pairs, differences[end].paired.pairs);
    std::vector<std::vector<std::string>> rows = {{"", first.baseline, first.scenario, "difference"}};
    const bool as_range = pairs < enough_pairs;
    const std::span<const Difference> paragraph = differences.subspan(begin, end - begin);
    if (pairs > 1) rows[0].push_back(as_range ? "range" : "95 % interval");
    for (const Difference& d : paragraph) {
      rows.push_back({label(d.series), readable(d.before), readable(d.after), change_text(d)});
      if (pairs > 1) rows.back().push_back(interval_text(d, as_range));
    }
    out += fmt::format("\n{} against {}, {} to {}{}:\n{}", first.scenario, first.baseline, first.from.text(),
                       first.until.text(), pairs > 1 ? fmt::format(", means of {} pairs", pairs) : "", table(rows));
    out += as_range ? fmt::format("  {} of runs {} too few to tell chance from effect: --replicates 10 gives more.\n",
                                  counted(pairs, "pair"), pairs == 1 ? "is" : "are")
                    : verdict(paragraph);
  }
  return out;
}

std::string timing_text(std::span<const Timing> timings) {
  double total = 0;
  for (const Timing& t : timings) total += t.seconds;
  std::vector<std::vector<std::string>> rows = {{"phase", "seconds", "share", "calls"}};
  for (const Timing& t : timings)
    rows.push_back({t.name, fmt::format("{:.3f}", t.seconds),
                    fmt::format("{:.1f} %", total > 0 ? 100 * t.seconds / total : 0.0),
                    readable(static_cast<double>(t.calls))});
  rows.push_back({"all", fmt::format("{:.3f}", total), "100.0 %", ""});
  return table(rows);
}

std::string next_steps(const std::string& program, const std::string& file, const std::string& series) {
  const std::string python = fmt::format(
      R"py(python3 -c "import sys, xarray; print(xarray.open_dataset(sys.argv[1]))" {})py", shell_word(file));
  return fmt::format("\nNext:\n  ncdump -h {}\n  {}\n  {} explain {}\n", shell_word(file), python, shell_word(program),
                     series);
}

}  // namespace sim
