#include "sim/output/part.hpp"

#include <system_error>

namespace sim {

namespace fs = std::filesystem;

namespace {

const fs::path& made(const fs::path& folder) {
  fs::create_directory(folder);
  return folder;
}

}  // namespace

PartFile::PartFile(const fs::path& target)
    : target_(target),
      folder_(target.string() + ".part"),
      path_(folder_ / target.filename()),
      lock_(made(folder_), DiskFile::Mode::read) {
  if (!lock_.lock()) throw std::system_error(std::make_error_code(std::errc::operation_would_block));
}

PartFile::~PartFile() {
  std::error_code ignored;
  fs::resize_file(path_, 0, ignored);  // its room is free at once, whoever has it still open
  fs::remove(path_, ignored);
  fs::remove(folder_, ignored);  // stays when something else is in it
}

void PartFile::publish() {
  sync(path_);
  fs::rename(path_, target_);
  sync(target_.has_parent_path() ? target_.parent_path() : fs::path("."));
}

}  // namespace sim
