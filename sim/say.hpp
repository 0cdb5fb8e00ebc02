// The one door of every text for users.
//
//   say("{} of {} runs failed", failed, all)  --catalogue of another language, one day-->  the sentence
//
// Texts are whole sentences, written where they are said. The compiler holds each against its values; the build gathers
// them for `describe words`; tests/door_test.py refuses those that go past it. What is kept in files (names and
// attributes of data, logs) is no text for users: it must not change with anybody's language.
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>

namespace sim {

/// One of the texts that a program says, and the files that do.
struct Word {
  std::string_view text, files;
};

/// The text with the values in their places.
std::string spoken(fmt::string_view text, fmt::format_args values);

template <class... Values>
std::string say(fmt::format_string<Values...> text, Values&&... values) {
  return spoken(text, fmt::make_format_args(values...));
}

}  // namespace sim
