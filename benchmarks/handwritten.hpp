// The yardstick's model as a plain loop without the kernel: what the kernel must justify itself against.
#pragma once

#include <cstdint>

#include "models/yardstick/measure.hpp"

namespace handwritten {

/// 120 months on one thread: arrays, and counter-based luck drawn densely in batches that vectorise.
yardstick::Result measure(std::int64_t residents, std::uint32_t seed);

}  // namespace handwritten
