#include "sim/cli_compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "sim/child.hpp"
#include "sim/cli_difference.hpp"
#include "sim/error.hpp"
#include "sim/output_reader.hpp"
#include "sim/summary.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

using Names = std::vector<std::string>;

bool has(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A refusal of what was typed: the file is sound, but has no such thing.
Failure unknown(const std::string& what, const std::string& name, const Names& known) {
  const std::string near = nearest(name, known);
  return {Exit::usage, fmt::format("the file has no {} {}", what, name),
          near.empty() ? fmt::format("it has {}", listed(known)) : fmt::format("did you mean {}?", near)};
}

// "2016-06", or a day of that month.
Month month(const std::string& text) {
  const auto digits = [&text](std::size_t from, std::size_t count) {
    const std::string part = text.substr(std::min(from, text.size()), count);
    const bool good = part.size() == count && part.find_first_not_of("0123456789") == std::string::npos;
    return good ? std::stoi(part) : -1;
  };
  const int year = digits(0, 4), number = digits(5, 2), day = text.size() == 7 ? 1 : digits(8, 2);
  const bool shaped = (text.size() == 7 || (text.size() == 10 && text[7] == '-')) && text[4] == '-';
  if (!shaped || year < 0 || number < 1 || number > 12 || day < 1 || day > 31)
    throw Failure(Exit::usage, fmt::format("--at {} is no month", text), "write --at 2016-06, or a day of that month");
  return Month::of(year, number);
}

// What is compared, read from the file.
class Comparing {
 public:
  Comparing(const std::string& file, const Given& given, const Names& headlines) : file_(file) {
    for (const RunName& run : file_.runs())
      if (!has(scenarios_, run.scenario)) scenarios_.push_back(run.scenario);
    if (scenarios_.size() < 2)
      throw Failure(Exit::usage, fmt::format("the file has one scenario: {}", listed(scenarios_)),
                    "a comparison takes two: `run BASELINE.toml POLICY.toml --replicates 10 -o FILE`");
    if (const std::string name = given.text("baseline"); !name.empty()) {
      const auto found = std::find(scenarios_.begin(), scenarios_.end(), name);
      if (found == scenarios_.end()) throw unknown("scenario", name, scenarios_);
      std::rotate(scenarios_.begin(), found, found + 1);
    }
    choose_series(given.text("series"), headlines);
    find_points();
    pair();
    read();
    if (const std::string text = given.text("at"); !text.empty()) choose_month(text);
  }

  std::vector<Difference> all() const { return differences(names_, scenarios_, records_, points_, at_); }
  const std::string& baseline() const { return scenarios_.front(); }
  const Names& notes() const { return notes_; }

 private:
  void choose_series(const std::string& wanted, const Names& headlines) {
    Names monthly, yearly;
    for (const SeriesInfo& s : file_.series()) (s.yearly() ? yearly : monthly).push_back(s.name);
    if (wanted.empty())
      std::copy_if(headlines.begin(), headlines.end(), std::back_inserter(names_),
                   [&](const std::string& name) { return has(monthly, name); });
    if (wanted == "all" || names_.empty()) names_ = monthly;
    if (wanted.empty() || wanted == "all") return;
    names_.clear();
    for (std::size_t begin = 0, end = 0; begin <= wanted.size(); begin = end + 1) {
      end = std::min(wanted.find(',', begin), wanted.size());
      const std::string name = wanted.substr(begin, end - begin);
      if (has(yearly, name))
        throw Failure(Exit::usage, fmt::format("{} is a yearly series: only monthly ones are compared", name),
                      "`--series all` compares every monthly series of the file");
      if (!has(monthly, name)) throw unknown("monthly series", name, monthly);
      if (!has(names_, name)) names_.push_back(name);
    }
  }

  // Runs with the same value of everything swept are at one point.
  void find_points() {
    std::map<Names, std::size_t> known;
    for (std::size_t run = 0; run < file_.runs().size(); ++run) {
      Names values;
      for (const Detail& d : file_.swept())
        values.push_back(
            std::visit([run](const auto& of_runs) { return fmt::format("{}", of_runs.at(run)); }, d.values));
      points_.push_back(known.emplace(values, known.size()).first->second);
    }
  }

  // Leaves those runs that have a partner, and says how many have none.
  void pair() {
    using Luck = std::tuple<std::uint32_t, std::uint64_t, std::size_t>;
    std::map<std::string, std::map<Luck, std::size_t>> runs;  // by scenario
    for (std::size_t i = 0; i < file_.runs().size(); ++i)
      runs[file_.runs()[i].scenario].emplace(Luck{file_.runs()[i].replicate, file_.runs()[i].seed, points_[i]}, i);
    std::set<std::size_t> kept;
    Names paired = {baseline()};
    for (const std::string& scenario : Names(scenarios_.begin() + 1, scenarios_.end())) {
      std::size_t pairs = 0;
      for (const auto& [luck, run] : runs[scenario])
        if (const auto base = runs[baseline()].find(luck); base != runs[baseline()].end()) {
          ++pairs;
          kept.insert({run, base->second});
        }
      if (pairs > 0) paired.push_back(scenario);
      const auto lonely = [&](const std::string& name) { return counted(runs[name].size() - pairs, "run"); };
      if (pairs < runs[scenario].size() || pairs < runs[baseline()].size())
        notes_.push_back(fmt::format("{} against {}: {} and {} have no partner and are left out", scenario, baseline(),
                                     lonely(scenario), lonely(baseline())));
    }
    if (kept.empty())
      throw Failure(Exit::usage, fmt::format("no run of another scenario makes a pair with one of {}", baseline()),
                    "a pair has the same replicate and seed, and the same swept values; scenarios of one `run` have");
    scenarios_ = std::move(paired);
    runs_.assign(kept.begin(), kept.end());
  }

  void read() {
    std::vector<std::size_t> series, points;
    for (std::size_t s = 0; s < file_.series().size(); ++s)
      if (has(names_, file_.series()[s].name)) series.push_back(s);
    for (const std::size_t run : runs_) {
      records_.push_back(condensed(file_.record(run, series), names_));
      points.push_back(points_[run]);
    }
    points_ = std::move(points);
  }

  void choose_month(const std::string& text) {
    at_ = month(text);
    Month from = file_.start(), until = file_.start() + (file_.months() - 1);
    for (const RunRecord& r : records_) {
      from = std::max(from, r.start);
      until = std::min(until, r.start + (r.months - 1));
    }
    if (*at_ < from || *at_ > until)
      throw Failure(Exit::usage, fmt::format("--at {} is outside the months of the runs", text),
                    fmt::format("they have {} to {}", from.text(), until.text()));
  }

  RunReader file_;
  Names scenarios_, names_, notes_;  // the baseline first; series; for the user
  std::vector<std::size_t> runs_, points_;
  std::vector<RunRecord> records_;
  std::optional<Month> at_;
};

std::string to_json(const std::string& file, const Comparing& what) {
  nlohmann::ordered_json json = {{"file", file}, {"baseline", what.baseline()}, {"notes", what.notes()}};
  json["differences"] = nlohmann::ordered_json::array();
  for (const Difference& d : what.all()) json["differences"].push_back(fields(d));
  return dumped(json);
}

}  // namespace

