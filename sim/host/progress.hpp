// How far the runs are: a bar with the time left on a terminal, one line a minute elsewhere, nothing when quiet.
#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <mutex>
#include <string>

#include "sim/host/machine.hpp"
#include "sim/say.hpp"

namespace sim {

/// What progress may draw on.
struct Screen {
  std::FILE* out = stderr;
  bool quiet = false;
  bool bar = false;                                  ///< a terminal that can redraw a line
  bool colour = false;                               ///< a terminal, and NO_COLOR not set
  std::function<double()> seconds = steady_seconds;  ///< tests bring their own clock

  /// As the stream and the environment are.
  static Screen of(std::FILE* out, bool quiet);
};

/// Columns of the terminal that a stream is, or as COLUMNS has it, or so many as are read with ease.
std::size_t columns_of(std::FILE* out, std::size_t otherwise = 120);

/// What the bar calls things.
struct ProgressWords {
  std::string before = say("building the world");  ///< until the first step
  std::string (*ended)(std::size_t done, std::size_t all) = [](std::size_t done, std::size_t all) {
    return say("{} of {} runs done", done, all);
  };
};

/// Counts months (or other steps) and runs, from any thread; draws at most ten times a second.
class Progress {
 public:
  Progress(Screen screen, std::size_t runs, std::int64_t months, ProgressWords words = {});
  ~Progress();  ///< clears the bar
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void month(int months);
  void run_ended();

 private:
  void draw();
  std::string text(double now) const;

  const Screen screen_;
  const std::size_t runs_;
  const std::int64_t months_;
  const ProgressWords words_;
  std::mutex mutex_;
  std::size_t ended_ = 0;
  std::int64_t done_ = 0;
  double begin_ = 0, drawn_ = 0;
};

}  // namespace sim
