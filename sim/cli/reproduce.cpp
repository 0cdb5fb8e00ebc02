// `reproduce`: runs again what a run file embeds, and says whether the bits are the same.
//
//   FILE --> scenarios, seeds, replicates (original) --> runs --> held against the file's values -->
//   words
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/cli/original.hpp"
#include "sim/host/machine.hpp"
#include "sim/host/progress.hpp"
#include "sim/json.hpp"
#include "sim/parallel.hpp"
#include "sim/run/ensemble.hpp"
#include "sim/run/provenance.hpp"
#include "sim/say.hpp"
#include "sim/utf8.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

constexpr std::size_t most_told = 20;   // runs whose deviations are kept
constexpr std::size_t most_series = 5;  // of such a run, in words

/// A run that did not come out as the file has it.
struct Differing {
  std::size_t run = 0;  ///< number in the file
  std::string failure;  ///< where it did not finish
  std::vector<Deviation> deviations;
};

struct Result {
  std::size_t differing = 0;    ///< runs
  std::vector<Differing> told;  ///< the first of them
  double seconds = 0;
};

/// A program, as files and the program itself say it.
struct Origin {
  std::string version, commit, compiler, libraries;
  bool dirty = false;
  std::string text() const {
    return say("version {}, commit {}{}", version, commit.substr(0, 12), dirty ? say(", changed since") : "");
  }
};

template <class Pairs>
Origin origin(const Pairs& attributes, const Pairs& provenance) {
  const auto get = [](const Pairs& pairs, const char* name) {
    const auto found = std::find_if(pairs.begin(), pairs.end(), [name](const auto& p) { return p.first == name; });
    return found == pairs.end() ? std::string("unknown") : found->second;
  };
  return {get(attributes, "program_version"), get(attributes, "git_commit"), get(provenance, "compiler"),
          get(provenance, "libraries"), get(attributes, "git_dirty") == "true"};
}

enum class Program { same, perhaps, another };
constexpr std::array<std::string_view, 3> program_words = {"same", "perhaps another", "another"};

Program compared(const Origin& file, const Origin& here) {
  if (file.version != here.version || file.commit != here.commit) return Program::another;
  return file.dirty || here.dirty || here.commit == "unknown" ? Program::perhaps : Program::same;
}

Result run_anew(const MakeModel& make, const Original& original, bool quiet) {
  const double begin = steady_seconds();
  const std::vector<std::size_t>& runs = original.runs();
  Result result;
  const auto differs = [&result](Differing one) {
    if (result.differing++ < most_told) result.told.push_back(std::move(one));
  };
  Progress progress(Screen::of(stderr, quiet), runs.size(),
                    static_cast<std::int64_t>(runs.size()) * original.file().months());
  const auto seed_of = [&original](std::size_t run) { return original.file().runs()[run].seed; };
  std::set<std::uint64_t> seeds;
  for (const std::size_t run : runs) seeds.insert(seed_of(run));
  for (const std::uint64_t seed : seeds) {
    EnsembleOptions options;
    options.seed = seed;
    options.memory = memory_for_runs();
    options.month = [&progress](int more) { progress.month(more); };
    options.ended = [&progress](std::size_t) { progress.run_ended(); };
    // The scenario at hand serves all its replicates, and no other is in memory.
    std::string key;
    std::shared_ptr<const Scenario> scenario;
    const auto next = [&, at = runs.begin()]() mutable -> std::vector<Job> {
      at = std::find_if(at, runs.end(), [&](std::size_t run) { return seed_of(run) == seed; });
      if (at == runs.end()) return {};
      const std::size_t run = *at++;
      if (std::string its = original.scenario_key(run); !scenario || its != key) {
        scenario = std::make_shared<const Scenario>(original.scenario(run));
        key = std::move(its);
      }
      return {Job{run, scenario, original.file().runs()[run].replicate}};
    };
    const auto hold = [&](std::size_t run, const RunResult& now, double) {
      if (auto found = original.deviations(run, now.record); !found.empty()) differs({run, {}, std::move(found)});
    };
    for (const FailedRun& f : run_all(make, next, options, hold)) {
      if (f.lacking)
        throw Failure(Exit::lacking, say("run {} could not be run again: {}", f.index, f.reason),
                      say("this says nothing of the file: take fewer --threads, or end other programs, and ask again"));
      differs({f.index, f.reason, {}});
    }
  }
  std::sort(result.told.begin(), result.told.end(),
            [](const Differing& a, const Differing& b) { return a.run < b.run; });
  result.seconds = steady_seconds() - begin;
  return result;
}

std::string shown(double value) { return std::isnan(value) ? "undefined" : fmt::format("{}", value); }

std::string to_text(const Deviation& d) {
  if (!d.reason.empty()) return fmt::format("    {}: {}\n", d.series, d.reason);
  return say("    {}: first in {}{}{}: {} in the file, {} now; {} of {}{}\n", d.series, d.moment,
             d.place.empty() ? "" : ", ", d.place, shown(d.was), shown(d.is), readable(static_cast<double>(d.count)),
             counted(d.of, "value"), d.largest > 0 ? say(", at most {} apart", shown(d.largest)) : "");
}

std::string to_text(const Original& original, const Result& result) {
  std::string out;
  for (const Differing& one : result.told) {
    const RunName& name = original.file().runs()[one.run];
    out += say("  run {}, {}, replicate {}: {}\n", one.run, name.scenario, name.replicate,
               one.failure.empty() ? say("{} of {} series", one.deviations.size(), original.file().series().size())
                                   : say("failed: {}", one.failure));
    for (std::size_t i = 0; i < std::min(one.deviations.size(), most_series); ++i) out += to_text(one.deviations[i]);
    if (one.deviations.size() > most_series)
      out += say("    and {} more series\n", one.deviations.size() - most_series);
  }
  if (result.differing > result.told.size())
    out += say("  and {}\n", counted(result.differing - result.told.size(), say("more run")));
  return out;
}

