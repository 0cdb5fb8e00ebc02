// Files that are to survive: written whole, synced, locked, and so are the entries of their folders. A call that a
// signal interrupts is made again. Failures throw std::system_error; writing() and reading() say what that means to the
// user.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace sim {

/// Whether files are kept from other processes. Some network disks have no locks: without them it is the user who sees
/// to it that one process at a time works there.
enum class Locks { wanted, none };

/// An open file.
class DiskFile {
 public:
  enum class Mode { read, append, fresh, update };
  /// For reading; for writing at the end of what is there; for writing anew; or for overwriting. The second and third
  /// create it. To read, what is neither file nor folder is refused as std::errc::invalid_seek.
  DiskFile(std::filesystem::path path, Mode mode);
  ~DiskFile();
  DiskFile(DiskFile&& other) noexcept;
  DiskFile& operator=(DiskFile&&) = delete;

  /// Keeps other processes from locking it. False when one has.
  bool lock(Locks locks = Locks::wanted);
  /// Whether its name is surely that of another file by now, or of none: a disk that does not answer has taken nothing
  /// away.
  bool has_lost_its_name() const;
  /// As lock(), for one byte of it, for as long as this object has it open: many processes share a file.
  bool lock_byte(std::uint64_t at, Locks locks = Locks::wanted) const;
  void unlock_byte(std::uint64_t at) const;
  void write(const void* from, std::size_t count);
  void overwrite(const void* from, std::size_t count, std::uint64_t at);
  /// Reads from a place; fewer bytes than asked for at the end.
  std::size_t read(void* to, std::size_t count, std::uint64_t from) const;
  void cut(std::uint64_t size);  ///< to its first bytes
  void sync();
  /// Closes now, and says if that failed: some file systems tell only then that a write was lost.
  void close();
  std::uint64_t size() const;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int file_ = -1;
};

/// Puts a file or folder on the disk.
void sync(const std::filesystem::path& path);

/// All bytes of a file. Throws Failure by what keeps it from being read.
std::string content_of(const std::filesystem::path& file);

/// The folder that a name stands in.
std::filesystem::path folder_of(const std::filesystem::path& path);

/// Makes a folder, and those above it that are not there. Each is on the disk then.
void make_folder(const std::filesystem::path& folder);

/// Gives a file another name; the folder is not synced.
void change_name(const std::filesystem::path& from, const std::filesystem::path& to);
/// Gives a file another name and syncs the folder. The second leaves alone what has that name, and returns false.
void give_name(const std::filesystem::path& from, const std::filesystem::path& to);
bool give_free_name(const std::filesystem::path& from, const std::filesystem::path& to);

/// Makes a whole file of that name on the disk, unless there is one already: of several processes one succeeds.
bool create_whole(const std::filesystem::path& file, std::string_view content);

/// Does the work; a refusal of the system becomes a Failure that names the file and the cause (sim/host/cause.hpp).
void writing(const std::filesystem::path& file, const std::function<void()>& work);
void reading(const std::filesystem::path& file, const std::function<void()>& work);

}  // namespace sim
