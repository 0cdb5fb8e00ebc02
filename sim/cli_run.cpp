#include "sim/cli_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <csignal>
#include <set>

#include "sim/cli_outcome.hpp"
#include "sim/interrupt.hpp"
#include "sim/machine.hpp"
#include "sim/parallel.hpp"
#include "sim/progress.hpp"
#include "sim/provenance.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t most_replicates = 1'000'000;

// A message that nobody reads any more is no reason to lose the runs: failures are left alone.
void say(const std::string& message) { std::fputs(message.c_str(), stderr); }

/// What is to be run, and where it goes.
struct Order {
  std::vector<Scenario> scenarios;
  std::uint32_t replicates = 1;
  std::uint64_t seed = 1;
  fs::path file;
  Layout layout;
  std::size_t memory = 0;  ///< that runs in flight may take together
};

Overrides overrides(const MakeModel& make, const Given& given) {
  Overrides out{given.pairs("set"), given.pairs("multiply"), given.text("until")};
  if (!given.has("scale")) return out;
  const std::string path = "population.scale", typed = given.text("scale");
  const std::vector<Parameter> parameters = make()->parameters();
  if (std::none_of(parameters.begin(), parameters.end(), [&](const Parameter& p) { return p.path == path; }))
    throw Failure(Exit::usage, "--scale stands for --set population.scale=F, and this model has no such parameter",
                  "`describe parameters` lists what it has");
  double factor = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), factor);
  if (error != std::errc() || end != typed.data() + typed.size() || !std::isfinite(factor) || factor <= 0)
    throw Failure(Exit::usage, fmt::format("--scale is \"{}\"", typed), "give a number above 0: 1 is every resident");
  out.set.emplace_back(path, fmt::format("{}", factor));
  return out;
}

fs::path output_file(const Given& given, const std::vector<Scenario>& scenarios) {
  fs::path file =
      given.has("output") ? fs::path(given.text("output")) : fs::path("results") / (scenarios.front().name + ".h5");
  if (!file.has_filename() || fs::is_directory(file) || file.extension() == ".toml")
    throw Failure(Exit::usage, fmt::format("{} is no name for a run file", file.string()),
                  "give a file: -o results/name.h5");
  // The finished file takes the place of what has its name: /dev/null would be no device any more.
  if (fs::exists(file) && !fs::is_regular_file(file))
    throw Failure(Exit::usage, fmt::format("{} is there and is no regular file", file.string()),
                  "give a file: -o results/name.h5");
  if (fs::exists(file) && !given.has("force"))
    throw Failure(Exit::would_overwrite, fmt::format("{} exists already", file.string()),
                  "choose another file with -o, or replace it with --force");
  return file;
}

Order read_order(const MakeModel& make, const Given& given) {
  if (given.plain.empty())
    throw Failure(Exit::usage, "run wants at least one scenario", "run " + make()->info().scenario);
  Order order;
  order.replicates = static_cast<std::uint32_t>(given.whole("replicates", 1, 1, most_replicates));
  order.seed = static_cast<std::uint64_t>(given.whole("seed", 1, 0, INT64_MAX));
  order.scenarios = read_scenarios(given.plain, make, overrides(make, given));
  std::set<std::string> names;
  for (const Scenario& s : order.scenarios)
    if (!names.insert(s.name).second)
      throw Failure(Exit::usage, fmt::format("two scenarios are called {}", s.name),
                    "runs are told apart by the names of their files: rename one");
  order.file = output_file(given, order.scenarios);
  order.layout = planned_layout(make, order.scenarios, order.replicates);
  if (order.layout.series.empty())
    throw Failure(Exit::bad_data, "no run has anything to keep: only yearly series are asked for, and no whole year",
                  "run a whole calendar year, or name monthly series in [output] series");
  require_space(order.file, file_bound(order.layout));
  order.memory = available_memory() / 5 * 4;
  return order;
}

std::string period(const Layout& layout) {
  return fmt::format("{} to {}", layout.start.text(), (layout.start + (layout.months - 1)).text());
}

void add(std::vector<Timing>& all, const std::vector<Timing>& more) {
  for (const Timing& t : more) {
    auto same = std::find_if(all.begin(), all.end(), [&t](const Timing& a) { return a.name == t.name; });
    if (same == all.end()) same = all.insert(all.end(), {t.name, 0, 0});
    same->seconds += t.seconds;
    same->calls += t.calls;
  }
}

