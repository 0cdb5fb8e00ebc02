// A file under construction: built in FILE.part/, given its name only when whole and on the disk.
#pragma once

#include <filesystem>

#include "sim/host/disk.hpp"

namespace sim {

/// Owns FILE.part/ and what is built in it. Failures throw std::system_error.
class PartFile {
 public:
  /// Makes FILE.part/, or takes it over from a process that was killed. One process at a time.
  explicit PartFile(const std::filesystem::path& target, Locks locks = Locks::wanted);
  /// Removes what was built, unless it got its name.
  ~PartFile();
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  const std::filesystem::path& path() const { return path_; }  ///< where to build
  /// Syncs the file and gives it its name. A file that has it is replaced if it may be; else it stays, and
  /// std::errc::file_exists is thrown.
  void publish(bool replaces);

 private:
  std::filesystem::path target_, folder_, path_;
  DiskFile lock_;
};

}  // namespace sim
