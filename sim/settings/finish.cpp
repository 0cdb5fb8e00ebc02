// The command line over a draft, and what only the whole scenario can show.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/say.hpp"
#include "sim/settings/merge.hpp"

namespace sim {

void Draft::override_with(const Overrides& overrides) {
  for (const auto& [path, value] : overrides.set) {
    const Where where{say("--set {}={}", path, value), 0, 0, {}};
    const KnownParameter* known = known_.find(path);
    replace_everywhere(known != nullptr ? typed(*known, value, where) : written(path, value, where));
  }
  for (const auto& [path, factor] : overrides.multiply)
    scale_everywhere(written(path, factor, {say("--multiply {}={}", path, factor), 0, 0, {}}));
  if (!overrides.until.empty()) {
    const Where where{say("--until {}", overrides.until), 0, 0, {}};
    if (const std::optional<Date> last = last_day(overrides.until))
      until_ = day(last, {}, "--until", where);
    else
      refuse(where, say("there is no such day, month or year"),
             say("--until 2018-06-30 is a day, --until 2018-06 the end of a month, --until 2018 of a year"));
  }
}

void Draft::replace_everywhere(const Written& w) {
  const KnownParameter* known = find(w);
  if (known == nullptr) return;
  const std::optional<Value> value = fit(*known, w, problems_);
  if (!value) return;
  values_.insert_or_assign(w.path, Setting{w.path, *value, w.where});
  for (Change& c : changes_)
    for (Setting& s : c.set)
      if (s.path == w.path) s.value = *value;
}

void Draft::scale_everywhere(const Written& w) {
  const KnownParameter* known = find(w);
  if (known == nullptr) return;
  if (!numeric(known->initial))
    return refuse(w.where, say("{} is no number and cannot be multiplied", w.path), known->about());
  if (!w.value || !numeric(*w.value) || !std::isfinite(number(*w.value)))
    return refuse(w.where, say("--multiply wants a finite number"), say("--multiply behaviour.parameter=2"));
  const double factor = number(*w.value);
  const auto scaled = [&](const Value& value) {
    const double product = number(value) * factor;
    if (in_range(*known, product) || !whole_) return times(value, factor);
    refuse(w.where,
           say("{} x {} = {} is out of range: {}", text(value), factor, product, range_text(known->like->field)),
           known->about());
    return value;
  };
  values_.insert_or_assign(w.path, Setting{w.path, scaled(initial(*known)), w.where});
  for (Change& c : changes_)
    for (Setting& s : c.set)
      if (s.path == w.path) s.value = scaled(s.value);
}

Value Draft::initial(const KnownParameter& parameter) const {
  const auto found = values_.find(parameter.path);
  if (found != values_.end()) return found->second.value;
  return parameter.whole.empty() ? parameter.initial : initial(*known_.find(parameter.whole));
}

// A place has the value of the whole until it has its own.
Value Draft::in_force(const std::map<std::string, Value>& now, const KnownParameter& parameter) const {
  if (const auto found = now.find(parameter.path); found != now.end()) return found->second;
  if (parameter.whole.empty() || values_.count(parameter.path) > 0) return initial(parameter);
  return in_force(now, *known_.find(parameter.whole));
}

// Multiplied again and again, a value may leave its range: plays all changes through.
void Draft::check_products() {
  std::map<std::string, Value> now;
  for (const Change& c : changes_) {
    for (const Setting& s : c.set) now.insert_or_assign(s.path, s.value);
    for (const Setting& s : c.multiply) {
      const KnownParameter* known = known_.find(s.path);
      if (known == nullptr || doubtful_.count(s.path) > 0) continue;
      const Value before = in_force(now, *known);
      const double factor = number(s.value), product = number(before) * factor;
      if (in_range(*known, product)) {
        now.insert_or_assign(s.path, times(before, factor));
      } else {
        refuse(s.where,
               say("in {} {} becomes {} x {} = {}, out of range: {}", c.from.text(), s.path, text(before), factor,
                   product, range_text(known->like->field)),
               known->about());
        doubtful_.insert(s.path);
      }
    }
  }
}

namespace {

// A factor lasts until the next value. Where that is another file's, whoever multiplied may not know of it.
void note_short_lived(const std::vector<Change>& changes, Month end, std::vector<std::string>& notes) {
  const auto has = [](const std::vector<Setting>& all, const std::string& path) {
    return std::any_of(all.begin(), all.end(), [&path](const Setting& s) { return s.path == path; });
  };
  for (const Change& c : changes)
    for (const Setting& factor : c.multiply) {
      const auto next = std::find_if(changes.begin(), changes.end(), [&](const Change& later) {
        return later.from > c.from && has(later.set, factor.path);
      });
      if (next == changes.end() || next->from >= end || next->where.file == c.where.file) continue;
      const bool goes_on = std::any_of(next, changes.end(), [&](const Change& same) {
        return same.from == next->from && has(same.multiply, factor.path);
      });
      if (goes_on) continue;
      notes.push_back(
          say("{}:{}: {} is multiplied from {} to {} only: then {} in {} sets it anew; multiply again there if "
              "it is to last",
              factor.where.file, factor.where.line, factor.path, c.from.text(), (next->from - 1).text(), next->id,
              next->where.file));
    }
}

}  // namespace

Scenario Draft::finish(const std::string& file) {
  using namespace std::chrono;
  const Where whole{file, 0, 0, {}};
  if (title_.empty() && whole_)
    refuse(whole, say("the scenario has no title"), say("title = \"...\": one line that says what it is"));
  const Day start = start_.value_or(Day{Date(2010y, January, 1d), whole});
  const Day until = until_.value_or(Day{Date(2020y, December, 31d), whole});
  if (until.date < start.date && (whole_ || (start_ && until_)))
    refuse(until_ ? until.where : start.where,
           say("the end {}-{:02} is before the start {}-{:02}", int(until.date.year()), unsigned(until.date.month()),
               int(start.date.year()), unsigned(start.date.month())),
           say("until is the last day simulated, 2020-12-31 where nothing is said; start is 2010-01-01"));

  const year_month_day last = until.date.year() / until.date.month() / std::chrono::last;

  // Stable, so that at one date the child's change comes last.
  std::stable_sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) { return a.from < b.from; });
  if (whole_) check_products();

  Scenario out;
  out.title = title_;
  out.question = question_;
  out.expect = expect_;
  out.start = month_of(start.date);
  out.end = month_of(until.date) + 1;
  if (until.date != last)
    out.notes.push_back(say("{}{}: the clock ticks in whole months: the last day simulated is {}-{:02}",
                            until.where.file, until.where.line > 0 ? fmt::format(":{}", until.where.line) : "",
                            (out.end - 1).text(), unsigned(last.day())));
  note_short_lived(changes_, out.end, out.notes);
  out.rows = rows_;
  std::map<std::pair<std::string, std::string>, std::size_t> place;
  for (std::size_t i = 0; i < out.rows.size(); ++i) place[{out.rows[i].list, out.rows[i].name}] = i;
  for (const auto& [path, setting] : values_) {
    const KnownParameter& known = *known_.find(path);
    if (known.list == nullptr) {
      out.settings.push_back(setting);
      continue;
    }
    // A row that the model itself has becomes one of the scenario's once something is set in it.
    const auto [found, fresh] = place.emplace(std::pair(known.list->name, known.row), out.rows.size());
    if (fresh) out.rows.push_back({known.list->name, known.row, {}, {}, setting.where});
    out.rows[found->second].fields.push_back(setting);
  }
  out.changes = changes_;
  out.series = series_;
  out.snapshots = snapshots_;
  return out;
}

}  // namespace sim
