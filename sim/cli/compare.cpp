// The command `compare`: what a policy changes, from a run file.
//
//   run file --in a child process: RunReader, condensed, differences--> table, JSON or CSV --> standard output
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/compare/differences.hpp"
#include "sim/compare/fields.hpp"
#include "sim/error.hpp"
#include "sim/host/child.hpp"
#include "sim/output/reader.hpp"
#include "sim/say.hpp"
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
  return {Exit::usage, say("the file has no {} {}", what, name.empty() ? "\"\"" : name),
          near.empty() ? say("it has {}", listed(known)) : say("did you mean {}?", near)};
}

Month month(const std::string& text) {
  const auto day = last_day(text);
  if (!day)
    throw Failure(Exit::usage, say("--at {} is no month", text),
                  say("write --at 2016-06, a day of that month, or 2016"));
  return Month::of(int(day->year()), static_cast<int>(unsigned(day->month())));
}

// What is compared, read from the file.
class Comparing {
 public:
  Comparing(const std::string& file, const Given& given, const Model& model)
      : file_(file, verify(given), model.axes()) {
    for (const RunName& run : file_.runs())
      if (!has(scenarios_, run.scenario)) scenarios_.push_back(run.scenario);
    if (scenarios_.size() < 2)
      throw Failure(Exit::usage, say("the file has one scenario: {}", listed(scenarios_)),
                    say("a comparison takes two: `run BASELINE.toml POLICY.toml --replicates 10 -o FILE`"));
    if (const std::string name = given.text("baseline"); !name.empty()) {
      const auto found = std::find(scenarios_.begin(), scenarios_.end(), name);
      if (found == scenarios_.end()) throw unknown("scenario", name, scenarios_);
      std::rotate(scenarios_.begin(), found, found + 1);
    }
    select(given.list("select"));
    choose_series(given.list("series"), model.info().headlines);
    choose_ratios(given.all("ratio"));
    if (const std::string planned = file_.attribute("sweep_runs");
        !planned.empty() && planned != std::to_string(file_.runs().size()))
      notes_.push_back(say("{} of the {} runs of its design are in the file", file_.runs().size(), planned));
    find_points();
    pair();
    find_periods(given.text("at"));
    read();
    conclude();
  }

  const std::vector<Difference>& all() const { return differences_; }
  const std::vector<RatioOfDifferences>& ratios() const { return ratios_; }
  const std::string& baseline() const { return scenarios_.front(); }
  const Names& notes() const { return notes_; }

 private:
  // A scenario's pairs, and the months that both runs of each have.
  struct Compared {
    std::string scenario;
    std::vector<RunPair> pairs;
    std::vector<Period> periods = {};
  };
  using Place = std::pair<std::size_t, Period>;  // some months of a run

  // "service=elder_care,zone=village": labels of axes that the file has.
  void select(const Names& typed) {
    Names axes;
    for (const Axis& axis : file_.axes()) axes.push_back(axis.name);
    for (const std::string& part : typed) {
      const std::size_t sign = part.find('=');
      if (sign == std::string::npos)
        throw Failure(Exit::usage, say("--select {} is no choice of a label", part),
                      say("write --select service=elder_care, or another axis and one of its labels"));
      const std::string name = part.substr(0, sign), label = part.substr(sign + 1);
      if (!has(axes, name)) throw unknown("axis", name, axes);
      const Names& labels = axis_named(file_.axes(), name).labels;
      if (!has(labels, label)) throw unknown(say("label of {}", name), label, labels);
      if (const auto [at, fresh] = selection_.emplace(name, label); !fresh && at->second != label)
        throw Failure(Exit::usage, say("--select chooses both {} and {} of {}", at->second, label, name),
                      say("one label of an axis at a time"));
    }
  }

  bool is_told_by_selection(const std::string& name) const {
    for (const SeriesInfo& s : file_.series())
      if (s.name == name)
        return std::all_of(selection_.begin(), selection_.end(),
                           [&](const auto& one) { return has(s.axes, one.first); });
    return false;
  }

