// One TOML file whose every key knows its place. With the other files of this folder the only door to toml++.
//
//   file --regular, small, UTF-8, syntax--> TomlFile --entries, flatten--> keys in file order, each with its Where
//
// toml++ nodes forget their place when copied: tables are read here file by file and never merged as TOML.
#pragma once

#include <toml++/toml.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/settings/scenario.hpp"

namespace sim {

using Date = std::chrono::year_month_day;

inline Month month_of(const Date& date) {
  return Month::of(int(date.year()), static_cast<int>(unsigned(date.month())));
}

/// A problem at a place.
Problem problem(const Where& where, std::string what, std::string mend = {});

/// A line fit for a terminal: UTF-8, nothing that moves the cursor, never endless. What is no UTF-8 is shown as U+FFFD.
std::string printable(std::string_view line);

/// A key and what it holds.
struct Entry {
  std::string key;
  const toml::node* node = nullptr;
  Where where, value;  ///< of the key, and of what it holds
};

/// A value on its way to a parameter.
struct Written {
  std::string path;
  std::optional<Value> value;  ///< empty for what no parameter takes: a date, a list, a table
  std::string kind;            ///< "a whole number", "a list" ...
  Where where;                 ///< of the value
  Where key = {};
};

class TomlFile {
 public:
  /// Reads and parses; throws Failure: no_input when the file is missing or may not be read, bad_data when it is no
  /// TOML.
  explicit TomlFile(const std::filesystem::path& path);
  /// Parses a text that is no file of its own; `path` is what problems call it.
  TomlFile(std::filesystem::path path, std::string text);

  const std::filesystem::path& path() const { return path_; }
  const toml::table& root() const { return root_; }
  Where where(const toml::source_region& region) const;
  /// The keys of a table, in the order of the file.
  std::vector<Entry> entries(const toml::table& table) const;
  /// The values of a table and of the tables in it: a = {b = 1} and a."b" = 1 are both "prefix.a.b".
  std::vector<Written> flatten(const toml::table& table, const std::string& prefix) const;

 private:
  std::filesystem::path path_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
  toml::table root_;
};

Written written(std::string path, const Entry& entry);
/// A value that no key stands before, as in a list.
Written written(std::string path, const toml::node& node, const Where& where);
/// A value as typed on a command line or in a table: TOML, and a bare word is a string. Of numbers also ".5", "+1",
/// "5.", whatever tool wrote them.
Written written(std::string path, const std::string& text, const Where& where);

/// The text of an entry. A problem is added where it is none, is empty, or has a control character (but for those of
/// lines, where it may have several); `like` is what a right one looks like: title = "...".
std::optional<std::string> filled(const Entry& entry, const std::string& name, const std::string& like, bool one_line,
                                  std::vector<Problem>& problems);

std::optional<Date> date(const toml::node& node);
std::string kind(const toml::node& node);

}  // namespace sim