// The finished runs as one file. It appears only when whole.
void write_file(const MakeModel& make, const Order& order, const std::string& typed, const Outcome& outcome,
                const std::vector<RunRecord>& records) {
  std::vector<std::string> titles, seconds;
  for (const Scenario& s : order.scenarios) titles.push_back(s.title);
  for (const Outcome::Run& r : outcome.runs)
    if (r.failure.empty()) seconds.push_back(fmt::format("{:.3f}", r.seconds));
  std::string summary =
      fmt::format("{} of {}, {} each, {}", counted(records.size(), "run"), counted(order.scenarios.size(), "scenario"),
                  counted(order.replicates, "replicate"), period(order.layout));
  if (const std::string& question = order.scenarios.front().question; !question.empty())
    summary += ". Question: " + question;
  const Circumstances how{typed, order.seed, outcome.threads, outcome.seconds,
                          fmt::format("{}", fmt::join(seconds, " "))};
  Layout layout;  // not the planned one: built worlds know more of their labels
  for (const RunRecord& r : records) layout.include(r.start, r.months, r.axes, r.series);
  layout.scenarios = order.layout.scenarios;
  layout.runs = records.size();
  if (order.file.has_parent_path()) fs::create_directories(order.file.parent_path());
  RunFile file(order.file, layout, file_info(make()->info(), fmt::format("{}", fmt::join(titles, "; ")), summary, how));
  for (std::size_t i = 0; i < records.size(); ++i) file.write(i, records[i]);
  file.close();
}

// Carries out the runs; the finished ones, in the order of the file.
std::vector<RunRecord> carry_out(const MakeModel& make, const Order& order, const std::atomic<bool>& stop, bool quiet,
                                 Outcome& outcome) {
  const std::vector<Wanted> wanted = all_runs(order.scenarios.size(), order.replicates);
  std::int64_t months = 0;
  for (const Scenario& s : order.scenarios) months += std::int64_t{s.end - s.start} * order.replicates;
  for (const Wanted& w : wanted)
    outcome.runs.push_back({order.scenarios[w.scenario].name, w.replicate, 0, 0, "stopped"});

  std::vector<RunRecord> finished(wanted.size());
  {
    Progress progress(Screen::of(stderr, quiet), wanted.size(), months);
    EnsembleOptions options;
    options.seed = order.seed;
    options.memory = order.memory;
    options.stop = &stop;
    options.month = [&progress](int more) { progress.month(more); };
    options.ended = [&progress](std::size_t) { progress.run_ended(); };
    const auto keep = [&](std::size_t index, RunResult result, double seconds) {
      Outcome::Run& run = outcome.runs[index];
      run.seconds = seconds;
      run.bytes = result.bytes;
      run.failure.clear();
      add(outcome.timings, result.timings);
      finished[index] = std::move(result.record);
    };
    for (const FailedRun& f : run_all(make, order.scenarios, wanted, options, keep))
      outcome.runs[f.index].failure = f.reason;
  }
  std::vector<RunRecord> out;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (outcome.runs[i].failure.empty()) out.push_back(std::move(finished[i]));
  return out;
}

}  // namespace

Command run_command(const std::string& suggested) {
  return {
      "run",
      "SCENARIO...",
      "Runs scenarios into one file. Replicate r of every scenario has the same luck, so that scenarios compare in\n"
      "pairs. The file appears only when all runs are over.",
      {{"output", "FILE", "the run file; results/<first scenario>.h5 where nothing is said", 'o'},
       {"replicates", "R", "runs of each scenario (1)"},
       {"seed", "S", "the luck that all runs share (1)"},
       {"threads", "N", "threads (all cores); the results do not depend on it"},
       {"scale", "F", "share of the population: --set population.scale=F"},
       {"until", "DATE", "last day simulated"},
       {"set", "A.B=V", "a parameter's value, whatever the scenario says; repeatable", '\0', true},
       {"multiply", "A.B=F", "scales a parameter and its dated changes; repeatable", '\0', true},
       {"dry-run", "", "only says runs, time, memory and file size"},
       {"force", "", "replaces the file if it exists"},
       {"quiet", "", "no progress and no summary"},
       {"json", "", "the outcome as JSON on stdout, instead of the summary"},
       {"timing", "", "what each phase cost, on stderr"}},
      "The first Ctrl-C (or SIGTERM, SIGUSR1) stops between two months and writes nothing; the second at once.\n"
      "Try: run " +
          suggested};
}