  void choose_series(const Names& wanted, const Names& headlines) {
    const Names monthly = monthly_series();
    if (wanted.empty())
      std::copy_if(headlines.begin(), headlines.end(), std::back_inserter(names_),
                   [&](const std::string& name) { return has(monthly, name); });
    const bool all = wanted == Names{"all"};
    if (all || names_.empty()) names_ = monthly;
    if (wanted.empty() || all) {
      std::erase_if(names_, [this](const std::string& name) { return !is_told_by_selection(name); });
      if (names_.empty())
        std::copy_if(monthly.begin(), monthly.end(), std::back_inserter(names_),
                     [this](const std::string& name) { return is_told_by_selection(name); });
      if (names_.empty())
        throw Failure(Exit::usage, say("no series is told by all of {}", selection_text(selection_)),
                      say("choose labels of fewer axes"));
      return;
    }
    names_.clear();
    for (const std::string& name : wanted) {
      hold(name);
      if (!has(names_, name)) names_.push_back(name);
    }
  }

  // "A/B", both monthly series of the file. They are read beside the others.
  void choose_ratios(const Names& wanted) {
    shown_ = names_.size();
    for (const std::string& typed : wanted) {
      const std::size_t stroke = typed.find('/');
      if (stroke == std::string::npos || typed.find('/', stroke + 1) != std::string::npos)
        throw Failure(Exit::usage, say("--ratio {} is no ratio of two series", typed),
                      say("write --ratio public_spending/cases_served, or two others of the file's series"));
      std::array<std::size_t, 2> places{};
      for (const std::size_t side : {0, 1}) {
        const std::string name = side == 0 ? typed.substr(0, stroke) : typed.substr(stroke + 1);
        hold(name);
        if (!has(names_, name)) names_.push_back(name);
        places[side] = static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
      }
      asked_.push_back(places);
    }
  }

  Names monthly_series() const {
    Names out;
    for (const SeriesInfo& s : file_.series())
      if (!s.yearly()) out.push_back(s.name);
    return out;
  }

  // Refuses what is no monthly series of the file.
  void hold(const std::string& name) const {
    for (const SeriesInfo& s : file_.series())
      if (s.name == name && s.yearly())
        throw Failure(Exit::usage, say("{} is a yearly series: only monthly ones are compared", name),
                      say("`--series all` compares every monthly series of the file"));
    if (!has(monthly_series(), name)) throw unknown(say("monthly series"), name, monthly_series());
    if (is_told_by_selection(name)) return;
    Names told;
    for (const std::string& other : monthly_series())
      if (is_told_by_selection(other)) told.push_back(other);
    throw Failure(Exit::usage, say("{} is not told by {}", name, selection_text(selection_)),
                  told.empty() ? say("no series is: choose labels of fewer axes") : say("these are: {}", listed(told)));
  }

  // Runs with the same value of everything swept are at one point. Where the point leaves a value to the scenario, what
  // the scenario has does not count: it may be another one in each. What a design repeats (rows of a table that are
  // there twice, choices in a saltelli design) counts as often as it is there.
  void find_points() {
    std::map<std::string, const std::vector<double>*> is_set;
    for (const Detail& d : file_.swept())
      if (const auto* numbers = std::get_if<std::vector<double>>(&d.values)) is_set[d.name] = numbers;
    std::map<std::pair<Names, std::size_t>, std::size_t> known;
    std::map<std::tuple<Names, std::string, std::uint32_t, std::uint64_t>, std::size_t> times;
    for (std::size_t run = 0; run < file_.runs().size(); ++run) {
      Names values;
      for (const Detail& d : file_.swept()) {
        const auto set = is_set.find(d.name + "_is_set");
        const bool counts = set == is_set.end() || set->second->at(run) != 0;
        const auto text = [run](const auto& of_runs) { return fmt::format("{}", of_runs.at(run)); };
        values.push_back(counts ? std::visit(text, d.values) : "");
      }
      const RunName& name = file_.runs()[run];
      const std::size_t before = times[{values, name.scenario, name.replicate, name.seed}]++;
      points_.push_back(known.emplace(std::pair(values, before), known.size()).first->second);
    }
  }

