// RunFile: dimensions and coordinates, then the series, then the file's attributes; runs are written in any order.
#include "sim/output/run_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <system_error>

#include "sim/error.hpp"
#include "sim/output/hdf5.hpp"
#include "sim/output/part.hpp"
#include "sim/output/values.hpp"

namespace sim {

namespace fs = std::filesystem;
using namespace hdf5;

namespace {

constexpr unsigned ordered = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
constexpr hsize_t chunk_bytes = 262144;

// One dimension; its scale is a coordinate variable, or stands for it where there is none.
// Objects without times, so that files of identical runs are alike, and in the order they were made.
Handle properties(hid_t kind) {
  Handle out(H5Pcreate(kind), H5Pclose);
  check(H5Pset_obj_track_times(out, false));
  check(H5Pset_attr_creation_order(out, ordered));
  return out;
}

Handle folder_properties(hid_t kind) {
  Handle out = properties(kind);
  check(H5Pset_link_creation_order(out, ordered));
  return out;
}

Handle create_file(const fs::path& path) {
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18));
  check(H5Pset_file_locking(access, false, true));  // PartFile has the lock
  return {H5Fcreate(path.c_str(), H5F_ACC_TRUNC, folder_properties(H5P_FILE_CREATE), access), H5Fclose};
}

// About 256 KB: a long run is cut by months or years, short runs share a chunk. So one run and one series are both
// quick to read.
std::vector<hsize_t> chunk(std::vector<hsize_t> shape, hsize_t item_bytes) {
  const hsize_t month = std::accumulate(shape.begin() + 2, shape.end(), item_bytes, std::multiplies<>());
  shape[1] = std::clamp<hsize_t>(chunk_bytes / month, 1, shape[1]);
  shape[0] = std::clamp<hsize_t>(chunk_bytes / (month * shape[1]), 1, shape[0]);
  return shape;
}

constexpr char days[] = "days since 2010-01-01";
static_assert(epoch_year == 2010);

void name_and_unit(hid_t variable, const std::string& meaning, const std::string& units) {
  set_attribute(variable, "long_name", meaning);
  if (units != days) return set_attribute(variable, "units", units);
  set_fixed_attribute(variable, "units", units);
  set_fixed_attribute(variable, "calendar", "proleptic_gregorian");
}

// What a failed call means to the user.
template <class Work>
void writing(const fs::path& file, const Work& work) {
  const auto failure = [&file](const std::string& reason) {
    return Failure(Exit::io, {{file.string(),
                               0,
                               0,
                               {},
                               "cannot be written: " + reason,
                               "is there such a folder, with room and the right to write? or choose another file"}});
  };
  try {
    work();
  } catch (const Error& e) {
    throw failure(e.what());
  } catch (const std::system_error& e) {
    throw failure(e.code() == std::errc::operation_would_block ? "another process is writing it" : e.code().message());
  }
}

}  // namespace

class RunFile::Impl {
 public:
  Impl(const fs::path& target, Layout what, const FileInfo& info)
      : part_(target), layout_(std::move(what)), file_(create_file(part_.path())) {
    coordinates();
    for (const SeriesInfo& s : layout_.series) series_.push_back(create_series(s));
    describe(info);
  }

  void write(std::size_t index, const RunRecord& record) {
    scenario_.at(index) = record.scenario;
    replicate_.at(index) = static_cast<std::int32_t>(record.replicate);
    seed_.at(index) = static_cast<std::int64_t>(record.seed);
    for (std::size_t s = 0; s < record.series.size(); ++s) write_series(index, record, s);
  }

