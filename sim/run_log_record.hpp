// A finished run as the bytes of a log's record, and back.
#pragma once

#include <string>
#include <string_view>

#include "sim/run_log.hpp"

namespace sim {

/// Head, form and values. Completes the head's checksums.
std::string payload_of(RunHead& head, const RunRecord& record);
RunHead head_of(std::string_view payload);
RunRecord record_of(std::string_view payload);

}  // namespace sim