  // Keeps the scenarios that have pairs, and says how many runs have no partner.
  void pair() {
    std::map<std::string, std::size_t> runs;
    for (const RunName& run : file_.runs()) ++runs[run.scenario];
    for (const std::string& scenario : Names(scenarios_.begin() + 1, scenarios_.end())) {
      Compared one{scenario, pairs(baseline(), scenario, file_.runs(), points_)};
      const auto lonely = [&](const std::string& name) { return runs[name] - one.pairs.size(); };
      if (lonely(scenario) > 0 || lonely(baseline()) > 0)
        notes_.push_back(say("{} against {}: {} and {} have no partner and are left out", scenario, baseline(),
                             counted(lonely(scenario), "run"), counted(lonely(baseline()), "run")));
      if (!one.pairs.empty()) compared_.push_back(std::move(one));
    }
    if (compared_.empty())
      throw Failure(
          Exit::usage, say("no run of another scenario makes a pair with one of {}", baseline()),
          say("a pair has the same replicate and seed, and the same swept values; scenarios of one `run` have"));
  }

  // The months of each pair, before its numbers can be known; so there are two passes over the file.
  void find_periods(const std::string& at) {
    std::map<std::size_t, Period> months;
    for (const Compared& one : compared_)
      for (const RunPair& pair : one.pairs)
        for (const std::size_t run : {pair.before, pair.after})
          if (!months.contains(run)) months[run] = period_of(file_.record(run, {}));
    Period all = months.begin()->second;
    for (const auto& [run, period] : months) all = shared(all, period);
    const Month last = at.empty() ? all.until : month(at);
    if (!at.empty() && (last < all.from || last > all.until))
      throw Failure(Exit::usage, say("--at {} is outside the months of the runs", at),
                    say("they have {} to {}", all.from.text(), all.until.text()));
    for (Compared& one : compared_)
      for (const RunPair& pair : one.pairs) {
        Period both = shared(months[pair.before], months[pair.after]);
        if (!at.empty()) both.until = last;
        one.periods.push_back(both);
        for (const std::size_t run : {pair.before, pair.after}) numbers_[{run, both}] = {};
      }
  }

  // Run by run in the file's order; what stays of each is one number a series. There may be many runs.
  void read() {
    for (const std::string& name : names_)
      for (std::size_t s = 0; s < file_.series().size(); ++s)
        if (file_.series()[s].name == name) series_.push_back(s);
    std::optional<std::size_t> now;
    RunRecord record;
    for (auto& [place, numbers] : numbers_) {
      if (place.first != now) record = file_.record(place.first, series_);
      now = place.first;
      for (std::size_t s = 0; s < series_.size(); ++s) numbers.push_back(headline(record, s, place.second, selection_));
    }
  }

  void conclude() {
    for (const Compared& one : compared_) {
      std::vector<Measured> measured;
      for (const std::size_t s : series_)
        measured.push_back({{baseline(), one.scenario, of_headline(file_.series()[s], file_.axes(), selection_),
                             one.periods.back(), selection_},
                            {}});
      for (std::size_t i = 0; i < one.pairs.size(); ++i) {
        const auto& [before, after, point] = one.pairs[i];
        const std::vector<double>&base = numbers_.at({before, one.periods[i]}),
              &here = numbers_.at({after, one.periods[i]});
        for (std::size_t s = 0; s < series_.size(); ++s) measured[s].pairs.push_back({point, base[s], here[s]});
      }
      const std::string method = file_.attribute("sweep_method");
      for (const auto& [over, under] : asked_)
        ratios_.push_back(ratio_of_differences(measured[over], measured[under], method));
      measured.resize(shown_);
      for (Difference& d : concluded(std::move(measured), method)) differences_.push_back(std::move(d));
    }
  }

