#include "sim/host/machine.hpp"

#include <fmt/chrono.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <string>
#include <system_error>

#include "sim/error.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

// Control groups (version 2) limit a process at every level, from its own upward.
template <class Look>
void at_each_level(const Look& look) {
  std::ifstream groups("/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    if (!line.starts_with("0::/")) continue;
    for (fs::path group = line.substr(4);; group = group.parent_path()) {
      look("/sys/fs/cgroup" / group);
      if (group.empty()) break;
    }
  }
}

}  // namespace

std::size_t available_memory() {
  std::size_t least = SIZE_MAX;
  std::ifstream meminfo("/proc/meminfo");
  for (std::string line; std::getline(meminfo, line);)
    if (line.starts_with("MemAvailable:")) least = std::stoull(line.substr(13)) * 1024;
  at_each_level([&least](const fs::path& level) {
    std::size_t most = 0, used = 0;  // "max" reads as nothing
    if (std::ifstream(level / "memory.max") >> most && std::ifstream(level / "memory.current") >> used)
      least = std::min(least, most - std::min(most, used));
  });
  return least;
}

int allowed_processors() {
  double least = 0;
  at_each_level([&least](const fs::path& level) {
    std::ifstream in(level / "cpu.max");
    if (double quota = 0, period = 0; in >> quota >> period && period > 0)
      least = least == 0 ? quota / period : std::min(least, quota / period);
  });
  return static_cast<int>(std::ceil(least));
}

double steady_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::size_t peak_memory() {
  // getrusage() would count what the process was before it became this program: a large Python that started it.
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6)) * 1024;
  return 0;
}

std::string host_name() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 ? name : "unknown";
}

std::string utc_now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

void require_space(const fs::path& file, std::size_t bytes) {
  fs::path folder = fs::absolute(file).parent_path();
  while (!fs::exists(folder) && folder.has_relative_path()) folder = folder.parent_path();
  if (!fs::is_directory(folder))
    throw Failure(Exit::io, say("{} is no folder", folder.string()), say("choose another place with -o"));
  if (access(folder.c_str(), W_OK) != 0)
    throw Failure(Exit::io, say("{} cannot be written to: {}", folder.string(), std::generic_category().message(errno)),
                  say("choose another place with -o"));
  if (const fs::space_info space = fs::space(folder); space.available < bytes)
    throw Failure(
        Exit::io,
        say("the file may take {} and the disk under {} has {} left", readable_bytes(static_cast<double>(bytes)),
            folder.string(), readable_bytes(static_cast<double>(space.available))),
        say("make room, choose another place with -o, or ask for fewer runs or series"));
}

}  // namespace sim
