#include "sim/output/reader.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <utility>

#include "sim/error.hpp"
#include "sim/output/digest.hpp"
#include "sim/output/held_file.hpp"
#include "sim/output/names.hpp"
#include "sim/output/values.hpp"
#include "sim/say.hpp"
#include "sim/sha256.hpp"
#include "sim/utf8.hpp"

namespace sim {

namespace fs = std::filesystem;
using namespace hdf5;

namespace {

Measure measure_of(const std::string& methods) {
  const std::size_t colon = methods.find(": ");
  const std::string how = colon == std::string::npos ? "" : methods.substr(colon + 2);
  return how.starts_with("sum") ? Measure::flow : how.starts_with("mean") ? Measure::rate : Measure::stock;
}

std::vector<std::pair<std::string, std::string>> texts_of(hid_t object) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& name : attributes(object))
    if (auto text = text_attribute(object, name)) out.emplace_back(name, std::move(*text));
  return out;
}

std::vector<double> numbers_of(hid_t variable) {
  const Handle space(H5Dget_space(variable), H5Sclose);
  std::vector<double> out(check(H5Sget_simple_extent_npoints(space)));
  check(H5Dread(variable, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, out.data()));
  return out;
}

bool holds_numbers(hid_t variable) {
  const H5T_class_t kind = class_of(variable);
  return kind == H5T_INTEGER || kind == H5T_FLOAT;
}

std::string unit_of(hid_t variable) {
  const std::string currency = text_attribute(variable, "currency").value_or("");
  return currency.empty() ? text_attribute(variable, "units").value_or("1") : currency;
}

std::string meaning_of(hid_t variable) { return text_attribute(variable, "long_name").value_or(""); }

// Names go into lines of code (`snippet`) and tables: what is none is somebody's trick.
void want_plain(const HeldFile& file, const std::string& name) {
  if (name != plain_name(name)) throw file.damaged(say("{} is no name for a series or an axis", name));
}

void want_legible(const HeldFile& file, const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (const auto control = control_character(name))
      throw file.damaged(say("a name in it has the control character {}", *control));
}

Detail detail_of(const std::string& name, hid_t variable) {
  Detail out{text_attribute(variable, "parameter").value_or(name), unit_of(variable), meaning_of(variable), {}};
  if (holds_numbers(variable))
    out.values = numbers_of(variable);
  else
    out.values = read_texts(variable);
  return out;
}

}  // namespace

RunReader::RunReader(const fs::path& file, Verify verify, std::span<const Axis> of_model)
    : file_(std::make_unique<HeldFile>(file, verify)) {
  read(of_model);
}

RunReader::RunReader(std::string_view bytes, const fs::path& name, Verify verify, std::span<const Axis> of_model)
    : file_(std::make_unique<HeldFile>(bytes, name, verify)) {
  read(of_model);
}

void RunReader::read(std::span<const Axis> of_model) {
  file_->reading([&] {
    file_->hold(file_->file(), root_name);
    attributes_ = texts_of(file_->file());
    if (check(H5Lexists(file_->file(), "provenance", H5P_DEFAULT)) > 0) {
      const Handle group(H5Gopen2(file_->file(), "provenance", H5P_DEFAULT), H5Gclose);
      provenance_ = texts_of(group);
      file_->hold_provenance(group);
    }
    read_runs();
    read_months();
    read_variables();
    for (Axis& axis : axes_)
      for (const Axis& known : of_model)
        if (known.name == axis.name) {
          axis.whole_first = known.whole_first;
          axis.apart = known.apart;
          axis.both_sides = known.both_sides;
        }
  });
}

// Labels of scenarios are plain; their true names are an attribute.
void RunReader::read_runs() {
  const Handle of_runs = file_->variable("scenario");
  std::vector<std::string> scenario = file_->column("scenario", -1, read_texts);
  if (file_->format() != 1) {
    const Handle index = file_->variable("scenario_index");
    std::vector<std::string> names(1);
    for (const char c : text_attribute(index, "scenario").value_or(""))
      c == '\n' ? names.emplace_back() : names.back() += c;
    const std::vector<double> numbers = file_->column("scenario_index", of_runs, numbers_of);
    for (std::size_t r = 0; r < numbers.size(); ++r) {
      if (!(numbers[r] >= 0 && numbers[r] < static_cast<double>(names.size())))
        throw file_->damaged(say("is no run file: its runs have no scenarios"));
      const std::string& name = names[static_cast<std::size_t>(numbers[r])];
      labels_[name] = std::exchange(scenario[r], name);
    }
  }
  want_legible(*file_, scenario);
  const std::vector<double> replicate = file_->column("replicate", of_runs, numbers_of);
  std::vector<std::uint64_t> seed(scenario.size());
  file_->column("seed", of_runs, [&seed](hid_t item) {
    return check(H5Dread(item, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, seed.data()));
  });
  for (std::size_t r = 0; r < scenario.size(); ++r) {
    if (!(replicate[r] >= 0 && replicate[r] < 1e9))
      throw file_->damaged(say("is no run file: its runs have no replicates"));
    runs_.push_back({scenario[r], static_cast<std::uint32_t>(replicate[r]), seed[r]});
  }
}