  void close() {
    fill(of_runs_[0], scenario_);
    fill(of_runs_[1], H5T_NATIVE_INT32, replicate_.data());
    fill(of_runs_[2], H5T_NATIVE_INT64, seed_.data());
    // H5Fclose may call a full disk a success: what can fail is done by the flush, and the file is opened once more.
    check(H5Fflush(file_, H5F_SCOPE_GLOBAL));
    for (std::vector<Handle>* all : {&series_, &of_runs_})
      for (Handle& h : *all) h.close();
    for (Dimension& d : dimensions_) d.scale.close();
    file_.close();
    Handle(H5Fopen(part_.path().c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose).close();
    part_.publish();
  }

 private:
  struct Dimension {
    std::string name;
    hsize_t size = 0;
    Handle scale = {};
  };

  static void fill(hid_t variable, hid_t type, const void* values) {
    check(H5Dwrite(variable, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values));
  }
  static void fill(hid_t variable, const std::vector<std::string>& texts) {
    std::vector<const char*> pointers(texts.size());
    std::transform(texts.begin(), texts.end(), pointers.begin(), [](const std::string& t) { return t.c_str(); });
    fill(variable, text_type(), pointers.data());
  }

  const Dimension& dimension(const std::string& name) const {
    return *std::find_if(dimensions_.begin(), dimensions_.end(), [&](const Dimension& d) { return d.name == name; });
  }

  std::vector<hsize_t> shape_of(const std::vector<std::string>& over) const {
    std::vector<hsize_t> out(over.size());
    std::transform(over.begin(), over.end(), out.begin(), [this](const std::string& d) { return dimension(d).size; });
    return out;
  }

  Handle create(const std::string& name, hid_t type, const std::vector<hsize_t>& shape, hid_t how) {
    const Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
    return {H5Dcreate2(file_, name.c_str(), type, space, H5P_DEFAULT, how, H5P_DEFAULT), H5Dclose};
  }

  Handle variable(const std::string& name, hid_t type, const std::vector<std::string>& over, const std::string& meaning,
                  const std::string& units, hid_t how) {
    Handle out = create(name, type, shape_of(over), how);
    for (unsigned i = 0; i < over.size(); ++i) check(H5DSattach_scale(out, dimension(over[i]).scale, i));
    name_and_unit(out, meaning, units);
    return out;
  }

  // A dimension with its coordinate variable; with none (type below 0), netCDF knows it by a name that says so.
  hid_t add_dimension(const std::string& name, hsize_t size, hid_t type = -1, const std::string& meaning = {},
                      const std::string& units = "1") {
    const Handle how = properties(H5P_DATASET_CREATE);
    if (type < 0) check(H5Pset_alloc_time(how, H5D_ALLOC_TIME_EARLY));  // h5diff cannot compare what is empty
    Handle scale = create(name, type < 0 ? H5T_IEEE_F32BE : type, {size}, how);
    check(H5DSset_scale(scale, type < 0 ? fmt::format("{}{:10}", no_coordinate, size).c_str() : name.c_str()));
    if (type >= 0) name_and_unit(scale, meaning, units);
    dimensions_.push_back({name, size, std::move(scale)});
    return dimensions_.back().scale;
  }

  void coordinates() {
    const Handle text = text_type(), plain = properties(H5P_DATASET_CREATE);
    const auto months = static_cast<std::size_t>(layout_.months);
    std::vector<std::int32_t> steps(months);
    std::iota(steps.begin(), steps.end(), 0);
    std::vector<double> begin(months), bounds(2 * months);
    for (std::size_t m = 0; m < months; ++m) {
      begin[m] = bounds[2 * m] = (layout_.start + steps[m]).days();
      bounds[2 * m + 1] = (layout_.start + (steps[m] + 1)).days();
    }

    add_dimension("run", layout_.runs);
    const hid_t time = add_dimension("time", months, H5T_IEEE_F64LE, "First day of the month", days);
    set_attribute(time, "standard_name", "time");
    set_attribute(time, "axis", "T");
    set_fixed_attribute(time, "bounds", "time_bnds");
    fill(time, H5T_NATIVE_DOUBLE, begin.data());
    add_dimension("nv", 2);
    if (layout_.yearly()) {
      std::vector<std::int32_t> years(static_cast<std::size_t>(layout_.years.count));
      std::iota(years.begin(), years.end(), layout_.years.first);
      fill(add_dimension("year", years.size(), H5T_STD_I32LE, "Calendar year, January to December"), H5T_NATIVE_INT32,
           years.data());
    }
    for (const Axis& a : layout_.axes) {
      if (!layout_.uses(a)) continue;
      fill(add_dimension(a.name, a.labels.size(), text, a.meaning), a.labels);
      for (const Detail& d : a.details) write_detail(a.name, d);
    }
    fill(variable("time_bnds", H5T_IEEE_F64LE, {"time", "nv"}, "First day of the month and of the next", days, plain),
         H5T_NATIVE_DOUBLE, bounds.data());
    fill(variable("step", H5T_STD_I32LE, {"time"}, "Number of the month, from 0", "1", plain), H5T_NATIVE_INT32,
         steps.data());

    of_runs_.push_back(variable("scenario", text, {"run"}, "Scenario of the run", "1", plain));
    of_runs_.push_back(variable("replicate", H5T_STD_I32LE, {"run"},
                                "Number of the replicate: the same number is the same luck", "1", plain));
    of_runs_.push_back(variable("seed", H5T_STD_I64LE, {"run"}, "Seed of all luck", "1", plain));
    for (const Detail& d : layout_.of_runs) write_detail("run", d);
    scenario_.resize(layout_.runs);
    replicate_.resize(layout_.runs);
    seed_.resize(layout_.runs);
  }

  void write_detail(const std::string& axis, const Detail& detail) {
    const Handle plain = properties(H5P_DATASET_CREATE);
    const auto make = [&](hid_t type) {
      return variable(detail.name, type, {axis}, detail.meaning, detail.unit, plain);
    };
    if (const auto* texts = std::get_if<std::vector<std::string>>(&detail.values))
      fill(make(text_type()), *texts);
    else
      fill(make(H5T_IEEE_F64LE), H5T_NATIVE_DOUBLE, std::get<std::vector<double>>(detail.values).data());
  }

  // What CF calls auxiliary coordinates: of the run, and of the labels of a series' axes.
  std::string auxiliary(const SeriesInfo& s) const {
    std::string out = "scenario replicate seed";
    for (const Detail& d : layout_.of_runs) out += " " + d.name;
    for (const std::string& name : s.axes)
      for (const Detail& d : axis_named(layout_.axes, name).details) out += " " + d.name;
    return out;
  }

  Handle create_series(const SeriesInfo& s) {
    const bool count = is_count(s);
    const hid_t type = count ? H5T_STD_I32LE : H5T_IEEE_F64LE, memory = count ? H5T_NATIVE_INT32 : H5T_NATIVE_DOUBLE;
    const void* missing = count ? static_cast<const void*>(&no_count) : &no_value;
    std::vector<std::string> over = {"run", s.yearly() ? "year" : "time"};
    over.insert(over.end(), s.axes.begin(), s.axes.end());
    const std::vector<hsize_t> shape = shape_of(over);
    if (std::count(shape.begin(), shape.end(), 0) > 0)
      throw Failure(Exit::bug,
                    fmt::format("series {} has no values: no run, no month or an axis without labels", s.name));
    const Handle how = properties(H5P_DATASET_CREATE);
    check(H5Pset_chunk(how, static_cast<int>(shape.size()), chunk(shape, H5Tget_size(type)).data()));
    check(H5Pset_shuffle(how));
    check(H5Pset_deflate(how, 1));  // higher levels cost more time than they save space
    check(H5Pset_fill_value(how, memory, missing));
    Handle out = variable(s.name, type, over, s.meaning, s.money ? "1" : s.unit, how);
    if (s.money) set_attribute(out, "currency", s.unit);
    set_attribute(out, "cell_methods", cell_methods(s));
    set_attribute(out, "coordinates", auxiliary(s));
    const Handle value_type(H5Dget_type(out), H5Tclose);
    set_attribute(out, "_FillValue", value_type, missing);
    return out;
  }

  void describe(const FileInfo& info) {
    set_attribute(file_, "title", info.title);
    set_attribute(file_, "summary", info.summary);
    for (const auto& [name, text] : info.attributes) set_attribute(file_, name, text);
    set_attribute(file_, "time_coverage_start", layout_.start.text());
    set_attribute(file_, "time_coverage_end", (layout_.start + (layout_.months - 1)).text());
    set_attribute(file_, "time_coverage_resolution", "P1M");
    for (const auto& [name, text] : layout_.scenarios) {
      set_attribute(file_, "scenario_hash_" + name, hash_text(text));
      set_attribute(file_, "scenario_text_" + name, text);
    }
    const Handle group(H5Gcreate2(file_, "provenance", H5P_DEFAULT, folder_properties(H5P_GROUP_CREATE), H5P_DEFAULT),
                       H5Gclose);
    for (const auto& [name, text] : info.provenance) set_attribute(group, name, text);
  }

  void write_series(std::size_t index, const RunRecord& record, std::size_t s) {
    const SeriesInfo& info = record.series[s];
    const auto same = [&info](const SeriesInfo& other) { return other.name == info.name; };
    const std::size_t at = std::find_if(layout_.series.begin(), layout_.series.end(), same) - layout_.series.begin();
    if (at == layout_.series.size()) throw Failure(Exit::bug, "series " + info.name + " is not in the file's layout");

    const Handle space(H5Dget_space(series_[at]), H5Sclose);
    std::vector<hsize_t> size = extents(series_[at]), from(size.size(), 0);
    from[0] = index;
    size[0] = 1;
    check(H5Sselect_hyperslab(space, H5S_SELECT_SET, from.data(), nullptr, size.data(), nullptr));
    const Handle memory(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr), H5Sclose);
    const auto put = [&](hid_t type, const auto& values) {
      check(H5Dwrite(series_[at], type, memory, space, H5P_DEFAULT, values.data()));
    };
    if (is_count(info))
      put(H5T_NATIVE_INT32, counts(record, s, layout_));
    else
      put(H5T_NATIVE_DOUBLE, numbers(record, s, layout_));
  }

  Quiet quiet_;
  PartFile part_;
  Layout layout_;
  Handle file_;
  std::vector<Dimension> dimensions_;
  std::vector<Handle> of_runs_, series_;  // scenario, replicate, seed; one for each series of the layout
  std::vector<std::string> scenario_;
  std::vector<std::int32_t> replicate_;
  std::vector<std::int64_t> seed_;
};

RunFile::RunFile(fs::path file, const Layout& layout, const FileInfo& info) : file_(std::move(file)) {
  writing(file_, [&] { impl_ = std::make_unique<Impl>(file_, layout, info); });
}

RunFile::~RunFile() = default;

void RunFile::write(std::size_t index, const RunRecord& record) {
  writing(file_, [&] { impl_->write(index, record); });
}

void RunFile::close() {
  writing(file_, [&] { impl_->close(); });
  impl_.reset();
}

}  // namespace sim
