#include "sim/output/part.hpp"

#include <system_error>

namespace sim {

namespace fs = std::filesystem;

namespace {

const fs::path& made(const fs::path& folder) {
  if (fs::is_directory(folder_of(folder))) make_folder(folder);  // not the one above it: is its name meant?
  return folder;
}

// What was built may have its name already, from a process that was killed in between: then it stays as it is.
bool is_published(const fs::path& built) {
  std::error_code ignored;
  const auto names = fs::hard_link_count(built, ignored);
  return !ignored && names > 1;
}

void drop(const fs::path& built) {
  std::error_code ignored;
  if (!is_published(built)) fs::resize_file(built, 0, ignored);  // its room is free at once, whoever has it still open
  fs::remove(built, ignored);
}

}  // namespace

PartFile::PartFile(const fs::path& target, Locks locks)
    : target_(target),
      folder_(target.string() + ".part"),
      path_(folder_ / target.filename()),
      lock_(made(folder_), DiskFile::Mode::read) {
  if (!lock_.lock(locks)) throw std::system_error(std::make_error_code(std::errc::operation_would_block));
  if (is_published(path_)) fs::remove(path_);
}

PartFile::~PartFile() {
  drop(path_);
  std::error_code ignored;
  fs::remove(folder_, ignored);  // stays when something else is in it
}

void PartFile::publish(bool replaces) {
  sync(path_);
  if (replaces)
    give_name(path_, target_);
  else if (!give_free_name(path_, target_))
    throw std::system_error(std::make_error_code(std::errc::file_exists));
}

}  // namespace sim
