#include "sim/host/disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "sim/error.hpp"
#include "sim/host/cause.hpp"
#include "sim/say.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

template <class Number>
Number checked(Number result) {
  if (result < 0) throw std::system_error(errno, std::generic_category());
  return result;
}

// The call's result; one that a signal interrupts is made again.
template <class Call>
auto again(const Call& call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

int flags(DiskFile::Mode mode) {
  if (mode == DiskFile::Mode::read) return O_RDONLY;
  if (mode == DiskFile::Mode::update) return O_RDWR;
  return O_RDWR | O_CREAT | (mode == DiskFile::Mode::append ? O_APPEND : O_TRUNC);
}

// Of the open file, not of the process: closing another handle of the same file frees nothing.
int set_lock(int file, std::uint64_t at, short kind) {
  struct flock where {};
  where.l_type = kind;
  where.l_whence = SEEK_SET;
  where.l_start = static_cast<off_t>(at);
  where.l_len = 1;
  return again([&] { return fcntl(file, F_OFD_SETLK, &where); });
}

// To read, what is neither file nor folder is refused: a pipe or a terminal would be waited for.
int opened(const fs::path& path, DiskFile::Mode mode) {
  const bool reads = mode == DiskFile::Mode::read;
  const int how = flags(mode) | O_CLOEXEC | (reads ? O_NONBLOCK : 0);
  const int file = checked(again([&] { return open(path.c_str(), how, 0666); }));
  if (!reads) return file;
  struct stat about {};
  if (fstat(file, &about) == 0 && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode))) return file;
  ::close(file);
  throw std::system_error(ESPIPE, std::generic_category());
}

}  // namespace

DiskFile::DiskFile(fs::path path, Mode mode) : path_(std::move(path)), file_(opened(path_, mode)) {}

DiskFile::~DiskFile() {
  if (file_ >= 0) ::close(file_);
}

void DiskFile::close() {
  if (::close(std::exchange(file_, -1)) != 0 && errno != EINTR)  // interrupted, and closed all the same
    throw std::system_error(errno, std::generic_category());
}

DiskFile::DiskFile(DiskFile&& other) noexcept : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)) {}

bool DiskFile::lock(Locks locks) {
  if (locks == Locks::none || again([&] { return flock(file_, LOCK_EX | LOCK_NB); }) == 0) return true;
  if (errno == EBADF) return true;  // a folder on a network disk, which locks files alone: those in it are locked
  if (errno != EWOULDBLOCK) checked(-1);
  return false;
}

bool DiskFile::has_lost_its_name() const {
  struct stat open_file {
  }, named{};
  if (stat(path_.c_str(), &named) != 0) return errno == ENOENT || errno == ENOTDIR;  // all else is no answer
  return fstat(file_, &open_file) == 0 && (open_file.st_ino != named.st_ino || open_file.st_dev != named.st_dev);
}

bool DiskFile::lock_byte(std::uint64_t at, Locks locks) const {
  if (locks == Locks::none || set_lock(file_, at, F_WRLCK) == 0) return true;
  if (errno != EAGAIN && errno != EACCES) checked(-1);
  return false;
}

void DiskFile::unlock_byte(std::uint64_t at) const { set_lock(file_, at, F_UNLCK); }

void DiskFile::write(const void* from, std::size_t count) {
  const char* at = static_cast<const char*>(from);
  while (count > 0) {
    const ssize_t done = checked(again([&] { return ::write(file_, at, count); }));
    at += done;
    count -= static_cast<std::size_t>(done);
  }
}

void DiskFile::overwrite(const void* from, std::size_t count, std::uint64_t at) {
  const char* next = static_cast<const char*>(from);
  while (count > 0) {
    const ssize_t done = checked(again([&] { return pwrite(file_, next, count, static_cast<off_t>(at)); }));
    next += done;
    at += static_cast<std::uint64_t>(done);
    count -= static_cast<std::size_t>(done);
  }
}

