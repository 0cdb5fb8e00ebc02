#include "sim/sweep/slurm.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>

#include "sim/error.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

// Other nodes are slower, other points of a design larger, and disks have bad days.
constexpr double more_time = 2, more_memory = 1.5, start_seconds = 300, start_memory = 200e6;
constexpr const char* seal_memory = "1000M";  // one run at a time, and HDF5's caches
constexpr long minute = 60, hour = 3600, day = 24 * hour;
constexpr int restarts = 10;  // beyond those that the limit makes certain

double asked_seconds(const SlurmJob& job) { return more_time * job.seconds + start_seconds; }

long limit_of(const SlurmJob& job) {
  return job.limit > 0 ? job.limit : static_cast<long>(std::ceil(asked_seconds(job) / minute)) * minute;
}

// Before the limit, time enough to save.
long lead_of(const SlurmJob& job) { return std::min(2 * minute, limit_of(job) / 4); }

// Of a task, or of a rank's processor.
std::string memory_line(const SlurmJob& job) {
  const double bytes = (more_memory * job.memory + start_memory) / static_cast<double>(job.mpi ? job.threads : 1);
  return fmt::format("#SBATCH --mem{}={}M\n", job.mpi ? "-per-cpu" : "", std::ceil(bytes / (1 << 20)));
}

std::string limit_text(long seconds) {
  const std::string clock =
      fmt::format("{:02}:{:02}:{:02}", seconds % day / hour, seconds % hour / minute, seconds % minute);
  return seconds < day ? clock : fmt::format("{}-{}", seconds / day, clock);
}

// How often a limit that was said stops a task, if it needs as long as would have been asked for.
long certain_restarts(const SlurmJob& job) {
  if (job.limit == 0) return 0;
  return static_cast<long>(asked_seconds(job)) / std::max(1L, limit_of(job) - lead_of(job));
}

std::string name_of(const SlurmJob& job) { return std::filesystem::path(job.design).stem().string(); }

std::string command_of(const SlurmJob& job) {
  std::string out =
      fmt::format("{} sweep {} -o {}", shell_word(job.program), shell_word(job.design), shell_word(job.folder));
  if (!job.mpi) out += fmt::format(" --part \"$SLURM_ARRAY_TASK_ID/{}\"", job.tasks);
  out += fmt::format(" --threads {}", job.threads);
  for (const std::string& word : job.options) out += fmt::format(" {}", shell_word(word));
  return out;
}

std::string what_it_is(const SlurmJob& job) {
  const std::string runs = counted(job.runs, "run");
  if (job.mpi)
    return say("# {} of {} into {}: one MPI job, whose {} share them.\n", runs, job.design, job.folder,
               counted(job.tasks, "rank"));
  return say("# {} of {} into {}: an array of {} with up to {} each.\n", runs, job.design, job.folder,
             counted(job.tasks, "task"), counted(job.each(), "run"));
}

// What is asked for alike by every job of the sweep.
std::vector<std::string> whose(const SlurmJob& job) {
  std::vector<std::string> out;
  if (!job.partition.empty()) out.push_back(fmt::format("--partition={}", shell_word(job.partition)));
  if (!job.account.empty()) out.push_back(fmt::format("--account={}", shell_word(job.account)));
  out.push_back(fmt::format("--chdir={}", shell_word(job.here)));
  return out;
}

// A name of a file with Slurm's own signs behind it: a percent sign of the name's own is written twice.
std::string pattern(const SlurmJob& job, const char* file) {
  std::string out;
  for (const char c : job.folder) out.append(c == '%' ? 2 : 1, c);
  return shell_word(out + file);
}

