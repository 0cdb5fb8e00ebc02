// HDF5's C API with an owner for every handle and a check of every return code. Only files of this folder include it.
#pragma once

#include <hdf5.h>
// after hdf5.h
#include <H5DSpublic.h>
#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sim::hdf5 {

/// How a file of HDF5 begins.
inline constexpr std::string_view hdf5_begin = "\x89HDF\r\n\x1a\n";

/// Begins the name of a dimension's scale that is no variable, as netCDF has it; the size follows there.
inline constexpr char no_coordinate[] = "This is a netCDF dimension but not a netCDF variable.";

/// A call that failed for what is in the file, in words of our own.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Says why the call failed that failed last: throws std::system_error where the system refused it, std::bad_alloc
/// where memory did, and else Error.
[[noreturn]] void refuse();

/// The result of a call. HDF5 forgets its reasons at the next call: wrap each call at once.
template <class T>
T check(T result) {
  if (result < 0) refuse();
  return result;
}

/// Owns one handle.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle() = default;
  Handle(hid_t id, Close closer) : id_(check(id)), close_(closer) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  operator hid_t() const { return id_; }
  /// Closes now, and says if that failed.
  void close() { check(close_(std::exchange(id_, -1))); }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

/// All numbers of an attribute, however many it has, read as `type`.
template <class T>
std::vector<T> numbers_in(hid_t attribute, hid_t type) {
  const Handle space(H5Aget_space(attribute), H5Sclose);
  std::vector<T> out(check(H5Sget_simple_extent_npoints(space)));
  if (!out.empty()) check(H5Aread(attribute, type, out.data()));
  return out;
}

/// While it lives, HDF5 prints nothing of its own. Make it before any other call.
class Quiet {
 public:
  Quiet() {
    H5dont_atexit();  // at exit HDF5 would write once more to a file whose disk was full, and crash
    H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  ~Quiet() { H5Eset_auto2(H5E_DEFAULT, print_, data_); }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  H5E_auto2_t print_ = nullptr;
  void* data_ = nullptr;
};

/// UTF-8 of fixed length, an empty text as one NUL: some readers of netCDF-4 cannot take texts of any length.
void set_attribute(hid_t object, const std::string& name, const std::string& text);
/// Numbers, also of a single one as an array: so netCDF writes them.
void set_attribute(hid_t object, const std::string& name, hid_t type, const void* numbers, hsize_t count = 1);
/// As netCDF numbers dimensions.
void set_attribute(hid_t object, const std::string& name, int number);

/// A text attribute; none where it is missing or no text.
std::optional<std::string> text_attribute(hid_t object, const std::string& name);
/// Names of all attributes, in the order in which they were made.
std::vector<std::string> attributes(hid_t object);
/// Of what its values are.
H5T_class_t class_of(hid_t data_set);
/// All texts of a data set: rows of characters, or strings of any length, as files of format 1 have them.
std::vector<std::string> read_texts(hid_t data_set);

std::vector<hsize_t> extents(hid_t data_set);
/// Whether the data set is a dimension's scale.
bool is_scale(hid_t data_set);
/// Whether the data set is no variable, but only stands for a dimension.
bool only_a_dimension(hid_t data_set);

/// Names of what a group has, by name or in the order in which it was made.
std::vector<std::string> members(hid_t group, H5_index_t order);

/// What netCDF calls a dimension.
struct Scale {
  std::string name;  ///< empty where an axis has none
  hsize_t size = 0;
};
/// A file's data sets by their addresses, which references are. Else HDF5 opens one anew for each axis that it is on,
/// and looks through the file for its name. Throws Error where one is not in this file: whoever wrote it would choose
/// which other file of this machine is read.
using Addresses = std::map<haddr_t, Scale>;
Addresses addresses(hid_t file);
/// The scale on each axis of a data set.
std::vector<Scale> scales(hid_t data_set, const Addresses& known = {});

}  // namespace sim::hdf5
