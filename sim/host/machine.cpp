#include "sim/host/machine.hpp"

#include <fmt/chrono.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <system_error>

#include "sim/error.hpp"
#include "sim/host/cause.hpp"
#include "sim/host/disk.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

// Control groups limit a process at every level, from its own upward. Of version 2 there is one tree, "0::/its/group";
// of version 1 one for each controller, "5:cpu,cpuacct:/its/group".
template <class Look>
void at_each_level(const fs::path& root, const std::string& controller, const Look& look) {
  std::ifstream groups(root / "proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    const std::size_t names = std::min(line.find(':'), line.size() - 1) + 1, group = line.find(":/", names);
    if (group == std::string::npos) continue;
    const std::string of = fmt::format(",{},", line.substr(names, group - names));
    const bool one_tree = of == ",,";
    if (!one_tree && of.find(fmt::format(",{},", controller)) == std::string::npos) continue;
    const fs::path top = root / "sys/fs/cgroup" / (one_tree ? "" : controller);
    for (fs::path own = line.substr(group + 2);; own = own.parent_path()) {
      look(top / own);
      if (own.empty()) break;
    }
  }
}

// A number in a file of lines "name number"; 0 where there is none.
std::size_t number_of(const fs::path& file, const std::string& name) {
  std::ifstream in(file);
  std::string word;
  std::size_t number = 0;
  while (in >> word >> number)
    if (word == name) return number;
  return 0;
}

}  // namespace

std::size_t available_memory(const fs::path& root) {
  std::size_t least = SIZE_MAX;
  std::ifstream meminfo(root / "proc/meminfo");
  for (std::string line; std::getline(meminfo, line);)
    if (line.starts_with("MemAvailable:")) least = std::stoull(line.substr(13)) * 1024;
  at_each_level(root, "memory", [&least](const fs::path& folder) {
    const auto look = [&](const char* limit, const char* use, const char* cache) {
      std::size_t most = 0, used = 0;  // "max" reads as nothing
      if (!(std::ifstream(folder / limit) >> most && std::ifstream(folder / use) >> used)) return;
      used -= std::min(used, number_of(folder / "memory.stat", cache));  // given back when it is needed
      least = std::min(least, most - std::min(most, used));
    };
    look("memory.max", "memory.current", "inactive_file");
    look("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file");
  });
  return least;
}

int allowed_processors(const fs::path& root) {
  double least = 0;
  at_each_level(root, "cpu", [&least](const fs::path& folder) {
    double quota = 0, period = 0;
    std::ifstream both(folder / "cpu.max");  // "max 100000" where there is no limit, -1 in version 1
    if (!(both >> quota >> period))
      if (!(std::ifstream(folder / "cpu.cfs_quota_us") >> quota &&
            std::ifstream(folder / "cpu.cfs_period_us") >> period))
        return;
    if (quota > 0 && period > 0) least = least == 0 ? quota / period : std::min(least, quota / period);
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

std::string python() {
  constexpr const char* own = "/usr/bin/python3";
  const char* asked = std::getenv("SANSHE_PYTHON");
  return asked != nullptr && *asked != '\0' ? asked : access(own, X_OK) == 0 ? own : "python3";
}

std::string utc_now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

bool memory_granted(std::size_t bytes) {
  void* const there = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return there != MAP_FAILED && munmap(there, bytes) == 0;
}

void require_memory(std::size_t bytes) {
  const std::size_t free = available_memory();
  if (bytes <= free) return;
  throw Failure(Exit::lacking,
                say("this takes {} of memory, and {} are free", readable_bytes(static_cast<double>(bytes)),
                    readable_bytes(static_cast<double>(free))),
                say("try a smaller world, or a machine with more memory"));
}

void require_space(const fs::path& file, std::size_t bytes) {
  fs::path folder;
  writing(file, [&] {
    folder = fs::absolute(file).parent_path();
    while (!fs::exists(folder) && folder.has_relative_path()) folder = folder.parent_path();
  });
  if (!fs::is_directory(folder))
    throw Failure(Exit::io, say("{} is no folder", folder.string()), say("choose another place with -o"));
  if (access(folder.c_str(), W_OK) != 0)
    throw Failure(Exit::io,
                  say("{} cannot be written to: {}", folder.string(),
                      cause({errno, std::generic_category()}, Doing::writing).why),
                  say("choose another place with -o"));
  if (const fs::space_info space = fs::space(folder); space.available < bytes)
    throw Failure(
        Exit::io,
        say("the file may take {} and the disk under {} has {} left", readable_bytes(static_cast<double>(bytes)),
            folder.string(), readable_bytes(static_cast<double>(space.available))),
        say("make room, choose another place with -o, or ask for fewer runs or series"));
}

}  // namespace sim
