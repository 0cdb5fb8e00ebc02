// `sweep`: the runs of a design into a folder, by any number of processes.
//
//   design --> plan --> folder: what is left --Ranks: who takes what--> runs --> log, claims --> summary
#include "sim/cli/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>

#include "sim/bytes.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/cli/outcome.hpp"
#include "sim/host/interrupt.hpp"
#include "sim/host/machine.hpp"
#include "sim/json.hpp"
#include "sim/parallel.hpp"
#include "sim/run/checkpoint.hpp"
#include "sim/run/ensemble.hpp"
#include "sim/run/forecast.hpp"
#include "sim/run/provenance.hpp"
#include "sim/run/ranks.hpp"
#include "sim/say.hpp"
#include "sim/sweep/folder.hpp"
#include "sim/sweep/watch.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

/// --part I/N: groups I-1, I-1+N ... of the plan.
struct Part {
  std::size_t number = 0, of = 1;
  bool whole() const { return of == 1; }
};

Part part_of(const Given& given) {
  if (!given.has("part")) return {};
  const std::string typed = given.text("part");
  Part out;
  const char* const end = typed.data() + typed.size();
  const auto [slash, error] = std::from_chars(typed.data(), end, out.number);
  if (error == std::errc() && slash != end && *slash == '/')
    if (const auto [last, wrong] = std::from_chars(slash + 1, end, out.of);
        wrong == std::errc() && last == end && out.number >= 1 && out.number <= out.of) {
      --out.number;
      return out;
    }
  throw Failure(Exit::usage, say("--part is \"{}\"", typed), say("write --part I/N with I from 1 to N: --part 2/8"));
}

// Where what is taken together begins, and the end: groups, or single runs where groups are few for many processes.
std::vector<std::size_t> begins(const Plan& plan, const std::vector<std::uint64_t>& places) {
  constexpr std::size_t enough = 64;
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (i == 0 || plan.groups() < enough || plan.group(places[i]) != plan.group(places[i - 1])) out.push_back(i);
  out.push_back(places.size());
  return out;
}

/// One process at work in a folder.
struct Work {
  const MakeModel& make;
  const SweepOrder& order;
  SweepFolder& folder;
  RunLog& log;
  const std::atomic<bool>& stop;
  Watch& watch;
  int checkpoint_every;
};
using NextPlace = std::function<std::optional<std::size_t>()>;

std::string log_name(Part part, const Ranks& ranks) {
  const std::string name = part.whole() ? "run" : fmt::format("part-{}", part.number + 1);
  return ranks.size() > 1 ? fmt::format("{}-rank-{}", name, ranks.rank()) : name;
}

// Carries out what this process gets of what is left, while `neighbours` of them share the machine; returns an exit
// code.
int run_claimed(const Work& work, const std::vector<std::uint64_t>& places, const NextPlace& next_place,
                int neighbours) {
  const auto& [make, order, folder, log, stop, watch, every] = work;
  const std::size_t memory = memory_for_runs() / static_cast<std::size_t>(neighbours);
  const std::vector<std::size_t> begin = begins(order.plan, places);
  std::vector<Wanted> wanted;  // what is taken together shares its past
  for (std::uint32_t together = 0; together + 1 < begin.size(); ++together)
    for (std::size_t place = begin[together]; place < begin[together + 1]; ++place)
      wanted.push_back({order.plan.run(places[place]).at.scenario, together});
  SharedPast past(order.design.scenarios, wanted, memory / 4);
  const Source source = [&, &plan = order.plan, &design = order.design, &folder = work.folder] {
    std::vector<Job> jobs;
    while (jobs.empty()) {
      const std::optional<std::size_t> next = next_place();
      if (!next) break;
      for (std::size_t place = begin[*next]; place < begin[*next + 1]; ++place) {
        const std::size_t run = places[place];
        if (!folder.take(run)) continue;
        const Plan::Run what = plan.run(run);
        const Scenario& base = design.scenarios[what.at.scenario];
        jobs.push_back({run, std::make_shared<const Scenario>(with(base, design.factors, plan.points[what.at.point])),
                        what.replicate, place});
      }
    }
    return jobs;
  };
  EnsembleOptions options = kept_in(log, order.plan.program, order.plan.seed, every, stop,
                                    [&work](std::size_t run) { return work.folder.keys()[run]; });
  options.memory = memory;
  options.past = &past;
  options.begun = [&work](std::size_t run) { work.folder.begun(run); };
  options.month = [&work](int more) { work.watch.month(more); };
  options.failed = [&work](const FailedRun& run) { work.folder.failed(run.index, run.reason); };
  options.ended = [&work](std::size_t) { work.watch.run_ended(); };
  const auto keep = [&work](std::size_t run, const RunResult& result, double seconds) {
    work.log.append(work.folder.keys()[run], result.record, seconds, result.bytes);
    work.folder.finished(run);
  };
  try {
    run_all(make, source, options, keep);
    log.sync();
    return static_cast<int>(Exit::done);
  } catch (const Stopped&) {
    folder.give_back();
    log.sync();
    return static_cast<int>(Exit::stopped);
  } catch (...) {
    folder.give_back();
    throw;
  }
}

