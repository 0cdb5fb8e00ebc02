#include "sim/host/child.hpp"

#include <fcntl.h>
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
#include <system_error>

#include "sim/bytes.hpp"
#include "sim/error.hpp"
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

void limit(int what, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(what, &both);
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

// Whoever listens may be slow: the clock stands still meanwhile.
void send(int pipe, Frame kind, std::string_view bytes, unsigned seconds) {
  alarm(0);
  const Head head{kind, bytes.size()};
  write_all(pipe, &head, sizeof head);
  write_all(pipe, bytes.data(), bytes.size());
  alarm(seconds);
}

[[noreturn]] void be_child(const Work& work, ChildLimits limits, int pipe) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_AS, limits.memory);
  std::signal(SIGALRM, SIG_DFL);
  alarm(limits.seconds);
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);

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
    ending = bad(say("reading it takes more memory than any sound file needs"));
  } catch (const std::exception& error) {
    ending = bad(error.what());
  }
  send(pipe, Frame::ending, pack(ending), 0);
  _exit(0);
}

// The parent's side of a child. However it is left, the child is gone.
class Child {
 public:
  Child(const Work& work, ChildLimits limits) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    std::fflush(nullptr);
    pid_ = fork();
    if (pid_ == 0) be_child(work, limits, ends[1]);
    pipe_ = ends[0];
    close(ends[1]);
    if (pid_ < 0) {
      close(pipe_);
      throw std::system_error(errno, std::generic_category(), "fork");
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
  pid_t pid_ = -1;
  int pipe_ = -1;
};

Ending run(const Work& work, const Send& take, ChildLimits limits) {
  Child child(work, limits);
  Head head{};
  while (child.read_all(&head, sizeof head)) {
    std::string bytes(head.length, '\0');
    if (!child.read_all(bytes.data(), bytes.size())) break;
    if (head.kind == Frame::ending) return unpack(bytes);
    take(bytes);
  }
  const int status = child.wait();
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
    return bad(say("reading it takes more than {} seconds", limits.seconds));
  if (WIFSIGNALED(status)) return bad(say("reading it crashes ({})", strsignal(WTERMSIG(status))));
  return bad(say("reading it ends without an answer"));
}

}  // namespace

std::vector<std::string> in_child(const std::function<std::vector<std::string>()>& work, ChildLimits limits) {
  std::string text;
  const Ending ending = run(
      [&work](const Send& give) {
        for (const std::string& line : work()) give(line + '\0');
      },
      [&text](std::string_view piece) { text += piece; }, limits);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\0', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  for (const Problem& p : ending.problems) lines.push_back(p.what);
  return lines;
}

void want_file(const std::string& file) {
  namespace fs = std::filesystem;
  if (fs::is_regular_file(file)) return;
  const bool there = fs::exists(file);
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

void read_in_child(const std::string& file, const std::function<void(const Send&)>& work, const Send& take,
                   ChildLimits limits) {
  want_file(file);
  Ending ending = run(work, take, limits);
  if (ending.problems.empty()) return;
  for (Problem& p : ending.problems)
    if (p.file.empty()) p.file = file;
  throw Failure(ending.code, std::move(ending.problems));
}

std::string read_in_child(const std::string& file, const std::function<std::string()>& work, ChildLimits limits) {
  std::string out;
  read_in_child(
      file, [&work](const Send& give) { give(work()); }, [&out](std::string_view piece) { out += piece; }, limits);
  return out;
}

}  // namespace sim
