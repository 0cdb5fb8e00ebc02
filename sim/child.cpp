#include "sim/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <system_error>

namespace sim {

namespace {

constexpr char end_of_line = '\0', end_of_all = '\1';

void limit(int what, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(what, &both);
}

// Never returns.
[[noreturn]] void be_child(const std::function<std::vector<std::string>()>& work, ChildLimits limits, int pipe) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_AS, limits.memory);
  std::signal(SIGALRM, SIG_DFL);
  alarm(limits.seconds);
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);

  std::string out;
  try {
    for (const std::string& line : work()) out += line + end_of_line;
  } catch (const std::bad_alloc&) {
    out += std::string("reading it takes more memory than any sound file needs") + end_of_line;
  } catch (const std::exception& error) {
    out += error.what();
    out += end_of_line;
  }
  out += end_of_all;
  for (std::size_t done = 0; done < out.size();) {
    const ssize_t n = write(pipe, out.data() + done, out.size() - done);
    if (n < 0 && errno != EINTR) break;
    if (n > 0) done += static_cast<std::size_t>(n);
  }
  _exit(0);
}

}  // namespace

std::vector<std::string> in_child(const std::function<std::vector<std::string>()>& work, ChildLimits limits) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) be_child(work, limits, ends[1]);

  close(ends[1]);
  std::string text;
  std::array<char, 4096> block{};
  for (ssize_t n; (n = read(ends[0], block.data(), block.size())) != 0;) {
    if (n < 0 && errno != EINTR) break;
    if (n > 0) text.append(block.data(), static_cast<std::size_t>(n));
  }
  close(ends[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
    return {fmt::format("reading it takes more than {} seconds", limits.seconds)};
  if (WIFSIGNALED(status)) return {fmt::format("reading it crashes ({})", strsignal(WTERMSIG(status)))};
  if (text.empty() || text.back() != end_of_all) return {"reading it ends without an answer"};
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin + 1 < text.size();) {
    const std::size_t end = text.find(end_of_line, begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace sim