// "12 runs failed", named, up to a dozen.
void say_failures(const SweepFolder& folder) {
  constexpr std::size_t most = 12;
  std::size_t told = 0;
  const std::map<std::size_t, FailureNote> failures = folder.failures();
  for (const auto& [run, f] : failures) {
    if (++told > most) break;
    tell(say("error: {}, replicate {}{}, failed: {}\n", f.scenario, f.replicate,
             f.point.empty() ? "" : say(", at {}", f.point), f.reason));
  }
  if (failures.size() > most)
    tell(say("... and {} more: see {}\n", counted(failures.size() - most, say("failed run")),
             (folder.path() / "failures-*.jsonl").string()));
}

std::string summary_text(const std::string& program, const SweepFolder& folder, Part part, const Tallied& now,
                         double seconds) {
  std::string out =
      say("{} of {}{} finished, {}\n", readable(static_cast<double>(now.finished)), counted(now.runs, "run"),
          part.whole() ? "" : say(" of part {}/{}", part.number + 1, part.of), readable_duration(seconds));
  if (now.failed > 0)
    out +=
        say("{} failed{}\n", counted(now.failed, "run"),
            now.set_aside > 0 ? say(", {} of them three times and set aside: --retry tries them again", now.set_aside)
                              : say("; the same command tries again"));
  if (const std::size_t rest = now.runs - now.finished - now.failed; rest > 0)
    out += say("{} left: the same command tries again\n", counted(rest, "run"));
  const std::string name = folder.path().string();
  const std::string file = name.ends_with('.') ? "" : fmt::format(" -o {}", shell_word(name + ".h5"));
  return out + say("Next:\n  {} seal {}{}\n", shell_word(program), shell_word(name), file);
}

std::string outcome_json(const SweepFolder& folder, const Tallied& now, double seconds) {
  Json json = {
      {"folder", folder.path().string()}, {"runs", now.runs},   {"finished", now.finished}, {"failed", now.failed},
      {"set_aside", now.set_aside},       {"begun", now.begun}, {"seconds", seconds}};
  json["failures"] = Json::array();
  for (const auto& [run, f] : folder.failures())
    json["failures"].push_back(
        {{"scenario", f.scenario}, {"replicate", f.replicate}, {"point", f.point}, {"reason", f.reason}});
  return dumped(json);
}

// What the runs of a part will take that are not in the folder yet; with --force, all of them.
int say_forecast(const MakeModel& make, const SweepOrder& order, Part part, const fs::path& folder,
                 const Given& given) {
  if (!given.has("force")) require_wanted(folder, order.plan);
  const RunLog log{folder / "runs"};
  const std::vector<std::uint64_t> keys = order.plan.keys();
  std::size_t left = 0;
  for (std::size_t i = 0; i < keys.size(); ++i)
    left += order.plan.group(i) % part.of == part.number && (given.has("force") || log.find(keys[i]) == nullptr);
  const std::size_t bytes = log_bound(order.layout) / keys.size() * left + file_bound(order.layout);
  require_space(folder, bytes);
  if (!given.has("quiet")) tell(say("Measuring the first year of each scenario ...\n"));
  const Forecast f = forecast(make, order.design.scenarios, left, order.plan.seed, memory_for_runs());
  const auto size = static_cast<double>(bytes);
  fmt::print("{}", given.has("json") ? to_json(f, folder.string(), size, order.layout)
                                     : to_text(f, folder.string(), size, order.layout));
  return static_cast<int>(Exit::done);
}

