// A finished run as the bytes of a log's records, and back: its form, which runs share, and the run itself.
#pragma once

#include <string>
#include <string_view>

#include "sim/run/log.hpp"

namespace sim {

enum class RecordKind : std::uint8_t { form, run };

/// Start, length, axes and series: all that runs of one shape have in common. Without kind.
std::string form_of(const RunRecord& record);
/// Head and values, with the kind in front. Completes the head's checksums.
std::string payload_of(RunHead& head, const RunRecord& record, std::string_view form);
/// A form with the kind in front.
std::string payload_of(std::string_view form);

RecordKind kind_of(std::string_view payload);
/// The checksum that runs of a form know it by.
std::uint64_t form_in(std::string_view payload);
RunHead head_of(std::string_view payload);
RunRecord record_of(std::string_view payload, std::string_view form_payload);

}  // namespace sim
