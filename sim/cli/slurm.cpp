// `slurm`: the batch script that carries a sweep out on a cluster.
//
//   options, design, all checked --> a few of its runs measured --> SlurmJob --> script on stdout
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/cli/sweep.hpp"
#include "sim/error.hpp"
#include "sim/host/disk.hpp"
#include "sim/host/process.hpp"
#include "sim/parallel.hpp"
#include "sim/run/forecast.hpp"
#include "sim/say.hpp"
#include "sim/sweep/folder.hpp"
#include "sim/sweep/slurm.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

// Of the runs, so many are measured, from the first to the last.
constexpr std::size_t most_measured = 4;

std::vector<Scenario> some_runs(const SweepOrder& order) {
  const std::vector<Case>& cases = order.plan.cases;
  const std::size_t count = std::min(most_measured, cases.size());
  std::vector<Scenario> out;
  for (std::size_t i = 0; i < count; ++i) {
    const Case& at = cases[count == 1 ? 0 : i * (cases.size() - 1) / (count - 1)];
    out.push_back(with(order.design.scenarios[at.scenario], order.design.factors, order.plan.points[at.point]));
  }
  return out;
}

std::vector<std::string> passed_on(const Given& given) {
  std::vector<std::string> out;
  for (const char* name : {"seed", "replicates", "scale", "until", "set", "multiply", "checkpoint-every"})
    for (const std::string& value : given.all(name)) {
      out.push_back(fmt::format("--{}", name));
      out.push_back(value);
    }
  if (given.has("no-locks")) out.emplace_back("--no-locks");
  return out;
}

int print_slurm_script(const Context& context, const Given& given) {
  if (given.plain.size() != 1)
    throw Failure(Exit::usage, say("slurm wants one design"), say("slurm DESIGN.toml -o FOLDER"));
  if (!given.has("output"))
    throw Failure(Exit::usage, say("slurm wants a folder for the sweep's runs"), say("-o results/sweep"));
  SlurmJob job;
  job.program = context.program;
  job.typed = context.typed;
  reading(".", [&job] { job.here = fs::current_path().string(); });
  job.mpi = given.has("mpi");
  job.partition = given.text("partition");
  job.account = given.text("account");
  job.options = passed_on(given);
  job.threads = static_cast<std::size_t>(given.whole("threads", 1, 1, 1024));
  const auto most = static_cast<std::size_t>(given.whole("max-array", 1000, 1, 1'000'000));
  const auto tasks = static_cast<std::size_t>(given.whole("tasks", 0, 1, 1'000'000));
  if (!job.mpi && tasks > most)
    throw Failure(Exit::usage, say("--tasks is {}, and an array may have {}", tasks, most),
                  say("`scontrol show config` has MaxArraySize: an array may have one task fewer; give --max-array"));
  if (given.has("time")) {
    const std::optional<long> limit = limit_seconds(given.text("time"));
    if (!limit)
      throw Failure(Exit::usage, say("--time is \"{}\"", given.text("time")),
                    say("give minutes, HH:MM:SS or D-HH:MM:SS, at least one minute"));
    job.limit = *limit;
  }
  const SweepOrder order = read_sweep_order(context.make, given);
  job.design = given.plain[0];
  job.folder = sweep_folder(given).string();
  job.runs = order.plan.runs();
  if (!job.mpi) job.together = (job.runs + order.plan.groups() - 1) / order.plan.groups();
  want_names_for_slurm(job);
  require_wanted(job.folder, order.plan);
  if (tasks > job.most_tasks())
    tell(say("note: --tasks {}, and there is something to do for {}\n", tasks, job.most_tasks()));
  job.measured_on = std::min(job.threads, thread_count());
  if (job.measured_on < job.threads)
    tell(say("note: --threads {}, and this machine has {}: time is measured on {}\n", job.threads, job.measured_on,
             job.measured_on));

  tell(say("Measuring the first year of a few runs ...\n"));
  const std::vector<Scenario> some = some_runs(order);
  want_threads(std::max<std::size_t>(job.measured_on, 2) - 1);
  const Threads used(static_cast<int>(job.measured_on));
  const Pace pace = measure(context.make, some, order.plan.seed);
  job.tasks = tasks > 0
                  ? std::min(tasks, job.most_tasks())
                  : tasks_of_an_hour(forecast(pace, job.runs, SIZE_MAX).seconds, std::min(most, job.most_tasks()));
  const Forecast task = forecast(pace, job.each(), SIZE_MAX);
  job.seconds = task.seconds;
  // One run for each thread, however many there are here.
  job.memory = task.memory * static_cast<double>(std::max(task.in_flight, std::min(job.threads, job.each()))) /
               static_cast<double>(task.in_flight);
  // Slurm writes no job's messages into a folder that is not there.
  const fs::path messages = fs::path(job.folder) / "slurm";
  writing(messages, [&messages] { make_folder(messages); });
  fmt::print("{}", sbatch_script(job));
  return static_cast<int>(Exit::done);
}

}  // namespace

Command slurm_command(const Context& context) {
  Command out = {
      "slurm",
      print_slurm_script,
      "DESIGN.toml",
      say("Prints a batch script for Slurm that carries a sweep design out: an array of tasks with a part of the runs\n"
          "each, or one MPI job. Memory and time are asked for by a measurement made here."),
      {{"output", "FOLDER", say("where the sweep keeps its runs; messages of the jobs go to FOLDER/slurm/"), 'o'},
       {"mpi", "", say("one job whose ranks share the runs, started by mpirun")},
       {"tasks", "N", say("tasks of the array, or ranks (so many that each takes about an hour)")},
       {"threads", "N", say("processors of a task (1)")},
       {"time", "LIMIT", say("of a task: minutes, HH:MM:SS or D-HH:MM:SS (twice what it should take)")},
       {"partition", "NAME", say("as sbatch has it")},
       {"account", "NAME", say("as sbatch has it")},
       {"max-array", "N", say("most tasks that an array may have there: MaxArraySize - 1 (1000)")},
       {"replicates", "R", say("as for sweep, like the options that follow")},
       {"seed", "S", say("the luck that all runs share")},
       {"until", "DATE", say("last day simulated, or the year or month to whose end")},
       {"set", "A.B=V", say("a parameter's value; repeatable"), '\0', true},
       {"multiply", "A.B=F", say("scales a parameter; repeatable"), '\0', true},
       {"checkpoint-every", "MONTHS", say("saves every run in between too")},
       no_locks_option()},
      say("Before its time limit a task saves what is begun and goes back to the queue; so it does after the failure "
          "of\n"
          "a node. `sbatch` of the same script goes on from whatever is there. Best printed on the cluster, in the "
          "folder\n"
          "to work in: the script says --chdir.")};
  add_scale(context, out.options, "until");
  return out;
}

}  // namespace sim
