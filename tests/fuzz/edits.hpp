// What somebody may do to a run file with h5py, netCDF's tools or by mistake, and what nobody would: a program of bytes
// carries it out in memory, through HDF5's own API, so that what is read is sound HDF5 and another file than it was.
//
//   a run file's bytes, a program --edited--> another file's bytes
#pragma once

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "sim/output/digest.hpp"
#include "sim/output/run_file.hpp"

namespace fuzz {

using sim::hdf5::check, sim::hdf5::Handle;

/// A name for a file of this process, which is gone in the end.
struct OwnName {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("fuzz" + std::to_string(getpid()) + ".h5");

  OwnName() = default;
  ~OwnName() { std::filesystem::remove(path); }
  OwnName(const OwnName&) = delete;
  OwnName& operator=(const OwnName&) = delete;
  std::string content() const {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

/// A small run file with something of everything: two scenarios, months and a year, an axis whose labels are described,
/// counts, money and a mean, numbers and words that were swept.
inline std::string small_run_file() {
  sim::RunRecord run{"a", 0, 1, sim::Month::of(2010, 1), 12, {}, {}, {}};
  run.axes = {
      {"service", "Service", {"x", "y"}, {{"service_label", "1", "Its name", std::vector<std::string>{"养", "b"}}}}};
  run.series = {{"open", "count", "Open cases", sim::Measure::stock, {"service"}},
                {"spent", "CNY", "Money spent", sim::Measure::flow, {}, sim::Cadence::every_month, true},
                {"share", "1", "Share served", sim::Measure::rate, {}, sim::Cadence::every_month, false, {}, "open"},
                {"homes", "count", "Homes", sim::Measure::stock, {"service"}, sim::Cadence::every_year}};
  run.values = {std::vector<double>(24, 3), std::vector<double>(12, 0.25), std::vector<double>(12, 0.5), {1, 2}};
  sim::RunRecord other = run;
  other.scenario = "b";
  sim::Layout layout;
  layout.include(run.start, run.months, run.axes, run.series);
  layout.scenarios = {{"a", "title = \"a\"\n"}, {"b", "title = \"b\"\n"}};
  layout.runs = 2;
  layout.of_runs = {{"need.growth", "1", "Growth", std::vector<double>{1, 2}},
                    {"help.regime", "1", "Regime", std::vector<std::string>{"old", "new"}}};
  layout.scale = "population.scale";
  layout.scales = {0.5, 0.25};
  const OwnName file;
  sim::RunFile out(file.path, layout, {"t", "s", {{"Conventions", "CF-1.8, ACDD-1.3"}}, {{"host", "here"}}});
  out.write(0, run);
  out.write(1, other);
  out.close();
  return file.content();
}

/// The program; beyond its end there are zeros.
class Tape {
 public:
  explicit Tape(std::string_view bytes) : left_(bytes) {}
  bool ended() const { return left_.empty(); }
  std::size_t below(std::size_t most) { return byte() % most; }
  template <class T, std::size_t n>
  const T& of(const std::array<T, n>& all) {
    return all[below(n)];
  }
  /// One of those that are separated by spaces.
  std::string word(std::string_view all) {
    for (std::size_t skip = below(std::count(all.begin(), all.end(), ' ') + 1); skip > 0; --skip)
      all.remove_prefix(all.find(' ') + 1);
    return std::string(all.substr(0, all.find(' ')));
  }
  std::string text() {
    std::string out;
    for (std::size_t length = below(20); length > 0; --length) out += static_cast<char>(byte());
    return out;
  }
  double number() {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
    static constexpr std::array<double, 16> odd = {0,    1,    2,     -1,  0.5,      1e6,           40000, 1e10,
                                                   1e19, -1e9, 1e300, nan, infinite, -2147483647.0, 18262, 2010};
    const std::size_t which = byte();
    return which < 128 ? static_cast<double>(which) : odd[which % odd.size()];
  }

 private:
  unsigned char byte() {
    if (left_.empty()) return 0;
    const auto first = static_cast<unsigned char>(left_.front());
    left_.remove_prefix(1);
    return first;
  }
  std::string_view left_;
};

inline std::string object_name(Tape& tape) {
  return tape.word(
      "/ scenario scenario_index replicate seed time time_bnds step measured run nv year open "
      "spent share homes service need_growth service_label help_regime population_scale "
      "provenance digest scenario_length x y");
}

// Not the whole file.
inline std::string link_name(Tape& tape) {
  const std::string name = object_name(tape);
  return name == "/" ? "z" : name;
}

inline std::string attribute_name(Tape& tape) {
  return tape.word(
      "units long_name CLASS NAME DIMENSION_LIST REFERENCE_LIST currency cell_methods "
      "_FillValue parameter weight manifest digest format_version scenario scenario_text_a "
      "scenario_sha256_a Conventions title population_scale _Netcdf4Dimid calendar bounds "
      "coordinates summary host DIMENSION_LABELS x");
}

// Of any kind that HDF5 has, numbers and texts more often.
inline Handle type_of(Tape& tape) {
  const auto copy = [](hid_t type) { return Handle(H5Tcopy(type), H5Tclose); };
  const auto text = [&](std::size_t bytes) {
    Handle type = copy(H5T_C_S1);
    check(H5Tset_size(type, bytes));
    return type;
  };
  switch (tape.below(20)) {
    case 0:
      return copy(H5T_NATIVE_INT8);
    case 1:
      return copy(H5T_STD_I16BE);
    case 2:
      return copy(H5T_NATIVE_INT64);
    case 3:
      return copy(H5T_NATIVE_UINT64);
    case 4:
      return copy(H5T_NATIVE_FLOAT);
    case 5:
    case 6:
    case 7:
      return copy(H5T_NATIVE_DOUBLE);
    case 8:
    case 9:
      return text(1);
    case 10:
      return text(5);
    case 11:
      return text(H5T_VARIABLE);
    case 12:
      return Handle(H5Tvlen_create(H5T_NATIVE_INT), H5Tclose);
    case 13:
      return Handle(H5Tcreate(H5T_OPAQUE, 3), H5Tclose);
    case 14:
      return copy(H5T_STD_REF_OBJ);
    case 15: {
      Handle type(H5Tcreate(H5T_COMPOUND, 8), H5Tclose);
      check(H5Tinsert(type, "a", 0, H5T_NATIVE_INT));
      return type;
    }
    case 16: {
      const hsize_t size = 2;
      return Handle(H5Tarray_create2(H5T_NATIVE_INT, 1, &size), H5Tclose);
    }
    case 17: {
      Handle type(H5Tenum_create(H5T_NATIVE_INT), H5Tclose);
      const int one = 1;
      check(H5Tenum_insert(type, "one", &one));
      return type;
    }
    case 18:
      return copy(H5T_NATIVE_LDOUBLE);
    default:
      return copy(H5T_NATIVE_INT32);
  }
}

inline Handle space_of(Tape& tape) {
  static constexpr std::array<hsize_t, 10> sizes = {0, 1, 2, 2, 3, 4, 11, 12, 13, 24};
  const std::size_t rank = tape.below(6);
  if (rank == 5) return Handle(H5Screate(H5S_NULL), H5Sclose);
  if (rank == 0) return Handle(H5Screate(H5S_SCALAR), H5Sclose);
  std::vector<hsize_t> shape;
  for (hsize_t all = 1; shape.size() < rank; all *= shape.back()) shape.push_back(all < 500 ? tape.of(sizes) : 1);
  return Handle(H5Screate_simple(static_cast<int>(rank), shape.data(), nullptr), H5Sclose);
}

// As many numbers, most of them of the last.
inline std::vector<double> numbers(Tape& tape, hid_t space) {
  std::vector<double> out(check(H5Sget_simple_extent_npoints(space)));
  double last = 0;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = last = i < 4 || !tape.ended() ? tape.number() : last;
  return out;
}

inline Handle object(hid_t file, const std::string& name) {
  return {H5Oopen(file, name.c_str(), H5P_DEFAULT), H5Oclose};
}

inline void remove_attribute(hid_t object, const std::string& name) {
  if (H5Aexists(object, name.c_str()) > 0) check(H5Adelete(object, name.c_str()));
}

inline void edit(hid_t file, Tape& tape) {
  const std::size_t what = tape.below(10);
  const bool of_links = what == 0 || what == 1 || what == 5;
  const std::string name = of_links ? link_name(tape) : object_name(tape);
  switch (what) {
    case 0:
      check(H5Ldelete(file, name.c_str(), H5P_DEFAULT));
      return;
    case 1:
      check(H5Lmove(file, name.c_str(), file, link_name(tape).c_str(), H5P_DEFAULT, H5P_DEFAULT));
      return;
    case 2:
      remove_attribute(object(file, name), attribute_name(tape));
      return;
    case 3: {
      const Handle item = object(file, name);
      const std::string key = attribute_name(tape);
      remove_attribute(item, key);
      sim::hdf5::set_attribute(item, key, tape.below(2) == 0 ? tape.text() : attribute_name(tape));
      return;
    }
    case 4: {
      const Handle item = object(file, name), type = type_of(tape), space = space_of(tape);
      const std::string key = attribute_name(tape);
      remove_attribute(item, key);
      const Handle made(H5Acreate2(item, key.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
      const H5T_class_t kind = H5Tget_class(type);
      if (kind == H5T_INTEGER || kind == H5T_FLOAT)
        check(H5Awrite(made, H5T_NATIVE_DOUBLE, numbers(tape, space).data()));
      return;
    }
    case 5: {
      const Handle type = type_of(tape), space = space_of(tape);
      H5Ldelete(file, name.c_str(), H5P_DEFAULT);
      const Handle made(H5Dcreate2(file, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose);
      const H5T_class_t kind = H5Tget_class(type);
      if (kind == H5T_INTEGER || kind == H5T_FLOAT)
        check(H5Dwrite(made, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers(tape, space).data()));
      return;
    }
    case 6: {
      const Handle item = object(file, name), scale = object(file, object_name(tape));
      if (H5Iget_type(item) != H5I_DATASET || H5Iget_type(scale) != H5I_DATASET) return;
      remove_attribute(item, "DIMENSION_LIST");  // HDF5 goes on with such lists as if they were its own
      remove_attribute(scale, "REFERENCE_LIST");
      check(H5DSattach_scale(item, scale, static_cast<unsigned>(tape.below(4))));
      return;
    }
    case 7: {
      const Handle item = object(file, name);
      if (H5Iget_type(item) != H5I_DATASET) return;
      check(H5DSset_scale(item, tape.below(2) == 0 ? nullptr : tape.text().c_str()));
      return;
    }
    case 8: {
      const std::string to = link_name(tape);
      switch (tape.below(4)) {
        case 0:
          check(H5Lcreate_hard(file, name.c_str(), file, to.c_str(), H5P_DEFAULT, H5P_DEFAULT));
          return;
        case 1:
          check(H5Lcreate_soft(name.c_str(), file, to.c_str(), H5P_DEFAULT, H5P_DEFAULT));
          return;
        case 2:
          check(H5Lcreate_external("none.h5", name.c_str(), file, to.c_str(), H5P_DEFAULT, H5P_DEFAULT));
          return;
        default:
          Handle(H5Gcreate2(file, to.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
          return;
      }
    }
    default: {
      const Handle item = object(file, name);
      if (H5Iget_type(item) != H5I_DATASET) return;
      const Handle space(H5Dget_space(item), H5Sclose), one(H5Screate(H5S_SCALAR), H5Sclose);
      std::vector<hsize_t> at = sim::hdf5::extents(item);
      if (at.empty()) return;
      for (hsize_t& place : at) place = place == 0 ? 0 : tape.below(place);
      check(H5Sselect_elements(space, H5S_SELECT_SET, 1, at.data()));
      const double value = tape.number();
      check(H5Dwrite(item, H5T_NATIVE_DOUBLE, one, space, H5P_DEFAULT, &value));
    }
  }
}

// As whoever knows how digests are made would give them.
inline void seal(hid_t file) {
  // A data set that is gone and a text that takes its place, both unwritten: HDF5 1.10 cannot write that, nor close.
  check(H5Fflush(file, H5F_SCOPE_GLOBAL));
  std::vector<Handle> open;  // what is open already HDF5 opens at once
  for (const std::string& name : sim::hdf5::members(file, H5_INDEX_NAME)) open.push_back(object(file, name));
  const std::string manifest = sim::hdf5::to_text(sim::hdf5::manifest_of(file));
  const Handle digest = object(file, "digest");
  remove_attribute(digest, "manifest");
  sim::hdf5::set_attribute(digest, "manifest", manifest);
  const Handle provenance = object(file, "provenance");
  remove_attribute(provenance, "digest");
  sim::hdf5::set_attribute(provenance, "digest", sim::hdf5::digest_of_group(provenance));
}

// Where the bytes of a file in memory go when it is closed. As long as it is open, H5Fget_file_image gives them with a
// wrong checksum: it clears the mark that somebody writes.
inline herr_t keep(void* memory, H5FD_file_image_op_t when, void* to) {
  std::string& out = *static_cast<std::string*>(to);
  if (when == H5FD_FILE_IMAGE_OP_FILE_CLOSE) out.assign(static_cast<const char*>(memory), out.size());
  return H5free_memory(memory);
}

/// What a file becomes by work with it, in memory.
template <class Work>
std::string changed(std::string base, const Work& work) {
  const sim::hdf5::Quiet quiet;
  std::string out;
  H5FD_file_image_callbacks_t memory{};
  memory.image_free = keep;
  memory.udata_copy = [](void* to) { return to; };
  memory.udata_free = [](void*) { return 0; };
  memory.udata = &out;
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  check(H5Pset_fapl_core(access, 65536, false));
  check(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG));  // `out` is gone later
  check(H5Pset_file_image_callbacks(access, &memory));
  check(H5Pset_file_image(access, base.data(), base.size()));
  Handle open(H5Fopen("bytes", H5F_ACC_RDWR, access), H5Fclose);
  work(open);
  check(H5Fflush(open, H5F_SCOPE_GLOBAL));
  out.resize(check(H5Fget_file_image(open, nullptr, 0)));
  open.close();
  return out;
}

/// What is not possible is left out. `sealed`: with digests that are right again.
inline std::string edited(const std::string& base, std::string_view program, bool sealed) {
  return changed(base, [program, sealed](hid_t file) {
    Tape tape(program);
    constexpr int most = 12;
    for (int edits = 0; edits < most && !tape.ended(); ++edits) try {
        edit(file, tape);
      } catch (const sim::hdf5::Error&) {
      }
    if (sealed) try {
        seal(file);
      } catch (const sim::hdf5::Error&) {
      }
  });
}

}  // namespace fuzz