// What others had taken and have not finished: waits for them, and takes over from those that end before they are done.
int see_to_the_end(const Work& work, Part part) {
  for (;;) {
    const std::vector<std::uint64_t> rest = work.folder.left(part.number, part.of, SweepFolder::Failed::leave);
    if (rest.empty()) return static_cast<int>(Exit::done);
    if (work.stop) return static_cast<int>(Exit::stopped);
    const std::size_t together = begins(work.order.plan, rest).size() - 1, before = work.log.entries().size();
    std::size_t next = 0;
    const auto one_by_one = [&] { return next < together ? std::optional(next++) : std::nullopt; };
    if (const int code = run_claimed(work, rest, one_by_one, 1); code != 0) return code;
    if (work.log.entries().size() == before) std::this_thread::sleep_for(std::chrono::milliseconds(300));
  }
}

// Rank 0, or a process of its own: checks, and finds out what is left.
int lead(const Context& context, const Given& given, Ranks& ranks) {
  const double begin = steady_seconds();
  const Part part = part_of(given);
  const fs::path path = sweep_folder(given);
  if (given.has("force") && !part.whole())
    throw Failure(Exit::usage, say("--force drops the other parts too"),
                  say("start over without --part, or in another folder"));
  const SweepOrder order = read_sweep_order(context.make, given);
  const bool quiet = given.has("quiet"), json = given.has("json");
  const int every = checkpoint_every(given);
  if (given.has("dry-run")) return say_forecast(context.make, order, part, path, given);

  require_space(path, 0);
  const Locks locks = locks_of(given);
  if (given.has("force")) drop_sweep(path, locks);
  SweepFolder folder(path, order.plan, locks);  // before the log is read: see compare()
  RunLog log{folder.runs(),          log_name(part, ranks), order.plan.program,
             RunLog::Taken::another, RunLog::Reads::all,    locks};
  for (const std::string& note : log.notes()) tell(say("note: {}\n", note));
  folder.compare(log);
  if (given.has("retry")) folder.try_again();
  remove_checkpoints(log.folder(), [&log](std::uint64_t run) { return log.find(run) != nullptr; });
  const std::vector<std::uint64_t> places = folder.left(part.number, part.of);
  require_space(path, log_bound(order.layout) / order.plan.runs() * places.size());
  if (!quiet)
    tell(say(
        "{}: {} = {}{}{}, in {}{}\n", context.make()->info().name,
        fmt::format("{} x {}", counted(order.plan.cases.size(), "case"), counted(order.plan.replicates, "replicate")),
        counted(order.plan.runs(), "run"), part.whole() ? "" : say(", part {} of {}", part.number + 1, part.of),
        ranks.size() > 1 ? say(", {} ranks", ranks.size()) : "", path.string(),
        log.entries().empty() ? "" : say(", {} finished before", log.entries().size())));

  const Interrupt interrupt;
  Packed list;
  list.array(std::span(places));
  ranks.share(list.out);
  ranks.begin(begins(order.plan, places).size() - 1);
  int months = 0;
  for (const Scenario& s : order.design.scenarios) months = std::max(months, s.end - s.start);
  int code = 0;
  {
    Watch watch(folder, part.number, part.of, fmt::format("{} {}", host_name(), log.name()), Screen::of(stderr, quiet),
                places.size(), months);
    const Work work{context.make, order, folder, log, interrupt.asked(), watch, every};
    try {
      code = run_claimed(
          work, places, [&ranks] { return ranks.next(); }, ranks.on_this_machine());
    } catch (const Failure& failure) {
      if (ranks.size() == 1) throw;
      tell(failure.what());  // now, and not when the other ranks are done
      return ranks.end(static_cast<int>(failure.code()));
    }
    code = ranks.end(code);
    if (code == 0) code = see_to_the_end(work, part);
    watch.tell();
  }
  const Tallied now = folder.tally(part.number, part.of);
  say_failures(folder);
  if (code == static_cast<int>(Exit::stopped))
    throw Failure(Exit::stopped,
                  say("stopped: {} of {} finished, what is begun is saved", now.finished, counted(now.runs, "run")),
                  say("the same command goes on from there"));
  const double seconds = steady_seconds() - begin;
  if (json) fmt::print("{}", outcome_json(folder, now, seconds));
  if (!json && !quiet) fmt::print("{}", summary_text(context.program, folder, part, now, seconds));
  if (code != 0) return code;
  return static_cast<int>(now.failed > 0 ? Exit::some_failed : Exit::done);
}

