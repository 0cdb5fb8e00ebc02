#include "sim/host/child.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "sim/bytes.hpp"
#include "sim/error.hpp"
#include "sim/host/cause.hpp"
#include "sim/host/disk.hpp"
#include "sim/host/machine.hpp"
#include "sim/host/watched.hpp"
#include "sim/say.hpp"

namespace sim {

namespace {

using Work = std::function<void(const Send&)>;

// How it ended; without problems, well.
struct Ending {
  Exit code = Exit::bad_data;
  std::vector<Problem> problems;
};

Ending bad(std::string what) { return {Exit::bad_data, {{{}, 0, 0, {}, std::move(what), {}}}}; }

Ending lacking(std::string what) {
  return {Exit::lacking,
          {{{},
            0,
            0,
            {},
            std::move(what),
            say("this says nothing of the file: allow more (ulimit -a), or end other programs, and run it again")}}};
}

// The pipe carries frames: a kind, a length and so many bytes. The last is an ending.
enum class Frame : char { piece = 'p', ending = 'e' };
struct Head {
  Frame kind;
  std::uint64_t length;
};

std::string pack(const Ending& ending) {
  Packed out;
  out.number(static_cast<std::int32_t>(ending.code));
  out.number<std::uint64_t>(ending.problems.size());
  for (const Problem& p : ending.problems) {
    for (const std::string* text : {&p.file, &p.text, &p.what, &p.mend}) out.text(*text);
    out.number(p.line);
    out.number(p.column);
  }
  return out.out;
}

Ending unpack(std::string_view bytes) {
  Unpacked in(bytes);
  Ending out{static_cast<Exit>(in.number<std::int32_t>()), {}};
  for (std::uint64_t left = in.number<std::uint64_t>(); left > 0; --left) {
    Problem& p = out.problems.emplace_back();
    for (std::string* text : {&p.file, &p.text, &p.what, &p.mend}) *text = in.text();
    p.line = in.number<std::int32_t>();
    p.column = in.number<std::int32_t>();
  }
  return out;
}

constexpr std::array ending_signals = {SIGINT, SIGTERM, SIGHUP, SIGUSR1};

// Lower than what the user allows, never higher. Whether it is ours that counts now.
bool limit(int what, rlim_t most) {
  rlimit both{};
  getrlimit(what, &both);
  if (both.rlim_cur < most) return false;
  both = {most, std::min(both.rlim_max, most)};
  return setrlimit(what, &both) == 0;
}

// Whether the user allows less memory than that.
bool limited(std::size_t memory) {
  const auto below = [memory](int what) {
    rlimit both{};
    return getrlimit(what, &both) == 0 && both.rlim_cur < memory;
  };
  return below(RLIMIT_AS) || below(RLIMIT_DATA);
}

// So many seconds of work from now on. Of the processor: a busy machine or a slow disk ends nothing.
void allow(unsigned seconds) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  rlimit both{};
  getrlimit(RLIMIT_CPU, &both);
  const auto until = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + 1;
  both.rlim_cur = std::min(both.rlim_max, until);
  setrlimit(RLIMIT_CPU, &both);
}

void write_all(int pipe, const void* data, std::size_t size) {
  for (const char* from = static_cast<const char*>(data); size > 0;) {
    const ssize_t n = write(pipe, from, size);
    if (n < 0 && errno != EINTR) _exit(0);  // nobody listens any more
    if (n <= 0) continue;
    from += n;
    size -= static_cast<std::size_t>(n);
  }
}

void send(int pipe, Frame kind, std::string_view bytes, unsigned seconds) {
  const Head head{kind, bytes.size()};
  write_all(pipe, &head, sizeof head);
  write_all(pipe, bytes.data(), bytes.size());
  allow(seconds);
}

// While it lives, signals that end a program wait: a child is not to be born between two of them.
class Waiting {
 public:
  Waiting() {
    sigset_t ends;
    sigemptyset(&ends);
    for (const int signal : ending_signals) sigaddset(&ends, signal);
    pthread_sigmask(SIG_BLOCK, &ends, &before_);
  }
  ~Waiting() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

