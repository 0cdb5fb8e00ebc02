// What is wrong with a run file, from the superblock to the last chunk.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "sim/hash.hpp"
#include "sim/output/digest.hpp"
#include "sim/output/hdf5_file.hpp"
#include "sim/output/names.hpp"
#include "sim/output/run_file.hpp"
#include "sim/say.hpp"
#include "sim/sha256.hpp"
#include "sim/utf8.hpp"

namespace sim {

namespace fs = std::filesystem;
using namespace hdf5;

namespace {

struct Expected {
  const char* name;
  H5T_class_t type;
  std::vector<std::string> over;
};

class Check {
 public:
  Check(const OwnFile& own, Verify verify)
      : file_(own.open()),
        format_(format_of(file_)),
        verify_(verify),
        manifest_(manifest_in(file_)),
        known_(addresses(file_)) {
    expected_ = {
        {"scenario", H5T_STRING, {"run"}}, {"replicate", H5T_INTEGER, {"run"}},
        {"seed", H5T_INTEGER, {"run"}},    {"time", H5T_FLOAT, {"time"}},
        {"step", H5T_INTEGER, {"time"}},   {"time_bnds", H5T_FLOAT, {"time", "nv"}},
    };
    if (format_ == 1) return;
    expected_[0].over.emplace_back("scenario_length");
    expected_.push_back({"scenario_index", H5T_INTEGER, {"run"}});
    expected_.push_back({"measured", H5T_FLOAT, {"time"}});
  }

  std::vector<std::string> problems() {
    if (format_ > run_file_format)
      wrong(say("is of format {}, and this program reads {} and {}", format_, 1, run_file_format));
    else if (format_ != 1 && verify_ == Verify::yes && manifest_.empty())
      wrong(say("cannot be verified: it has no digests (a tool left them out); --unverified looks at what is there"));
    attributes_of_file();
    for (const std::string& name : members(file_, H5_INDEX_NAME)) object(name);
    for (const Expected& e : expected_)
      if (seen_.count(e.name) == 0) wrong(say("variable {} is missing", e.name));
    if (seen_.count("provenance") == 0) wrong(say("group provenance is missing"));
    if (series_ == 0) wrong(say("there is no series"));
    if (seen_.count("time") != 0 && seen_.count("time_bnds") != 0) guarded("time", [this] { months(); });
    if (seen_.count("year") != 0) guarded("year", [this] { years(); });
    if (seen_.count("scenario") != 0) guarded("scenario", [this] { scenarios(); });
    return std::move(problems_);
  }

 private:
  void wrong(std::string what) { problems_.push_back(std::move(what)); }
  // One damaged object does not hide the others.
  template <class Work>
  void guarded(const std::string& what, const Work& work) {
    try {
      work();
    } catch (const Error& e) {
      wrong(say("{} cannot be read: {}", what, e.what()));
    }
  }

  bool holds() const { return verify_ == Verify::yes && !manifest_.empty(); }
  // Says so where something is not what it was when the file was written. All of it is read.
  void hold(hid_t item, const std::string& name) {
    if (!holds()) return;
    const auto written = manifest_.find(name);
    if (written != manifest_.end() && written->second == digest(item, name, known_)) return;
    wrong(name == root_name ? say("an attribute of it was changed since it was written")
                            : say("{} was changed since it was written", name));
  }

  void attributes_of_file() {
    guarded(say("the file's attributes"), [this] {
      hold(file_, root_name);
      for (const char* name : {"Conventions", "title", "summary"})
        if (!text_attribute(file_, name)) wrong(say("attribute {} of the file is missing", name));
      const std::string conventions = text_attribute(file_, "Conventions").value_or("CF-");
      if (conventions.find("CF-") == std::string::npos)
        wrong(say("attribute Conventions is \"{}\": not CF", conventions));
    });
  }

  void object(const std::string& name) {
    guarded(name, [&] {
      if (format_ != 1 && name != plain_name(name)) wrong(say("{} is no name for a series or an axis", name));
      const Handle item(H5Oopen(file_, name.c_str(), H5P_DEFAULT), H5Oclose);
      seen_.insert(name);
      const bool is_group = check(H5Iget_type(item)) == H5I_GROUP;
      if (is_group != (name == "provenance" || name == "digest"))
        return wrong(is_group ? say("{} is a group", name) : say("{} is no group", name));
      if (name == "provenance" && holds() && text_attribute(item, "digest") != digest_of_group(item))
        wrong(say("its provenance was changed since it was written"));
      if (!is_group) variable(name, item);
    });
  }