// Why the bits are not the same, or why it is no wonder that they are.
std::string why(const Origin& file, const Origin& here, bool equal) {
  const Program program = compared(file, here);
  const std::string both = say("it was written by {}; this is {}", file.text(), here.text());
  if (equal)
    return program == Program::same      ? say("The program is the same: {}.\n", here.text())
           : program == Program::perhaps ? say("The program is perhaps another: {}.\n", both)
                                         : say("The bits are the same although the program is another: {}.\n", both);
  if (program != Program::same)
    return program == Program::perhaps ? say("The program is perhaps another: {}.\n", both)
                                       : say("The program is another: {}.\n", both);
  if (file.compiler != here.compiler || file.libraries != here.libraries)
    return say("The program is the same, its libraries are not. The file: {}; {}. Here: {}; {}.\n", file.compiler,
               file.libraries, here.compiler, here.libraries);
  return say(
      "The program and its libraries are the same: was the file changed? If not, this is a mistake of ours: please "
      "report it.\n");
}

Json number_or_null(double value) { return std::isnan(value) ? Json() : Json(value); }

Json verdict(const Original& original, const Result& result, const Origin& file, const Origin& here) {
  Json differences = Json::array();
  for (const Differing& one : result.told) {
    const RunName& name = original.file().runs()[one.run];
    Json series = Json::array();
    for (const Deviation& d : one.deviations)
      series.push_back({{"series", d.series},
                        {"reason", d.reason},
                        {"first", d.moment},
                        {"place", d.place},
                        {"was", number_or_null(d.was)},
                        {"is", number_or_null(d.is)},
                        {"largest", number_or_null(d.largest)},
                        {"values", d.count},
                        {"of", d.of}});
    differences.push_back({{"run", one.run},
                           {"scenario", name.scenario},
                           {"replicate", name.replicate},
                           {"seed", name.seed},
                           {"failure", one.failure},
                           {"series", series}});
  }
  const auto program = [](const Origin& o) {
    return Json{{"version", o.version},
                {"commit", o.commit},
                {"changed_since", o.dirty},
                {"compiler", o.compiler},
                {"libraries", o.libraries}};
  };
  return {{"equal", result.differing == 0},
          {"runs_in_file", original.file().runs().size()},
          {"runs", original.runs().size()},
          {"series", original.file().series().size()},
          {"values", original.values()},
          {"differing_runs", result.differing},
          {"program", program_words[static_cast<std::size_t>(compared(file, here))]},
          {"program_of_file", program(file)},
          {"program_here", program(here)},
          {"seconds", result.seconds},
          {"differences", differences}};
}

int reproduce(const Context& context, const Given& given) {
  if (given.plain.size() != 1)
    throw Failure(Exit::usage, say("reproduce wants one run file"), say("reproduce results/name.h5"));
  const Threads limit(threads_of(given));
  const bool quiet = given.has("quiet"), json = given.has("json");
  const auto most = static_cast<std::size_t>(given.whole("runs", 0, 1, INT32_MAX));
  const std::string& name = given.plain.front();
  const Original original(name, context.make, most, verify(given));
  const RunReader& file = original.file();
  const FileInfo mine = file_info(context.make()->info(), {}, {}, {});
  const Origin was = origin(file.attributes(), file.provenance()), is = origin(mine.attributes, mine.provenance);
  const std::string runs = original.runs().size() == file.runs().size()
                               ? counted(file.runs().size(), "run")
                               : say("{} of {}", original.runs().size(), counted(file.runs().size(), "run"));
  if (!quiet) tell(say("{}: {} of {} again\n", context.make()->info().name, runs, name));

  const Result result = run_anew(context.make, original, quiet);
  const bool equal = result.differing == 0;
  if (json) fmt::print("{}", dumped(verdict(original, result, was, is)));
  if (!json && !quiet) {
    if (equal)
      fmt::print("{}", say("{}: equal. {}, {} series: each of {} has the same bits.\n", name, runs,
                           file.series().size(), counted(original.values(), "value")));
    else
      fmt::print(
          "{}",
          say("{}: not equal. {} of {} not the same bits:\n{}", name, readable(static_cast<double>(result.differing)),
              result.differing == 1 ? say("{} has", runs) : say("{} have", runs), to_text(original, result)));
    fmt::print("{}", legible(why(was, is, equal), "\n"));
  }
  return static_cast<int>(equal ? Exit::done : Exit::some_failed);
}

}  // namespace

Command reproduce_command(const Context&) {
  return {
      "reproduce",
      reproduce,
      "FILE",
      say("Runs again what a run file embeds, and says whether every bit is the same."),
      {{"runs", "N", say("only so many of its runs, spread over the file; all where nothing is said")},
       {"threads", "N", say("threads (all cores); the results do not depend on it")},
       {"quiet", "", say("no progress and no words: the exit code says it")},
       {"json", "", say("the outcome as JSON on stdout")},
       unverified_option()},
      say("Takes as long as the runs took. Scenario texts, seeds, replicates and the values of a sweep are the file's "
          "own;\n"
          "no other file is read. Exit code 0: the same bits. 1: not, and it says which series, when first, and by "
          "how\n"
          "much. Another program than the one that wrote the file may well do the same: it is said which is which.")};
}

}  // namespace sim
