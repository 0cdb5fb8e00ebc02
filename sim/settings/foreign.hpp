// Texts that are none of ours before a word of them is read: what they are, and how deep they nest. Everything that
// reads them afterwards goes into tables in tables, and a text can be deeper than any stack.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// What a text is instead of lines of UTF-8, and what helps.
struct Foreign {
  std::string what, mend;
};
std::optional<Foreign> foreign(std::string_view text);

/// How often settings may lie in each other: parts of a key or a header, and brackets.
inline constexpr int most_nested = 32;

/// A place in a text, from 1; columns count characters.
struct TextPlace {
  int line = 1, column = 1;
};
/// Where a TOML text first nests deeper than that.
std::optional<TextPlace> nested_too_deep(std::string_view text);

}  // namespace sim
