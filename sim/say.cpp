#include "sim/say.hpp"

namespace sim {

std::string spoken(fmt::string_view text, fmt::format_args values) { return fmt::vformat(text, values); }

}  // namespace sim
