#include "sim/output/netcdf.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/clock.hpp"
#include "sim/say.hpp"

namespace sim::hdf5 {

static_assert(epoch_year == 2010);

namespace {

constexpr unsigned ordered = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

Handle folder_properties(hid_t kind) {
  Handle out = properties(kind);
  check(H5Pset_link_creation_order(out, ordered));
  return out;
}

void name_and_unit(hid_t variable, const std::string& meaning, const std::string& units) {
  set_attribute(variable, "long_name", meaning);
  set_attribute(variable, "units", units);
  if (units == days_unit) set_attribute(variable, "calendar", "proleptic_gregorian");
}

}  // namespace

Handle properties(hid_t kind) {
  Handle out(H5Pcreate(kind), H5Pclose);
  check(H5Pset_obj_track_times(out, false));
  check(H5Pset_attr_creation_order(out, ordered));
  return out;
}

Handle make_group(hid_t file, const std::string& name) {
  return {H5Gcreate2(file, name.c_str(), H5P_DEFAULT, folder_properties(H5P_GROUP_CREATE), H5P_DEFAULT), H5Gclose};
}

void NetcdfFile::begin() { file_ = own_.create(folder_properties(H5P_FILE_CREATE)); }

Handle NetcdfFile::create(const std::string& name, hid_t type, const std::vector<hsize_t>& shape, hid_t how) {
  const Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
  return {H5Dcreate2(file_, name.c_str(), type, space, H5P_DEFAULT, how, H5P_DEFAULT), H5Dclose};
}

std::size_t NetcdfFile::number(const std::string& name) const {
  const auto same = [&name](const Dimension& d) { return d.name == name; };
  return std::find_if(dimensions_.begin(), dimensions_.end(), same) - dimensions_.begin();
}

const NetcdfFile::Dimension& NetcdfFile::named(const std::string& name) const { return dimensions_.at(number(name)); }

void NetcdfFile::add(Dimension one) {
  const hid_t scale = one.variable == nullptr ? one.scale : one.variable->item;
  set_attribute(scale, "_Netcdf4Dimid", static_cast<int>(dimensions_.size()));
  dimensions_.push_back(std::move(one));
}

void NetcdfFile::dimension(const std::string& name, hsize_t size) {
  const Handle how = properties(H5P_DATASET_CREATE);
  hdf5::check(H5Pset_alloc_time(how, H5D_ALLOC_TIME_EARLY));  // h5diff cannot compare what is empty
  Handle scale = create(name, H5T_IEEE_F32BE, {size}, how);
  hdf5::check(H5DSset_scale(scale, fmt::format("{}{:10}", no_coordinate, size).c_str()));
  add({name, size, std::move(scale)});
}

NetcdfFile::Variable& NetcdfFile::coordinate(const std::string& name, hsize_t size, hid_t type,
                                             const std::string& meaning, const std::string& units) {
  Variable& out = variables_.emplace_back(Variable{name, {name}});
  out.item = create(name, type, {size}, properties(H5P_DATASET_CREATE));
  hdf5::check(H5DSset_scale(out.item, name.c_str()));
  name_and_unit(out.item, meaning, units);
  add({name, size, {}, &out});
  return out;
}

NetcdfFile::Variable& NetcdfFile::variable(const std::string& name, hid_t type, std::vector<std::string> over,
                                           const std::string& meaning, const std::string& units, hid_t how) {
  std::vector<hsize_t> shape;
  for (const std::string& dimension : over) shape.push_back(named(dimension).size);
  Variable& out = variables_.emplace_back(Variable{name, std::move(over)});
  const Handle plain = properties(H5P_DATASET_CREATE);
  out.item = create(name, type, shape, how < 0 ? plain : how);
  for (unsigned i = 0; i < out.over.size(); ++i) {
    const Dimension& along = named(out.over[i]);
    hdf5::check(H5DSattach_scale(out.item, along.variable == nullptr ? along.scale : along.variable->item, i));
  }
  name_and_unit(out.item, meaning, units);
  return out;
}

NetcdfFile::Variable& NetcdfFile::texts(const std::string& name, const std::string& over, hsize_t size,
                                        std::size_t most, const std::string& meaning, const std::string& units) {
  const std::string length = name + "_length";
  dimension(length, std::max<std::size_t>(most, 1));
  Variable* out = nullptr;
  if (over == name) {
    out = &variables_.emplace_back(Variable{name, {name, length}});
    out->item = create(name, H5T_C_S1, {size, named(length).size}, properties(H5P_DATASET_CREATE));
    hdf5::check(H5DSset_scale(out->item, name.c_str()));
    name_and_unit(out->item, meaning, units);
    // A scale has no scales of its own: netCDF is told which dimensions it has.
    const int own[] = {static_cast<int>(dimensions_.size()), static_cast<int>(number(length))};
    set_attribute(out->item, "_Netcdf4Coordinates", H5T_NATIVE_INT, own, 2);
    add({name, size, {}, out});
  } else {
    out = &variable(name, H5T_C_S1, {over, length}, meaning, units);
  }
  set_attribute(out->item, "_Encoding", "utf-8");
  return *out;
}

std::size_t NetcdfFile::parts(const Variable& variable) const {
  return !variable.over.empty() && variable.over[0] == "run" ? named("run").size : 1;
}

void NetcdfFile::fill(Variable& variable, const std::vector<std::string>& texts) {
  const std::size_t length = named(variable.over.back()).size;
  std::vector<char> all(texts.size() * length);
  for (std::size_t i = 0; i < texts.size(); ++i)
    std::copy_n(texts[i].begin(), std::min(texts[i].size(), length), all.begin() + i * length);
  fill(variable, H5T_C_S1, all);
}

Manifest NetcdfFile::digests() const {
  const Addresses known = addresses(file_);
  Manifest out{{root_name, digest(file_, root_name)}};
  for (const Variable& v : variables_) out[v.name] = digest(head(v.item, v.name, known), v.sums);
  return out;
}

void NetcdfFile::close() {
  const Manifest all = digests();
  Handle group = make_group(file_, "digest");
  set_attribute(group, "manifest", to_text(all));
  group.close();
  for (Variable& v : variables_) v.item.close();
  for (Dimension& d : dimensions_)
    if (d.variable == nullptr) d.scale.close();
  hdf5::check(H5Fflush(file_, H5F_SCOPE_GLOBAL));
  file_.close();
  own_.close();  // whatever HDF5 says: nothing failed
  prove(own_.path(), all);
}

void prove(const std::filesystem::path& path, const Manifest& digests) {
  const OwnFile own = OwnFile::existing(path);
  const Handle file = own.open();
  const auto [now, kept] = own.whole([&file] { return std::pair(manifest_of(file), manifest_in(file)); });
  if (now == digests && kept == digests) return;
  for (const auto& [name, sum] : digests)
    if (const auto same = now.find(name); same == now.end() || same->second != sum)
      throw Error(say("{} is not read back as it was written", name));
  throw Error(say("the digests are not read back as they were written"));
}

}  // namespace sim::hdf5