void RunReader::read_months() {
  using namespace std::chrono;
  const std::vector<double> time = file_->column("time", -1, numbers_of);
  if (time.empty() || !(std::abs(time[0]) < 1e6)) throw file_->damaged(say("is no run file: it has no months"));
  const year_month_day first = sys_days(year(epoch_year) / 1 / 1) + days(static_cast<int>(time[0]));
  start_ = Month::of(static_cast<int>(first.year()), static_cast<int>(static_cast<unsigned>(first.month())));
  months_ = static_cast<int>(time.size());
  for (int m = 0; m < months_; ++m)
    if (time[m] != (start_ + m).days()) throw file_->damaged(say("its months do not follow each other"));
}

// Of a variable over run and time (or year) a series is made, of one over run alone a swept parameter, of one over an
// axis alone what is known of its labels.
void RunReader::read_variables() {
  std::vector<std::pair<std::string, std::string>> details;  // axis, variable
  for (const std::string& name : members(file_->file(), H5_INDEX_CRT_ORDER)) {
    const Handle any(H5Oopen(file_->file(), name.c_str(), H5P_DEFAULT), H5Oclose);
    if (check(H5Iget_type(any)) != H5I_DATASET || only_a_dimension(any)) continue;
    const Handle item = file_->variable(name);
    if (is_scale(item)) {
      file_->hold(item, name);
      continue;
    }
    std::vector<hsize_t> shape = extents(item);
    std::vector<std::string> over;
    for (const Scale& scale : scales(item, file_->known())) {
      if (scale.name.empty() || scale.size != shape[over.size()])
        throw file_->damaged(say("{} does not fit its dimensions", name));
      over.push_back(scale.name);
    }
    const bool of_run = !over.empty() && over[0] == "run";
    if (of_run && shape[0] != runs_.size()) throw file_->damaged(say("{} does not fit its dimensions", name));
    if (of_run && over.size() > 1 && (over[1] == "time" || over[1] == "year") && holds_numbers(item)) {
      add_series({name,
                  unit_of(item),
                  meaning_of(item),
                  measure_of(text_attribute(item, "cell_methods").value_or("")),
                  {over.begin() + 2, over.end()},
                  over[1] == "year" ? Cadence::every_year : Cadence::every_month,
                  text_attribute(item, "currency").has_value(),
                  {},
                  text_attribute(item, "weight").value_or("")});
      continue;
    }
    file_->hold(item, name);
    if (file_->format() != 1 && class_of(item) == H5T_STRING && !over.empty()) over.pop_back();  // the characters
    const bool swept = file_->format() != 1 ? text_attribute(item, "parameter").has_value()
                                            : name != "scenario" && name != "replicate" && name != "seed";
    if (of_run && over.size() == 1 && swept)
      swept_.push_back(detail_of(name, item));
    else if (!of_run && over.size() == 1)
      details.emplace_back(over[0], name);
  }
  for (const auto& [axis, name] : details)
    for (Axis& a : axes_)
      if (a.name == axis) a.details.push_back(detail_of(name, file_->variable(name)));
}

void RunReader::add_series(SeriesInfo info) {
  for (const std::string& name : info.axes) want_plain(*file_, name);
  want_plain(*file_, info.name);
  if (info.axes.size() > 3) throw file_->damaged(say("{} has more than three axes", info.name));
  for (const std::string& name : info.axes)
    if (std::none_of(axes_.begin(), axes_.end(), [&name](const Axis& a) { return a.name == name; })) {
      axes_.push_back({name, meaning_of(file_->variable(name)), file_->column(name, -1, read_texts)});
      want_legible(*file_, axes_.back().labels);
    }
  if (info.yearly() && years_.count == 0) {
    const std::vector<double> year = file_->column("year", -1, numbers_of);
    if (year.empty() || !(std::abs(year[0]) < 1e6)) throw file_->damaged(say("is no run file: it has no years"));
    years_ = {static_cast<int>(year[0]), static_cast<int>(year.size())};
    for (int y = 0; y < years_.count; ++y)
      if (year[y] != years_.first + y) throw file_->damaged(say("its years do not follow each other"));
  }
  series_.push_back(std::move(info));
}

