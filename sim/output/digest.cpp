#include "sim/output/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <climits>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>

#include "sim/say.hpp"
#include "sim/sha256.hpp"

namespace sim::hdf5 {

static_assert(std::endian::native == std::endian::little, "values are added up as little-endian machines have them");

namespace {

constexpr std::size_t at_once = std::size_t{4} << 20;  // bytes of values in memory

// What HDF5, netCDF and tools on them write for themselves.
bool of_the_format(const std::string& key, bool of_file) {
  static constexpr std::string_view always[] = {
      "CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "DIMENSION_LABELS", "_nc3_strict"};
  static constexpr std::string_view in_files[] = {"history", "NCO", "CDO", "CDI", "_NCProperties"};
  return key.starts_with("_Netcdf4") || std::find(std::begin(always), std::end(always), key) != std::end(always) ||
         (of_file && std::find(std::begin(in_files), std::end(in_files), key) != std::end(in_files));
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\\' ? std::string("\\\\") : c == '\n' ? std::string("\\n") : std::string(1, c);
  return out;
}

std::string shown(double value, bool narrow) {
  if (std::isnan(value)) return "nan";
  return narrow ? fmt::format("{:.9g}", value) : fmt::format("{:.17g}", value);
}

std::string value_of(hid_t object, const std::string& key) {
  if (const auto text = text_attribute(object, key)) return escaped(*text);
  const Handle attribute(H5Aopen(object, key.c_str(), H5P_DEFAULT), H5Aclose), type(H5Aget_type(attribute), H5Tclose);
  std::string out;
  const auto add = [&out](const std::string& one) { out += (out.empty() ? "" : ",") + one; };
  const H5T_class_t kind = H5Tget_class(type);
  if (kind == H5T_FLOAT)
    for (const double v : numbers_in<double>(attribute, H5T_NATIVE_DOUBLE)) add(shown(v, H5Tget_size(type) == 4));
  else if (kind == H5T_INTEGER)
    for (const std::int64_t v : numbers_in<std::int64_t>(attribute, H5T_NATIVE_INT64)) add(fmt::format("{}", v));
  else
    throw Error(say("attribute {} is neither text nor numbers", key));
  return out;
}

// f4, f8, i1, i2, i4, i8 or S1.
std::string type_name(hid_t variable) {
  const Handle type(H5Dget_type(variable), H5Tclose);
  const H5T_class_t kind = check(H5Tget_class(type));
  const std::size_t size = H5Tget_size(type);
  const bool text = kind == H5T_STRING && check(H5Tis_variable_str(type)) == 0;
  const bool known = (kind == H5T_FLOAT && (size == 4 || size == 8)) ||
                     (kind == H5T_INTEGER && size <= 8 && H5Tget_sign(type) == H5T_SGN_2) || (text && size == 1);
  if (!known) throw Error(say("values of an unknown type"));
  return fmt::format("{}{}", text ? 'S' : kind == H5T_FLOAT ? 'f' : 'i', size);
}

std::vector<std::string> dimensions_of(hid_t variable, const std::string& name, bool text, const Addresses& known) {
  std::vector<std::string> out;
  if (is_scale(variable))
    out.assign(extents(variable).size(), name);
  else
    for (const Scale& scale : scales(variable, known)) out.push_back(scale.name);
  if (text && !out.empty()) out.back() = name + "_length";
  return out;
}

// What a variable is.
struct Form {
  Form(hid_t variable, const std::string& name, const Addresses& known)
      : type(type_name(variable)), shape(extents(variable)), over(dimensions_of(variable, name, type == "S1", known)) {}
  std::string type;
  std::vector<hsize_t> shape;
  std::vector<std::string> over;
};

// One number for all that are none.
template <class T>
void make_alike(std::span<T> values) {
  if constexpr (std::is_floating_point_v<T>)
    for (T& value : values)
      if (std::isnan(value)) value = std::numeric_limits<T>::quiet_NaN();
}

template <class T>
void add_alike(Sha256& sum, std::vector<char>& bytes) {
  make_alike(std::span(reinterpret_cast<T*>(bytes.data()), bytes.size() / sizeof(T)));
  sum.add(bytes.data(), bytes.size());
}

// `form` is empty of a file or group.
std::string head(hid_t object, const std::string& name, const std::optional<Form>& form) {
  const bool of_file = name == root_name;
  std::string out = name + "\n";
  if (form) {
    out += form->type + "\n";
    for (std::size_t i = 0; i < form->over.size(); ++i)
      out += fmt::format("{}{}={}", i == 0 ? "" : ",", form->over[i], form->shape[i]);
  } else {
    out += "\n";
  }
  out += "\n";
  std::vector<std::string> keys = attributes(object);
  std::sort(keys.begin(), keys.end());
  for (const std::string& key : keys)
    if (!of_the_format(key, of_file)) out += fmt::format("{}={}\n", key, value_of(object, key));
  return out + "\n";
}

// One for each run where runs are its first dimension, else one.
std::vector<std::string> sums(hid_t variable, const Form& form) {
  const std::string& type_text = form.type;
  const Handle stored(H5Dget_type(variable), H5Tclose), space(H5Dget_space(variable), H5Sclose);
  const Handle type(type_text == "f8"   ? H5Tcopy(H5T_IEEE_F64LE)
                    : type_text == "f4" ? H5Tcopy(H5T_IEEE_F32LE)
                                        : H5Tcopy(stored),
                    H5Tclose);
  if (type_text[0] == 'i') check(H5Tset_order(type, H5T_ORDER_LE));
  std::vector<hsize_t> size = form.shape, from(size.size(), 0);
  const bool by_run = !form.over.empty() && form.over[0] == "run";
  Sha256 sum;
  std::vector<std::string> out;
  std::vector<char> bytes;
  const auto add = [&](const Handle& memory, hid_t where) {
    bytes.resize(check(H5Sget_simple_extent_npoints(memory)) * H5Tget_size(type));
    if (!bytes.empty()) check(H5Dread(variable, type, memory, where, H5P_DEFAULT, bytes.data()));
    if (type_text == "f8") return add_alike<double>(sum, bytes);
    if (type_text == "f4") return add_alike<float>(sum, bytes);
    sum.add(bytes.data(), bytes.size());
  };
  if (size.empty()) {
    add(space, H5S_ALL);
    return {sum.text()};
  }
  const hsize_t rows = size[0];
  const std::size_t row_bytes =
      std::accumulate(size.begin() + 1, size.end(), hsize_t{1}, std::multiplies<>()) * H5Tget_size(type);
  const hsize_t most = by_run ? 1 : std::max<hsize_t>(at_once / std::max<std::size_t>(row_bytes, 1), 1);
  for (hsize_t row = 0; row < rows; row += size[0]) {
    from[0] = row;
    size[0] = std::min(most, rows - row);
    check(H5Sselect_hyperslab(space, H5S_SELECT_SET, from.data(), nullptr, size.data(), nullptr));
    add(Handle(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr), H5Sclose), space);
    if (by_run) out.push_back(sum.text());
  }
  if (!by_run) out.push_back(sum.text());
  return out;
}

std::optional<Form> form_of(hid_t object, const std::string& name, const Addresses& known) {
  return name == root_name ? std::nullopt : std::optional<Form>(std::in_place, object, name, known);
}

}  // namespace

std::string head(hid_t object, const std::string& name, const Addresses& known) {
  return head(object, name, form_of(object, name, known));
}

template <class T>
std::vector<std::string> sums(std::span<const T> values, std::size_t parts) {
  Sha256 sum;
  std::vector<std::string> out;
  const std::size_t part = parts == 0 ? 0 : values.size() / parts;
  for (std::size_t i = 0; i < parts; ++i) {
    std::vector<T> own(values.begin() + i * part, values.begin() + (i + 1) * part);
    make_alike(std::span(own));
    sum.add(own.data(), own.size() * sizeof(T));
    out.push_back(sum.text());
  }
  return out;
}
template std::vector<std::string> sums(std::span<const double>, std::size_t);
template std::vector<std::string> sums(std::span<const std::int32_t>, std::size_t);
template std::vector<std::string> sums(std::span<const std::int64_t>, std::size_t);
template std::vector<std::string> sums(std::span<const char>, std::size_t);

std::string digest(const std::string& head, const std::vector<std::string>& sums) {
  Sha256 sum;
  sum.add(head);
  for (const std::string& one : sums) sum.add(one + "\n");
  return sum.text();
}

std::string digest(hid_t object, const std::string& name, const Addresses& known) {
  const std::optional<Form> form = form_of(object, name, known);
  return digest(head(object, name, form), form ? sums(object, *form) : std::vector<std::string>());
}

std::string digest_of_group(hid_t group) {
  std::string all = head(group, root_name);
  if (const auto own = text_attribute(group, "digest")) {
    const std::string line = "\ndigest=" + *own + "\n";
    if (const std::size_t at = all.find(line); at != std::string::npos) all.erase(at + 1, line.size() - 1);
  }
  return sha256(all);
}

std::string to_text(const Manifest& manifest) {
  std::string out;
  for (const auto& [name, sum] : manifest) out += fmt::format("{}{}  {}", out.empty() ? "" : "\n", sum, name);
  return out;
}

Manifest manifest_in(hid_t file) {
  Manifest out;
  if (check(H5Lexists(file, "digest", H5P_DEFAULT)) == 0) return out;
  const Handle group(H5Gopen2(file, "digest", H5P_DEFAULT), H5Gclose);
  const std::string text = text_attribute(group, "manifest").value_or("");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (const std::string line = text.substr(at, end - at); line.size() > 66) out[line.substr(66)] = line.substr(0, 64);
    at = end + 1;
  }
  return out;
}

