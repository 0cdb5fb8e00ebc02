// The forms in which `export` gives a run file away. Memory holds one run of one series, and of what it is divided by.
#pragma once

#include <vector>

#include "sim/compare/headline.hpp"
#include "sim/host/child.hpp"
#include "sim/output/reader.hpp"

namespace sim {

/// What is exported of a file.
struct Exported {
  std::vector<std::size_t> series = {};  ///< by their numbers in the file
  Selection selection = {};
  Terms terms = {};
  std::string scale = {};           ///< the parameter that says which share of the world is simulated ...
  std::vector<double> scales = {};  ///< ... in each run; none where the file does not tell
};

/// The series in long form: a header, then a row a value. Long, because series differ in dimensions and pandas, R and
/// spreadsheets take one row a value; each series can be read without the others.
void to_csv(const RunReader& file, const Exported& what, const Send& send);

/// The same as one document in the form of xarray's Dataset.to_dict(). Not records: names and labels are said once, so
/// that it is a tenth as long, and nested lists become arrays at once in Python, R (jsonlite) and JavaScript.
void to_json(const RunReader& file, const Exported& what, const Send& send);

}  // namespace sim