  void variable(const std::string& name, hid_t item) {
    const bool scale = is_scale(item);
    std::vector<std::string> over;
    if (only_a_dimension(item)) return;
    hold(item, name);
    if (scale) {
      over = {name};
    } else {
      over = dimensions(name, item);
    }
    for (const char* attribute : {"long_name", "units"})
      if (!text_attribute(item, attribute)) wrong(say("{} has no attribute {}", name, attribute));

    const Handle type(H5Dget_type(item), H5Tclose);
    const H5T_class_t type_class = H5Tget_class(type);
    const auto known =
        std::find_if(expected_.begin(), expected_.end(), [&](const Expected& e) { return e.name == name; });
    if (known != expected_.end()) {
      if (over != known->over)
        wrong(say("{} has the dimensions ({}), not ({})", name, fmt::join(over, ", "), fmt::join(known->over, ", ")));
      if (type_class != known->type) wrong(say("{} is of another type than it should be", name));
    } else if (!scale) {
      if (format_ != 1 && type_class == H5T_STRING && !over.empty()) over.pop_back();  // the characters
      const bool detail = over.size() == 1 && over[0] != "run" && over[0] != "time" && over[0] != "year";
      if (detail) return;  // what else is known of a dimension's labels
      if (over.empty() || over[0] != "run" || (over.size() > 1 && over[1] != "time" && over[1] != "year"))
        return wrong(
            say("{} has the dimensions ({}): run and time or year should be first", name, fmt::join(over, ", ")));
      const bool of_runs = over.size() == 1, numbers = type_class == H5T_INTEGER || type_class == H5T_FLOAT;
      if (!numbers && !(of_runs && type_class == H5T_STRING))  // a sweep may vary a choice
        return wrong(of_runs ? say("{} holds no numbers and no texts", name) : say("{} holds no numbers", name));
      if (!of_runs) series(name, item, type);
    }
  }

  // Names of the scales on each axis, which must be as long as the axis.
  std::vector<std::string> dimensions(const std::string& name, hid_t item) {
    std::vector<std::string> out;
    const std::vector<hsize_t> shape = extents(item);
    for (const Scale& scale : scales(item, known_)) {
      const std::size_t axis = out.size();
      if (scale.name.empty())
        wrong(say("{} has no dimension scale on axis {}", name, axis + 1));
      else if (scale.size != shape[axis])
        wrong(say("{} has {} rows on axis {}, its dimension {} has {}", name, shape[axis], axis + 1, scale.name,
                  scale.size));
      out.push_back(scale.name);
    }
    return out;
  }

  void series(const std::string& name, hid_t item, hid_t type) {
    ++series_;
    if (!text_attribute(item, "cell_methods")) wrong(say("{} has no attribute cell_methods", name));
    if (check(H5Aexists(item, "_FillValue")) == 0) {
      wrong(say("{} has no attribute _FillValue", name));
    } else {
      const Handle fill(H5Aopen(item, "_FillValue", H5P_DEFAULT), H5Aclose), fill_type(H5Aget_type(fill), H5Tclose);
      if (check(H5Tequal(fill_type, type)) == 0)
        wrong(say("_FillValue of {} is of another type than its values", name));
    }
    if (holds()) return;
    // Every value, run by run: a damaged chunk shows when it is read.
    const Handle space(H5Dget_space(item), H5Sclose);
    std::vector<hsize_t> from(extents(item).size(), 0), size = extents(item);
    const hsize_t runs = size[0];
    size[0] = 1;
    const Handle memory(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr), H5Sclose);
    std::vector<double> values(check(H5Sget_simple_extent_npoints(memory)));
    for (from[0] = 0; from[0] < runs; ++from[0]) {
      check(H5Sselect_hyperslab(space, H5S_SELECT_SET, from.data(), nullptr, size.data(), nullptr));
      check(H5Dread(item, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values.data()));
    }
  }

