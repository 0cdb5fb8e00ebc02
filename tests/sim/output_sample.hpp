// A small run file with something of everything, for tests: two scenarios that differ in months, services and series,
// two replicates each; counts, money, a rate with nothing to divide by, Chinese labels.
#pragma once

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "sim/output/run_file.hpp"

namespace sample {

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// The value of a series in a month (from January 2010), cell and replicate.
inline double cases(int month, int cell, int replicate) { return 1000 * (cell + 1) + 10 * month + replicate; }
inline double money(int month, int replicate) { return 0.1 * month + 0.2 + 1e7 * replicate; }  // 0.30000000000000004
inline double share(int month) { return month == 2 ? none : month / 8.0; }

inline sim::RunRecord record(const std::string& scenario, std::uint32_t replicate) {
  const bool later = scenario == "hospice-2010";
  sim::RunRecord out;
  out.scenario = scenario;
  out.replicate = replicate;
  out.seed = 9007199254740001;
  out.start = sim::Month::of(2010, later ? 2 : 1);
  out.months = later ? 4 : 3;
  out.axes = {{"district", "District", {"全市", "玄武区"}}, {"service", "Service", {"elder_care", "child_care"}}};
  if (later) out.axes[1].labels = {"hospice", "elder_care"};
  out.series = {
      {"cases", "count", "Open cases", sim::Measure::stock, {"district", "service"}},
      {"spending", "CNY", "Money spent", sim::Measure::flow, {}, sim::Cadence::every_month, true},
      {"share", "1", "Share served", sim::Measure::rate, {}},
  };
  if (later) out.series.push_back({"deaths", "count", "Deaths", sim::Measure::flow, {}});
  out.values.resize(out.series.size());
  const int copy = static_cast<int>(replicate);
  for (int m = out.start.index; m < out.start.index + out.months; ++m) {
    for (int cell = 0; cell < 4; ++cell) out.values[0].push_back(cases(m, cell, copy));
    out.values[1].push_back(money(m, copy));
    out.values[2].push_back(share(m));
    if (later) out.values[3].push_back(m);
  }

  return out;
}

inline std::string resolved(const sim::RunRecord& run) { return "title = \"" + run.scenario + "\"\n"; }

inline std::vector<sim::RunRecord> records() {
  return {record("base", 0), record("base", 1), record("hospice-2010", 0), record("hospice-2010", 1)};
}

inline sim::Layout layout(const std::vector<sim::RunRecord>& runs) {
  sim::Layout out;
  for (const sim::RunRecord& r : runs) {
    out.include(r.start, r.months, r.axes, r.series);
    if (out.scenarios.empty() || out.scenarios.back().first != r.scenario)
      out.scenarios.emplace_back(r.scenario, resolved(r));
  }
  out.runs = runs.size();
  return out;
}

inline sim::FileInfo info(const std::string& host = "here") {
  return {"A sample", "Two scenarios", {{"Conventions", "CF-1.8, ACDD-1.3"}, {"license", "MIT"}}, {{"host", host}}};
}

/// The sample as a file, in a folder that is made for it.
inline void write(const std::filesystem::path& file) {
  std::filesystem::create_directories(file.parent_path());
  const std::vector<sim::RunRecord> runs = records();
  sim::RunFile out(file, layout(runs), info());
  for (std::size_t i = 0; i < runs.size(); ++i) out.write(i, runs[i]);
  out.close();
}

}  // namespace sample