std::vector<Scenario> read_scenarios(const std::vector<std::string>& files, const MakeModel& make,
                                     const Overrides& overrides) {
  std::vector<Scenario> out;
  std::vector<Problem> problems;
  std::set<std::string> told;  // what is said of --set is the same in every scenario
  bool all_missing = true;
  for (const std::string& file : files) {
    try {
      out.push_back(read_scenario(file, make, overrides));
      if (const std::string& note = out.back().note; !note.empty() && told.insert(note).second)
        say(fmt::format("note: {}\n", note));
    } catch (const Failure& failure) {
      all_missing = all_missing && failure.code() == Exit::no_input;
      for (const Problem& p : failure.problems())
        if (told.insert(to_text(std::vector{p})).second) problems.push_back(p);
    }
  }
  if (!problems.empty()) throw Failure(all_missing ? Exit::no_input : Exit::bad_data, std::move(problems));
  return out;
}

int run_scenarios(const MakeModel& make, const std::string& program, const std::string& typed, const Given& given) {
  const double begin = steady_seconds();
  const Threads limit(static_cast<int>(given.whole("threads", 0, 1, 1024)));
  const Order order = read_order(make, given);
  const auto size = static_cast<double>(file_bound(order.layout));
  const bool quiet = given.has("quiet"), json = given.has("json");
  if (given.has("dry-run")) {
    if (!quiet) say("Measuring the first year of each scenario ...\n");
    const Forecast f = forecast(make, order.scenarios, order.replicates, order.seed, order.memory);
    fmt::print("{}", json ? to_json(f, order.file.string(), size) : to_text(f, order.file.string(), size));
    return static_cast<int>(Exit::done);
  }

  std::signal(SIGPIPE, SIG_IGN);  // see say()
  Outcome outcome;
  outcome.seed = order.seed;
  outcome.threads = thread_count();
  for (const Scenario& s : order.scenarios) outcome.scenarios.push_back(s.name);
  if (!quiet)
    say(fmt::format("{}: {} of {}, {}, to {}\n", make()->info().name, counted(order.layout.runs, "run"),
                    listed(outcome.scenarios), period(order.layout), order.file.string()));

  const Interrupt interrupt;  // lives until the file is written: a first signal does not leave half of it
  std::vector<RunRecord> records;
  try {
    records = carry_out(make, order, interrupt.asked(), quiet, outcome);
  } catch (const Stopped&) {
    const auto done = std::count_if(outcome.runs.begin(), outcome.runs.end(),
                                    [](const Outcome::Run& r) { return r.failure.empty(); });
    throw Failure(Exit::stopped,
                  fmt::format("stopped between two months, with {} of {} finished; nothing was written", done,
                              counted(outcome.runs.size(), "run")),
                  "what was computed is lost: the same command starts again from the beginning");
  }
  outcome.seconds = steady_seconds() - begin;
  if (!records.empty()) {
    write_file(make, order, typed, outcome, records);
    outcome.file = order.file.string();
    outcome.file_bytes = static_cast<double>(fs::file_size(order.file));
    outcome.differences = differences(make()->info().headlines, outcome.scenarios, records);
  }
  outcome.seconds = steady_seconds() - begin;

  for (const Outcome::Run& r : outcome.runs)
    if (!r.failure.empty())
      say(fmt::format("error: {}, replicate {}, failed: {}\n", r.scenario, r.replicate, r.failure));
  if (given.has("timing")) say(timing_text(outcome.timings));
  if (json) fmt::print("{}", to_json(outcome));
  if (!json && !quiet) {
    fmt::print("{}", to_text(outcome));
    if (!records.empty())
      fmt::print("{}", next_steps(program, outcome.file,
                                  outcome.differences.empty() ? order.layout.series.front().name
                                                              : outcome.differences.front().series.name));
  }
  return static_cast<int>(records.size() == outcome.runs.size() ? Exit::done : Exit::some_failed);
}

}  // namespace sim
