// `check`: is this scenario, design, run file, checkpoint or folder right? Where and how to mend what is not.
#include <fmt/format.h>

#include <bit>
#include <filesystem>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/host/child.hpp"
#include "sim/host/disk.hpp"
#include "sim/output/run_file.hpp"
#include "sim/run/checkpoint.hpp"
#include "sim/run/forecast.hpp"
#include "sim/run/provenance.hpp"
#include "sim/run/sealing.hpp"
#include "sim/say.hpp"
#include "sim/sweep/design_points.hpp"
#include "sim/sweep/folder.hpp"
#include "sim/utf8.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

bool is_run_file(const fs::path& file) {
  const std::string extension = file.extension().string();
  if (extension == ".h5" || extension == ".nc" || extension == ".hdf5") return true;
  bool out = false;
  if (fs::is_regular_file(file)) reading(file, [&] { out = is_hdf5(file); });
  return out;
}

void check_one_run_file(const std::string& file, Verify how) {
  want_file(file);
  std::vector<Problem> problems;
  for (const std::string& line : in_child([&] { return check_run_file(file, how); }, fit_for(file)))
    problems.push_back({file, 0, 0, {}, line, {}});
  if (problems.empty()) return;
  problems.back().mend =
      say("it is damaged, was edited or was written by something else: take another copy, or run again");
  throw Failure(Exit::bad_data, std::move(problems));
}

// "ok, a design: sobol, 1,024 points of 6 parameters x 2 scenarios x 8 replicates = 16,384 runs"
std::string design_text(const Design& design, const MakeModel& make) {
  const Layout layout = planned_layout(make, design.scenarios, 1);
  want_something_kept(layout, design.file.string());
  const std::vector<PointRow> rows = points(design);
  const std::size_t runs = cases(design, rows).size() * static_cast<std::size_t>(design.replicates);
  return say("ok, a design: {}, {} of {} {} {} x {} = {}, keeps {}", text(design.method), counted(rows.size(), "point"),
             counted(design.factors.size(), "parameter"), design.samples_scenarios() ? say("among") : "x",
             counted(design.scenarios.size(), "scenario"),
             counted(static_cast<std::size_t>(design.replicates), "replicate"), counted(runs, "run"),
             kept_text(layout));
}

// What is right and yet seldom meant; empty when there is nothing to say.
std::string design_note(const Design& design) {
  const bool is_sobol = design.method == Method::sobol || design.method == Method::saltelli;
  if (!is_sobol || std::has_single_bit(static_cast<std::uint64_t>(design.points))) return {};
  return say("points = {} is no power of two: Sobol's points are spread evenly at {} and at {}", design.points,
             std::bit_floor(static_cast<std::uint64_t>(design.points)),
             std::bit_ceil(static_cast<std::uint64_t>(design.points)));
}

std::string checkpoint_text(const CheckpointHead& head) {
  return say("ok, a checkpoint of {}, replicate {}, seed {}, before {}, by {}", head.scenario, head.replicate,
             head.seed, head.next.text(), head.program);
}

// Of a sweep's folder, or of what an unfinished `run` has left.
std::string folder_text(const fs::path& path, const MakeModel& make) {
  const bool is_sweep = fs::exists(path / "plan-1.json");
  const fs::path runs = is_sweep ? path / "runs" : path;
  const RunLog log{runs};
  const std::vector<CheckpointHead> begun = checkpoints_in(runs);
  if (!is_sweep && log.entries().empty() && log.notes().empty() && begun.empty())
    throw Failure(Exit::bad_data, {{path.string(),
                                    0,
                                    0,
                                    {},
                                    say("holds no sweep and no runs"),
                                    say("give a file, the folder of a sweep, or FILE.part of a run")}});
  std::vector<Problem> problems;
  for (const std::string& note : log.notes()) problems.push_back({path.string(), 0, 0, {}, note, {}});
  if (!problems.empty()) throw Failure(Exit::bad_data, std::move(problems));
  if (!is_sweep)
    return say("ok, {} and {} of an unfinished command", counted(log.entries().size(), say("finished run")),
               counted(begun.size(), "checkpoint"));
  const SweepFolder folder(path);
  if (folder.plan().program == program_identity(make()->info().name)) hold_texts(folder.plan(), make, path);
  return say("ok, a sweep: {} of {} finished, {}", there(log, folder.keys()).size(),
             counted(folder.plan().runs(), "run"), counted(begun.size(), "checkpoint"));
}

int check_files(const Context& context, const Given& given) {
  if (given.has("resolved")) {
    if (!given.plain.empty())
      throw Failure(Exit::usage, say("check --resolved takes one file"), say("check --resolved FILE"));
    fmt::print("{}", read_scenarios(given.all("resolved"), context.make, {}).front().resolved());
    return 0;
  }
  if (given.has("points")) {
    if (!given.plain.empty())
      throw Failure(Exit::usage, say("check --points takes one design"), say("check --points DESIGN.toml"));
    const Design design = read_design(given.text("points"), context.make);
    fmt::print("{}", to_csv(design.factors, points(design)));
    return 0;
  }
  if (given.plain.empty())
    throw Failure(Exit::usage, say("check wants at least one file"), say("check {}", context.make()->info().scenario));
  std::vector<Problem> problems;
  bool all_missing = true;
  for (const std::string& file : given.plain) {
    try {
      bool is_folder = false;
      reading(file, [&] { is_folder = fs::is_directory(file); });
      if (is_folder) {
        fmt::print("{}: {}\n", file, folder_text(file, context.make));
        continue;
      }
      if (is_checkpoint(file)) {
        want_file(file);
        fmt::print("{}: {}\n", file, legible(checkpoint_text(read_checkpoint(file))));
        continue;
      }
      if (is_run_file(file)) {
        check_one_run_file(file, verify(given));
        fmt::print("{}", say("{}: ok, a whole run file{}\n", file, given.has("unverified") ? say("; unverified") : ""));
        continue;
      }
      if (is_design(file)) {
        const Design design = read_design(file, context.make);
        fmt::print("{}: {}\n", file, design_text(design, context.make));
        if (const std::string note = design_note(design); !note.empty()) tell(say("{}: note: {}\n", file, note));
        continue;
      }
      const Scenario s = read_scenarios({file}, context.make, {}).front();
      const Layout layout = planned_layout(context.make, std::span(&s, 1), 1);
      want_something_kept(layout, file);
      fmt::print("{}", say("{}: ok, \"{}\", {} to {}, {}, keeps {}\n", file, s.title, s.start.text(),
                           (s.end - 1).text(), counted(s.changes.size(), say("dated change")), kept_text(layout)));
    } catch (const Failure& failure) {
      if (failure.code() == Exit::lacking || failure.code() == Exit::io) throw;  // it says nothing of the file
      all_missing = all_missing && failure.code() == Exit::no_input;
      problems.insert(problems.end(), failure.problems().begin(), failure.problems().end());
    }
  }
  if (problems.empty()) return 0;
  throw Failure(all_missing ? Exit::no_input : Exit::bad_data, std::move(problems));
}

}  // namespace

Command check_command(const Context&) {
  return {"check",
          check_files,
          "FILE...",
          say("Says whether scenarios, designs, run files, checkpoints and folders of sweeps are right. If not, where "
              "and how "
              "to mend\nthem."),
          {{"resolved", "FILE", say("prints the scenario with all it extends merged in")},
           {"points", "DESIGN", say("prints the points of a design as CSV, a column for each parameter")},
           unverified_option()}};
}

}  // namespace sim
