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

namespace {

// Names with the places at which they were made.
using Found = std::vector<std::pair<std::int64_t, std::string>>;

std::vector<std::string> in_order(Found found) {
  std::sort(found.begin(), found.end());
  std::vector<std::string> out;
  for (auto& [place, name] : found) out.push_back(std::move(name));
  return out;
}

}  // namespace

std::vector<std::string> attributes(hid_t object) {
  const auto add = [](hid_t, const char* name, const H5A_info_t* info, void* to) -> herr_t {
    static_cast<Found*>(to)->emplace_back(info->corder, name);
    return 0;
  };
  Found found;  // asked for one by one, HDF5 sorts them all for each
  check(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, add, &found));
  return in_order(std::move(found));
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

bool is_scale(hid_t data_set) { return text_attribute(data_set, "CLASS") == "DIMENSION_SCALE"; }

bool only_a_dimension(hid_t data_set) {
  return is_scale(data_set) && text_attribute(data_set, "NAME").value_or("").starts_with(no_coordinate);
}

H5T_class_t class_of(hid_t data_set) {
  const Handle type(H5Dget_type(data_set), H5Tclose);
  return check(H5Tget_class(type));
}

namespace {

std::vector<hsize_t> shape_of(hid_t data_set) {
  const Handle space(H5Dget_space(data_set), H5Sclose);
  std::vector<hsize_t> out(check(H5Sget_simple_extent_ndims(space)));
  check(H5Sget_simple_extent_dims(space, out.data(), nullptr));
  return out;
}

}  // namespace

std::vector<hsize_t> extents(hid_t data_set) {
  std::vector<hsize_t> out = shape_of(data_set);
  constexpr double most = 1e15;  // more overflows where it is counted in bytes
  if (std::accumulate(out.begin(), out.end(), 1.0, std::multiplies<>()) > most)
    throw Error(say("more values than any file holds"));
  return out;
}

std::vector<std::string> members(hid_t group, H5_index_t order) {
  const auto add = [](hid_t, const char* name, const H5L_info_t* info, void* to) -> herr_t {
    static_cast<Found*>(to)->emplace_back(info->corder, name);
    return 0;
  };
  Found found;  // in any order: HDF5 1.10 crashes when it sorts names that it could not read
  check(H5Literate(group, order, H5_ITER_NATIVE, nullptr, add, &found));
  if (order == H5_INDEX_NAME)
    for (auto& [place, name] : found) place = 0;
  return in_order(std::move(found));
}

namespace {

haddr_t address(hid_t object) {
  H5O_info_t info;
  check(H5Oget_info2(object, &info, H5O_INFO_BASIC));
  return info.addr;
}

// Without the slash at its beginning.
std::string name_of(hid_t object) {
  std::string out(check(H5Iget_name(object, nullptr, 0)), '\0');
  check(H5Iget_name(object, out.data(), out.size() + 1));
  return out.empty() ? out : out.substr(1);
}

Scale as_scale(hid_t data_set, std::string name) {
  const std::vector<hsize_t> shape = shape_of(data_set);
  return {std::move(name), shape.empty() ? 1 : shape[0]};
}

// The references of each axis. HDF5 makes them, and they are given back to it.
class References {
 public:
  References(hid_t list, hid_t type, hid_t space, std::size_t axes) : type_(type), space_(space), all_(axes) {
    check(H5Aread(list, type, all_.data()));
  }
  ~References() { H5Dvlen_reclaim(type_, space_, H5P_DEFAULT, all_.data()); }
  References(const References&) = delete;
  References& operator=(const References&) = delete;
  const hobj_ref_t* first(std::size_t axis) const {
    return all_[axis].len == 0 ? nullptr : static_cast<const hobj_ref_t*>(all_[axis].p);
  }

 private:
  hid_t type_, space_;
  std::vector<hvl_t> all_;
};

}  // namespace

Addresses addresses(hid_t file) {
  Addresses out;
  for (const std::string& name : members(file, H5_INDEX_NAME)) {
    H5L_info_t link;
    check(H5Lget_info(file, name.c_str(), &link, H5P_DEFAULT));
    if (link.type != H5L_TYPE_HARD) throw Error(say("{} is a link to elsewhere", name));
    const Handle item(H5Oopen(file, name.c_str(), H5P_DEFAULT), H5Oclose);
    if (check(H5Iget_type(item)) != H5I_DATASET) continue;
    const Handle made(H5Dget_create_plist(item), H5Pclose);
    if (check(H5Pget_layout(made)) == H5D_VIRTUAL || check(H5Pget_external_count(made)) > 0)
      throw Error(say("the values of {} lie in another file", name));
    out.emplace(address(item), as_scale(item, name));
  }
  return out;
}

// Not by H5DSiterate_scales: of HDF5 1.10, it crashes where the list is another than it should be.
std::vector<Scale> scales(hid_t data_set, const Addresses& known) {
  std::vector<Scale> out(extents(data_set).size());
  if (out.empty() || check(H5Aexists(data_set, "DIMENSION_LIST")) == 0) return out;
  const Handle list(H5Aopen(data_set, "DIMENSION_LIST", H5P_DEFAULT), H5Aclose);
  const Handle space(H5Aget_space(list), H5Sclose), stored(H5Aget_type(list), H5Tclose);
  const Handle type(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose);
  if (check(H5Tequal(stored, type)) == 0 || check(H5Sget_simple_extent_npoints(space)) != std::ssize(out))
    throw Error(say("a list of dimensions of an unknown form"));
  const References all(list, type, space, out.size());
  for (std::size_t axis = 0; axis < out.size(); ++axis) {
    const hobj_ref_t* const first = all.first(axis);
    if (first == nullptr) continue;
    if (const auto at = known.find(*first); at != known.end()) {
      out[axis] = at->second;
      continue;
    }
    const Handle found(H5Rdereference2(data_set, H5P_DEFAULT, H5R_OBJECT, first), H5Oclose);
    if (check(H5Iget_type(found)) != H5I_DATASET) throw Error(say("a dimension that is none"));
    out[axis] = as_scale(found, name_of(found));
  }
  return out;
}

}  // namespace sim::hdf5