  std::vector<double> numbers(const char* name) const {
    const Handle item(H5Dopen2(file_, name, H5P_DEFAULT), H5Dclose), space(H5Dget_space(item), H5Sclose);
    std::vector<double> out(check(H5Sget_simple_extent_npoints(space)));
    check(H5Dread(item, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, out.data()));
    return out;
  }

  void months() {
    const std::vector<double> time = numbers("time"), bounds = numbers("time_bnds");
    bool sound = bounds.size() == 2 * time.size() && !time.empty();
    for (std::size_t m = 0; sound && m < time.size(); ++m)
      sound = bounds[2 * m] == time[m] && bounds[2 * m + 1] > time[m] &&
              (m + 1 == time.size() || bounds[2 * m + 1] == time[m + 1]);
    if (!sound) wrong(say("time and time_bnds do not follow each other month by month"));
    const Handle item(H5Dopen2(file_, "time", H5P_DEFAULT), H5Dclose);
    if (!text_attribute(item, "units").value_or("").starts_with("days since "))
      wrong(say("time is not in days since a date"));
  }

  void years() {
    const std::vector<double> year = numbers("year");
    for (std::size_t y = 1; y < year.size(); ++y)
      if (year[y] != year[y - 1] + 1) return wrong(say("year does not go on year by year"));
  }

  // The text behind every run is there, and fits its sum.
  void scenarios() {
    const Handle item(H5Dopen2(file_, "scenario", H5P_DEFAULT), H5Dclose);
    const std::vector<std::string> of_runs = read_texts(item);
    if (seen_.count("scenario_index") != 0) {
      const Handle index(H5Dopen2(file_, "scenario_index", H5P_DEFAULT), H5Dclose);
      if (const auto control = control_character(text_attribute(index, "scenario").value_or(""), "\n"))
        wrong(say("a name in it has the control character {}", *control));
    }
    for (const std::string& name : std::set<std::string>(of_runs.begin(), of_runs.end())) {
      const auto text = text_attribute(file_, "scenario_text_" + name),
                 sum = text_attribute(file_, (format_ == 1 ? "scenario_hash_" : "scenario_sha256_") + name);
      if (!text || !sum)
        wrong(say("the text of scenario \"{}\" is missing", name));
      else if ((format_ == 1 ? old_sum(*text) : sha256(*text)) != *sum)
        wrong(say("the text of scenario \"{}\" is not what its hash says", name));
    }
  }

  Handle file_;
  int format_;
  Verify verify_;
  Manifest manifest_;
  Addresses known_;
  std::vector<Expected> expected_;
  std::set<std::string> seen_;
  std::size_t series_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace

std::string old_sum(std::string_view text) { return fmt::format("fnv1a64:{:016x}", fnv1a(text)); }

bool is_hdf5(const fs::path& file) { return OwnFile::existing(file).is_hdf5(); }

std::string provenance_of(const fs::path& file, const std::string& name) {
  const Quiet quiet;
  std::string out;
  reading(file, [&] {
    const OwnFile own = OwnFile::existing(file);
    try {
      out = own.whole([&] {
        const Handle opened = own.open();
        const Handle group(H5Gopen2(opened, "provenance", H5P_DEFAULT), H5Gclose);
        return text_attribute(group, name).value_or("");
      });
    } catch (const Error&) {
      out.clear();
    }
  });
  return out;
}

namespace {

std::vector<std::string> problems_of(const OwnFile& own, Verify verify) {
  if (!own.is_hdf5()) return {say("is no HDF5 file")};
  try {
    std::vector<std::string> out = own.whole([&] { return Check(own, verify).problems(); });
    own.check();
    return out;
  } catch (const Error& e) {
    return {say("cannot be read: {}", e.what())};
  }
}

}  // namespace

std::vector<std::string> check_run_file(const fs::path& file, Verify verify) {
  const Quiet quiet;
  std::vector<std::string> out;
  reading(file, [&] { out = problems_of(OwnFile::existing(file), verify); });
  return out;
}

std::vector<std::string> check_run_bytes(std::string_view bytes, Verify verify) {
  const Quiet quiet;
  return problems_of(OwnFile::of(bytes), verify);
}

}  // namespace sim
