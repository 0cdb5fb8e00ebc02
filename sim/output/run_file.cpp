// RunFile: dimensions and coordinates, then the series, then the file's attributes; runs are written in any order.
#include "sim/output/run_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <system_error>

#include "sim/error.hpp"
#include "sim/host/cause.hpp"
#include "sim/output/chunks.hpp"
#include "sim/output/names.hpp"
#include "sim/output/netcdf.hpp"
#include "sim/output/part.hpp"
#include "sim/output/values.hpp"
#include "sim/parallel.hpp"
#include "sim/say.hpp"
#include "sim/sha256.hpp"

namespace sim {

namespace fs = std::filesystem;
using namespace hdf5;

namespace {

std::size_t longest(const std::vector<std::string>& texts) {
  std::size_t out = 0;
  for (const std::string& t : texts) out = std::max(out, t.size());
  return out;
}

// "X" or "Y" of a detail that places labels on a map; else "".
std::string map_axis(const std::string& axis, const std::string& detail) {
  return detail == axis + "_x" ? "X" : detail == axis + "_y" ? "Y" : "";
}

// What a failed call means to the user.
template <class Work>
void writing(const fs::path& file, const Work& work) {
  const auto failure = [&file](const std::string& reason) {
    return Failure(Exit::io,
                   {{file.string(),
                     0,
                     0,
                     {},
                     say("cannot be written: {}", reason),
                     say("is there such a folder, with room and the right to write? or choose another file")}});
  };
  try {
    work();
  } catch (const Error& e) {
    throw failure(e.what());
  } catch (const std::system_error& e) {
    if (e.code() == std::errc::file_exists)
      throw Failure(Exit::would_overwrite, {{file.string(),
                                             0,
                                             0,
                                             {},
                                             say("is there meanwhile, and is not of this command"),
                                             say("move it away, choose another with -o, or replace it with --force")}});
    if (e.code() == std::errc::operation_would_block) throw failure(say("another process is writing it"));
    throw refused_by_system(file.string(), e.code(), Doing::writing,
                            say("is there such a folder, with the right to write? or choose another file"));
  }
}

}  // namespace

class RunFile::Impl {
 public:
  Impl(const fs::path& target, Layout what, const FileInfo& info, Locks locks)
      : part_(target, locks), layout_(std::move(what)), file_(part_.path()) {
    guarded([&] {
      file_.begin();
      name_scenarios();
      coordinates();
      for (const SeriesInfo& s : layout_.series) create_series(s);
      describe(info);
    });
  }

  void write(std::size_t index, const RunRecord& record) {
    guarded([&] {
      scenario_.at(index) = scenario_number(record.scenario);
      replicate_.at(index) = static_cast<std::int32_t>(record.replicate);
      seed_.at(index) = static_cast<std::int64_t>(record.seed);
      each(record.series.size(), 1, [&](std::size_t s) { take(index, record, s); });
      write_chunks();
    });
  }

  void close(bool replaces) {
    guarded([&] {
      std::vector<std::string> labels;
      for (const std::int32_t s : scenario_) labels.push_back(labels_.at(static_cast<std::size_t>(s)));
      file_.fill(*of_runs_[0], labels);
      file_.fill(*of_runs_[1], H5T_NATIVE_INT32, scenario_);
      file_.fill(*of_runs_[2], H5T_NATIVE_INT32, replicate_);
      file_.fill(*of_runs_[3], H5T_NATIVE_INT64, seed_);
      each(series_.size(), 1, [this](std::size_t s) {
        fill_in(s);
        chunks_[s].finish();
      });
      write_chunks();
      file_.close();
    });
    part_.publish(replaces);
  }

 private:
  // The disk's own reason goes before what HDF5 makes of it.
  template <class Work>
  void guarded(const Work& work) {
    try {
      work();
    } catch (const Error&) {
      file_.check();
      throw;
    }
    file_.check();
  }

  void name_scenarios() {
    PlainNames names;
    for (const auto& [name, text] : layout_.scenarios) labels_.push_back(names(name));
  }

