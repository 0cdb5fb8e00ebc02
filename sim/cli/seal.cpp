// `seal`: what is finished of a sweep as one run file.
//
//   folder: newest plan, logs --> runs that are there, in the plan's order --> file; swept values as coordinates
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/cli/saved.hpp"
#include "sim/error.hpp"
#include "sim/host/machine.hpp"
#include "sim/run/provenance.hpp"
#include "sim/run/sealing.hpp"
#include "sim/say.hpp"
#include "sim/sweep/folder.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

int seal(const Context& context, const Given& given) {
  const double begin = steady_seconds();
  if (given.plain.size() != 1) throw Failure(Exit::usage, say("seal wants one folder"), say("seal FOLDER -o FILE"));
  const SweepFolder folder(given.plain[0]);
  const Plan& plan = folder.plan();
  const ModelInfo& info = context.make()->info();
  if (plan.program != program_identity(info.name))
    throw Failure(Exit::bad_data,
                  {{folder.path().string(),
                    0,
                    0,
                    {},
                    say("holds runs of {}; this is {}", plan.program, program_identity(info.name)),
                    say("a file names one program for all its runs: seal with the program that ran them")}});
  hold_texts(plan, context.make, folder.path());
  fs::path name = folder.path();
  if (!name.has_filename()) name = name.parent_path();  // "folder/"
  if (name == "." || name.filename() == "..") name = fs::canonical(name);
  const fs::path file = output_of(given, name.string() + ".h5", no_pipe());
  const std::array own = {(folder.path() / "claims").string()};
  want_run_file(file, given.has("force"));
  want_no_input(file, own);
  const RunLog log{folder.runs()};
  for (const std::string& note : log.notes()) tell(say("note: {}\n", note));
  const std::vector<std::size_t> runs = there(log, folder.keys());
  if (runs.empty())
    throw Failure(Exit::no_input,
                  {{folder.path().string(), 0, 0, {}, say("holds no finished run yet"), say("run the sweep first")}});
  std::vector<std::uint64_t> keys;
  keys.reserve(runs.size());
  for (const std::size_t i : runs) keys.push_back(folder.keys()[i]);

  Layout layout;
  layout.scale = info.scale;
  std::vector<std::string> titles;
  std::vector<double> scales;
  for (const Plan::Chosen& s : plan.scenarios) {
    layout.scenarios.emplace_back(s.name, s.text);
    titles.push_back(s.title);
    if (!info.scale.empty())
      scales.push_back(scale_of(context.make, read_scenario_text(s.name, s.text, s.name, context.make)));
  }
  if (!info.scale.empty())
    for (const std::size_t i : runs) layout.scales.push_back(scales[plan.run(i).at.scenario]);
  layout.of_runs = plan.coordinates(runs);
  std::string summary = say("{} of {}: {} of {}, {} each", readable(static_cast<double>(runs.size())),
                            counted(plan.runs(), "run"), counted(plan.points.size(), "point"),
                            counted(plan.parameters.size(), "parameter"), counted(plan.replicates, "replicate"));
  if (!plan.question.empty()) summary += ". Question: " + plan.question;
  const Circumstances how{context.typed, plan.seed, 0, 0, seconds_text(log, keys), runs_hash(keys)};
  FileInfo about =
      file_info(info, plan.title.empty() ? fmt::format("{}", fmt::join(titles, "; ")) : plan.title, summary, how);
  about.attributes.emplace_back("sweep_method", plan.method);
  about.attributes.emplace_back("sweep_design", plan.design);
  about.attributes.emplace_back("sweep_runs", fmt::format("{}", plan.runs()));
  write_runs(file, given.has("force"), locks_of(given), log, keys, std::move(layout), about,
             Screen::of(stderr, given.has("quiet")));

  if (runs.size() < plan.runs())
    tell(say("note: {} of {} are not finished and not in the file\n", plan.runs() - runs.size(),
             counted(plan.runs(), "run")));
  if (!given.has("quiet"))
    fmt::print("{}", say("{} in {} ({}), {}\n", counted(runs.size(), "run"), file.string(),
                         readable_bytes(static_cast<double>(fs::file_size(file))),
                         readable_duration(steady_seconds() - begin)));
  return static_cast<int>(Exit::done);
}

}  // namespace

Command seal_command(const Context&) {
  return {"seal",
          seal,
          "FOLDER",
          say("Writes the finished runs of a sweep as one file: a run file with the swept values as coordinates of its "
              "runs."),
          {{"output", "FILE", say("the run file (FOLDER.h5)"), 'o'},
           {"force", "", say("replaces the file if it exists")},
           {"quiet", "", say("says nothing")},
           no_locks_option()},
          say("The folder stays as it is. Runs that are not finished yet are not in the file.")};
}

}  // namespace sim
