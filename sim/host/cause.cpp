#include "sim/host/cause.hpp"

#include <algorithm>
#include <cerrno>
#include <vector>

#include "sim/say.hpp"

namespace sim {

namespace {

constexpr int no_support = 524;  // ENOTSUPP: what Linux gives for locks on some network disks, without a name here

struct Known {
  int number;
  Exit reading, writing;
  std::string why, mend;
};

std::vector<Known> known_causes() {
  const std::string no_locks = say(
      "--no-locks goes on without, and then one process at a time may work there; or choose a disk of this machine");
  return {
      {ENOENT, Exit::no_input, Exit::io, say("it or a folder above it is not there"), {}},
      {ENOTDIR, Exit::no_input, Exit::io, say("what should be a folder above it is none"), {}},
      {EISDIR, Exit::no_input, Exit::io, say("it is a folder"), {}},
      {ESPIPE, Exit::no_input, Exit::io, say("it is a pipe or a device, and no file"), {}},
      {ENXIO, Exit::no_input, Exit::io, say("it is a pipe or a device, and no file"), {}},
      {EEXIST, Exit::io, Exit::io, say("a file, or a link that leads nowhere, has its name"),
       say("`ls -l` shows what is there")},
      {EACCES, Exit::no_input, Exit::io, say("you have no right to it, or to a folder above it"), {}},
      {EPERM, Exit::no_input, Exit::io, say("you have no right to it"), {}},
      {ENAMETOOLONG, Exit::no_input, Exit::io, say("its path is longer than the disk takes"),
       say("go into the folder first, or give it a shorter name")},
      {ELOOP, Exit::no_input, Exit::io, say("its symbolic links lead in a circle"),
       say("`ls -l` shows where they lead")},
      {EROFS, Exit::io, Exit::io, say("the disk can only be read"), {}},
      {ENOSPC, Exit::io, Exit::io, say("no space is left on the disk"), say("make room")},
      {EDQUOT, Exit::io, Exit::io, say("your quota of the disk is used up"), say("remove what you no longer need")},
      {EFBIG, Exit::io, Exit::io, say("it would be larger than a file may be here"),
       say("raise the limit (ulimit -f) or take another disk")},
      {EIO, Exit::io, Exit::io, say("the disk reports a fault"), say("mend the disk")},
      {ESTALE, Exit::io, Exit::io, say("the network disk no longer knows it"), {}},
      {EPIPE, Exit::io, Exit::io, say("nobody reads it any more"), {}},
      {EBUSY, Exit::io, Exit::io, say("another program uses it"), say("try again later")},
      {EMFILE, Exit::lacking, Exit::lacking, say("this program may open no more files"),
       say("raise the limit (ulimit -n) and run the same command again")},
      {ENFILE, Exit::lacking, Exit::lacking, say("this machine can open no more files"),
       say("end other programs and run the same command again")},
      {ENOMEM, Exit::lacking, Exit::lacking, say("memory is used up"),
       say("end other programs, or allow this one more, and run the same command again")},
      {EAGAIN, Exit::lacking, Exit::lacking, say("the system grants no more of what it takes"),
       say("raise the limit of processes (ulimit -u), or run the same command again later")},
      {ENOLCK, Exit::io, Exit::io, say("its file system has no locks"), no_locks},
      {EOPNOTSUPP, Exit::io, Exit::io, say("its file system has no locks"), no_locks},
      {no_support, Exit::io, Exit::io, say("its file system has no locks"), no_locks},
  };
}

}  // namespace

Cause cause(const std::error_code& error, Doing doing) {
  const std::vector<Known> known = known_causes();
  const auto found = std::find_if(known.begin(), known.end(), [&error](const Known& k) {
    return k.number == error.value() || error == std::error_condition(k.number, std::generic_category());
  });
  const bool writing = doing == Doing::writing;
  if (found == known.end()) return {Exit::io, say("error {} of the system ({})", error.value(), error.message()), {}};
  return {writing ? found->writing : found->reading, found->why, found->mend};
}

Failure refused_by_system(const std::string& file, const std::error_code& error, Doing doing,
                          const std::string& otherwise) {
  const bool writing = doing == Doing::writing;
  Cause because = cause(error, doing);
  if (because.mend.empty()) because.mend = otherwise;
  if (because.mend.empty())
    because.mend = writing ? say("name another place with -o, one that is there and that you may write to")
                   : because.code == Exit::no_input ? say("is that its name, and may you read it? `ls -l` shows both")
                                                    : say("is the disk there, and sound? try again");
  return Failure(because.code,
                 {{file,
                   0,
                   0,
                   {},
                   writing ? say("cannot be written: {}", because.why) : say("cannot be read: {}", because.why),
                   std::move(because.mend)}});
}

}  // namespace sim
