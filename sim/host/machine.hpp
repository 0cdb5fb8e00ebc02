// What this machine has and is.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace sim {

/// Bytes of memory that new work may take: what the system calls available, or less where a control group (of version 1
/// or 2) says so. `root` is where /proc and /sys are.
std::size_t available_memory(const std::filesystem::path& root = "/");
/// Processors that a control group lets this process use, rounded up; 0 where none says so.
int allowed_processors(const std::filesystem::path& root = "/");
/// What of it runs in flight may take together: the rest is for files and others.
inline std::size_t memory_for_runs() { return available_memory() / 5 * 4; }
/// Seconds of a clock that only goes forward, from some fixed moment.
double steady_seconds();
/// The most memory that this process has held so far, in bytes.
std::size_t peak_memory();
std::string host_name();
/// What commands in Python are run by: SANSHE_PYTHON, or the system's own, which has the packages of the system.
std::string python();
/// "2026-11-24T14:39:27Z"
std::string utc_now();

/// Throws Failure (Exit::lacking) when new work cannot have so many bytes of memory: the system would end the program
/// without a word.
void require_memory(std::size_t bytes);
/// What reading and writing files may take beside the work itself. Where HDF5 and Blosc find no memory they crash, or
/// call sound data damaged: it is asked before and after, never guessed from what they say.
inline constexpr std::size_t memory_for_files = std::size_t{128} << 20;
/// Whether so many bytes more are granted now: a limit of this process (ulimit -v, -d) may refuse them.
bool memory_granted(std::size_t bytes);
/// Throws Failure (Exit::io) when the disk under `file` cannot take so many bytes or its folder lets nobody write.
void require_space(const std::filesystem::path& file, std::size_t bytes);

}  // namespace sim