 private:
  sigset_t before_{};
};

// Ends with its parent, and holds nothing of the parent's open (a lock least of all). Returns its end of the pipe.
int part_from(pid_t parent, int pipe) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);  // it ended before that
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
  constexpr int mine = STDERR_FILENO + 1;
  if (pipe != mine) dup2(pipe, mine);
  if (close_range(mine + 1, ~0U, 0) != 0)  // a kernel of before Linux 5.9
    for (int other = mine + 1; other < 65536; ++other) close(other);
  return mine;
}

[[noreturn]] void be_child(const Work& work, ChildLimits limits, pid_t parent, int inherited) {
  const int pipe = part_from(parent, inherited);
  limit(RLIMIT_CORE, 0);
  if (!watched) limit(RLIMIT_FSIZE, 0);
  const bool ours = !sanitized && !limited(limits.memory) && limit(RLIMIT_AS, limits.memory);
  allow(limits.seconds);

  Ending ending;
  try {
    constexpr std::size_t enough = 65536;
    std::string held;
    work([&](std::string_view bytes) {
      held += bytes;
      if (held.size() < enough) return;
      send(pipe, Frame::piece, held, limits.seconds);
      held.clear();
    });
    send(pipe, Frame::piece, held, limits.seconds);
  } catch (const Failure& failure) {
    ending = {failure.code(), failure.problems()};
  } catch (const std::bad_alloc&) {
    ending = ours ? bad(say("reading it takes more memory than any sound file needs"))
                  : lacking(say("memory is used up while it is read"));
  } catch (const std::system_error& error) {
    const Failure failure = refused_by_system({}, error.code(), Doing::reading);
    ending = {failure.code(), failure.problems()};
  } catch (const std::logic_error&) {  // of the standard library, about a place that is none
    ending = bad(say("what it says does not fit together"));
  } catch (const std::exception& error) {
    ending = bad(error.what());
  }
  keep_counts();  // after the ending the parent kills it
  send(pipe, Frame::ending, pack(ending), 0);
  _exit(0);
}

// The parent's side of a child. However it is left, the child is gone.
class Child {
 public:
  Child(const Work& work, ChildLimits limits) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw refused();
    std::fflush(nullptr);
    const pid_t parent = getpid();
    const Waiting signals_wait;  // in the child for good: a terminal and a cluster send them to both
    pid_ = fork();
    if (pid_ == 0) be_child(work, limits, parent, ends[1]);
    const int error = errno;
    pipe_ = ends[0];
    close(ends[1]);
    if (pid_ < 0) {
      close(pipe_);
      errno = error;
      throw refused();
    }
  }
  ~Child() {
    if (pid_ < 0) return;
    kill(pid_, SIGKILL);
    wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Whether so many bytes came before the end.
  bool read_all(void* data, std::size_t size) const {
    for (char* to = static_cast<char*>(data); size > 0;) {
      const ssize_t n = read(pipe_, to, size);
      if (n == 0 || (n < 0 && errno != EINTR)) return false;
      if (n < 0) continue;
      to += n;
      size -= static_cast<std::size_t>(n);
    }
    return true;
  }
  int wait() {
    close(pipe_);
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
  }

 private:
  // By errno, of a call that makes a process or a pipe.
  static Failure refused() {
    Cause because = cause({errno, std::generic_category()}, Doing::reading);
    return Failure(Exit::lacking, say("no second process can be started to read files: {}", because.why),
                   std::move(because.mend));
  }

  pid_t pid_ = -1;
  int pipe_ = -1;
};

