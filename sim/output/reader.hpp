// Reads run files: what `compare`, `export` and `reproduce` know of one.
//
//   FILE --RunReader--> runs, months, axes, series, swept coordinates, attributes; and the values that are asked for
//
// What it reads it holds against the file's digests: of the file and of all coordinates at once, of a series when its
// values are first asked for. Files of format 1 have no digests.
//
// Use it in a child process (read_in_child of sim/host/child.hpp): damaged HDF5 may crash.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/output/run_file.hpp"

namespace sim {

class HeldFile;

/// What a run file says of one of its runs.
struct RunName {
  std::string scenario;
  std::uint32_t replicate = 0;
  std::uint64_t seed = 0;
};

class RunReader {
 public:
  /// `of_model`: axes of the model that the file is of, which know what no file says: whether the first label is the
  /// whole, which labels stand apart, which are two sides of the same. Throws Failure: Exit::no_input where there is no
  /// file (io or lacking where the disk refuses it), Exit::bad_data where it is no run file or damaged, was changed
  /// since it was written or cannot be verified. So does whatever reads values.
  explicit RunReader(const std::filesystem::path& file, Verify verify = Verify::yes,
                     std::span<const Axis> of_model = {});
  /// The same of the bytes of a file, which outlive it; `name` is what refusals call it.
  RunReader(std::string_view bytes, const std::filesystem::path& name, Verify verify = Verify::yes,
            std::span<const Axis> of_model = {});
  ~RunReader();
  RunReader(const RunReader&) = delete;
  RunReader& operator=(const RunReader&) = delete;

  const std::vector<RunName>& runs() const { return runs_; }
  Month start() const { return start_; }
  int months() const { return months_; }
  Years years() const { return years_; }  ///< of yearly series; none where the file has none
  /// Those that series have, with what else is known of their labels.
  const std::vector<Axis>& axes() const { return axes_; }
  const std::vector<SeriesInfo>& series() const { return series_; }
  /// What a sweep varied: a value a run, of numbers or texts, with the parameter's name.
  const std::vector<Detail>& swept() const { return swept_; }
  /// Which share of the world each run is, by the parameter that says it; none where the file does not tell.
  std::vector<double> scale_of_runs(const std::string& parameter) const;
  /// Texts of the whole file, in the file's order; and of the group /provenance.
  const std::vector<std::pair<std::string, std::string>>& attributes() const { return attributes_; }
  const std::vector<std::pair<std::string, std::string>>& provenance() const { return provenance_; }
  /// The text of that name, or "".
  std::string attribute(const std::string& name) const;
  /// The text of a scenario, or ""; and whether its sum in the file is the text's.
  std::string scenario_text(const std::string& name) const;
  bool holds_scenario(const std::string& name) const;

  /// Months or years of a series.
  int moments(const SeriesInfo& info) const { return info.yearly() ? years_.count : months_; }
  /// Series number `series` of run number `run`: months or years x cells, row-major; NaN where the file has no value.
  std::vector<double> values(std::size_t series, std::size_t run) const;
  /// One run with the series of these numbers, in the months that the run has (of a yearly series: the years).
  RunRecord record(std::size_t run, const std::vector<std::size_t>& series) const;

 private:
  void read(std::span<const Axis> of_model);
  void read_runs();
  void read_months();
  void read_variables();
  void add_series(SeriesInfo info);
  const std::string& label(const std::string& scenario) const;
  std::pair<int, int> span(std::size_t run) const;

  std::unique_ptr<HeldFile> file_;
  std::vector<RunName> runs_;
  std::map<std::string, std::string> labels_;  // of scenarios, by their true names
  Month start_;
  int months_ = 0;
  Years years_{epoch_year, 0};
  std::vector<Axis> axes_;
  std::vector<SeriesInfo> series_;
  std::vector<Detail> swept_;
  std::vector<std::pair<std::string, std::string>> attributes_, provenance_;
};

}  // namespace sim
