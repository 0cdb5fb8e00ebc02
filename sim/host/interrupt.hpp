// Signals: the first SIGINT, SIGTERM or SIGUSR1 asks to stop, the second ends the program at once.
#pragma once

#include <csignal>

#include <array>
#include <atomic>

namespace sim {

/// While it lives, the signals are caught. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  /// Set once a signal has come.
  const std::atomic<bool>& asked() const;

 private:
  std::array<struct sigaction, 3> before_{};
};

}  // namespace sim