  std::int32_t scenario_number(const std::string& name) const {
    for (std::size_t i = 0; i < layout_.scenarios.size(); ++i)
      if (layout_.scenarios[i].first == name) return static_cast<std::int32_t>(i);
    throw Failure(Exit::bug, say("scenario {} is not in the file's layout", name));
  }

  void coordinates() {
    const auto months = static_cast<std::size_t>(layout_.months);
    std::vector<std::int32_t> steps(months);
    std::iota(steps.begin(), steps.end(), 0);
    std::vector<double> begin(months), bounds(2 * months), last(months);
    for (std::size_t m = 0; m < months; ++m) {
      begin[m] = bounds[2 * m] = (layout_.start + steps[m]).days();
      bounds[2 * m + 1] = (layout_.start + (steps[m] + 1)).days();
      last[m] = bounds[2 * m + 1] - 1;
    }
    file_.dimension("run", layout_.runs);
    NetcdfFile::Variable& time = file_.coordinate("time", months, H5T_IEEE_F64LE, "First day of the month", days_unit);
    set_attribute(time.item, "standard_name", "time");
    set_attribute(time.item, "axis", "T");
    set_attribute(time.item, "bounds", "time_bnds");
    file_.fill(time, H5T_NATIVE_DOUBLE, begin);
    file_.dimension("nv", 2);
    if (layout_.yearly()) {
      std::vector<std::int32_t> years(static_cast<std::size_t>(layout_.years.count));
      std::iota(years.begin(), years.end(), layout_.years.first);
      file_.fill(file_.coordinate("year", years.size(), H5T_STD_I32LE, "Calendar year, January to December"),
                 H5T_NATIVE_INT32, years);
    }
    for (const Axis& a : layout_.axes) {
      if (!layout_.uses(a)) continue;
      file_.fill(file_.texts(a.name, a.name, a.labels.size(), longest(a.labels), a.meaning), a.labels);
      for (const Detail& d : a.details)
        if (const std::string axis = map_axis(a.name, d.name); !axis.empty())
          set_attribute(write_detail(a.name, d.name, d).item, "axis", axis);
        else
          write_detail(a.name, d.name, d);
    }
    file_.fill(file_.variable("time_bnds", H5T_IEEE_F64LE, {"time", "nv"}, "First day of the month and of the next",
                              days_unit),
               H5T_NATIVE_DOUBLE, bounds);
    file_.fill(file_.variable("step", H5T_STD_I32LE, {"time"}, "Number of the month, from 0", "1"), H5T_NATIVE_INT32,
               steps);
    file_.fill(file_.variable("measured", H5T_IEEE_F64LE, {"time"}, "Last day of the month, when stocks are counted",
                              days_unit),
               H5T_NATIVE_DOUBLE, last);
    of_runs();
  }

  void of_runs() {
    of_runs_.push_back(&file_.texts("scenario", "run", 0, longest(labels_), "Scenario of the run"));
    of_runs_.push_back(&file_.variable("scenario_index", H5T_STD_I32LE, {"run"}, "Number of the scenario", "1"));
    of_runs_.push_back(&file_.variable("replicate", H5T_STD_I32LE, {"run"},
                                       "Number of the replicate: the same number is the same luck", "1"));
    of_runs_.push_back(&file_.variable("seed", H5T_STD_I64LE, {"run"}, "Seed of all luck", "1"));
    const hid_t index = of_runs_[1]->item;
    std::vector<std::int32_t> numbers(labels_.size());
    std::iota(numbers.begin(), numbers.end(), 0);
    std::vector<std::string> names;
    for (const auto& [name, text] : layout_.scenarios) names.push_back(name);
    if (!numbers.empty()) set_attribute(index, "flag_values", H5T_STD_I32LE, numbers.data(), numbers.size());
    set_attribute(index, "flag_meanings", fmt::format("{}", fmt::join(labels_, " ")));
    set_attribute(index, "scenario", fmt::format("{}", fmt::join(names, "\n")));
    for (const char* taken : {"run", "time", "nv", "year", "time_bnds", "step", "measured", "scenario",
                              "scenario_length", "scenario_index", "replicate", "seed"})
      names_.take(taken);
    for (const Axis& a : layout_.axes) {
      names_.take(a.name);
      for (const Detail& d : a.details) names_.take(d.name);
    }
    for (const SeriesInfo& s : layout_.series) names_.take(s.name);
    bool scale_is_swept = false;
    for (const Detail& d : layout_.of_runs) {
      swept_.push_back(names_(d.name));
      set_attribute(write_detail("run", swept_.back(), d).item, "parameter", d.name);
      scale_is_swept = scale_is_swept || d.name == layout_.scale;
    }
    write_scale(scale_is_swept);
    scenario_.resize(layout_.runs);
    replicate_.resize(layout_.runs);
    seed_.resize(layout_.runs);
  }

