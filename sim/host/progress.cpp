#include "sim/host/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

constexpr double bar_pause = 0.1, line_pause = 60;

bool set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

std::size_t columns_of(std::FILE* out, std::size_t otherwise) {
  winsize size{};
  std::size_t typed = 0;
  if (ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const std::string_view asked = set("COLUMNS") ? std::getenv("COLUMNS") : "";
  std::from_chars(asked.data(), asked.data() + asked.size(), typed);
  return typed > 0 ? typed : otherwise;
}

Screen Screen::of(std::FILE* out, bool quiet) {
  const char* terminal = std::getenv("TERM");
  const bool can_redraw = isatty(fileno(out)) != 0 && std::string_view(terminal ? terminal : "dumb") != "dumb";
  return {.out = out, .quiet = quiet, .bar = can_redraw, .colour = can_redraw && !set("NO_COLOR")};
}

Progress::Progress(Screen screen, std::size_t runs, std::int64_t months, ProgressWords words)
    : screen_(std::move(screen)),
      runs_(runs),
      months_(std::max<std::int64_t>(1, months)),
      words_(std::move(words)),
      begin_(screen_.seconds()),
      drawn_(begin_) {
  if (screen_.bar && !screen_.quiet) draw();
}

Progress::~Progress() {
  if (!screen_.bar || screen_.quiet) return;
  std::fputs("\r\x1b[K", screen_.out);
  std::fflush(screen_.out);
}

void Progress::month(int months) {
  const std::lock_guard lock(mutex_);
  done_ += months;
  if (!screen_.quiet && screen_.seconds() - drawn_ >= (screen_.bar ? bar_pause : line_pause)) draw();
}

void Progress::run_ended() {
  const std::lock_guard lock(mutex_);
  ++ended_;
}

std::string Progress::text(double now) const {
  const double elapsed = now - begin_, share = std::min(1.0, static_cast<double>(done_) / static_cast<double>(months_));
  std::string out = fmt::format("{:3.0f} %", 100 * share);
  if (runs_ > 1) out += fmt::format("  {}", words_.ended(ended_, runs_));
  if (done_ == 0) return out + "  " + words_.before;
  const double left = elapsed * (1 / share - 1);
  return out + say("  {} left", left < 10 ? say("a few seconds") : readable_duration(left));
}

void Progress::draw() {
  const double now = screen_.seconds();
  drawn_ = now;
  std::string line = text(now) + "\n";
  if (screen_.bar) {
    const std::string words = text(now);
    const std::size_t columns = columns_of(screen_.out, 80), room = words.size() + 4;
    const std::size_t length = columns > room ? std::min<std::size_t>(40, columns - room) : 0;
    const std::size_t full =
        std::min(length, length * static_cast<std::size_t>(done_) / static_cast<std::size_t>(months_));
    line = fmt::format("\r[{}{}{}{}] {}\x1b[K", screen_.colour ? "\x1b[32m" : "", std::string(full, '='),
                       screen_.colour ? "\x1b[0m" : "", std::string(length - full, ' '),
                       words.substr(0, columns > 4 ? columns - 4 : 0));
  }
  std::fputs(line.c_str(), screen_.out);  // a lost screen is no reason to lose a run
  std::fflush(screen_.out);
}

}  // namespace sim