// The words after `sbatch` for the job that seals when the tasks are done.
std::string seal_job(const SlurmJob& job) {
  const std::string seal =
      fmt::format("{} seal {} -o {}", shell_word(job.program), shell_word(job.folder), shell_word(job.folder + ".h5"));
  return fmt::format("--dependency=afterok:JOB {} --time={} --mem={} --output={} --wrap {}", fmt::join(whose(job), " "),
                     limit_text(job.limit > 0 ? job.limit : std::max(hour, limit_of(job))), seal_memory,
                     pattern(job, "/slurm/seal-%j.txt"), shell_word(seal));
}

std::string how_to_use(const SlurmJob& job) {
  return say(
      "#\n"
      "#   sbatch FILE\n"
      "#       this file; again, after whatever stopped it: no finished run is run again\n"
      "#   squeue --me\n"
      "#       what waits and what runs\n"
      "#   tail -n 1 {}\n"
      "#       how far it is\n"
      "#   sbatch {}\n"
      "#       one file when all is done. JOB is the number that sbatch said; with afterany: also when runs failed\n"
      "#   mkdir -p {}\n"
      "#       only where this was not printed: Slurm writes messages there, and makes no folder for them. Better "
      "print\n"
      "#       it on the cluster, in the folder to work in: --chdir is where it was printed\n",
      shell_word(job.folder + "/progress.jsonl"), seal_job(job), shell_word(job.folder + "/slurm"));
}

std::string how_much(const SlurmJob& job) {
  const std::string all = counted(job.measured_on, "thread"), time = readable_duration(job.seconds),
                    memory = readable_bytes(job.memory), more = readable_bytes(start_memory),
                    threads = job.measured_on < job.threads ? say("{} of {}", all, job.threads) : all;
  std::string out = say("#\n# Printed by: {}\n", job.typed);
  out += job.mpi ? say("# By the first year of a few of its runs, on {} here, a rank takes {} and {}.\n", threads, time,
                       memory)
                 : say("# By the first year of a few of its runs, on {} here, a task takes {} and {}.\n", threads, time,
                       memory);
  if (job.limit == 0)
    return out + say("# Asked for: {} times that memory and {} more; {} times that time and {} more.\n", more_memory,
                     more, more_time, readable_duration(start_seconds));
  out += say("# Asked for: {} times that memory and {} more.\n", more_memory, more);
  if (const long stops = certain_restarts(job); stops > 0) {
    const std::string takes = readable_duration(asked_seconds(job)),
                      times = counted(static_cast<std::size_t>(stops), "time");
    out += job.mpi ? say("# --time is short: if a rank takes {}, it saves and goes back to the queue {} before it is "
                         "done.\n",
                         takes, times)
                   : say("# --time is short: if a task takes {}, it saves and goes back to the queue {} before it is "
                         "done.\n",
                         takes, times);
  }
  return out;
}

std::string asked_for(const SlurmJob& job) {
  std::string out = fmt::format("#\n#SBATCH --job-name={}\n", shell_word(name_of(job)));
  if (!job.mpi) out += fmt::format("#SBATCH --array=1-{}\n", job.tasks);
  for (const std::string& option : whose(job)) out += fmt::format("#SBATCH {}\n", option);
  out += fmt::format("#SBATCH --ntasks={}\n#SBATCH --cpus-per-task={}\n", job.mpi ? job.tasks : 1, job.threads);
  out += memory_line(job);
  out += fmt::format("#SBATCH --time={}\n", limit_text(limit_of(job)));
  out += fmt::format("#SBATCH --output={}\n", pattern(job, job.mpi ? "/slurm/%j.txt" : "/slurm/%A_%a.txt"));
  out += fmt::format(
      "# What a requeued job says comes after what it said before.\n"
      "#SBATCH --open-mode=append\n"
      "# Some time before the limit, and to this shell alone (B).\n"
      "#SBATCH --signal=B:USR1@{}\n"
      "# After a node has failed, too.\n"
      "#SBATCH --requeue\n",
      lead_of(job));
  return out;
}

