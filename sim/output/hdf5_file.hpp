// The file that HDF5 writes or reads, as a DiskFile of ours; or the bytes of one.
//
//   HDF5 --its file driver--> OwnFile: write, read, cut --> DiskFile, or bytes in memory
//                                      the first failure stays
//
// HDF5 loses failures: what sits in its buffers is written when something else is closed, and the code of that is not
// always handed on. So the file remembers its first failure, does nothing more after it, and is asked at the end: what
// the disk refuses is no damage.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>
#include <variant>

#include "sim/host/disk.hpp"
#include "sim/output/hdf5.hpp"

namespace sim::hdf5 {

class OwnFile {
 public:
  /// Makes the file anew, or empties it. Throws std::system_error.
  explicit OwnFile(const std::filesystem::path& path) : OwnFile(DiskFile(path, DiskFile::Mode::fresh)) {}
  /// One that is there, to read. Throws std::system_error.
  static OwnFile existing(const std::filesystem::path& path) { return OwnFile(DiskFile(path, DiskFile::Mode::read)); }
  /// The bytes of one, which outlive it, to read.
  static OwnFile of(std::string_view bytes) { return OwnFile(Content(bytes)); }

  /// An empty HDF5 file in it, for objects of version 1.8. `how`: a list of properties of its making.
  Handle create(hid_t how);
  /// Whether it begins as files of HDF5 do; and what is in it, to read. The second throws Error.
  bool is_hdf5() const;
  Handle open() const;
  /// Throws the first failure, if there was one.
  void check() const;
  /// What `work` with it gives. The disk's own reason goes before what HDF5 makes of it.
  template <class Work>
  auto whole(const Work& work) const {
    try {
      return work();
    } catch (const Error&) {
      check();
      throw;
    }
  }
  /// Closes the file itself, and checks.
  void close();
  const std::filesystem::path& path() const { return disk().path(); }

 private:
  friend struct Driver;
  using Content = std::variant<DiskFile, std::string_view>;
  struct State {
    Content content;
    std::error_code failure = {};

    DiskFile& disk() { return std::get<DiskFile>(content); }
    std::uint64_t size() const;
    /// Fewer bytes than asked for at the end.
    std::size_t read(void* to, std::size_t count, std::uint64_t from) const;
  };

  explicit OwnFile(Content content);
  DiskFile& disk() const { return state_->disk(); }
  Handle access() const;

  std::shared_ptr<State> state_;  // HDF5 holds a file that it could not close for ever
  Handle driver_;
};

}  // namespace sim::hdf5
