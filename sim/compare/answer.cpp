#include "sim/compare/answer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "sim/error.hpp"
#include "sim/say.hpp"
#include "sim/settings/scenario.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

using Names = std::vector<std::string>;

bool has(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Month month(const std::string& text) {
  const auto day = last_day(text);
  if (!day)
    throw Failure(Exit::usage, say("--at {} is no month", text),
                  say("write --at 2016-06, a day of that month, or 2016"));
  return Month::of(int(day->year()), static_cast<int>(unsigned(day->month())));
}

}  // namespace

Terms terms_of(const Question& question, const ModelInfo& model, const RunReader& file) {
  if (question.per > 0 && question.whole)
    throw Failure(Exit::usage, say("--per and --whole do not go together"),
                  say("per so many heads a sample stands for the whole as it is: leave --whole out"));
  Terms out{question.per, model.heads, question.whole, {}, {}};
  const std::vector<double> scales = file.scale_of_runs(model.scale);
  if (!scales.empty()) {
    const auto [least, most] = std::minmax_element(scales.begin(), scales.end());
    out.scales = {*least, *most};
  }
  if (question.per > 0 && model.heads.empty())
    throw Failure(Exit::usage, say("--per {}: {} has no series that counts heads", question.per, model.name),
                  say("leave it out"));
  if (question.whole && out.scales.empty())
    throw Failure(Exit::usage, say("--whole: the file does not say which share of the world was simulated"),
                  model.scale.empty() ? say("{} always simulates the whole: leave it out", model.name)
                                      : say("it was written by something older: run again"));
  return out;
}

Answer::Answer(const Question& question, const Model& model)
    : file_(question.file, question.verify, model.axes()), of_model_(model.series()) {
  for (const RunName& run : file_.runs())
    if (!has(scenarios_, run.scenario)) scenarios_.push_back(run.scenario);
  if (scenarios_.size() < 2)
    throw Failure(Exit::usage, say("the file has one scenario: {}", listed(scenarios_)),
                  say("a comparison takes two: `run BASELINE.toml POLICY.toml --replicates 10 -o FILE`"));
  if (const std::string& name = question.baseline; !name.empty()) {
    const auto found = std::find(scenarios_.begin(), scenarios_.end(), name);
    if (found == scenarios_.end()) throw unknown("scenario", name, scenarios_);
    std::rotate(scenarios_.begin(), found, found + 1);
  }
  selection_ = selection_of(question.select, file_.axes());
  terms_ = terms_of(question, model.info(), file_);
  terms_.cells = selection_text(selection_, file_.axes());
  scales_ = file_.scale_of_runs(model.info().scale);
  choose_series(question.series, model.info().headlines);
  choose_ratios(question.ratios);
  choose_beside();
  if (const std::string planned = file_.attribute("sweep_runs");
      !planned.empty() && planned != std::to_string(file_.runs().size()))
    notes_.push_back(say("{} of the {} runs of its design are in the file", file_.runs().size(), planned));
  find_points();
  pair();
  find_periods(question.at);
  read();
  conclude();
}

std::vector<std::pair<std::string, std::string>> Answer::titles() const {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& name : scenarios_)
    if (file_.holds_scenario(name))
      if (std::string title = title_of(file_.scenario_text(name)); !title.empty())
        out.emplace_back(name, std::move(title));
  return out;
}

const SeriesInfo& Answer::info(const std::string& name) const {
  const std::vector<SeriesInfo>& all = file_.series();
  return *std::find_if(all.begin(), all.end(), [&name](const SeriesInfo& s) { return s.name == name; });
}

// Axes of which a label has to be chosen first.
Names Answer::unjoined(const SeriesInfo& series) const {
  return Join(series, file_.axes(), selection_, file_.series()).unjoined();
}

bool Answer::is_told(const std::string& name) const { return is_told_by(info(name), file_.axes(), selection_); }

