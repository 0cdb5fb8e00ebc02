// A model's declarations, gathered once for every page of `describe` and `explain`.
//
//   Model --parameters, rows, schedule, axes, series--> Facts
//
// Rows live in scenario files, so a row's field stands here once, for every row: "visits.price.<place>".
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/describe/page.hpp"
#include "sim/json.hpp"
#include "sim/model.hpp"
#include "sim/say.hpp"

namespace sim {

enum class Type { truth, whole, number, text, choice };

struct ParameterFact {
  Parameter like;
  std::string path;  ///< "visits.growth", or "visits.price.<place>"
  std::string base;  ///< the path without its row
  std::string list;  ///< the row list of a row's field, else empty
  Type type;
  bool by_place = false;  ///< a change's `where` can narrow it: places may have their own, or it is a field of theirs

  const Field& field() const { return like.field; }
  /// Nothing where every row has to give its own: what a row begins with is then out of range.
  std::optional<Value> initial() const;
  bool numeric() const { return type == Type::whole || type == Type::number; }
};

ParameterFact fact(const Parameter& parameter, const std::string& list, const std::string& places = {});

/// Parameters that share a table of scenario files: a behaviour's, or those that several behaviours use.
struct TableFact {
  std::string name;
  std::string rule;  ///< the behaviour's sentence, or whose data these are
  std::vector<ParameterFact> parameters;
};

struct Facts {
  explicit Facts(const MakeModel& make);

  const ModelInfo& info() const { return model->info(); }
  const RowList* list(const std::string& name_or_plural) const;
  /// Whether a series is yearly.
  bool yearly() const;

  std::unique_ptr<Model> model;
  std::vector<RowList> lists;
  std::vector<Phase> phases;
  std::vector<Axis> axes;  ///< labels that rows bring are "<place>"
  std::vector<SeriesInfo> series;
  std::vector<TableFact> tables;
  std::vector<Word> words;  ///< the kernel's
};

std::string plural(const std::string& name);
/// "0 to 1", "whole, at least 0", "true, false" ...
std::string range(const ParameterFact& parameter);
/// "0.5 to 2", "none known", or "" where nothing is said; "1", or "" where it is no factor.
std::string plausible(const Field& field);
std::string neutral(const Field& field);
/// The meaning, with the words of a choice.
std::string meaning(const ParameterFact& parameter);
/// "run, time, place" or "run, year, place"
std::string dimensions(const SeriesInfo& series);
std::string measure_text(const SeriesInfo& series);
/// How an output file keeps values of this unit.
std::string storage(const std::string& unit);
Json json(const Value& value);
std::string default_text(const ParameterFact& parameter);

// ---- Pages of their own

Json schema(const Facts& facts);
Json design_schema(const Facts& facts);
void file_page(const Facts& facts, Page& page);
Json file_json(const Facts& facts);
/// The rows of a scenario: the file named, or the model's own where it lies in the current folder.
std::string rows_page(const Facts& facts, const RowList& list, const MakeModel& make, const std::string& file,
                      const std::string& format);

}  // namespace sim
