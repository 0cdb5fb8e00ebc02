#include "sim/host/process.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <latch>
#include <new>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include "sim/error.hpp"
#include "sim/host/cause.hpp"
#include "sim/host/watched.hpp"
#include "sim/say.hpp"

namespace sim {

namespace {

// A library that starts threads may be refused one where no exception can pass.
[[noreturn]] void on_terminate() {
  std::string lacks, what = say("an error without a description");
  if (const std::exception_ptr thrown = std::current_exception()) try {
      std::rethrow_exception(thrown);
    } catch (const std::exception& error) {
      lacks = lack(error);
      what = error.what();
    } catch (...) {
    }
  const std::string text =
      lacks.empty()
          ? say("error: {}\n      = this is a mistake of ours, not yours: please report it\n", what)
          : say("error: {}\n      = what is finished is kept: allow more (ulimit -a), and run it again\n", lacks);
  std::fputs(text.c_str(), stderr);
  keep_counts();
  _exit(static_cast<int>(lacks.empty() ? Exit::bug : Exit::lacking));
}

}  // namespace

void prepare_process() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) < 0 && errno == EBADF) open("/dev/null", O_RDWR);  // takes the lowest that is free
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  std::set_terminate(on_terminate);
}

void want_threads(std::size_t count) {
  std::latch all_there(1);
  std::vector<std::thread> threads;
  threads.reserve(count);
  std::string refused;
  try {
    while (threads.size() < count) threads.emplace_back([&all_there] { all_there.wait(); });
  } catch (const std::system_error& error) {
    refused = cause(error.code(), Doing::reading).why;
  }
  all_there.count_down();
  for (std::thread& thread : threads) thread.join();
  if (refused.empty()) return;
  throw Failure(
      Exit::lacking, say("the system starts {} of {} threads beside the first: {}", threads.size(), count, refused),
      threads.empty() ? say("raise the limit of threads (ulimit -u) or of memory (ulimit -v), or end other programs")
                      : say("--threads {}, or raise the limit (ulimit -u)", threads.size() + 1));
}

std::string lack(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) return say("out of memory");
  if (const auto* of_system = dynamic_cast<const std::system_error*>(&error))
    if (const Cause because = cause(of_system->code(), Doing::reading); because.code == Exit::lacking)
      return because.why;
  const std::string_view what = error.what();  // oneTBB has no type of its own for it
  return what.starts_with("pthread_create") ? say("the system starts no more threads") : "";
}

}  // namespace sim