RunReader::~RunReader() = default;

std::string RunReader::attribute(const std::string& name) const {
  const auto found =
      std::find_if(attributes_.begin(), attributes_.end(), [&name](const auto& pair) { return pair.first == name; });
  return found == attributes_.end() ? "" : found->second;
}

// A number of the file, a variable over its runs, or what was swept.
std::vector<double> RunReader::scale_of_runs(const std::string& parameter) const {
  if (parameter.empty()) return {};
  for (const Detail& d : swept_)
    if (const auto* all = std::get_if<std::vector<double>>(&d.values); all != nullptr && d.name == parameter)
      return *all;
  return file_->reading([&]() -> std::vector<double> {
    const std::string name = plain_name(parameter);
    if (check(H5Aexists(file_->file(), name.c_str())) > 0) {
      const Handle attribute(H5Aopen(file_->file(), name.c_str(), H5P_DEFAULT), H5Aclose);
      const std::vector<double> values = numbers_in<double>(attribute, H5T_NATIVE_DOUBLE);
      if (values.size() != 1) return {};
      return std::vector<double>(runs_.size(), values[0]);
    }
    if (check(H5Lexists(file_->file(), name.c_str(), H5P_DEFAULT)) == 0) return {};
    return file_->column(name, file_->variable("scenario"), numbers_of);
  });
}

const std::string& RunReader::label(const std::string& scenario) const {
  const auto found = labels_.find(scenario);
  return found == labels_.end() ? scenario : found->second;
}

std::string RunReader::scenario_text(const std::string& name) const {
  return attribute("scenario_text_" + label(name));
}

bool RunReader::holds_scenario(const std::string& name) const {
  const std::string text = scenario_text(name);
  return file_->format() == 1 ? old_sum(text) == attribute("scenario_hash_" + name)
                              : sha256(text) == attribute("scenario_sha256_" + label(name));
}

std::vector<double> RunReader::values(std::size_t series, std::size_t run) const {
  return file_->reading([&] {
    const hid_t item = file_->kept(series_.at(series).name);
    const Handle space(H5Dget_space(item), H5Sclose);
    std::vector<hsize_t> size = extents(item), from(size.size(), 0);
    from[0] = run;
    size[0] = 1;
    const Handle memory(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr), H5Sclose);
    std::vector<double> out(check(H5Sget_simple_extent_npoints(memory)));
    check(H5Sselect_hyperslab(space, H5S_SELECT_SET, from.data(), nullptr, size.data(), nullptr));
    check(H5Dread(item, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, out.data()));
    if (is_count(series_[series])) std::replace(out.begin(), out.end(), static_cast<double>(no_count), no_value);
    return out;
  });
}

// The first month of the file that a run has, and the one after its last. Runs of one file may have other months: what
// no series has is none of the run's. Mostly the first count tells that it has all.
std::pair<int, int> RunReader::span(std::size_t run) const {
  int first = months_, end = 0;
  for (const bool count : {true, false})
    for (std::size_t s = 0; s < series_.size(); ++s) {
      if (series_[s].yearly() || is_count(series_[s]) != count) continue;
      const std::vector<double> all = values(s, run);
      const std::size_t cells = all.size() / static_cast<std::size_t>(months_);
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (std::isnan(all[i])) continue;
        first = std::min(first, static_cast<int>(i / cells));
        end = std::max(end, static_cast<int>(i / cells) + 1);
      }
      if (first == 0 && end == months_) return {first, end};
    }
  return first < end ? std::pair(first, end) : std::pair(0, months_);
}

RunRecord RunReader::record(std::size_t run, const std::vector<std::size_t>& series) const {
  const RunName& name = runs_.at(run);
  const auto [first, end] = span(run);
  RunRecord out{name.scenario, name.replicate, name.seed, start_ + first, end - first, axes_, {}, {}};
  for (const std::size_t s : series) {
    const SeriesInfo& info = series_.at(s);
    std::vector<double> all = values(s, run);
    const std::ptrdiff_t cells = static_cast<std::ptrdiff_t>(all.size()) / moments(info),
                         from = info.yearly() ? out.years().first - years_.first : first;
    if (from < 0 || from + out.moments(info) > moments(info))
      throw file_->damaged(say("its years are not those of its months"));
    out.series.push_back(info);
    out.values.emplace_back(all.begin() + from * cells, all.begin() + (from + out.moments(info)) * cells);
  }
  return out;
}

}  // namespace sim
