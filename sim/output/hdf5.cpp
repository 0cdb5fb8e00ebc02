#include "sim/output/hdf5.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <new>
#include <numeric>
#include <system_error>

#include "sim/say.hpp"

namespace sim::hdf5 {

void refuse() {
  std::string found;
  const auto add = [](unsigned, const H5E_error2_t* error, void* out) -> herr_t {
    static_cast<std::string*>(out)->append(error->desc).append("\n");
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, add, &found);  // the innermost first
  const auto has = [&found](std::string_view words) { return found.find(words) != std::string::npos; };
  // HDF5 hides the system's number between its own words: "..., errno = 28, error message = 'No space ...', ..."
  static constexpr std::string_view mark = "errno = ";
  if (const std::size_t at = found.find(mark); at != std::string::npos) {
    int number = 0;
    std::from_chars(found.data() + at + mark.size(), found.data() + found.size(), number);
    if (number > 0) throw std::system_error(number, std::generic_category());
  }
  if (has("memory allocation failed")) throw std::bad_alloc();
  if (has("truncated")) throw Error(say("it ends too early"));
  if (has("checksum")) throw Error(say("its bytes do not fit their checksums"));
  if (has("is not registered")) throw Error(say("its values are packed by a filter that HDF5 lacks here"));
  throw Error(say("HDF5 can make nothing of its structure"));
}

namespace {

void make_attribute(hid_t object, const std::string& name, hid_t type, const Handle& space, const void* value) {
  Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  check(H5Awrite(attribute, type, value));
  attribute.close();
}

// UTF-8: of some bytes, or of any number.
Handle text_type(std::size_t bytes) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  check(H5Tset_size(type, bytes));
  check(H5Tset_cset(type, H5T_CSET_UTF8));
  if (bytes != H5T_VARIABLE) check(H5Tset_strpad(type, H5T_STR_NULLPAD));
  return type;
}

// Up to the first NUL.
std::string until_end(const char* from, std::size_t most) { return {from, std::find(from, from + most, '\0')}; }

}  // namespace

void set_attribute(hid_t object, const std::string& name, const std::string& text) {
  const Handle type = text_type(std::max<std::size_t>(text.size(), 1));
  make_attribute(object, name, type, Handle(H5Screate(H5S_SCALAR), H5Sclose), text.c_str());
}

void set_attribute(hid_t object, const std::string& name, hid_t type, const void* numbers, hsize_t count) {
  make_attribute(object, name, type, Handle(H5Screate_simple(1, &count, nullptr), H5Sclose), numbers);
}

void set_attribute(hid_t object, const std::string& name, int number) {
  make_attribute(object, name, H5T_NATIVE_INT, Handle(H5Screate(H5S_SCALAR), H5Sclose), &number);
}

std::optional<std::string> text_attribute(hid_t object, const std::string& name) {
  if (check(H5Aexists(object, name.c_str())) == 0) return {};
  const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose);
  const Handle stored(H5Aget_type(attribute), H5Tclose), space(H5Aget_space(attribute), H5Sclose);
  if (check(H5Tget_class(stored)) != H5T_STRING || check(H5Sget_simple_extent_npoints(space)) != 1) return {};
  if (check(H5Tis_variable_str(stored)) == 0) {
    std::string text(H5Tget_size(stored), '\0');
    check(H5Aread(attribute, stored, text.data()));
    text.resize(text.find_last_not_of('\0') + 1);
    return text;
  }
  char* pointer = nullptr;
  check(H5Aread(attribute, text_type(H5T_VARIABLE), &pointer));
  std::string text = pointer == nullptr ? "" : pointer;
  check(H5free_memory(pointer));
  return text;
}

std::vector<std::string> attributes(hid_t object) {
  H5O_info_t info;
  check(H5Oget_info(object, &info));
  std::vector<std::string> out;
  for (hsize_t i = 0; i < info.num_attrs; ++i) {
    const auto get = [&](char* to, std::size_t size) {
      return check(H5Aget_name_by_idx(object, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, to, size, H5P_DEFAULT));
    };
    std::string name(get(nullptr, 0), '\0');
    get(name.data(), name.size() + 1);
    out.push_back(std::move(name));
  }
  return out;
}

