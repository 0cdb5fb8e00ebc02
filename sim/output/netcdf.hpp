// A netCDF-4 file in the making: dimensions, variables over them, attributes. Of all that is written the digests are
// kept, so that the file can be proved when it is whole.
//
//   dimension, labels, variable --HDF5--> OwnFile          fill: values, and their sums
//   close: digests, every handle closed --> prove: opened anew, all of it read, held against the digests
//
// A dimension with a coordinate variable is the variable's scale; labels are rows of characters, and the scale is of
// two dimensions then. Nothing else is known of runs and series here.
#pragma once

#include <deque>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "sim/output/digest.hpp"
#include "sim/output/hdf5_file.hpp"

namespace sim::hdf5 {

inline constexpr char days_unit[] = "days since 2010-01-01";

/// Properties for objects without times, so that files of identical runs are alike, and in the order they were made.
Handle properties(hid_t kind);

Handle make_group(hid_t file, const std::string& name);

class NetcdfFile {
 public:
  struct Variable {
    std::string name;
    std::vector<std::string> over;
    Handle item = {};
    std::vector<std::string> sums = {};  ///< of its values: one for each run, or one
  };

  explicit NetcdfFile(const std::filesystem::path& path) : own_(path) {}

  /// First of all. Apart from the constructor, as what fails then is asked of the file itself: check().
  void begin();
  hid_t file() const { return file_; }
  /// Throws the first failure of the disk, if there was one.
  void check() const { own_.check(); }

  /// One without coordinate: netCDF knows it by a name that says so.
  void dimension(const std::string& name, hsize_t size);
  /// One with a coordinate variable of numbers.
  Variable& coordinate(const std::string& name, hsize_t size, hid_t type, const std::string& meaning,
                       const std::string& units = "1");
  Variable& variable(const std::string& name, hid_t type, std::vector<std::string> over, const std::string& meaning,
                     const std::string& units, hid_t how = -1);
  /// Texts of up to so many bytes: over a dimension, or the labels of one of their own name.
  Variable& texts(const std::string& name, const std::string& over, hsize_t size, std::size_t most,
                  const std::string& meaning, const std::string& units = "1");

  /// All values of a variable.
  template <class T>
  void fill(Variable& variable, hid_t type, const std::vector<T>& values) {
    hdf5::check(H5Dwrite(variable.item, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()));
    variable.sums = sums(std::span<const T>(values), parts(variable));
  }
  void fill(Variable& variable, const std::vector<std::string>& texts);

  /// Writes the digests, closes all, and throws Error unless what is read back is what was written.
  void close();

 private:
  struct Dimension {
    std::string name;
    hsize_t size = 0;
    Handle scale = {};  ///< of its own; none where a variable is the scale
    const Variable* variable = nullptr;
  };

  Handle create(const std::string& name, hid_t type, const std::vector<hsize_t>& shape, hid_t how);
  const Dimension& named(const std::string& name) const;
  std::size_t number(const std::string& name) const;
  void add(Dimension one);
  std::size_t parts(const Variable& variable) const;
  Manifest digests() const;

  OwnFile own_;
  Handle file_;
  std::deque<Dimension> dimensions_;
  std::deque<Variable> variables_;
};

/// Throws Error unless the file says and holds what these digests are of, and they are in it.
void prove(const std::filesystem::path& path, const Manifest& digests);

}  // namespace sim::hdf5
