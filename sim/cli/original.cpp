#include "sim/cli/original.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>
#include <variant>

#include "sim/error.hpp"
#include "sim/host/child.hpp"
#include "sim/output/values.hpp"
#include "sim/say.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view is_set = "_is_set";  // of a swept parameter: 0 where the scenario's own value stays

Failure bad(const std::string& file, std::string what, std::string mend) {
  return {Exit::bad_data, {{file, 0, 0, {}, std::move(what), std::move(mend)}}};
}

// So many of all runs, from the first to the last.
std::vector<std::size_t> spread(std::size_t all, std::size_t most) {
  const std::size_t count = most == 0 ? all : std::min(all, most);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(count == 1 ? 0 : i * (all - 1) / (count - 1));
  return out;
}

// What no crash of HDF5 stopped in a child process may be read in this one.
const fs::path& read_whole(const fs::path& path, std::size_t most, Verify verify) {
  const auto work = [&] {
    const RunReader file(path, verify);
    for (std::size_t s = 0; s < file.series().size(); ++s)
      for (const std::size_t run : spread(file.runs().size(), most)) file.values(s, run);
    return std::string();
  };
  read_in_child(path.string(), work);
  return path;
}

bool same_bits(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// A series of a record as the file would store it; as RunReader::values has it.
std::vector<double> stored(const RunRecord& record, std::size_t series, const Layout& layout) {
  if (!is_count(record.series[series])) return numbers(record, series, layout);
  const std::vector<std::int32_t> whole = counts(record, series, layout);
  std::vector<double> out(whole.begin(), whole.end());
  std::replace(out.begin(), out.end(), static_cast<double>(no_count), no_value);
  return out;
}

// "place north, kind advice"
std::string labels(const SeriesInfo& series, const std::vector<Axis>& axes, std::size_t cell) {
  std::string out;
  const std::array<std::size_t, 3> size = extents(series, axes);
  const std::array<std::size_t, 3> at = {cell / (size[1] * size[2]), cell / size[2] % size[1], cell % size[2]};
  for (std::size_t a = 0; a < series.axes.size(); ++a)
    out += fmt::format("{}{} {}", a == 0 ? "" : ", ", series.axes[a], axis_named(axes, series.axes[a]).labels[at[a]]);
  return out;
}

bool within(const RunRecord& record, const SeriesInfo& series, const Layout& layout) {
  if (series.yearly()) return record.years().first >= layout.years.first && record.years().end() <= layout.years.end();
  return record.start >= layout.start && record.start + record.months <= layout.start + layout.months;
}

}  // namespace

Original::Original(const fs::path& path, const MakeModel& make, std::size_t most, Verify verify)
    : make_(make),
      file_(read_whole(path, most, verify), verify),
      name_(path.string()),
      runs_(spread(file_.runs().size(), most)) {
  const std::string model = make()->info().name, source = file_.attribute("source");
  if (!source.starts_with(model + " "))
    throw bad(name_, say("is by another program: its source is \"{}\"", source),
              say("only the files of {} can be reproduced with it", model));
  layout_.start = file_.start();
  layout_.months = file_.months();
  layout_.years = file_.years();
  layout_.axes = file_.axes();
  layout_.series = file_.series();
  layout_.runs = file_.runs().size();
  std::set<std::string> read;  // before hours of work, not after
  for (const std::size_t run : runs_)
    if (read.insert(file_.runs()[run].scenario).second) scenario(run);
}

std::size_t Original::values() const {
  std::size_t out = 0;
  for (const SeriesInfo& s : file_.series()) out += layout_.cells(s) * static_cast<std::size_t>(file_.moments(s));
  return out * runs_.size();
}

