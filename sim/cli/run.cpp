// `run`: scenarios x replicates into one run file.
//
//   options --> scenarios, all checked --> room on the disk --> runs (or their forecast) --> file --> summary
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/cli/outcome.hpp"
#include "sim/cli/precision.hpp"
#include "sim/cli/saved.hpp"
#include "sim/compare/lines.hpp"
#include "sim/host/interrupt.hpp"
#include "sim/host/machine.hpp"
#include "sim/host/progress.hpp"
#include "sim/output/part.hpp"
#include "sim/parallel.hpp"
#include "sim/run/provenance.hpp"
#include "sim/run/sealing.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

std::string resume_hint() { return say("the same command with --resume goes on from there"); }

/// What is to be run, and where it goes.
struct Order {
  std::vector<Scenario> scenarios;
  std::uint32_t replicates = 1;
  std::uint64_t seed = 1;
  fs::path file;
  Layout layout;
  std::size_t memory = 0;  ///< that runs in flight may take together
  std::string program;
  std::vector<std::string> texts;  ///< of the scenarios, without words
  std::vector<Wanted> wanted;
  std::vector<std::uint64_t> keys;  ///< of the wanted
  int checkpoint_every = 0;
  std::string precision;  ///< as asked, in a few words; empty where it is not

  void repeat(std::uint32_t times) {
    replicates = times;
    layout.runs = scenarios.size() * times;
    wanted = all_runs(scenarios.size(), times);
    keys.clear();
    for (const Wanted& w : wanted)
      keys.push_back(run_key(program, scenarios[w.scenario].name, texts[w.scenario], seed, w.replicate));
  }
};

Order read_order(const MakeModel& make, const Given& given) {
  if (given.plain.empty())
    throw Failure(Exit::usage, say("run wants at least one scenario"), say("run {}", make()->info().scenario));
  Order order;
  const auto replicates = static_cast<std::uint32_t>(given.whole("replicates", 1, 1, most_replicates));
  order.seed = seed_of(given);
  order.checkpoint_every = checkpoint_every(given);
  std::vector<std::vector<std::string>> policies;
  for (std::size_t i = 0; i < given.plain.size(); ++i) policies.push_back(given.all_after(i, "with"));
  order.scenarios = read_scenarios(given.plain, make, overrides(make, given), policies);
  if (order.scenarios.size() * static_cast<std::size_t>(replicates) > most_replicates * 10)
    throw Failure(Exit::usage,
                  say("{} x {} are more runs than {}, the most", counted(order.scenarios.size(), "scenario"),
                      counted(replicates, "replicate"), readable(most_replicates * 10)),
                  say("fewer --replicates"));
  std::set<std::string> names;
  for (const Scenario& s : order.scenarios)
    if (!names.insert(s.name).second)
      throw Failure(Exit::usage, say("two scenarios are called {}", s.name),
                    say("runs are told apart by the names of their files: rename one"));
  order.file = output_of(given, "results/" + order.scenarios.front().name + ".h5", no_pipe());
  want_run_file(order.file, given.has("force") || given.has("resume") || given.has("dry-run"));
  want_no_input(order.file, given.plain);
  want_no_input(order.file, given.all("with"));
  order.layout = planned_layout(make, order.scenarios, replicates);
  want_something_kept(order.layout);
  order.memory = memory_for_runs();
  order.program = program_identity(make()->info().name);
  for (const Scenario& s : order.scenarios) order.texts.push_back(s.without_words());
  order.repeat(replicates);
  return order;
}

// Bytes for the file and for the log that it is built from, of which some runs are there.
std::size_t needed_space(const Layout& layout, std::size_t there) {
  return file_bound(layout) + log_bound(layout) / layout.runs * (layout.runs - std::min(there, layout.runs));
}

void add(std::vector<Timing>& all, const std::vector<Timing>& more) {
  for (const Timing& t : more) {
    auto same = std::find_if(all.begin(), all.end(), [&t](const Timing& a) { return a.name == t.name; });
    if (same == all.end()) same = all.insert(all.end(), {t.name, 0, 0});
    same->seconds += t.seconds;
    same->calls += t.calls;
  }
}