  RunReader file_;
  Names scenarios_, names_, notes_;  // the baseline first; series; for the user
  Selection selection_;
  std::vector<std::size_t> series_, points_;  // of names_; of runs
  std::vector<Compared> compared_;
  std::map<Place, std::vector<double>> numbers_;
  std::size_t shown_ = 0;                          // of series_: the first are shown, the others are for ratios
  std::vector<std::array<std::size_t, 2>> asked_;  // ratios, by places in series_
  std::vector<Difference> differences_;
  std::vector<RatioOfDifferences> ratios_;
};

std::string compared_as_json(const std::string& file, const Comparing& what) {
  Json json = {{"file", file}, {"baseline", what.baseline()}, {"notes", what.notes()}};
  if (const std::string why = why_no_verdict(what.all().front()); !why.empty()) json["notes"].push_back(why);
  json["differences"] = Json::array();
  for (const Difference& d : what.all()) json["differences"].push_back(fields(d));
  if (!what.ratios().empty()) json["ratios"] = Json::array();
  for (const RatioOfDifferences& r : what.ratios()) json["ratios"].push_back(fields(r));
  return dumped(json);
}

int compare_runs(const Context& context, const Given& given) {
  if (given.plain.size() != 1)
    throw Failure(Exit::usage, say("compare takes one run file"), say("compare results/name.h5; compare --help"));
  if (given.has("json") && given.has("csv"))
    throw Failure(Exit::usage, say("--json and --csv are two forms of the same"), say("choose one of them"));
  if (given.has("csv") && given.has("ratio"))
    throw Failure(Exit::usage, say("--csv has a line for each series, and none for a ratio"), say("--json has both"));
  const std::string& file = given.plain[0];
  ChildLimits limits;
  limits.seconds = 3600;  // thousands of runs of a sweep, on a slow disk
  const auto work = [&] {
    const Comparing what(file, given, *context.make());
    std::string out;
    for (const std::string& note : what.notes()) out += say("note: {}\n", note);
    out += '\0';
    return out + (given.has("json")  ? compared_as_json(file, what)
                  : given.has("csv") ? to_csv(what.all())
                                     : comparison_text(what.all()) + ratio_text(what.ratios()));
  };
  const std::string text = read_in_child(file, work, limits);
  const std::size_t end = text.find('\0');
  tell(text.substr(0, end));
  fmt::print("{}", text.substr(end + 1));
  return 0;
}

}  // namespace

Command compare_command(const Context&) {
  return {
      "compare",
      compare_runs,
      "FILE",
      say("What policies change, from a run file with two or more scenarios: differences between runs of equal luck, "
          "with\n95 % intervals. A flow is compared in its total, a stock at the end, a rate in its mean over the last "
          "12 "
          "months."),
      {{"baseline", "NAME", say("the scenario that the others are compared with (the first of the file)")},
       {"series", "A,B", say("these series, or all: every monthly one (the model's headlines)")},
       {"at", "DATE", say("the last month looked at: totals up to it, stocks in it, rates over 12 months to it")},
       {"select", "A=L,B=M", say("label L of axis A and M of B, as in service=elder_care,zone=village; repeatable"),
        '\0', true},
       {"ratio", "A/B", say("series A's difference over B's, as in public_spending/cases_served; repeatable"), '\0',
        true},
       {"json", "", say("one JSON document")},
       {"csv", "", say("a table: a header line, then a line for each scenario and series")},
       unverified_option()},
      say("Pairs are runs of the same replicate and seed, and of the same values of what a sweep varied; replicates at "
          "one\npoint of a sweep are averaged first. Runs without a partner are left out, and counted on standard "
          "error.\n"
          "Without a sweep the interval is that of the mean (simulation noise). Of a sweep it is where 95 % of the "
          "points\n"
          "lie, or all of them where they are fewer than 40 or no sample of the ranges (grid, one-at-a-time, morris,\n"
          "saltelli): what the parameters leave uncertain, which more points do not narrow.\n"
          "--select looks at these cells alone, of series that have the axes. --ratio tells what one more of B comes "
          "with:\n"
          "with Fieller's interval over pairs, a bootstrap's over points, undefined where B may not differ at all.")};
}

}  // namespace sim
