// The batch script that carries a sweep out on a Slurm cluster.
//
//   what is run, what a task of it takes --SlurmJob--> sbatch_script --> text, for `sbatch`
//
// A job is an array of tasks, each with a part of the runs, or one MPI job whose ranks share them. Slurm signals the
// batch shell before the limit; the shell hands that on, `sweep` saves and ends with 75, and the shell requeues the
// job.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace sim {

struct SlurmJob {
  std::string program, design, folder;  ///< as typed, from `here`
  std::vector<std::string> options;     ///< of `sweep`, passed on
  std::string typed;                    ///< the command line that asks for the script
  std::string here;                     ///< folder that the names are relative to
  std::string partition, account;       ///< nothing: the cluster's own
  bool mpi = false;
  std::size_t runs = 1, tasks = 1, threads = 1;  ///< threads of each task
  std::size_t together = 1;                      ///< runs that no two tasks share
  std::size_t measured_on = 1;                   ///< threads
  double seconds = 0;                            ///< that a task takes, measured
  double memory = 0;                             ///< bytes of a task at its peak, measured
  long limit = 0;                                ///< seconds; 0: from what was measured

  /// Most tasks that have something to do.
  std::size_t most_tasks() const { return (runs + together - 1) / together; }
  /// Runs of the largest task.
  std::size_t each() const { return std::min(runs, (most_tasks() + tasks - 1) / tasks * together); }
};

/// So many tasks, `most` or fewer, that each takes about an hour, when one alone would take `seconds`.
std::size_t tasks_of_an_hour(double seconds, std::size_t most);

/// Seconds of a time limit as Slurm writes it: MINUTES, HH:MM:SS, D-HH or D-HH:MM:SS. Nothing if it is none.
std::optional<long> limit_seconds(const std::string& typed);

/// Throws Failure (Exit::usage) for names that no such script can hold.
void want_names_for_slurm(const SlurmJob& job);
std::string sbatch_script(const SlurmJob& job);

}  // namespace sim