void Answer::choose_series(const Names& wanted, const Names& headlines) {
  const Names by_month = monthly_series();
  const bool all = wanted == Names{"all"};
  if (!wanted.empty() && !all) {
    for (const std::string& name : wanted) {
      hold(name);
      if (!has(names_, name)) names_.push_back(name);
    }
    return;
  }
  const auto fit = [this](const std::string& name) { return is_told(name) && unjoined(info(name)).empty(); };
  if (!all)
    std::copy_if(headlines.begin(), headlines.end(), std::back_inserter(names_),
                 [&](const std::string& name) { return has(by_month, name) && fit(name); });
  if (!names_.empty()) return;
  Names left;
  const auto take = [&](const std::string& name) {
    if (fit(name))
      names_.push_back(name);
    else if (is_told(name))
      left.push_back(name);
  };
  for (const std::string& name : by_month) take(name);
  if (names_.empty())
    for (const SeriesInfo& s : file_.series())
      if (s.yearly()) take(s.name);
  if (names_.empty() && !left.empty())
    throw Failure(Exit::usage, say("the groups of {} make no one number", listed(left)),
                  say("choose a group with --select: `--series NAME` tells which there are"));
  if (names_.empty())
    throw Failure(Exit::usage, say("no series is told by all of {}", selection_text(selection_)),
                  say("choose labels of fewer axes"));
  if (!left.empty())
    notes_.push_back(
        say("left out, as their groups make no one number without --select (name one to see its groups): {}",
            listed(left)));
}

