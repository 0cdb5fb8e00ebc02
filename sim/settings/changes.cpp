// The [[change]]s of a scenario: dated, for the whole or for some places alone.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "sim/say.hpp"
#include "sim/settings/merge.hpp"

namespace sim {

void Draft::changes(const TomlFile& file, const Entry& entry, Seen& seen) {
  const toml::array* list = entry.node->as_array();
  if (list == nullptr)
    return refuse(entry.where, say("changes are a list, and this is {}", kind(*entry.node)),
                  say("write [[change]] before each"));
  for (const toml::node& node : *list) {
    if (enough()) return;
    if (const toml::table* table = node.as_table())
      change(file, *table, seen);
    else
      refuse(file.where(node.source()), say("a change is a table, and this is {}", kind(node)),
             say("write [[change]] before each"));
  }
}

void Draft::change(const TomlFile& file, const toml::table& table, Seen& seen) {
  Change found{{}, {}, {}, {}, {}, file.where(table.source())};
  bool dated = false, bad_date = false;
  std::vector<std::string> places;
  for (const Entry& e : file.entries(table))
    if (e.key == "where") places = where(file, e);
  for (const Entry& e : file.entries(table)) {
    if (e.key == "id") {
      found.id = filled(e, "id").value_or("?");
      if (found.id != "?") once(seen.changes, found.id, say("the change {}", text(found.id)), e.value);
    } else if (e.key == "because") {
      found.because = filled(e, "because").value_or("?");
    } else if (e.key == "from") {
      const std::optional<Day> from = day(date(*e.node), kind(*e.node), "from", e.value);
      bad_date = !from;
      if (!from) continue;
      dated = true;
      found.from = month_of(from->date);
      if (from->date.day() != std::chrono::day(1))
        refuse(e.value, say("from must be the first day of a month"),
               say("the clock ticks in whole months: write {}-01", found.from.text()));
      if (seen.latest && found.from < *seen.latest)
        refuse(e.value, say("this change is dated before the one above it ({})", seen.latest->text()),
               say("write the changes of a file in the order of their dates"));
      seen.latest = found.from;
    } else if (e.key == "set") {
      found.set = part(file, e, false, places);
    } else if (e.key == "multiply") {
      found.multiply = part(file, e, true, places);
    } else if (e.key != "where") {
      refuse(e.where, say("unknown key {} in a change", text(e.key)),
             near_text(e.key, {"id", "from", "because", "set", "multiply", "where"}));
    }
  }
  const auto need = [&](bool there, std::string what, std::string mend) {
    if (!there) refuse(found.where, std::move(what), std::move(mend));
  };
  need(!found.id.empty(), say("this change has no id"),
       say("id = \"...\": a name that another scenario can drop or replace it by"));
  need(dated || bad_date, say("this change has no from"),
       say("from = 2013-07-01: the first day of the month in which it takes effect"));
  need(!found.because.empty(), say("this change has no because"),
       say("because = \"...\": the document or the thought behind it"));
  need(table.contains("set") || table.contains("multiply"), say("this change has no effect"),
       say("set.\"behaviour.parameter\" = value, or multiply.\"behaviour.parameter\" = factor"));
  if (!found.id.empty() && found.id != "?" && dated) {
    claim_change(found.id, found.where);
    for (const std::vector<Setting>* settings : {&found.set, &found.multiply})
      for (const Setting& s : *settings)
        claim_value(s, found.from, settings == &found.multiply && !known_.find(s.path)->whole.empty());
  }
  std::erase_if(changes_, [&found](const Change& c) { return c.id == found.id; });
  if (!dated)  // kept for its id alone
    for (std::vector<Setting>* settings : {&found.set, &found.multiply}) {
      for (const Setting& s : *settings) doubtful_.insert(s.path);
      settings->clear();
    }
  changes_.push_back(std::move(found));
}

// The places that a change is for; none where nothing is said, or nothing right.
std::vector<std::string> Draft::where(const TomlFile& file, const Entry& entry) {
  const RowList* list = known_.places();
  const auto mend = [list] { return say("where = [\"...\"], the name of each {} that it is for", list->name); };
  std::vector<std::string> out;
  if (list == nullptr) {
    refuse(entry.where, say("where names places, and this model has none"), say("a change is for the whole of it"));
    return out;
  }
  const toml::array* names = entry.node->as_array();
  if (names == nullptr || names->empty()) {
    refuse(entry.where,
           names != nullptr ? say("where wants a list of places, and this is empty")
                            : say("where wants a list of places, and this is {}", kind(*entry.node)),
           mend());
    return out;
  }
  for (const toml::node& node : *names) {
    const auto* name = node.as_string();
    if (name == nullptr)
      refuse(file.where(node.source()), say("where wants names, and this is {}", kind(node)), mend());
    else if (whole_ && !known_.has_row(*list, name->get()))
      refuse(file.where(node.source()), say("there is no {} {}", list->name, text(name->get())),
             near_text(name->get(), known_.rows(*list)));
    else if (std::find(out.begin(), out.end(), name->get()) == out.end())
      out.push_back(name->get());
  }
  return out;
}

// What is written for some places, as written for each; only what places decide can be.
std::vector<Written> Draft::narrowed(const Written& w, const std::vector<std::string>& places) {
  if (places.empty()) return {w};
  if (!known_.by_place(w.path)) {
    const std::string which = known_.places()->name;
    if (known_.find(w.path) == nullptr)
      find(w);
    else
      refuse(w.key, say("{} is not for a {} to decide: where cannot narrow it", w.path, which),
             say("those that a {} decides: {}", which, fmt::join(known_.all_by_place(), ", ")));
    return {};
  }
  std::vector<Written> out(places.size(), w);
  for (std::size_t i = 0; i < places.size(); ++i) out[i].path += "." + places[i];
  return out;
}

// The settings of `set` or `multiply` of a change.
std::vector<Setting> Draft::part(const TomlFile& file, const Entry& entry, bool multiply,
                                 const std::vector<std::string>& places) {
  std::vector<Setting> out;
  const toml::table* table = entry.node->as_table();
  if (table == nullptr || table->empty()) {
    refuse(entry.where, say("{} wants parameters, and this is {}", entry.key, table ? say("empty") : kind(*entry.node)),
           say("{}.\"behaviour.parameter\" = ...", entry.key));
    return out;
  }
  std::map<std::string, int> seen;
  std::vector<Written> all;
  for (const Written& w : file.flatten(*table, {}))
    for (Written& one : narrowed(w, places)) all.push_back(std::move(one));
  for (const Written& w : all) {
    const KnownParameter* known = find(w);
    if (known == nullptr) continue;
    once(seen, w.path, w.path, w.key);
    if (known->like->field.fixed) {
      refuse(w.key, say("{} cannot change on a date: it is only used while the world is built", w.path),
             say("give it its value from the start: {}", known->about()));
    } else if (!multiply) {
      if (std::optional<Value> value = fit(*known, w, problems_))
        out.push_back({w.path, std::move(*value), w.where});
      else
        doubtful_.insert(w.path);
    } else if (!numeric(known->initial)) {
      refuse(w.key, say("{} is no number and cannot be multiplied", w.path), say("use set: {}", known->about()));
    } else if (!w.value || !numeric(*w.value) || !std::isfinite(number(*w.value))) {
      refuse(
          w.where,
          say("multiply wants a finite number, and this is {}", w.value && numeric(*w.value) ? text(*w.value) : w.kind),
          known->about());
    } else {
      out.push_back({w.path, number(*w.value), w.where});
    }
  }
  return out;
}

}  // namespace sim
