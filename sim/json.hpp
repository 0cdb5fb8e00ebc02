// JSON as the kernel writes and reads it. The only door to nlohmann::json.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace sim {

/// Keys stay in the order in which they are written.
using Json = nlohmann::ordered_json;

/// A document as commands print it. Bytes of a file name that are no UTF-8 are replaced; NaN becomes null.
inline std::string dumped(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

/// The same in one line and without its end.
inline std::string dumped_in_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace sim