Ending ending_of(const Work& work, const Send& take, ChildLimits limits) {
  Child child(work, limits);
  Head head{};
  while (child.read_all(&head, sizeof head)) {
    std::string bytes(head.length, '\0');
    if (!child.read_all(bytes.data(), bytes.size())) break;
    if (head.kind == Frame::ending) return unpack(bytes);
    take(bytes);
  }
  const int status = child.wait();
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
    return bad(say("reading it takes more than {} seconds of work", limits.seconds));
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
    return lacking(say("the system ended what was reading it, as it does when memory is used up"));
  if (WIFSIGNALED(status) && limited(limits.memory))  // HDF5 crashes where it finds no memory
    return lacking(say("what was reading it crashed, and memory is limited here (ulimit -v, -d)"));
  if (WIFSIGNALED(status)) return bad(say("reading it crashes ({})", strsignal(WTERMSIG(status))));
  return bad(say("reading it ends without an answer"));
}

// What is found where memory is scarce is no verdict.
Ending run(const Work& work, const Send& take, ChildLimits limits) {
  Ending out = ending_of(work, take, limits);
  if (out.code == Exit::bad_data && !out.problems.empty() && !memory_granted(memory_for_files))
    return lacking(say("it cannot be read in the memory that is allowed here (ulimit -v, -d)"));
  return out;
}

}  // namespace

std::vector<std::string> in_child(const std::function<std::vector<std::string>()>& work, ChildLimits limits) {
  std::string text;
  const Ending ending = run(
      [&work](const Send& give) {
        for (const std::string& line : work()) give(line + '\0');
      },
      [&text](std::string_view piece) { text += piece; }, limits);
  if (ending.code != Exit::bad_data) throw Failure(ending.code, ending.problems);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\0', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  for (const Problem& p : ending.problems) lines.push_back(p.what);
  return lines;
}

ChildLimits fit_for(const std::filesystem::path& file) {
  constexpr std::uintmax_t of_a_second = 50'000;  // bytes: a sound file takes a hundredth of that time
  ChildLimits out;
  std::error_code none;
  if (const std::uintmax_t size = std::filesystem::file_size(file, none); !none)
    out.seconds += static_cast<unsigned>(std::min<std::uintmax_t>(size / of_a_second, 1'000'000));
  return out;
}

void want_file(const std::string& file) {
  namespace fs = std::filesystem;
  fs::file_status is;
  reading(file, [&] {
    is = fs::status(file);
    if (fs::is_regular_file(is)) DiskFile(file, DiskFile::Mode::read);  // says what keeps it from being opened
  });
  if (fs::is_regular_file(is)) return;
  const bool there = fs::exists(is);
  std::string what = there ? say("is no file") : say("does not exist"), mend = say("check its name");
  if (fs::exists(fs::path(file) / "plan-1.json")) {
    what = say("is the folder of a sweep");
    mend = say("`seal {} -o FILE` makes a file of it", file);
  } else if (there && fs::is_directory(file) && (fs::path(file) / "").parent_path().extension() == ".part") {
    what = say("is what an unfinished run has left");
    mend = say("the same command with --resume goes on from there, and makes the file");
  } else if (!there && fs::is_directory(file + ".part")) {
    what = say("is not finished yet");
    mend = say("the command that makes it goes on with --resume");
  }
  throw Failure(Exit::no_input, {{file, 0, 0, {}, what, mend}});
}

void read_in_child(const std::string& file, const std::function<void(const Send&)>& work, const Send& take) {
  want_file(file);
  Ending ending = run(work, take, fit_for(file));
  if (ending.problems.empty()) return;
  for (Problem& p : ending.problems)
    if (p.file.empty()) p.file = file;
  throw Failure(ending.code, std::move(ending.problems));
}

std::string read_in_child(const std::string& file, const std::function<std::string()>& work) {
  std::string out;
  read_in_child(
      file, [&work](const Send& give) { give(work()); }, [&out](std::string_view piece) { out += piece; });
  return out;
}

}  // namespace sim
