#include "sim/host/interrupt.hpp"

#include <cstddef>

namespace sim {

namespace {

constexpr std::array caught = {SIGINT, SIGTERM, SIGUSR1};

// A handler can reach nothing but a global; this one is lock-free, so that it may.
std::atomic<bool> signalled = false;
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void on_signal(int signal) {
  if (!signalled.exchange(true)) return;
  std::signal(signal, SIG_DFL);  // delivered again once this handler returns, and then it ends the program
  std::raise(signal);
}

}  // namespace

Interrupt::Interrupt() {
  signalled = false;
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < caught.size(); ++i) sigaction(caught[i], &action, &before_[i]);
}

Interrupt::~Interrupt() {
  for (std::size_t i = 0; i < caught.size(); ++i) sigaction(caught[i], &before_[i], nullptr);
}

const std::atomic<bool>& Interrupt::asked() const { return signalled; }

}  // namespace sim
