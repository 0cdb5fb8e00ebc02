// How far a sweep is, seen from one of its processes: on the terminal, and in progress.jsonl.
//
//   months and runs of this process, and claims for those of all others  -->  Watch  -->  bar; a line a second at
//   first, a line a minute later on
#pragma once

#include <atomic>
#include <mutex>
#include <string>

#include "sim/host/progress.hpp"
#include "sim/sweep/folder.hpp"

namespace sim {

class Watch {
 public:
  /// Of runs `part`, `part` + `parts` ... `left` are left, of about so many months each. Tells nothing without a `who`.
  Watch(const SweepFolder& folder, std::size_t part, std::size_t parts, std::string who, Screen screen,
        std::size_t left, int months);
  /// Some months of a run are over. From any thread.
  void month(int months);
  void run_ended();
  /// A line in progress.jsonl, now.
  void tell();

 private:
  const SweepFolder& folder_;
  const std::size_t part_, parts_;
  const std::string who_;
  const int months_;
  const std::size_t at_first_;
  Progress progress_;
  std::mutex mutex_;
  const double begin_ = steady_seconds();
  double next_ = 0;
  std::size_t elsewhere_ = 0;
  std::atomic<std::size_t> here_ = 0;
};

}  // namespace sim
