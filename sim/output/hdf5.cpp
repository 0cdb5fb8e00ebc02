#include "sim/output/hdf5.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace sim::hdf5 {

std::string reason() {
  std::string found;
  const auto innermost = [](unsigned, const H5E_error2_t* error, void* out) -> herr_t {
    *static_cast<std::string*>(out) = error->desc;
    return 1;  // the first is enough
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, innermost, &found);
  // HDF5 hides the system's message between its own: "..., errno = 28, error message = 'No space left on device', ..."
  static constexpr std::string_view mark = "error message = '";
  if (const std::size_t at = found.find(mark); at != std::string::npos) {
    found.erase(0, at + mark.size());
    found.erase(std::min(found.find('\''), found.size()));
  }
  return found.empty() ? "HDF5 gives no reason" : found;
}

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  check(H5Tset_size(type, H5T_VARIABLE));
  check(H5Tset_cset(type, H5T_CSET_UTF8));
  return type;
}

namespace {
void set_scalar(hid_t object, const std::string& name, hid_t type, const void* value) {
  const Handle space(H5Screate(H5S_SCALAR), H5Sclose);
  const Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  check(H5Awrite(attribute, type, value));
}
}  // namespace

void set_attribute(hid_t object, const std::string& name, const std::string& text) {
  const char* pointer = text.c_str();
  set_scalar(object, name, text_type(), &pointer);
}

void set_fixed_attribute(hid_t object, const std::string& name, const std::string& text) {
  const Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  check(H5Tset_size(type, text.size()));
  check(H5Tset_strpad(type, H5T_STR_NULLPAD));
  set_scalar(object, name, type, text.c_str());
}

void set_attribute(hid_t object, const std::string& name, hid_t type, const void* number) {
  const hsize_t one = 1;
  const Handle space(H5Screate_simple(1, &one, nullptr), H5Sclose);
  const Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  check(H5Awrite(attribute, type, number));
}

std::optional<std::string> text_attribute(hid_t object, const std::string& name) {
  if (check(H5Aexists(object, name.c_str())) == 0) return {};
  const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose);
  const Handle stored(H5Aget_type(attribute), H5Tclose), space(H5Aget_space(attribute), H5Sclose);
  if (check(H5Tget_class(stored)) != H5T_STRING || check(H5Sget_simple_extent_npoints(space)) != 1) return {};
  if (check(H5Tis_variable_str(stored)) == 0) {
    std::string text(H5Tget_size(stored), '\0');
    check(H5Aread(attribute, stored, text.data()));
    return text.c_str();
  }
  char* pointer = nullptr;
  check(H5Aread(attribute, text_type(), &pointer));
  std::string text = pointer == nullptr ? "" : pointer;
  check(H5free_memory(pointer));
  return text;
}

std::vector<std::string> read_texts(hid_t data_set) {
  const std::vector<hsize_t> shape = extents(data_set);
  const hsize_t size = std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>());
  std::vector<char*> pointers(size);
  check(H5Dread(data_set, text_type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()));
  std::vector<std::string> out;
  for (char* p : pointers) {
    out.emplace_back(p == nullptr ? "" : p);
    check(H5free_memory(p));
  }
  return out;
}

std::vector<hsize_t> extents(hid_t data_set) {
  const Handle space(H5Dget_space(data_set), H5Sclose);
  std::vector<hsize_t> out(check(H5Sget_simple_extent_ndims(space)));
  check(H5Sget_simple_extent_dims(space, out.data(), nullptr));
  return out;
}

std::vector<std::string> members(hid_t group, H5_index_t order) {
  H5G_info_t info;
  check(H5Gget_info(group, &info));
  std::vector<std::string> out;
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    const auto name = [&](char* to, std::size_t size) {
      return check(H5Lget_name_by_idx(group, ".", order, H5_ITER_INC, i, to, size, H5P_DEFAULT));
    };
    std::string text(name(nullptr, 0), '\0');
    name(text.data(), text.size() + 1);
    out.push_back(std::move(text));
  }
  return out;
}

std::vector<Scale> scales(hid_t data_set) {
  const auto look = [](hid_t, unsigned, hid_t found, void* to) -> herr_t {
    auto& [text, size] = *static_cast<Scale*>(to);
    text.resize(256);
    const ssize_t length = H5Iget_name(found, text.data(), text.size());
    if (length <= 1) return -1;
    text = text.substr(1, std::min<std::size_t>(length, 255) - 1);
    const Handle space(H5Dget_space(found), H5Sclose);
    size = check(H5Sget_simple_extent_npoints(space));
    return 1;
  };
  std::vector<Scale> out(extents(data_set).size());
  for (unsigned axis = 0; axis < out.size(); ++axis)
    check(H5DSiterate_scales(data_set, axis, nullptr, look, &out[axis]));
  return out;
}

}  // namespace sim::hdf5