  // Which share of the world the runs are: one number, or one for each where they differ.
  void write_scale(bool is_swept) {
    const std::vector<double>& all = layout_.scales;
    if (all.empty() || is_swept) return;
    const std::string name = names_(layout_.scale);
    if (std::count(all.begin(), all.end(), all[0]) == std::ssize(all))
      return set_attribute(file_.file(), name, H5T_IEEE_F64LE, all.data());
    file_.fill(file_.variable(name, H5T_IEEE_F64LE, {"run"}, "Share of the world that is simulated", "1"),
               H5T_NATIVE_DOUBLE, all);
  }

  NetcdfFile::Variable& write_detail(const std::string& axis, const std::string& name, const Detail& detail) {
    if (const auto* texts = std::get_if<std::vector<std::string>>(&detail.values)) {
      NetcdfFile::Variable& out = file_.texts(name, axis, texts->size(), longest(*texts), detail.meaning, detail.unit);
      file_.fill(out, *texts);
      return out;
    }
    NetcdfFile::Variable& out = file_.variable(name, H5T_IEEE_F64LE, {axis}, detail.meaning, detail.unit);
    file_.fill(out, H5T_NATIVE_DOUBLE, std::get<std::vector<double>>(detail.values));
    return out;
  }

  // What CF calls auxiliary coordinates: of the run, of the moment, and of the labels of a series' axes.
  std::string auxiliary(const SeriesInfo& s) const {
    std::string out = "scenario scenario_index replicate seed";
    for (const std::string& name : swept_) out += " " + name;
    if (s.measure == Measure::stock && !s.yearly()) out += " measured";
    for (const std::string& name : s.axes)
      for (const Detail& d : axis_named(layout_.axes, name).details) out += " " + d.name;
    return out;
  }

  void create_series(const SeriesInfo& s) {
    const bool count = is_count(s);
    const hid_t type = count ? H5T_STD_I32LE : H5T_IEEE_F64LE, memory = count ? H5T_NATIVE_INT32 : H5T_NATIVE_DOUBLE;
    const void* missing = count ? static_cast<const void*>(&no_count) : &no_value;
    std::vector<std::string> over = {"run", s.yearly() ? "year" : "time"};
    over.insert(over.end(), s.axes.begin(), s.axes.end());
    const auto moments = static_cast<hsize_t>(layout_.moments(s));
    std::vector<hsize_t> shape = {layout_.runs, moments};
    for (const std::string& name : s.axes) shape.push_back(axis_named(layout_.axes, name).labels.size());
    if (std::count(shape.begin(), shape.end(), 0) > 0)
      throw Failure(Exit::bug, say("series {} has no values: no run, no month or an axis without labels", s.name));
    const Handle how = properties(H5P_DATASET_CREATE);
    check(H5Pset_chunk(how, static_cast<int>(shape.size()), chunk_of(shape, H5Tget_size(type)).data()));
    set_filters(how);
    check(H5Pset_fill_value(how, memory, missing));
    NetcdfFile::Variable& out = file_.variable(s.name, type, over, s.meaning, s.money ? "1" : s.unit, how);
    if (s.money) set_attribute(out.item, "currency", s.unit);
    set_attribute(out.item, "cell_methods", cell_methods(s));
    set_attribute(out.item, "coordinates", auxiliary(s));
    if (!s.weight.empty()) set_attribute(out.item, "weight", s.weight);
    set_attribute(out.item, "_FillValue", type, missing);
    out.sums.resize(layout_.runs);
    series_.push_back(&out);
    chunks_.emplace_back(shape, std::string(static_cast<const char*>(missing), H5Tget_size(type)));
  }