// Values that a sweep gave to parameters, as --set takes them.
Overrides Original::swept(std::size_t run) const {
  Overrides out;
  const auto stays = [&](const std::string& name) {
    return std::any_of(file_.swept().begin(), file_.swept().end(), [&](const Detail& d) {
      const auto* numbers = std::get_if<std::vector<double>>(&d.values);
      return numbers != nullptr && d.name == name + std::string(is_set) && (*numbers)[run] == 0;
    });
  };
  for (const Detail& d : file_.swept()) {
    if (d.name.find('.') == std::string::npos || d.name.ends_with(is_set) || stays(d.name)) continue;
    if (const auto* words = std::get_if<std::vector<std::string>>(&d.values)) {
      if (!(*words)[run].empty()) out.set.emplace_back(d.name, text(Value((*words)[run])));
    } else if (const double number = std::get<std::vector<double>>(d.values)[run]; !std::isnan(number)) {
      out.set.emplace_back(d.name, fmt::format("{}", number));
    }
  }
  return out;
}

std::string Original::scenario_key(std::size_t run) const {
  std::string out = file_.runs()[run].scenario;
  for (const auto& [path, value] : swept(run).set) out += fmt::format("\n{}={}", path, value);
  return out;
}

Scenario Original::scenario(std::size_t run) const {
  const std::string& name = file_.runs()[run].scenario;
  const std::string kept = file_.scenario_text(name);
  if (kept.empty() || !file_.holds_scenario(name))
    throw bad(
        name_,
        say("the text of scenario \"{}\" is {}", name, kept.empty() ? say("missing") : say("not what its hash says")),
        say("the file is damaged or was changed: take another copy, or run again"));
  try {
    const std::string place = say("scenario {} of {}", name, name_);
    Overrides values = swept(run);
    if (!values.set.empty()) {
      // The file has switches as 0 and 1.
      const std::unique_ptr<Model> model = make_();
      apply(read_scenario_text(name, kept, place, make_), *model);
      for (const Parameter& p : model->parameters())
        for (auto& [path, value] : values.set)
          if (path == p.path && std::holds_alternative<bool>(p.get())) value = value == "0" ? "false" : "true";
    }
    return read_scenario_text(name, kept, place, make_, values);
  } catch (const Failure& failure) {
    std::vector<Problem> problems = failure.problems();
    problems.push_back({name_,
                        0,
                        0,
                        {},
                        say("this program cannot read a scenario that the file embeds"),
                        say("run it with the program that wrote it: version {}, commit {}",
                            file_.attribute("program_version"), file_.attribute("git_commit"))});
    throw Failure(failure.code(), std::move(problems));
  }
}

std::vector<Deviation> Original::deviations(std::size_t run, const RunRecord& record) const {
  std::vector<Deviation> out;
  for (std::size_t s = 0; s < file_.series().size(); ++s)
    if (Deviation one = compared(run, s, record); one.count > 0 || !one.reason.empty()) out.push_back(std::move(one));
  return out;
}

Deviation Original::compared(std::size_t run, std::size_t series, const RunRecord& record) const {
  const SeriesInfo& info = file_.series()[series];
  Deviation out{info.name, {}, {}, {}, no_value, no_value, 0, 0, 0};
  const std::vector<double> was = file_.values(series, run);
  std::vector<double> is(was.size(), no_value);  // of a series that the run does not keep
  const auto same = std::find_if(record.series.begin(), record.series.end(),
                                 [&info](const SeriesInfo& other) { return other.name == info.name; });
  if (same != record.series.end()) {
    if (same->axes != info.axes || same->unit != info.unit || same->cadence != info.cadence)
      out.reason = say("has other dimensions or another unit now");
    else if (!within(record, info, layout_))
      out.reason = say("has other months now");
    else
      try {
        is = stored(record, static_cast<std::size_t>(same - record.series.begin()), layout_);
      } catch (const Failure& failure) {
        out.reason = failure.problems().front().what;
      }
    if (!out.reason.empty()) return out;
  }
  out.of = was.size();
  const std::size_t cells = layout_.cells(info);
  for (std::size_t i = 0; i < was.size(); ++i) {
    if (same_bits(was[i], is[i])) continue;
    if (out.count++ == 0) {
      const auto moment = static_cast<int>(i / cells);
      out.moment = info.yearly() ? std::to_string(file_.years().first + moment) : (file_.start() + moment).text();
      out.place = labels(info, file_.axes(), i % cells);
      out.was = was[i];
      out.is = is[i];
    }
    if (const double apart = std::abs(was[i] - is[i]); apart > out.largest) out.largest = apart;
  }
  return out;
}

}  // namespace sim
