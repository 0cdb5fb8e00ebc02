#include "sim/host/cause.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace sim {

namespace {

constexpr int no_support =
    524;  // ENOTSUPP, which Linux gives for locks on some network disks and which has no name here

struct Known {
  int number;
  Exit reading, writing;
  const char *why, *mend;
};

constexpr const char* no_locks =
    "--no-locks goes on without, and then one process at a time may work there; or choose a disk of this machine with "
    "-o";
constexpr const char* elsewhere = "name another place with -o, one that is there and that you may write to";
constexpr const char* try_again = "is the disk there, and sound? try again";

constexpr std::array known = {
    Known{ENOENT, Exit::no_input, Exit::io, "it or a folder above it is not there", ""},
    Known{ENOTDIR, Exit::no_input, Exit::io, "what should be a folder above it is none", ""},
    Known{EISDIR, Exit::no_input, Exit::io, "it is a folder", ""},
    Known{EACCES, Exit::no_input, Exit::io, "you have no right to it, or to a folder above it", ""},
    Known{EPERM, Exit::no_input, Exit::io, "you have no right to it", ""},
    Known{ENAMETOOLONG, Exit::no_input, Exit::io, "its path is longer than the disk takes",
          "go into the folder first, or give it a shorter name"},
    Known{ELOOP, Exit::no_input, Exit::io, "its symbolic links lead in a circle", "`ls -l` shows where they lead"},
    Known{EROFS, Exit::io, Exit::io, "the disk can only be read", ""},
    Known{ENOSPC, Exit::io, Exit::io, "no space is left on the disk", "make room"},
    Known{EDQUOT, Exit::io, Exit::io, "your quota of the disk is used up", "remove what you no longer need"},
    Known{EFBIG, Exit::io, Exit::io, "it would be larger than a file may be here",
          "raise the limit (ulimit -f) or take another disk"},
    Known{EIO, Exit::io, Exit::io, "the disk reports a fault", "mend the disk"},
    Known{ESTALE, Exit::io, Exit::io, "the network disk no longer knows it", ""},
    Known{EPIPE, Exit::io, Exit::io, "nobody reads it any more", ""},
    Known{EBUSY, Exit::io, Exit::io, "another program uses it", "try again later"},
    Known{EMFILE, Exit::lacking, Exit::lacking, "this program may open no more files",
          "raise the limit (ulimit -n) and run the same command again"},
    Known{ENFILE, Exit::lacking, Exit::lacking, "this machine can open no more files",
          "end other programs and run the same command again"},
    Known{ENOMEM, Exit::lacking, Exit::lacking, "memory is used up",
          "end other programs, or allow this one more, and run the same command again"},
    Known{EAGAIN, Exit::lacking, Exit::lacking, "the system grants no more of what it takes",
          "raise the limit of processes (ulimit -u), or run the same command again later"},
    Known{ENOLCK, Exit::io, Exit::io, "its file system has no locks", no_locks},
    Known{EOPNOTSUPP, Exit::io, Exit::io, "its file system has no locks", no_locks},
    Known{no_support, Exit::io, Exit::io, "its file system has no locks", no_locks},
};

}  // namespace

Cause cause(const std::error_code& error, Doing doing) {
  const auto found = std::find_if(known.begin(), known.end(), [&error](const Known& k) {
    return k.number == error.value() || error == std::error_condition(k.number, std::generic_category());
  });
  const bool writing = doing == Doing::writing;
  if (found == known.end())
    return {Exit::io, fmt::format("error {} of the system ({})", error.value(), error.message()), ""};
  return {writing ? found->writing : found->reading, found->why, found->mend};
}

Failure refused_by_system(const std::string& file, const std::error_code& error, Doing doing,
                          const std::string& otherwise) {
  const bool writing = doing == Doing::writing;
  Cause because = cause(error, doing);
  if (because.mend.empty()) because.mend = otherwise;
  if (because.mend.empty()) because.mend = writing ? elsewhere : try_again;
  return Failure(because.code, {{file,
                                 0,
                                 0,
                                 {},
                                 fmt::format("cannot be {}: {}", writing ? "written" : "read", because.why),
                                 std::move(because.mend)}});
}

}  // namespace sim