// The finished runs as one file. Returns what the summary needs.
std::vector<RunRecord> write_file(const Context& context, const Order& order, const Outcome& outcome, const RunLog& log,
                                  const Given& given, bool replaces) {
  const ModelInfo model = context.make()->info();
  Layout layout;
  layout.scenarios = order.layout.scenarios;
  layout.scale = model.scale;
  std::vector<std::uint64_t> keys;
  std::vector<double> scales;
  for (const Scenario& s : order.scenarios) scales.push_back(scale_of(context.make, s));
  for (const std::size_t i : there(log, order.keys)) {
    keys.push_back(order.keys[i]);
    if (!model.scale.empty()) layout.scales.push_back(scales[order.wanted[i].scenario]);
  }
  std::vector<std::string> titles;
  for (const Scenario& s : order.scenarios) titles.push_back(s.title);
  std::string summary =
      say("{} of {}, {} each, {}", counted(keys.size(), "run"), counted(order.scenarios.size(), "scenario"),
          counted(order.replicates, "replicate"), period_text(order.layout));
  if (const std::string& question = order.scenarios.front().question; !question.empty())
    summary += ". Question: " + question;
  const Circumstances how{
      context.typed,
      order.seed,
      outcome.threads,
      outcome.seconds,
      seconds_text(log, keys),
      runs_hash(keys) + order.precision + (order.precision.empty() ? "" : fmt::format("{}", order.replicates))};
  std::vector<RunRecord> small;
  write_runs(order.file, replaces, locks_of(given), log, keys, std::move(layout),
             file_info(model, fmt::format("{}", fmt::join(titles, "; ")), summary, how),
             Screen::of(stderr, given.has("quiet")),
             [&](const RunRecord& one) { small.push_back(condensed(one, model.headlines)); });
  return small;
}

// A failure while the file is built is no loss.
Failure kept(const Failure& failure, std::size_t runs) {
  std::vector<Problem> problems = failure.problems();
  problems.back().mend += say("\n      = {} finished and kept: {}", counted(runs, "run"), resume_hint());
  return {failure.code(), std::move(problems)};
}

// What replicates came to, for the series whose precision is asked for.
std::vector<Reached> reached(const Precision& precision, const Order& order, const Outcome& outcome,
                             const RunLog& log) {
  const std::vector<std::string> series = precision.series();
  std::vector<RunRecord> records;
  for (const std::size_t i : there(log, order.keys))
    records.push_back(condensed(log.read(*log.find(order.keys[i])), series));
  return precision.reached(outcome.scenarios, records);
}

// Whether the file is what this command writes, and still as it was written: it was ended after all was done. With a
// precision the number of replicates is not known beforehand, and the file says it. One that was spoilt since is only
// replaced where that was said.
bool is_whole(Order& order, const Precision& precision, bool force) {
  const std::string runs = runs_hash_of(order.file);
  const std::size_t at = runs.find(order.precision);
  if (runs.empty() || at == std::string::npos) return false;
  Order other = order;
  if (precision.asked()) {
    std::uint32_t times = 0;
    const char* const from = runs.data() + at + order.precision.size();
    std::from_chars(from, runs.data() + runs.size(), times);
    if (times < order.replicates || times > precision.most()) return false;
    other.repeat(times);
  }
  if (!runs.starts_with(runs_hash(other.keys) + order.precision)) return false;
  if (const std::string wrong = what_is_wrong(order.file); !wrong.empty()) {
    if (force) return false;
    throw Failure(Exit::would_overwrite,
                  {{order.file.string(),
                    0,
                    0,
                    {},
                    say("is there, and is not as this command wrote it: {}", wrong),
                    say("move it away and go on with --resume, or let --resume --force build it anew")}});
  }
  order = std::move(other);
  return true;
}

// Whether the file that is there has some of these runs and no others: it was written when some had failed.
bool is_ours(const Order& order) {
  const std::string runs = runs_hash_of(order.file);
  if (runs.empty()) return false;
  std::map<std::string, std::uint64_t> known;
  for (std::size_t i = 0; i < order.wanted.size(); ++i) {
    const Wanted& w = order.wanted[i];
    known[fmt::format("{} {} {}", w.replicate, order.seed, order.scenarios[w.scenario].name)] = order.keys[i];
  }
  std::vector<std::uint64_t> keys;
  for (const std::string& run : runs_in(order.file)) {
    const auto found = known.find(run);
    if (found == known.end()) return false;
    keys.push_back(found->second);
  }
  return !keys.empty() && runs.starts_with(runs_hash(keys));
}

// How many runs --resume would not run again.
std::size_t finished_before(Order& order, const Precision& precision, bool force) {
  if (is_whole(order, precision, force)) return order.layout.runs;
  return there(RunLog(part_folder(order.file)), order.keys).size();
}

// An earlier command was ended after all was done: only what it did not clear away is left to do.
int say_whole(const Order& order, Outcome outcome, bool quiet, bool json, Locks locks) {
  if (fs::exists(part_folder(order.file))) {
    RunLog rest(part_folder(order.file), "run", order.program, RunLog::Taken::refuse, RunLog::Reads::all, locks);
    drop_saved(rest);
    writing(order.file, [&] { PartFile(order.file, locks); });  // what it built, if it still stands there
  }
  if (!quiet) tell(say("{} is there and whole: nothing is left to do\n", order.file.string()));
  for (const Wanted& w : order.wanted)
    outcome.runs.push_back({order.scenarios[w.scenario].name, w.replicate, 0, 0, {}});
  outcome.file = order.file.string();
  outcome.file_bytes = static_cast<double>(fs::file_size(order.file));
  if (json) fmt::print("{}", to_json(outcome));
  return static_cast<int>(Exit::done);
}