// "A/B", both series of the file. They are read beside the others.
void Answer::choose_ratios(const Names& wanted) {
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

// What they are weighed and divided by.
void Answer::choose_beside() {
  read_ = names_.size();
  for (std::size_t s = 0; s < read_; ++s) {
    const SeriesInfo& series = info(names_[s]);
    for (const std::string& beside :
         {Join(series, file_.axes(), selection_, file_.series()).weight(), terms_.heads_of(series)}) {
      if (beside.empty() || has(names_, beside)) continue;
      if (std::none_of(file_.series().begin(), file_.series().end(),
                       [&](const SeriesInfo& other) { return other.name == beside; }))
        throw Failure(Exit::usage, say("--per: the file has not kept {}, which counts heads", beside),
                      say("run again with it among [output] series"));
      names_.push_back(beside);
    }
  }
}

Names Answer::monthly_series() const {
  Names out;
  for (const SeriesInfo& s : file_.series())
    if (!s.yearly()) out.push_back(s.name);
  return out;
}

// Refuses what is no series of the file, what has not all that is selected, and what makes no one number.
void Answer::hold(const std::string& name) const {
  Names known;
  for (const SeriesInfo& s : file_.series()) known.push_back(s.name);
  if (!has(known, name)) throw unknown("series", name, known);
  if (!is_told(name)) {
    std::erase_if(known, [this](const std::string& other) { return !is_told(other); });
    throw Failure(Exit::usage, say("{} is not told by {}", name, selection_text(selection_)),
                  known.empty() ? say("no series is: choose labels of fewer axes")
                                : say("these are: {} (of the whole any is, without --select)", first_listed(known)));
  }
  const Names groups = unjoined(info(name));
  if (groups.empty()) return;
  Names choices;
  for (const std::string& axis : groups) {
    const Axis& of = axis_named(file_.axes(), axis);
    Names labels;
    for (std::size_t i = 0; i < of.labels.size(); ++i)
      if (selected(of, selection_)[i]) labels.push_back(of.labels[i]);
    choices.push_back(say("--select {}=LABEL, one of {}", axis, fmt::join(labels, ", ")));
  }
  throw Failure(Exit::usage,
                adds_up(info(name)) ? say("{} over all of {} would have the same thing twice", name, listed(groups))
                                    : say("{} is a mean in each {}, and the file does not say how much each counts for",
                                          name, listed(groups)),
                say("choose a group: {}", fmt::join(choices, "; ")));
}

// Runs with the same value of everything swept are at one point. Where the point leaves a value to the scenario, what
// the scenario has does not count: it may be another one in each. What a design repeats (rows of a table that are
// there twice, choices in a saltelli design) counts as often as it is there.
void Answer::find_points() {
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

// Keeps the scenarios that have pairs, says how many runs have no partner.
void Answer::pair() {
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
  scenarios_.resize(1);
  for (const Compared& one : compared_) scenarios_.push_back(one.scenario);
}

// The months of each pair, before its numbers can be known; so there are two passes over the file.
void Answer::find_periods(const std::string& at) {
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
void Answer::read() {
  for (const std::string& name : names_)
    for (std::size_t s = 0; s < file_.series().size(); ++s)
      if (file_.series()[s].name == name) series_.push_back(s);
  std::optional<std::size_t> now;
  RunRecord record;
  for (auto& [place, numbers] : numbers_) {
    if (place.first != now) record = file_.record(place.first, series_);
    now = place.first;
    const double scale = scales_.empty() ? 1 : scales_[place.first];
    for (std::size_t s = 0; s < read_; ++s)
      numbers.push_back(headline(record, s, place.second, selection_, terms_, scale));
  }
}

void Answer::conclude() {
  for (std::size_t s = 0; s < read_; ++s)
    if (std::any_of(numbers_.begin(), numbers_.end(), [s](const auto& of) { return std::isinf(of.second[s]); }))
      notes_.push_back(say("{} is infinite in a run: no difference can be told", file_.series()[series_[s]].name));
  const std::string method = file_.attribute("sweep_method");
  for (const Compared& one : compared_) {
    std::vector<Measured> measured;
    for (std::size_t s = 0; s < read_; ++s) {
      const SeriesInfo series = of_headline(file_.series()[series_[s]], file_.axes(), selection_);
      measured.push_back(
          {{baseline(), one.scenario, series, months_of(series, one.periods.back()), selection_, terms_}, {}});
    }
    for (std::size_t i = 0; i < one.pairs.size(); ++i) {
      const auto& [before, after, point] = one.pairs[i];
      const std::vector<double>&base = numbers_.at({before, one.periods[i]}),
            &here = numbers_.at({after, one.periods[i]});
      for (std::size_t s = 0; s < read_; ++s) measured[s].pairs.push_back({point, base[s], here[s]});
    }
    for (const auto& [over, under] : asked_)
      ratios_.push_back(ratio_of_differences(measured[over], measured[under], method));
    measured.resize(shown_);
    for (Difference& d : concluded(std::move(measured), method)) differences_.push_back(std::move(d));
  }
  rank(method);
}

// At each point the mean over replicates that all scenarios have; without a sweep, where there is more than one policy
// to choose from, in each pair.
void Answer::rank(const std::string& method) {
  const bool of_pairs =
      std::all_of(points_.begin(), points_.end(), [this](std::size_t p) { return p == points_.front(); });
  if (of_pairs && compared_.size() < 2) return;
  struct Luck {
    std::size_t point = 0;
    std::vector<const std::vector<double>*> numbers;  // of each scenario
  };
  std::map<std::size_t, Luck> all;  // by the baseline's run
  for (const Compared& one : compared_)
    for (std::size_t i = 0; i < one.pairs.size(); ++i) {
      const RunPair& pair = one.pairs[i];
      Luck& luck = all[pair.before];
      luck.point = of_pairs ? pair.before : pair.point;
      if (luck.numbers.empty()) luck.numbers.push_back(&numbers_.at({pair.before, one.periods[i]}));
      luck.numbers.push_back(&numbers_.at({pair.after, one.periods[i]}));
    }
  std::erase_if(all, [this](const auto& one) { return one.second.numbers.size() <= compared_.size(); });
  for (std::size_t s = 0; s < shown_; ++s) {
    std::map<std::size_t, std::pair<double, std::vector<double>>> points;  // how many, and their sums
    for (const auto& [run, luck] : all) {
      auto& [count, sums] = points[luck.point];
      sums.resize(scenarios_.size());
      ++count;
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += (*luck.numbers[i])[s];
    }
    std::vector<std::vector<double>> values;
    for (auto& [point, found] : points) {
      for (double& sum : found.second) sum /= found.first;
      values.push_back(std::move(found.second));
    }
    SeriesInfo series = of_headline(file_.series()[series_[s]], file_.axes(), selection_);
    for (const SeriesInfo& known : of_model_)
      if (known.name == series.name) series.better = known.better;
    ranks_.push_back(ranked(series, values, of_pairs || is_sample(method), of_pairs));
  }
}

}  // namespace sim
