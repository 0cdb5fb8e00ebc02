// Names that CF allows and every reader takes: of letters, digits and "_", a letter first.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace sim {

/// Each other character becomes "_"; what then does not begin with a letter gets an "n" before it.
std::string plain_name(std::string_view text);

/// Names of one file: a repeat gets "_2" and so on after it.
class PlainNames {
 public:
  /// Names that are taken.
  void take(const std::string& name) { taken_.insert(name); }
  std::string operator()(std::string_view text);

 private:
  std::set<std::string> taken_;
};

}  // namespace sim