// Carries out the runs that the log has not.
void run_ordered(const MakeModel& make, const Order& order, const std::atomic<bool>& stop, bool quiet, RunLog& log,
                 Outcome& outcome) {
  outcome.runs.clear();
  std::vector<Wanted> left;
  std::vector<std::size_t> places;  // of those, among all
  std::int64_t months = 0;
  for (std::size_t i = 0; i < order.wanted.size(); ++i) {
    const Scenario& scenario = order.scenarios[order.wanted[i].scenario];
    outcome.runs.push_back({scenario.name, order.wanted[i].replicate, 0, 0, "stopped"});
    if (const RunLog::Entry* entry = log.find(order.keys[i])) {
      outcome.runs.back() = {scenario.name, order.wanted[i].replicate, entry->head.seconds, entry->head.bytes, {}};
      continue;
    }
    left.push_back(order.wanted[i]);
    places.push_back(i);
    months += scenario.end - scenario.start;
  }
  if (left.empty()) return;

  Progress progress(Screen::of(stderr, quiet), left.size(), months);
  EnsembleOptions options = kept_in(log, order.program, order.seed, order.checkpoint_every, stop,
                                    [&](std::size_t index) { return order.keys[places[index]]; });
  options.memory = order.memory;
  options.month = [&progress](int more) { progress.month(more); };
  options.ended = [&progress](std::size_t) { progress.run_ended(); };
  const auto keep = [&](std::size_t index, const RunResult& result, double seconds) {
    log.append(order.keys[places[index]], result.record, seconds, result.bytes);
    Outcome::Run& run = outcome.runs[places[index]];
    run.seconds = seconds;
    run.bytes = result.bytes;
    run.failure.clear();
    add(outcome.timings, result.timings);
  };
  for (const FailedRun& f : run_all(make, order.scenarios, left, options, keep)) {
    Outcome::Run& run = outcome.runs[places[f.index]];
    run.failure = f.reason;
    run.lacking = f.lacking;
  }
}

