// Finished runs on the disk, as they end: a folder of append-only logs, one for each process that writes.
//
//   RunRecord  --append-->  FOLDER/NAME.runs  --(kill -9, power cut)-->  RunLog again: entries  --read-->  RunRecord
//
//   record: magic | bytes | checksum | a form (axes, series), or a run: head (which, of which program), packed values
//
// A form stands in a log once, before the first of its runs.
//
// A log rather than a file a run: ten thousand short runs are one sequential write each and one sync a second, where
// small files would be two syncs and a directory entry each, on file systems of clusters that count entries. What is
// torn or damaged costs the runs of those records, never the others: the next whole record is found by its magic; a
// form that is lost in one log may stand in another. Each process has a log of its own, so that nobody waits for
// anybody; all logs of a folder are read as one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sim/host/disk.hpp"
#include "sim/output/run_file.hpp"

namespace sim {

/// The logs in a folder, by name: what else has their ending is a folder. None where there is no such folder.
std::vector<std::filesystem::path> logs_in(const std::filesystem::path& folder);

/// What tells runs apart: equal keys are equal bits.
std::uint64_t run_key(const std::string& program, const std::string& scenario, const std::string& resolved,
                      std::uint64_t seed, std::uint32_t replicate);

/// Which run it is, who made it and what it took.
struct RunHead {
  std::uint64_t key = 0;
  std::string program, scenario;
  std::uint64_t seed = 0;
  std::uint32_t replicate = 0;
  double seconds = 0;
  std::uint64_t bytes = 0;  ///< of the model's tables
  std::uint64_t form = 0;   ///< checksum of axes, series, start and length: runs of a form share coordinates
  std::uint64_t sum = 0;    ///< checksum of all that equal runs have in common
};

/// The logs of one folder. Failures of the disk throw Failure (Exit::io).
class RunLog {
 public:
  /// What to do when another process has the log of our name.
  enum class Taken { refuse, another };
  enum class Reads { all, own };
  /// Makes the folder, or reads all logs in it, or our own alone. Appends to NAME.runs, which no other process may have
  /// open; or to NAME-2.runs and so on if one has. Where there are no locks to tell, and many may work there, the name
  /// has host and process in it.
  RunLog(std::filesystem::path folder, const std::string& name, std::string program, Taken taken = Taken::refuse,
         Reads reads = Reads::all, Locks locks = Locks::wanted);
  /// Only reads what is there, also while others write.
  explicit RunLog(std::filesystem::path folder);
  /// Leaves no log without runs and no empty folder.
  ~RunLog();
  RunLog(const RunLog&) = delete;
  RunLog& operator=(const RunLog&) = delete;

  struct Entry {
    RunHead head;
    std::size_t file = 0;
    std::uint64_t from = 0, size = 0;
  };
  /// What is there, a run once.
  const std::vector<Entry>& entries() const { return entries_; }
  /// The run of a key, or nothing. Valid until the next append().
  const Entry* find(std::uint64_t key) const;
  /// The run itself. Throws Failure (Exit::io) if it is damaged by now.
  RunRecord read(const Entry& entry) const;
  /// Adds a finished run. On the disk within a second; at once if the last was longer ago.
  void append(std::uint64_t key, const RunRecord& record, double seconds, std::uint64_t bytes);
  /// Throws Failure (Exit::io) if what it holds cannot be written, or somebody took it away meanwhile.
  void sync();
  /// Drops all runs: what was in the logs is elsewhere now, or not wanted.
  void remove();
  /// What was found damaged, a sentence each.
  const std::vector<std::string>& notes() const { return notes_; }
  const std::filesystem::path& folder() const { return folder_; }
  /// Of our log.
  std::string name() const { return own_->path().stem().string(); }

 private:
  struct Place {
    std::size_t file = 0;
    std::uint64_t from = 0;
  };
  void scan_all(Reads reads);
  std::uint64_t scan(const DiskFile& log, std::size_t file);
  void keep(Entry entry);
  void write(std::string_view payload);
  std::string payload(Place place) const;

  const std::filesystem::path folder_;
  const std::string program_;
  std::optional<DiskFile> own_;
  std::vector<std::filesystem::path> files_;  // ours first, if we have one
  std::vector<Entry> entries_;
  std::unordered_map<std::uint64_t, std::size_t> by_key_;
  std::unordered_map<std::uint64_t, Place> forms_;
  mutable std::pair<std::uint64_t, std::string> form_;  // the last one read
  std::vector<std::string> notes_;
  std::uint64_t end_ = 0;  // of our log
  double synced_ = 0;
};

}  // namespace sim
