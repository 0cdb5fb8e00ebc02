// What a command left in FILE.part/: is it of these runs, and is it to be gone on with?
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sim/run/log.hpp"

namespace sim {

/// What the user said about earlier work.
struct Earlier {
  bool resume = false;  ///< go on with it
  bool force = false;   ///< drop it, or replace the file
  bool ours = false;    ///< the file has some of the runs that are wanted, and no others: more are added to it
  Locks locks = Locks::wanted;
};

/// Where the runs of a file are kept until it is built.
std::filesystem::path part_folder(const std::filesystem::path& file);

/// Which runs a file has, in few characters: kept in it.
std::string runs_hash(const std::vector<std::uint64_t>& keys);
/// The same of a file that is there, or "".
std::string runs_hash_of(const std::filesystem::path& file);
/// Which runs those are: a line "replicate seed scenario" each.
std::vector<std::string> runs_in(const std::filesystem::path& file);
/// Reads all of a run file: the first thing that is not as it was written, or "".
std::string what_is_wrong(const std::filesystem::path& file);

/// Opens the log beside a file for runs with these keys. Throws Failure (Exit::would_overwrite) when finished or begun
/// runs are there that the user has not spoken of, or others than these.
std::unique_ptr<RunLog> open_saved(const std::filesystem::path& file, const std::string& program,
                                   const std::vector<std::uint64_t>& keys, Earlier earlier);
/// "3 finished and 2 begun", "nothing".
std::string saved_text(const RunLog& log);
/// Drops the log's runs and the checkpoints beside it.
void drop_saved(RunLog& log);

}  // namespace sim