int run_scenarios(const Context& context, const Given& given) {
  const double begin = steady_seconds();
  const Threads limit(threads_of(given));
  Order order = read_order(context.make, given);
  const Precision precision(given, order.layout);
  order.precision = precision.text();
  const bool quiet = given.has("quiet"), json = given.has("json");
  if (precision.asked()) {
    const std::uint32_t first = std::clamp(order.replicates, precision.least(), precision.most());
    if (given.has("replicates") && first != order.replicates && !quiet)
      tell(say("note: --precision begins with {} replicates instead of {}\n", first, order.replicates));
    order.repeat(first);
  }
  const auto size = static_cast<double>(file_bound(order.layout));
  if (given.has("dry-run")) {
    const std::size_t before = given.has("resume") ? finished_before(order, precision, given.has("force")) : 0;
    require_space(order.file, needed_space(order.layout, before));
    if (!quiet) tell(say("Measuring the first year of each scenario ...\n"));
    const Forecast f = forecast(context.make, order.scenarios, order.layout.runs - before, order.seed, order.memory);
    fmt::print("{}", json ? to_json(f, order.file.string(), size, order.layout)
                          : to_text(f, order.file.string(), size, order.layout));
    return static_cast<int>(Exit::done);
  }

  require_space(order.file, 0);
  Outcome outcome;
  outcome.seed = order.seed;
  outcome.threads = thread_count();
  for (const Scenario& s : order.scenarios) {
    outcome.scenarios.push_back(s.name);
    outcome.titles.emplace_back(s.name, s.title);
  }
  if (given.has("resume") && is_whole(order, precision, given.has("force")))
    return say_whole(order, outcome, quiet, json, locks_of(given));
  Order most = order;  // of what may be there already
  if (precision.asked()) most.repeat(precision.most());
  const bool ours = given.has("resume") && is_ours(most);
  const std::unique_ptr<RunLog> log = open_saved(order.file, order.program, most.keys,
                                                 {given.has("resume"), given.has("force"), ours, locks_of(given)});
  require_space(order.file, needed_space(order.layout, log->entries().size()));
  for (const std::string& note : log->notes()) tell(say("note: {}\n", note));
  const bool goes_on = !log->entries().empty() || !checkpoints_in(log->folder()).empty();
  if (!quiet)
    tell(say("{}: {} of {}, {}, to {}{}\n", context.make()->info().name, counted(order.layout.runs, "run"),
             first_listed(outcome.scenarios), period_text(order.layout), order.file.string(),
             goes_on ? say(", {} before", saved_text(*log)) : ""));

  const Interrupt interrupt;  // lives until the file is written: a first signal does not leave half of it
  try {
    for (;;) {
      run_ordered(context.make, order, interrupt.asked(), quiet, *log, outcome);
      if (!precision.asked()) break;
      outcome.reached = reached(precision, order, outcome, *log);
      const std::uint32_t wanted = precision.wanted(outcome.reached, order.replicates);
      if (wanted == order.replicates || failed(outcome) > 0) break;
      const std::uint32_t before = order.replicates;
      order.repeat(wanted);
      require_space(order.file, needed_space(order.layout, log->entries().size()));
      if (!quiet) tell(say("{} replicates are not precise enough: going on to {}\n", before, wanted));
    }
  } catch (const Stopped&) {
    log->sync();
    throw Failure(Exit::stopped, say("stopped: saved {} of {}", saved_text(*log), counted(outcome.runs.size(), "run")),
                  resume_hint());
  }
  log->sync();
  outcome.seconds = steady_seconds() - begin;
  const std::size_t finished = outcome.runs.size() - failed(outcome);
  if (finished > 0) {
    try {
      const std::vector<RunRecord> records =
          write_file(context, order, outcome, *log, given, given.has("force") || ours);
      std::vector<double> scales;
      if (!context.make()->info().scale.empty())
        for (const Scenario& s : order.scenarios) scales.push_back(scale_of(context.make, s));
      outcome.differences = differences(context.make()->info().headlines, outcome.scenarios, records, scales);
      if (outcome.scenarios.size() == 1) outcome.alone = alone(context.make()->info().headlines, records);
    } catch (const Failure& failure) {
      throw kept(failure, finished);
    }
    outcome.file = order.file.string();
    outcome.file_bytes = static_cast<double>(fs::file_size(order.file));
  }
  outcome.seconds = steady_seconds() - begin;

  if (failed(outcome) == 0) drop_saved(*log);  // before a word of it: stdout may be full
  for (const Outcome::Run& r : outcome.runs)
    if (!r.failure.empty()) tell(say("error: {}, replicate {}, failed: {}\n", r.scenario, r.replicate, r.failure));
  if (given.has("timing")) tell(laid_out(timing_text(outcome.timings), columns_of(stderr)));
  if (json) fmt::print("{}", to_json(outcome));
  if (!json && !quiet) {
    const std::size_t width = columns_of(stdout);
    fmt::print("{}", laid_out(to_text(outcome), width));
    if (finished > 0)
      fmt::print("{}", next_steps(context.program, outcome.file,
                                  !outcome.differences.empty() ? outcome.differences.front().series.name
                                  : !outcome.alone.empty()     ? outcome.alone.front().series.name
                                                               : order.layout.series.front().name,
                                  !outcome.differences.empty(), python(), width));
  }
  if (failed(outcome) > 0) {
    tell(say("{} keeps the runs of {}: the same command with --resume tries the others again\n", log->folder().string(),
             order.file.string()));
    const bool none =
        std::all_of(outcome.runs.begin(), outcome.runs.end(), [](const auto& run) { return run.lacking; });
    return static_cast<int>(none ? Exit::lacking : Exit::some_failed);
  }
  return static_cast<int>(Exit::done);
}

}  // namespace

Command run_command(const Context& context) {
  return {"run",
          run_scenarios,
          "SCENARIO...",
          say("Runs scenarios into one file. Replicate r of every scenario has the same luck, so that scenarios "
              "compare in\n"
              "pairs. The file appears only when all runs are over."),
          with_shared(
              context,
              {{"output", "FILE", say("the run file; results/<first scenario>.h5 where nothing is said"), 'o'},
               {"with", "FILE", say("a policy, laid over the scenario before it; repeatable"), '\0', true},
               {"replicates", "R", say("runs of each scenario (1)")},
               {"precision", "S=W",
                say("more replicates until S's 95 % interval is +/- W, or W% of its mean; repeatable"), '\0', true},
               {"most-replicates", "M", say("where --precision ends at the latest (100)")}},
              {{"resume", "", say("goes on where the same command was stopped or ended; no finished run is run again")},
               {"force", "", say("replaces the file if it exists, and drops what an unfinished command left")},
               {"timing", "", say("what each phase cost, on stderr")}}),
          say("Each finished run is kept in FILE.part/ at once, whatever happens to the program; the file is built "
              "from there.\nThe first Ctrl-C (or SIGTERM, SIGUSR1) saves the runs that are begun and stops, the second "
              "stops at once. Either\nway, and after a full disk or a power cut, the same command with --resume goes "
              "on, to the same bits.\nTry: run {}",
              context.make()->info().scenario)};
}

}  // namespace sim
