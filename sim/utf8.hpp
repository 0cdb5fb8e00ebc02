// Text of any origin as terminals and reports can show it: UTF-8 as it is, and nothing that moves a cursor.
// The only door to Boost.Locale's decoder.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// Columns of a terminal that a text takes: the scripts of East Asia two a character, marks above others none.
std::size_t columns(std::string_view text);

/// How many characters it has; a byte that is no UTF-8 is one.
std::size_t characters(std::string_view text);

/// The first so many characters.
std::string_view first_characters(std::string_view text, std::size_t count);

/// As it is, but for bytes that are no UTF-8 (U+FFFD instead of each) and control characters other than those of `kept`
/// (a space): those below space, DEL, those of Latin-1, and what turns the direction of writing.
std::string legible(std::string_view text, std::string_view kept = {});

/// "U+001B", the first control character that is none of `kept`; nothing where there is none.
std::optional<std::string> control_character(std::string_view text, std::string_view kept = {});

}  // namespace sim