int format_of(hid_t file) {
  if (check(H5Aexists(file, "format_version")) > 0) {
    const Handle number(H5Aopen(file, "format_version", H5P_DEFAULT), H5Aclose);
    const std::vector<std::int64_t> out = numbers_in<std::int64_t>(number, H5T_NATIVE_INT64);
    return out.size() == 1 && out[0] > 1 && out[0] < INT_MAX ? static_cast<int>(out[0]) : 0;
  }
  if (check(H5Lexists(file, "scenario", H5P_DEFAULT)) == 0) return 0;
  const Handle runs(H5Dopen2(file, "scenario", H5P_DEFAULT), H5Dclose), type(H5Dget_type(runs), H5Tclose);
  return check(H5Tis_variable_str(type)) > 0 ? 1 : 0;
}

Manifest manifest_of(hid_t file) {
  const Addresses known = addresses(file);
  Manifest out{{root_name, digest(file, root_name)}};
  for (const std::string& name : members(file, H5_INDEX_NAME)) {
    const Handle item(H5Oopen(file, name.c_str(), H5P_DEFAULT), H5Oclose);
    if (check(H5Iget_type(item)) == H5I_DATASET && !only_a_dimension(item)) out[name] = digest(item, name, known);
  }
  return out;
}

}  // namespace sim::hdf5