// Another rank: does as it is told. What goes wrong it says itself; the exit code is rank 0's.
int follow(const Context& context, const Given& given, Ranks& ranks) {
  const std::optional<std::string> list = ranks.share({});
  if (!list) return static_cast<int>(Exit::done);
  try {
    const std::vector<std::uint64_t> places = Unpacked(*list).array<std::uint64_t>();
    const Part part = part_of(given);
    const SweepOrder order = read_sweep_order(context.make, given);
    SweepFolder folder(sweep_folder(given), order.plan, locks_of(given));
    RunLog log{folder.runs(),          log_name(part, ranks), order.plan.program,
               RunLog::Taken::another, RunLog::Reads::own,    locks_of(given)};
    const Interrupt interrupt;
    ranks.begin(begins(order.plan, places).size() - 1);
    Watch watch(folder, part.number, part.of, {}, Screen::of(stderr, true), places.size(), 1);
    const Work work{context.make, order, folder, log, interrupt.asked(), watch, checkpoint_every(given)};
    return ranks.end(run_claimed(
        work, places, [&ranks] { return ranks.next(); }, ranks.on_this_machine()));
  } catch (const Failure& failure) {
    tell(say("rank {} on {}: {}", ranks.rank(), host_name(), failure.what()));
    return ranks.end(static_cast<int>(failure.code()));
  }
}

int sweep(const Context& context, const Given& given) {
  const Threads limit(threads_of(given));
  Ranks ranks;
  return ranks.rank() == 0 ? lead(context, given, ranks) : follow(context, given, ranks);
}

}  // namespace

fs::path sweep_folder(const Given& given) {
  if (!given.has("output"))
    throw Failure(Exit::usage, say("sweep wants a folder for its runs"), say("-o results/sweep"));
  fs::path folder = output_of(given, {}, say("give the folder that keeps its runs: -o results/sweep"));
  if (!folder.has_filename()) folder = folder.parent_path();  // "dir/"
  if (fs::exists(folder) && !fs::is_directory(folder))
    throw Failure(Exit::usage, say("{} is there and is no folder", folder.string()), say("give a folder with -o"));
  return folder;
}

SweepOrder read_sweep_order(const MakeModel& make, const Given& given) {
  if (given.plain.size() != 1)
    throw Failure(Exit::usage, say("sweep wants one design"),
                  say("sweep DESIGN.toml -o FOLDER; scenarios are run with `run`"));
  if (const std::string& file = given.plain[0]; !is_design(file))
    throw Failure(
        Exit::bad_data,
        {{file, 0, 0, {}, say("is no design: it names no scenarios"), say("a scenario alone is run with `run`")}});
  const Overrides changed = overrides(make, given);
  SweepOrder order{read_design(given.plain[0], make, changed), {}, {}};
  for (const auto* pairs : {&changed.set, &changed.multiply})
    for (const auto& [path, value] : *pairs)
      for (const Factor& f : order.design.factors)
        if (f.name == path)
          throw Failure(Exit::usage, say("{} is varied by the design, and set on the command line", path),
                        say("leave one of the two out"));
  const auto replicates =
      static_cast<std::uint32_t>(given.whole("replicates", order.design.replicates, 1, most_replicates));
  if (const std::string runs = too_many_runs(order.design, replicates); !runs.empty())
    throw Failure(Exit::usage, say("the design has {}", runs), say("fewer --replicates"));
  order.plan = make_plan(order.design, make, program_identity(make()->info().name), seed_of(given), replicates);
  order.layout = planned_layout(make, order.design.scenarios, 1);
  order.layout.runs = order.plan.runs();
  want_something_kept(order.layout);
  return order;
}

Command sweep_command(const Context& context) {
  return {"sweep",
          sweep,
          "DESIGN.toml",
          say("Carries out a sweep design into a folder. Run again, it goes on: with what was stopped, killed or "
              "failed, and\n"
              "with points or replicates that the design got since. No finished run is run again."),
          with_shared(context,
                      {{"output", "FOLDER", say("where plan, finished runs and progress are kept"), 'o'},
                       {"part", "I/N", say("only the I-th of N equal parts, for an array of jobs")},
                       {"replicates", "R", say("runs of each scenario at each point (as the design says)")}},
                      {{"resume", "", say("says what is so without it")},
                       {"retry", "", say("tries runs again that were set aside")},
                       {"force", "", say("drops the sweep that is in the folder and starts over")}}),
          say("Several processes may work in one folder, on one machine or many. Under mpirun, and under srun where it "
              "starts\n"
              "MPI programs, all ranks share the runs. FOLDER/progress.jsonl shows how far they are. `seal` makes one "
              "file of\n"
              "it. The first Ctrl-C (or SIGTERM, SIGUSR1) saves the runs that are begun and stops, with exit code 75.\n"
              "Try: check DESIGN.toml")};
}

}  // namespace sim
