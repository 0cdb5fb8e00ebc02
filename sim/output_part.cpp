#include "sim/output_part.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace sim {

namespace fs = std::filesystem;

namespace {

int check_system(int result) {
  if (result < 0) throw std::system_error(errno, std::generic_category());
  return result;
}

void sync(const fs::path& path) {
  const int file = check_system(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const int failure = fsync(file) == 0 ? 0 : errno;
  close(file);
  // Some file systems cannot sync a folder.
  if (failure != 0 && failure != EINVAL) throw std::system_error(failure, std::generic_category());
}

}  // namespace

PartFile::PartFile(const fs::path& target)
    : target_(target), folder_(target.string() + ".part"), path_(folder_ / target.filename()) {
  fs::create_directory(folder_);
  lock_ = check_system(open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // File systems without locks are taken at their word.
  if (flock(lock_, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK) {
    close(lock_);
    throw std::system_error(EWOULDBLOCK, std::generic_category());
  }
}

PartFile::~PartFile() {
  std::error_code ignored;
  fs::resize_file(path_, 0, ignored);  // its room is free at once, whoever has it still open
  fs::remove(path_, ignored);
  fs::remove(folder_, ignored);  // stays when something else is in it
  close(lock_);
}

void PartFile::publish() {
  sync(path_);
  fs::rename(path_, target_);
  sync(target_.has_parent_path() ? target_.parent_path() : fs::path("."));
}

}  // namespace sim