std::string what_is_done(const SlurmJob& job) {
  std::string out = fmt::format(
      "\n# What the program was built with, unless it is loaded where `sbatch` is called:\n"
      "# module load gcc openmpi hdf5\n\n"
      "set -u\n"
      "most_restarts={}\n\n"
      "# Once told USR1, `sweep` saves what is begun and ends with 75.\n"
      "program=\n"
      "trap '[[ -z $program ]] || kill -USR1 \"$program\"' USR1\n",
      restarts + certain_restarts(job));
  if (job.mpi)
    out += fmt::format(
        "# Or `srun --cpus-per-task={}`: where Slurm starts MPI programs itself, or there is no MPI.\n"
        "mpirun --bind-to none ",
        job.threads);
  return out + command_of(job) +
         fmt::format(
             " &\n"
             "program=$!\n"
             "# The signal ends a wait too early; the last one returns the program's own code.\n"
             "while kill -0 \"$program\" 2>/dev/null; do wait \"$program\"; done\n"
             "wait \"$program\"\n"
             "code=$?\n\n"
             "# 138: told before it could listen.\n"
             "if ((code == 75 || code == 138)); then\n"
             "  if ((${{SLURM_RESTART_COUNT:-0}} >= most_restarts)); then\n"
             "    echo \"restarted $most_restarts times: not once more. sbatch goes on from here\" >&2\n"
             "  elif scontrol requeue \"{}\"; then\n"
             "    echo \"saved and requeued\" >&2\n"
             "  else\n"
             "    echo \"saved, but not requeued: sbatch goes on from here\" >&2\n"
             "  fi\n"
             "fi\n"
             "exit \"$code\"\n",
             // The last task of an array has the array's own number as its SLURM_JOB_ID.
             job.mpi ? "$SLURM_JOB_ID" : "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID");
}

std::optional<long> number(const std::string& text) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 0 || value > 1'000'000)
    return std::nullopt;
  return value;
}

}  // namespace

std::size_t tasks_of_an_hour(double seconds, std::size_t most) {
  const double tasks = std::min(std::ceil(seconds / hour), static_cast<double>(most));
  return std::max<std::size_t>(1, static_cast<std::size_t>(tasks));
}

std::optional<long> limit_seconds(const std::string& typed) {
  const std::size_t dash = typed.find('-');
  const bool days = dash != std::string::npos;
  const std::optional<long> first = number(days ? typed.substr(0, dash) : "0");
  std::vector<long> parts;
  for (std::size_t at = days ? dash + 1 : 0; at <= typed.size();) {
    const std::size_t colon = std::min(typed.find(':', at), typed.size());
    const std::optional<long> part = number(typed.substr(at, colon - at));
    if (!part) return std::nullopt;
    parts.push_back(*part);
    at = colon + 1;
  }
  if (!first || (parts.size() != 1 && parts.size() != 3)) return std::nullopt;
  const long unit = parts.size() == 3 || days ? hour : minute;
  parts.resize(3);
  const long seconds = *first * day + parts[0] * unit + parts[1] * minute + parts[2];
  return seconds < minute ? std::nullopt : std::optional(seconds);
}

void want_names_for_slurm(const SlurmJob& job) {
  std::vector<std::string> words = {job.program, job.design, job.folder, job.here, job.partition, job.account};
  words.insert(words.end(), job.options.begin(), job.options.end());
  for (const std::string& word : words)
    if (std::any_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
      throw Failure(Exit::usage,
                    say("a script for Slurm cannot hold a name with a line break or another control character"),
                    say("give {} another name", shell_word(word)));
  if (job.folder.find('\\') != std::string::npos)
    throw Failure(Exit::usage, say("Slurm reads the backslash of {} as a sign of its own", job.folder),
                  say("give the folder another name"));
}

std::string sbatch_script(const SlurmJob& job) {
  return fmt::format("#!/bin/bash\n{}{}{}{}{}", what_it_is(job), how_to_use(job), how_much(job), asked_for(job),
                     what_is_done(job));
}

}  // namespace sim
