// Files of a scenario laid one over the other, base first, and the command line last.
//
//   TomlFile --lay--> Draft { texts, dates, values by path, rows, changes } --override_with--> --finish--> Scenario
//
// Problems are gathered, not thrown: the reader shows all of them at once.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "sim/settings/known.hpp"

namespace sim {

class Draft {
 public:
  /// `whole` unless a base could not be read: then nothing is wrong that the base may put right.
  Draft(Known& known, bool whole) : known_(known), whole_(whole) {}

  /// Over what lies there. `combined` is 0, or the number of the list of policies that the file is of: no two of a list
  /// may say what one thing is.
  void lay(const TomlFile& file, std::size_t combined = 0);
  void override_with(const Overrides& overrides);
  /// Puts the parts together and checks what only the whole can show.
  Scenario finish(const std::string& file);
  std::vector<Problem>& problems() { return problems_; }

 private:
  struct Day {
    Date date;
    Where where;
  };
  // The keys of the file at hand that were seen before in it: a second one is a mistake, in a base it is not.
  struct Seen {
    std::map<std::string, int> rows, changes, paths;
    std::optional<Month> latest;
  };

  // Whether no other policy of the list at hand has said `what` (a parameter and its date, a change, a last day).
  void claim(const std::string& what, const Where& where);
  void claim_change(const std::string& id, const Where& where);
  void claim_value(const Setting& setting, Month from, bool part);
  void top(const TomlFile& file, const Entry& entry, Seen& seen);
  void drop(const TomlFile& file, const Entry& entry);
  void rows(const TomlFile& file, const RowList& list, const Entry& entry, Seen& seen);
  void row(const TomlFile& file, const RowList& list, const toml::table& table, Seen& seen);
  void changes(const TomlFile& file, const Entry& entry, Seen& seen);
  void change(const TomlFile& file, const toml::table& table, Seen& seen);
  void set(const Written& written, Seen& seen);

  std::optional<std::string> filled(const Entry& entry, const std::string& name);
  std::optional<Day> day(const std::optional<Date>& found, const std::string& kind, const std::string& name,
                         const Where& where);
  std::vector<Setting> part(const TomlFile& file, const Entry& entry, bool multiply,
                            const std::vector<std::string>& places);
  std::vector<std::string> where(const TomlFile& file, const Entry& entry);
  std::vector<Written> narrowed(const Written& written, const std::vector<std::string>& places);
  const KnownParameter* find(const Written& written);
  void once(std::map<std::string, int>& seen, const std::string& key, const std::string& what, const Where& where);
  void refuse(const Where& where, std::string what, std::string mend = {});
  /// Whether more is wrong than anybody reads.
  bool enough() const;
  std::string advice(const std::string& path) const;

  void replace_everywhere(const Written& written);
  void scale_everywhere(const Written& written);
  void check_products();
  Value initial(const KnownParameter& parameter) const;
  Value in_force(const std::map<std::string, Value>& now, const KnownParameter& parameter) const;

  Known& known_;
  bool whole_;
  std::string title_, question_, expect_;
  std::optional<Day> start_, until_;
  std::map<std::string, Setting> values_;
  std::unordered_set<std::string> doubtful_;  // paths whose value was refused: no further check makes sense
  std::vector<RowSetting> rows_;
  std::vector<Change> changes_;
  std::vector<std::string> series_;
  bool snapshots_ = true;
  std::size_t combined_ = 0, list_ = 0;             // of the file at hand; the latest that had policies
  std::map<std::string, Where> claimed_, dropped_;  // by the policies of the list at hand
  std::map<std::string, Where> parts_;              // of what they multiply for a place
  std::set<std::string> worded_;                    // texts that they gave
  std::vector<Problem> problems_;
};

}  // namespace sim