Command compare_command() {
  return {
      "compare",
      "FILE",
      "What policies change, from a run file with two or more scenarios: differences between runs of equal luck, "
      "with\n95 % intervals. A flow is compared in its total, a stock at the end, a rate in its mean over the last 12 "
      "months.",
      {{"baseline", "NAME", "the scenario that the others are compared with (the first of the file)"},
       {"series", "A,B", "these series, or all: every monthly one (the model's headlines)"},
       {"at", "DATE", "the last month looked at: totals up to it, stocks in it, rates over 12 months to it"},
       {"json", "", "one JSON document"},
       {"csv", "", "a table: a header line, then a line for each scenario and series"}},
      "Pairs are runs of the same replicate and seed, and of the same values of what a sweep varied; replicates at "
      "one\npoint of a sweep are averaged first. Runs without a partner are left out, and counted on standard error."};
}

int compare_runs(const MakeModel& make, const Given& given) {
  if (given.plain.size() != 1)
    throw Failure(Exit::usage, "compare takes one run file", "compare results/nanjing.h5; compare --help");
  if (given.has("json") && given.has("csv"))
    throw Failure(Exit::usage, "--json and --csv are two forms of the same", "choose one of them");
  const std::string& file = given.plain[0];
  ChildLimits limits;
  limits.seconds = 3600;  // thousands of runs of a sweep, on a slow disk
  const auto work = [&] {
    const Comparing what(file, given, make()->info().headlines);
    std::string out;
    for (const std::string& note : what.notes()) out += fmt::format("note: {}\n", note);
    out += '\0';
    return out + (given.has("json")  ? to_json(file, what)
                  : given.has("csv") ? to_csv(what.all())
                                     : comparison_text(what.all()));
  };
  const std::string text = read_in_child(file, work, limits);
  const std::size_t end = text.find('\0');
  std::fputs(text.substr(0, end).c_str(), stderr);
  fmt::print("{}", text.substr(end + 1));
  return 0;
}

}  // namespace sim