  void describe(const FileInfo& info) {
    const hid_t file = file_.file();
    set_attribute(file, "title", info.title);
    set_attribute(file, "summary", info.summary);
    set_attribute(file, "format_version", H5T_STD_I32LE, &run_file_format);
    for (const auto& [name, text] : info.attributes) set_attribute(file, name, text);
    set_attribute(file, "time_coverage_start", layout_.start.text());
    set_attribute(file, "time_coverage_end", (layout_.start + (layout_.months - 1)).text());
    set_attribute(file, "time_coverage_resolution", "P1M");
    for (std::size_t s = 0; s < labels_.size(); ++s) {
      const std::string& text = layout_.scenarios[s].second;
      set_attribute(file, "scenario_sha256_" + labels_[s], sha256(text));
      set_attribute(file, "scenario_text_" + labels_[s], text);
    }
    Handle group = make_group(file, "provenance");
    for (const auto& [name, text] : info.provenance) set_attribute(group, name, text);
    set_attribute(group, "digest", digest_of_group(group));
    group.close();
  }

  // A series of a run, side by side with others.
  void take(std::size_t index, const RunRecord& record, std::size_t s) {
    const SeriesInfo& info = record.series[s];
    const auto same = [&info](const SeriesInfo& other) { return other.name == info.name; };
    const std::size_t at = std::find_if(layout_.series.begin(), layout_.series.end(), same) - layout_.series.begin();
    if (at == layout_.series.size()) throw Failure(Exit::bug, say("series {} is not in the file's layout", info.name));
    const auto put = [&](const auto& values) {
      series_[at]->sums[index] = sums(std::span(values), 1)[0];
      chunks_[at].put(index, {reinterpret_cast<const char*>(values.data()), values.size() * sizeof values[0]});
    };
    is_count(info) ? put(counts(record, s, layout_)) : put(numbers(record, s, layout_));
  }

  void write_chunks() {
    for (std::size_t s = 0; s < series_.size(); ++s) chunks_[s].write(series_[s]->item);
  }

  // What a run has no values of is filled in by HDF5.
  void fill_in(std::size_t series) {
    const SeriesInfo& info = layout_.series[series];
    const std::size_t size = layout_.cells(info) * static_cast<std::size_t>(layout_.moments(info));
    std::string none;
    for (std::string& sum : series_[series]->sums) {
      if (!sum.empty()) continue;
      if (none.empty())
        none = is_count(info) ? sums(std::span<const std::int32_t>(std::vector<std::int32_t>(size, no_count)), 1)[0]
                              : sums(std::span<const double>(std::vector<double>(size, no_value)), 1)[0];
      sum = none;
    }
  }

  Quiet quiet_;
  PartFile part_;
  Layout layout_;
  NetcdfFile file_;
  PlainNames names_;
  std::vector<std::string> labels_, swept_;              // of scenarios; names of what a sweep varied
  std::vector<NetcdfFile::Variable*> of_runs_, series_;  // scenario and its number, replicate, seed; of the layout
  std::vector<Chunks> chunks_;                           // of each series
  std::vector<std::int32_t> scenario_, replicate_;
  std::vector<std::int64_t> seed_;
};

RunFile::RunFile(fs::path file, const Layout& layout, const FileInfo& info, Locks locks) : file_(std::move(file)) {
  writing(file_, [&] { impl_ = std::make_unique<Impl>(file_, layout, info, locks); });
}

RunFile::~RunFile() = default;

void RunFile::write(std::size_t index, const RunRecord& record) {
  writing(file_, [&] { impl_->write(index, record); });
}

void RunFile::close(bool replaces) {
  writing(file_, [&] { impl_->close(replaces); });
  impl_.reset();
}

}  // namespace sim
