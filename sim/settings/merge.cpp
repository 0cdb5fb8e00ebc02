#include "sim/settings/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/say.hpp"

namespace sim {

namespace {

constexpr std::size_t most_advice = 50;  // finding near names is slow, and a file this wrong is another model's

constexpr std::size_t most_problems = 1000;  // of which people are shown the first 200; then no more is read
constexpr std::size_t most_rows = 10'000;    // of a list

std::string change_named(const std::string& id) { return say("what the change {} is", text(id)); }

bool plain(const std::string& name) {
  return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

const std::vector<std::string> top_keys = {"extends", "with",  "drop",  "title",  "question",
                                           "expect",  "start", "until", "output", "change"};

}  // namespace

void Draft::refuse(const Where& where, std::string what, std::string mend) {
  problems_.push_back(problem(where, std::move(what), std::move(mend)));
}

bool Draft::enough() const { return problems_.size() > most_problems; }

std::string Draft::advice(const std::string& path) const {
  return problems_.size() < most_advice ? known_.advice(path) : std::string();
}

void Draft::once(std::map<std::string, int>& seen, const std::string& key, const std::string& what,
                 const Where& where) {
  const auto [before, fresh] = seen.emplace(key, where.line);
  if (!fresh) refuse(where, say("{} is in this file twice", what), say("the first is in line {}", before->second));
}

void Draft::claim(const std::string& what, const Where& where) {
  if (combined_ == 0) return;
  const auto [before, fresh] = claimed_.emplace(what, where);
  if (!fresh && before->second.file != where.file)
    refuse(where, say("two policies of one list say {}", what),
           say("the other is {}, line {}: which of them should hold, only a scenario of its own can say",
               before->second.file, before->second.line));
}

void Draft::claim_change(const std::string& id, const Where& where) {
  const std::string what = change_named(id);
  if (const auto dropped = dropped_.find(id); dropped != dropped_.end() && dropped->second.file != where.file)
    claimed_.insert(std::pair(what, dropped->second));
  claim(what, where);
}

// What is multiplied for a place follows the whole's value, if another sets it at the same date.
void Draft::claim_value(const Setting& s, Month from, bool part) {
  const auto named = [&](const std::string& path) { return say("what {} is from {} on", path, from.text()); };
  claim(named(s.path), s.where);
  if (combined_ == 0) return;
  if (part) {
    const std::string whole = named(known_.find(s.path)->whole);
    parts_.emplace(whole, s.where);
    if (claimed_.count(whole) > 0) claim(whole, s.where);
  } else if (const auto of = parts_.find(named(s.path)); of != parts_.end() && of->second.file != s.where.file) {
    claimed_.insert_or_assign(named(s.path), of->second);
    claim(named(s.path), s.where);
  }
}

void Draft::lay(const TomlFile& file, std::size_t combined) {
  if (combined != 0 && combined != list_) {
    claimed_.clear();
    parts_.clear();
    dropped_.clear();
    worded_.clear();
    list_ = combined;
  }
  combined_ = combined;
  Seen seen;
  const std::vector<Entry> entries = file.entries(file.root());
  for (const Entry& entry : entries)  // of its other keys none is worth a word
    if (entry.key == "scenarios")
      throw Failure(Exit::bad_data,
                    {problem(entry.where, say("this is a sweep design and no scenario"), say("run it with sweep"))});
  // Rows first, as the rest may address them by path; and what is dropped is the base's, never this file's.
  for (const Entry& entry : entries)
    if (const RowList* list = known_.list(entry.key); list != nullptr && entry.node->is_array())
      rows(file, *list, entry, seen);
  for (const Entry& entry : entries)
    if (entry.key == "drop") drop(file, entry);
  for (const Entry& entry : entries)
    if (!enough()) top(file, entry, seen);
}

void Draft::top(const TomlFile& file, const Entry& entry, Seen& seen) {
  const std::string& key = entry.key;
  if (key == "extends" || key == "with" || key == "drop") return;  // followed before this
  if (key == "output") claim(say("what [output] keeps"), entry.where);
  if (key == "output") return read_output(file, entry, known_, series_, snapshots_, problems_);
  if (key == "change") return changes(file, entry, seen);
  if (key == "title" || key == "question" || key == "expect") {
    std::string& member = key == "title" ? title_ : key == "question" ? question_ : expect_;
    const std::string text = filled(entry, key).value_or("?");
    // Of policies that are combined, one after the other.
    if (combined_ != 0 && !worded_.insert(key).second)
      member += (key == "title" ? " + " : " ") + text;
    else
      member = text;
    return;
  }
  if (key == "start" || key == "until") {
    std::optional<Day> found = day(date(*entry.node), kind(*entry.node), key, entry.value);
    if (found && key == "start" && found->date.day() != std::chrono::day(1)) {
      refuse(entry.value, say("start must be the first day of a month"), say("the clock ticks in whole months"));
      found.reset();
    }
    if (found) claim(key, entry.where);
    if (found) (key == "start" ? start_ : until_) = found;
    return;
  }
  const bool list = known_.list(key) != nullptr;
  if (list && entry.node->is_array()) return;
  if (const toml::table* table = entry.node->as_table();
      table != nullptr && (known_.behaviour(key) || known_.was_behaviour(key))) {
    for (const Written& w : file.flatten(*table, key))
      if (!enough()) set(w, seen);
    return;
  }
  if (list)
    return refuse(entry.where, say("{} is a list of rows, and this is {}", key, kind(*entry.node)),
                  say("write [[{}]] before each row", key));
  if (known_.behaviour(key))
    return refuse(entry.where, say("{} is a table of parameters, and this is {}", key, kind(*entry.node)),
                  say("write [{}] and its parameters below", key));
  refuse(entry.where, entry.node->is_table() ? say("unknown table {}", text(key)) : say("unknown key {}", text(key)),
         problems_.size() < most_advice ? known_.table_advice(key, top_keys) : std::string());
}

void Draft::drop(const TomlFile& file, const Entry& entry) {
  const toml::array* ids = entry.node->as_array();
  if (ids == nullptr)
    return refuse(entry.value, say("drop wants a list of change ids, and this is {}", kind(*entry.node)),
                  say("drop = [\"id\"]"));
  for (const toml::node& node : *ids) {
    if (enough()) return;
    const Where where = file.where(node.source());
    const auto* id = node.as_string();
    if (id == nullptr) {
      refuse(where, say("drop wants change ids, and this is {}", kind(node)), say("write it in quotes"));
      continue;
    }
    std::vector<std::string> known;
    for (const Change& c : changes_) known.push_back(c.id);
    const std::string what = change_named(id->get());
    if (claimed_.count(what) > 0) claim(what, where);
    const bool gone = !dropped_.emplace(id->get(), where).second && combined_ != 0;  // another policy dropped it, too
    if (std::erase_if(changes_, [id](const Change& c) { return c.id == id->get(); }) == 0 && whole_ && !gone)
      refuse(where, say("the base has no change {}", text(id->get())), near_text(id->get(), known));
  }
}

void Draft::rows(const TomlFile& file, const RowList& list, const Entry& entry, Seen& seen) {
  const toml::array& all = *entry.node->as_array();
  if (all.size() > most_rows)
    return refuse(entry.where, say("{} has {} rows", list.name, all.size()), say("{} at the most", most_rows));
  for (const toml::node& node : all) {
    if (const toml::table* table = node.as_table())
      row(file, list, *table, seen);
    else
      refuse(file.where(node.source()), say("a row of {} is a table, and this is {}", list.name, kind(node)),
             say("write [[{}]] before each row", list.name));
  }
}

void Draft::row(const TomlFile& file, const RowList& list, const toml::table& table, Seen& seen) {
  const Where where = file.where(table.source());
  Where named = where;
  const std::vector<Entry> entries = file.entries(table);
  RowSetting found{list.name, {}, {}, {}, where};
  for (const Entry& e : entries) {
    if (e.key == "source") found.source = filled(e, "source").value_or("?");
    if (e.key != "name") continue;
    const std::optional<std::string> name = filled(e, "name");
    if (!name) return;
    found.name = *name;
    named = e.value;
  }
  if (found.name.empty())
    return refuse(where, say("this row of {} has no name", list.name), say("name = \"...\", of a-z, 0-9 and _"));
  if (!plain(found.name))
    return refuse(named, say("the name {} is not of a-z, 0-9 and _ alone", text(found.name)),
                  say("names become part of paths and file labels: use lower case and _"));
  once(seen.rows, list.name + " " + found.name, say("the row {} of {}", found.name, list.name), where);

  const auto same = std::find_if(rows_.begin(), rows_.end(), [&found](const RowSetting& r) {
    return r.list == found.list && r.name == found.name;
  });
  if (same != rows_.end()) {
    if (!found.source.empty()) same->source = found.source;
  } else {
    if (!known_.has_row(list, found.name)) {
      if (found.source.empty() && whole_)
        refuse(where, say("the row {} of {} has no source", found.name, list.name),
               say("source = \"...\": where its figures come from, or \"assumed\""));
      known_.add_row(list, found.name);
    }
    rows_.push_back(found);
  }

  for (const Entry& e : entries) {
    if (e.key == "name" || e.key == "source") continue;
    const auto blank =
        std::find_if(list.blank.begin(), list.blank.end(), [&e](const Parameter& p) { return p.field.name == e.key; });
    if (blank != list.blank.end()) {
      set(written(blank->path + "." + found.name, e), seen);
      continue;
    }
    std::vector<std::string> keys = {"name", "source"};
    for (const Parameter& p : list.blank) keys.emplace_back(p.field.name);
    refuse(e.where, say("unknown key {} in a row of {}", text(e.key), list.name), near_text(e.key, keys));
  }
}

const KnownParameter* Draft::find(const Written& w) {
  const KnownParameter* known = known_.find(w.path);
  if (known == nullptr && !whole_ && known_.add_row_of(w.path)) known = known_.find(w.path);
  if (known == nullptr) refuse(w.key, say("unknown parameter {}", w.path), advice(w.path));
  return known;
}

void Draft::set(const Written& w, Seen& seen) {
  const KnownParameter* known = find(w);
  if (known == nullptr) return;
  once(seen.paths, w.path, w.path, w.key);
  claim(say("what {} is at the start", w.path), w.where);
  if (std::optional<Value> value = fit(*known, w, problems_))
    values_.insert_or_assign(w.path, Setting{w.path, std::move(*value), w.where});
  else
    doubtful_.insert(w.path);
}

std::optional<std::string> Draft::filled(const Entry& entry, const std::string& name) {
  // Sentences may have lines; titles and names stand in one.
  const bool one_line = name == "title" || name == "name" || name == "id";
  return sim::filled(entry, name, "\"...\"", one_line, problems_);
}

std::optional<Draft::Day> Draft::day(const std::optional<Date>& found, const std::string& kind, const std::string& name,
                                     const Where& where) {
  const ModelInfo::Span years = known_.years();
  const Date first(std::chrono::year(years.first), std::chrono::January, std::chrono::day(1));
  const Date last(std::chrono::year(years.last), std::chrono::December, std::chrono::day(31));
  if (!found)
    refuse(where, say("{} wants a date, and this is {}", name, kind),
           say("write year-month-day without quotes: {} = 2013-07-01", name));
  else if (*found < first || *found > last)
    refuse(where, say("{} is not between the years {} and {}", name, years.first, years.last),
           say("check the year: the model carries no other"));
  else
    return Day{*found, where};
  return std::nullopt;
}

}  // namespace sim
