// The run file: one HDF5 layout for one run or ten thousand, also valid netCDF-4 with CF-1.8 and ACDD-1.3 attributes.
//
//   RunRecord (one finished run, in memory)  --RunFile::write-->  FILE.part/...  --close: prove, sync, rename-->  FILE
//
// Dimension `run` first, then `time` (or `year`), then a series' own axes. Runs share coordinates; where they differ
// the file has their union, filled with each type's fill value. the files of this folder are the only door to HDF5.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/clock.hpp"
#include "sim/host/disk.hpp"
#include "sim/series.hpp"

namespace sim {

/// Of the files written; attribute format_version. Format 1 had none, and no digests: it is read still.
inline constexpr int run_file_format = 2;

/// Everything one run leaves behind.
struct RunRecord {
  std::string scenario;
  std::uint32_t replicate = 0;
  std::uint64_t seed = 0;
  Month start;
  int months = 0;
  std::vector<Axis> axes;
  std::vector<SeriesInfo> series;
  std::vector<std::vector<double>> values;  ///< [series][month or year x cells, row-major]; NaN where not defined

  Years years() const { return Years::within(start, months); }
  /// Months or years of a series.
  int moments(const SeriesInfo& info) const { return info.yearly() ? years().count : months; }
};

/// What a file says of itself. Attributes are in the order given.
struct FileInfo {
  std::string title, summary;
  std::vector<std::pair<std::string, std::string>> attributes;  ///< global (Conventions too): same for identical runs
  std::vector<std::pair<std::string, std::string>> provenance;  ///< of the group /provenance: what may differ
};

/// The coordinates of a file, known before its first run: union of what the runs will have.
struct Layout {
  Month start;
  int months = 0;
  Years years;
  std::vector<Axis> axes;
  std::vector<SeriesInfo> series;
  std::vector<std::pair<std::string, std::string>> scenarios;  ///< name and resolved text of each scenario
  std::size_t runs = 0;
  std::vector<Detail> of_runs = {};  ///< what a sweep varied: a value for each run, NaN or "" where it has none
  std::string scale = {};            ///< the parameter that says which share of the world is simulated, ...
  std::vector<double> scales = {};   ///< ... and its value in each run; none where it is not known

  /// Widens the layout so that it holds a run with these coordinates. Details on which runs disagree become unknown;
  /// yearly series of a run without a whole year are left out.
  void include(Month run_start, int run_months, const std::vector<Axis>& run_axes,
               const std::vector<SeriesInfo>& run_series);
  /// Bytes of the data of all runs before compression.
  std::size_t bytes() const;
  /// Whether a series is yearly; whether one has this axis. The file has the dimensions that its series have.
  bool yearly() const;
  bool uses(const Axis& axis) const;
  /// Values of a series in one month or year of one run.
  std::size_t cells(const SeriesInfo& info) const;
  /// Months or years of a series.
  int moments(const SeriesInfo& info) const { return info.yearly() ? years.count : months; }
};

/// Writes a run file. Nothing appears under its name before close(), which replaces a file of that name: whether it
/// may is for the caller to ask. Destroyed unclosed, it removes what it wrote; what a killed one left in FILE.part/ is
/// overwritten by the next. Every failure (disk full, no permission, another process writes the same file) throws
/// Failure with Exit::io and the file's name.
class RunFile {
 public:
  RunFile(std::filesystem::path file, const Layout& layout, const FileInfo& info, Locks locks = Locks::wanted);
  ~RunFile();
  RunFile(const RunFile&) = delete;
  RunFile& operator=(const RunFile&) = delete;

  /// Writes one run at position `index` of the run dimension. A value that its series cannot hold (a count that is no
  /// whole number of 32 bits, money that is no whole hundredths) throws Failure with Exit::bug.
  void write(std::size_t index, const RunRecord& record);
  /// Closes, reads back and holds against what was written, syncs, and gives the file its name. A file that has it is
  /// replaced if it may be; else Failure (Exit::would_overwrite).
  void close(bool replaces = true);

 private:
  class Impl;
  std::filesystem::path file_;
  std::unique_ptr<Impl> impl_;
};

/// A text of the group /provenance, or "". In a child process, as below.
std::string provenance_of(const std::filesystem::path& file, const std::string& name);

/// How files of format 1 vouch for their scenario texts: 64-bit FNV-1a, "fnv1a64:" and 16 hexadecimal digits.
std::string old_sum(std::string_view text);

/// Whether what is read must be what was written.
enum class Verify { yes, no };

/// Whether a file begins as those of HDF5 do. Throws std::system_error.
bool is_hdf5(const std::filesystem::path& file);

/// What is wrong with a run file; empty when it is sound. Reads every value. Throws Failure where the disk refuses it.
/// Call it in a child process: damaged HDF5 may crash.
std::vector<std::string> check_run_file(const std::filesystem::path& file, Verify verify = Verify::yes);
/// The same of the bytes of a file.
std::vector<std::string> check_run_bytes(std::string_view bytes, Verify verify = Verify::yes);

}  // namespace sim
