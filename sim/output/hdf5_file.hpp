// The file that HDF5 writes, as a DiskFile of ours.
//
//   HDF5 --its file driver--> OwnFile: write, read, cut --> DiskFile
//                                      the first failure stays
//
// HDF5 loses failures: what sits in its buffers is written when something else is closed, and the code of that is not
// always handed on. So the file remembers its first failure, writes nothing more after it, and is asked at the end.
#pragma once

#include <filesystem>
#include <memory>
#include <system_error>

#include "sim/host/disk.hpp"
#include "sim/output/hdf5.hpp"

namespace sim::hdf5 {

class OwnFile {
 public:
  /// Makes the file anew, or empties it. Throws std::system_error.
  explicit OwnFile(const std::filesystem::path& path);

  /// An empty HDF5 file in it, for objects of version 1.8. `how`: a list of properties of its making.
  Handle create(hid_t how);
  /// Throws the first failure, if there was one.
  void check() const;
  /// Closes the file itself, and checks.
  void close();
  const std::filesystem::path& path() const { return state_->file.path(); }

 private:
  friend struct Driver;
  struct State {
    DiskFile file;
    std::error_code failure = {};
  };
  std::shared_ptr<State> state_;  // HDF5 holds a file that it could not close for ever
  Handle driver_;
};

}  // namespace sim::hdf5