std::size_t DiskFile::read(void* to, std::size_t count, std::uint64_t from) const {
  std::size_t done = 0;
  while (done < count) {
    const ssize_t more = checked(again(
        [&] { return pread(file_, static_cast<char*>(to) + done, count - done, static_cast<off_t>(from + done)); }));
    if (more == 0) break;
    done += static_cast<std::size_t>(more);
  }
  return done;
}

void DiskFile::cut(std::uint64_t size) {
  checked(again([&] { return ftruncate(file_, static_cast<off_t>(size)); }));
}

void DiskFile::sync() {
  checked(again([&] { return fsync(file_); }));
}

std::uint64_t DiskFile::size() const {
  struct stat about {};
  checked(fstat(file_, &about));
  return static_cast<std::uint64_t>(about.st_size);
}

void sync(const fs::path& path) {
  DiskFile file(path, DiskFile::Mode::read);
  try {
    file.sync();
  } catch (const std::system_error& error) {
    if (error.code() != std::errc::invalid_argument) throw;  // some file systems cannot sync a folder
  }
  file.close();
}

std::string content_of(const fs::path& file) {
  std::string out;
  reading(file, [&] {
    const DiskFile in(file, DiskFile::Mode::read);
    out.resize(in.size());
    out.resize(in.read(out.data(), out.size(), 0));
  });
  return out;
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

void make_folder(const fs::path& folder) {
  const fs::path name = folder.has_filename() ? folder : folder.parent_path();  // "folder/"
  if (fs::is_directory(name)) return;
  if (!fs::exists(folder_of(name))) make_folder(folder_of(name));
  if (again([&] { return mkdir(name.c_str(), 0777); }) != 0) {
    const int why = errno;  // another process made it just now, and may have taken it away again
    if (why != EEXIST || (!fs::is_directory(name) && fs::exists(fs::symlink_status(name))))
      throw std::system_error(why, std::generic_category());
  }
  sync(folder_of(name));
}

void change_name(const fs::path& from, const fs::path& to) {
  checked(again([&] { return std::rename(from.c_str(), to.c_str()); }));
}

void give_name(const fs::path& from, const fs::path& to) {
  change_name(from, to);
  sync(folder_of(to));
}

bool give_free_name(const fs::path& from, const fs::path& to) {
  if (again([&] { return link(from.c_str(), to.c_str()); }) == 0) {
    checked(again([&] { return unlink(from.c_str()); }));
  } else if (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS) {
    // Where there are no links, two processes at the same moment are not told apart.
    if (fs::exists(to)) return false;
    change_name(from, to);
  } else {
    if (errno == EEXIST) return false;
    checked(-1);
  }
  sync(folder_of(to));
  return true;
}

bool create_whole(const fs::path& file, std::string_view content) {
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  const fs::path draft = fmt::format("{}.{}-{}", file.string(), host, getpid());
  try {
    {
      DiskFile out(draft, DiskFile::Mode::fresh);
      out.write(content.data(), content.size());
      out.sync();
      out.close();
    }
    const bool made = give_free_name(draft, file);
    if (!made) fs::remove(draft);
    return made;
  } catch (...) {
    std::error_code ignored;
    fs::remove(draft, ignored);
    throw;
  }
}

void writing(const fs::path& file, const std::function<void()>& work) {
  try {
    work();
  } catch (const std::system_error& error) {
    const Failure failure = refused_by_system(file.string(), error.code(), Doing::writing);
    const int code = error.code().value();
    if (code != ENOSPC && code != EDQUOT && code != EFBIG && code != EIO) throw failure;
    Problem of_disk = failure.problems().front();
    of_disk.mend =
        say("what is finished is kept: {}, then the same command with --resume goes on from there", of_disk.mend);
    throw Failure(failure.code(), {std::move(of_disk)});
  }
}

void reading(const fs::path& file, const std::function<void()>& work) {
  try {
    work();
  } catch (const std::system_error& error) {
    throw refused_by_system(file.string(), error.code(), Doing::reading);
  }
}

}  // namespace sim
