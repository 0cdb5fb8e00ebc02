#include "sim/cli/outcome.hpp"

#include <algorithm>

#include "sim/cli/common.hpp"
#include "sim/compare/fields.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

std::size_t failed(const Outcome& outcome) {
  return static_cast<std::size_t>(std::count_if(outcome.runs.begin(), outcome.runs.end(),
                                                [](const Outcome::Run& r) { return !r.failure.empty(); }));
}

std::string to_text(const Outcome& outcome) {
  const std::size_t lost = failed(outcome);
  std::string out = say("{} of {} in {}", counted(outcome.runs.size() - lost, "run"), first_listed(outcome.scenarios),
                        readable_duration(outcome.seconds));
  if (lost > 0) out += say("; {} failed", readable(static_cast<double>(lost)));
  if (outcome.file.empty()) return say("{}. No file was written.\n", out);
  out += say(".\nWritten: {} ({})\n", outcome.file, readable_bytes(outcome.file_bytes));
  if (!outcome.reached.empty())
    out += say("Half the 95 % intervals, with {} of each scenario:\n{}",
               counted(outcome.runs.size() / outcome.scenarios.size(), "replicate"), to_text(outcome.reached));
  return out + titles_text(outcome.titles) + difference_text(outcome.differences) + alone_text(outcome.alone);
}

std::string to_json(const Outcome& outcome) {
  Json json;
  json["file"] = outcome.file.empty() ? Json() : Json(outcome.file);
  json["file_bytes"] = outcome.file_bytes;
  json["seconds"] = outcome.seconds;
  json["seed"] = outcome.seed;
  json["threads"] = outcome.threads;
  json["scenarios"] = outcome.scenarios;
  json["runs"] = Json::array();
  for (const Outcome::Run& r : outcome.runs) {
    Json run = {{"scenario", r.scenario}, {"replicate", r.replicate}};
    if (r.failure.empty())
      run.update({{"seconds", r.seconds}, {"table_bytes", r.bytes}});
    else
      run["failed"] = r.failure;
    json["runs"].push_back(std::move(run));
  }
  json["timing"] = Json::array();
  for (const Timing& t : outcome.timings)
    json["timing"].push_back({{"phase", t.name}, {"seconds", t.seconds}, {"calls", t.calls}});
  json["differences"] = Json::array();
  for (const Difference& d : outcome.differences) json["differences"].push_back(fields(d));
  if (!outcome.alone.empty()) json["results"] = Json::array();
  for (const Difference& d : outcome.alone)
    json["results"].push_back({{"series", d.series.name},
                               {"scenario", d.scenario},
                               {"unit", d.series.unit},
                               {"runs", d.found.pairs},
                               {"mean", d.found.difference.mean},
                               {"low", d.found.difference.low},
                               {"high", d.found.difference.high}});
  for (const auto& [name, title] : outcome.titles) json["titles"][name] = title;
  if (!outcome.reached.empty()) json["precision"] = Json::array();
  for (const Reached& r : outcome.reached)
    json["precision"].push_back({{"series", r.series},
                                 {"scenario", r.scenario},
                                 {"asked", r.asked},
                                 {"half_interval_95", r.half},
                                 {"reached", r.enough()}});
  return dumped(json);
}

std::string to_text(const Forecast& forecast, const std::string& file, double file_bytes, const Layout& layout) {
  if (forecast.runs == 0) return say("No run is left: all are finished.\nNothing was written.\n");
  return say(
      "{}, {} side by side\nTime:   about {} (measured on the first year of each scenario)\nMemory: about {}\n"
      "File:   {}, at most {} (before compression)\nKept:   {}\nNothing was written.\n",
      counted(forecast.runs, "run"), forecast.in_flight, readable_duration(forecast.seconds),
      readable_bytes(forecast.memory), file, readable_bytes(file_bytes), kept_text(layout));
}

std::string to_json(const Forecast& forecast, const std::string& file, double file_bytes, const Layout& layout) {
  Json series = Json::array();
  for (const SeriesInfo& s : layout.series) series.push_back(s.name);
  return dumped({{"dry_run", true},
                 {"file", file},
                 {"runs", forecast.runs},
                 {"runs_side_by_side", forecast.in_flight},
                 {"seconds", forecast.seconds},
                 {"memory_bytes", forecast.memory},
                 {"file_bytes", file_bytes},
                 {"series", series}});
}

}  // namespace sim