std::vector<std::string> read_texts(hid_t data_set) {
  std::vector<hsize_t> shape = extents(data_set);
  const Handle stored(H5Dget_type(data_set), H5Tclose);
  std::vector<std::string> out;
  if (check(H5Tget_class(stored)) != H5T_STRING) throw Error(say("no texts where there should be some"));
  if (check(H5Tis_variable_str(stored)) == 0) {
    if (shape.size() != 2 || H5Tget_size(stored) != 1) throw Error(say("texts of an unknown form"));
    const std::size_t length = shape[1];
    std::string all(shape[0] * length, '\0');
    check(H5Dread(data_set, stored, H5S_ALL, H5S_ALL, H5P_DEFAULT, all.data()));
    for (std::size_t row = 0; row < shape[0]; ++row) out.push_back(until_end(all.data() + row * length, length));
    return out;
  }
  std::vector<char*> pointers(std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>()));
  check(H5Dread(data_set, text_type(H5T_VARIABLE), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()));
  for (char* p : pointers) {
    out.emplace_back(p == nullptr ? "" : p);
    check(H5free_memory(p));
  }
  return out;
}

bool only_a_dimension(hid_t data_set) {
  return check(H5DSis_scale(data_set)) > 0 && text_attribute(data_set, "NAME").value_or("").starts_with(no_coordinate);
}

Handle open_to_read(const std::filesystem::path& path) {
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  check(H5Pset_file_locking(access, false, true));
  return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, access), H5Fclose};
}

std::vector<hsize_t> extents(hid_t data_set) {
  const Handle space(H5Dget_space(data_set), H5Sclose);
  std::vector<hsize_t> out(check(H5Sget_simple_extent_ndims(space)));
  check(H5Sget_simple_extent_dims(space, out.data(), nullptr));
  return out;
}

std::vector<std::string> members(hid_t group, H5_index_t order) {
  using Found = std::vector<std::pair<std::int64_t, std::string>>;
  const auto add = [](hid_t, const char* name, const H5L_info_t* info, void* to) -> herr_t {
    static_cast<Found*>(to)->emplace_back(info->corder, name);
    return 0;
  };
  Found found;  // in any order: HDF5 1.10 crashes when it sorts names that it could not read
  check(H5Literate(group, order, H5_ITER_NATIVE, nullptr, add, &found));
  if (order == H5_INDEX_NAME)
    for (auto& [place, name] : found) place = 0;
  std::sort(found.begin(), found.end());
  std::vector<std::string> out;
  for (auto& [place, name] : found) out.push_back(std::move(name));
  return out;
}

namespace {

haddr_t address(hid_t object) {
  H5O_info_t info;
  check(H5Oget_info2(object, &info, H5O_INFO_BASIC));
  return info.addr;
}

}  // namespace

Addresses addresses(hid_t file) {
  Addresses out;
  for (const std::string& name : members(file, H5_INDEX_NAME)) {
    H5L_info_t link;
    check(H5Lget_info(file, name.c_str(), &link, H5P_DEFAULT));
    if (link.type != H5L_TYPE_HARD) throw Error(say("{} is a link to elsewhere", name));
    const Handle item(H5Oopen(file, name.c_str(), H5P_DEFAULT), H5Oclose);
    if (check(H5Iget_type(item)) == H5I_DATASET) {
      const Handle made(H5Dget_create_plist(item), H5Pclose);
      if (check(H5Pget_layout(made)) == H5D_VIRTUAL || check(H5Pget_external_count(made)) > 0)
        throw Error(say("the values of {} lie in another file", name));
    }
    out.emplace(address(item), name);
  }
  return out;
}

std::vector<Scale> scales(hid_t data_set, const Addresses& known) {
  struct Looking {
    Scale& found;
    const Addresses& known;
  };
  const auto look = [](hid_t, unsigned, hid_t found, void* to) -> herr_t {
    auto& [scale, names] = *static_cast<Looking*>(to);
    if (const auto at = names.find(names.empty() ? 0 : address(found)); at != names.end()) {
      scale.name = at->second;
    } else {
      scale.name.resize(256);
      const ssize_t length = H5Iget_name(found, scale.name.data(), scale.name.size());
      if (length <= 1) return -1;
      scale.name = scale.name.substr(1, std::min<std::size_t>(length, 255) - 1);
    }
    const std::vector<hsize_t> shape = extents(found);
    scale.size = shape.empty() ? 1 : shape[0];
    return 1;
  };
  std::vector<Scale> out(extents(data_set).size());
  for (unsigned axis = 0; axis < out.size(); ++axis) {
    Looking looking{out[axis], known};
    check(H5DSiterate_scales(data_set, axis, nullptr, look, &looking));
  }
  return out;
}

}  // namespace sim::hdf5
