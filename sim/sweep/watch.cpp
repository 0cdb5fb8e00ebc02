#include "sim/sweep/watch.hpp"

#include <algorithm>

namespace sim {

Watch::Watch(const SweepFolder& folder, std::size_t part, std::size_t parts, std::string who, Screen screen,
             std::size_t left, int months)
    : folder_(folder),
      part_(part),
      parts_(parts),
      who_(std::move(who)),
      months_(months),
      at_first_(folder.tally(part, parts).finished),
      progress_(std::move(screen), left, static_cast<std::int64_t>(left) * months) {
  tell();
}

void Watch::month(int months) {
  progress_.month(months);
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (who_.empty() || !lock.owns_lock() || steady_seconds() < next_) return;
  const std::size_t all = folder_.tally(part_, parts_).finished, mine = here_;
  for (; all > at_first_ + mine + elsewhere_; ++elsewhere_) {
    progress_.month(months_);
    progress_.run_ended();
  }
  tell();
}

void Watch::run_ended() {
  ++here_;
  progress_.run_ended();
}

void Watch::tell() {
  if (who_.empty()) return;
  const double seconds = steady_seconds() - begin_;
  folder_.note_progress(who_, seconds);
  next_ = begin_ + seconds + std::clamp(seconds / 20, 1.0, 60.0);
}

}  // namespace sim
