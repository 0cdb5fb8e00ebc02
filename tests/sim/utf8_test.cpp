// UTF-8 as it is, and nothing that moves a cursor.
#include "sim/utf8.hpp"

#include <gtest/gtest.h>

namespace {

TEST(Utf8, CountsColumnsAndCharacters) {
  EXPECT_EQ(sim::columns("abc"), 3u);
  EXPECT_EQ(sim::columns("\u517b\u8001"), 4u);  // two columns each
  EXPECT_EQ(sim::columns("nai\u0308ve"), 5u);   // a mark stands on its letter
  EXPECT_EQ(sim::characters("\u517b\u8001 x"), 4u);
  EXPECT_EQ(sim::characters("a\xff\xfe"), 3u);  // bytes that are none
  EXPECT_EQ(sim::first_characters("\u517b\u8001x", 2), "\u517b\u8001");
  EXPECT_EQ(sim::first_characters("ab", 5), "ab");
}

TEST(Utf8, ShowsTextAndReplacesTheRest) {
  EXPECT_EQ(sim::legible("\u517b\u8001 \u2212 na\u00efve \U0001F3E0"), "\u517b\u8001 \u2212 na\u00efve \U0001F3E0");
  EXPECT_EQ(sim::legible("a\x1b[31m\tb\nc"), "a [31m b c");
  EXPECT_EQ(sim::legible("a\tb\nc", "\n"), "a b\nc");
  EXPECT_EQ(sim::legible("a\u202eb\u0085c\u2066"), "a b c ");  // what turns the writing, or ends a line
  EXPECT_EQ(sim::legible("\xff\u517b\xe5\x85"), "\ufffd\u517b\ufffd\ufffd");
  EXPECT_EQ(sim::legible("\xc0\x80\xed\xa0\x80").find('\0'), std::string::npos);  // overlong, and half a pair
}

TEST(Utf8, NamesControlCharacters) {
  EXPECT_EQ(sim::control_character("\u517b x"), std::nullopt);
  EXPECT_EQ(sim::control_character("a\x1b"), "U+001B");
  EXPECT_EQ(sim::control_character("a\nb"), "U+000A");
  EXPECT_EQ(sim::control_character("a\nb\u202e", "\n"), "U+202E");
}

}  // namespace
