// What a scenario may name: the parameters, row lists and series of a fresh model, and how to correct a misspelling.
//
//   Model --parameters(), rows(), series()--> Known --find(path)--> KnownParameter --fit(written)--> Value, or a
//   Problem
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sim/settings/file.hpp"

namespace sim {

/// A parameter by its path, with the value it has before any scenario.
struct KnownParameter {
  std::string path;
  const Parameter* like = nullptr;  ///< its field and words; for a row not yet in the model those of the list's blank
  Value initial;
  const RowList* list = nullptr;  ///< for a row's field: the list and the row
  std::string row;
  std::string whole = {};  ///< of what a place has for itself: the path of what it has until then

  /// "visits.growth: Growth of visits a year; a number from 0 to 1, unit 1"
  std::string about() const;
};

class Known {
 public:
  explicit Known(Model& model);

  const KnownParameter* find(const std::string& path) const;
  const RowList* list(const std::string& name) const;
  bool has_row(const RowList& list, const std::string& row) const;
  bool behaviour(const std::string& name) const { return behaviours_.count(name) > 0; }
  /// Whether parameters had this name for their table before they were renamed.
  bool was_behaviour(const std::string& name) const;
  /// From now on the fields of this row have paths.
  void add_row(const RowList& list, const std::string& row);
  /// The names of a list's rows.
  std::vector<std::string> rows(const RowList& list) const;
  /// The list of places that may have values of their own; null where the model knows none.
  const RowList* places() const { return places_.empty() ? nullptr : list(places_); }
  ModelInfo::Span years() const { return years_; }
  /// Whether "visits.base" is decided by places, so that "visits.base.north" is one of them.
  bool by_place(const std::string& path) const;
  std::vector<std::string> all_by_place() const;
  /// Adds the row that a path such as "visits.price.north" speaks of. False where it can speak of none.
  bool add_row_of(const std::string& path);

  /// What to say of a path, table or series that is not known.
  std::string advice(const std::string& path) const;
  std::string table_advice(const std::string& name, std::vector<std::string> candidates) const;
  std::string series_advice(const std::string& name) const;
  bool series(const std::string& name) const;

 private:
  void add(KnownParameter parameter);
  /// "it is visits.growth now", of a path that scenarios of before may have; else "".
  std::string renamed(const std::string& path) const;

  std::string program_, places_;
  ModelInfo::Span years_;
  std::vector<Parameter> parameters_;
  std::vector<RowList> lists_;
  std::deque<std::vector<Parameter>> rows_;
  std::unordered_map<std::string, KnownParameter> by_path_;
  std::unordered_map<std::string, std::vector<std::string>> behaviours_;  ///< the paths of each
  std::unordered_set<std::string> row_names_;                             ///< "list row"
  std::vector<std::string> series_;
};

/// What was typed for a parameter, on a command line or in a table, by what the parameter is: "1" and "True" are a
/// switch that is on, and a word that looks like a date is a word where words are asked for.
Written typed(const KnownParameter& parameter, const std::string& text, const Where& where);
/// The value as the parameter takes it (3.0 is a whole number); or nothing, and the problem is added.
std::optional<Value> fit(const KnownParameter& parameter, const Written& written, std::vector<Problem>& problems);
/// Whether a number, after arithmetic, is one the parameter takes.
bool in_range(const KnownParameter& parameter, double number);

/// "did you mean X?", or what is known at all.
std::string near_text(const std::string& name, const std::vector<std::string>& candidates);
/// The [output] of a scenario or a design: which series are kept. Changes only what the table names.
void read_output(const TomlFile& file, const Entry& entry, const Known& known, std::vector<std::string>& series,
                 bool& snapshots, std::vector<Problem>& problems);

double number(const Value& value);
bool numeric(const Value& value);
/// A number times a factor; a whole number is rounded to the nearest.
Value times(const Value& value, double factor);

}  // namespace sim
