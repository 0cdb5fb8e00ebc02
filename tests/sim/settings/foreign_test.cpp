// Texts that are none of ours, told before they are parsed.
#include "sim/settings/foreign.hpp"

#include <gtest/gtest.h>

#include "sim/settings/file.hpp"

namespace {

using namespace std::string_literals;

std::string what(const std::string& text) {
  const auto found = sim::foreign(text);
  return found ? found->what : "";
}

std::string dotted(int parts) {
  std::string out = "a";
  for (int i = 1; i < parts; ++i) out += ".a";
  return out;
}

TEST(Foreign, KnowsOtherEncodings) {
  EXPECT_NE(what("\xFF\xFEt\0i\0"s).find("UTF-16"), std::string::npos);
  EXPECT_NE(what("\xFE\xFF\0t\0i"s).find("UTF-16"), std::string::npos);
  EXPECT_NE(what("t\0i\0"s).find("zero bytes"), std::string::npos);
  EXPECT_NE(what("a = 1\rb = 2\r").find("CR alone"), std::string::npos);
  for (const char* ours :
       {"", "a = 1", "a = 1\n", "a = 1\r\nb = 2\r\n", "a = 1\r", "\xEF\xBB\xBFtitle = \"\xE5\x85\xBB\"\n"})
    EXPECT_EQ(what(ours), "") << ours;
}

TEST(Nesting, IsCountedInKeysHeadersAndBrackets) {
  for (const std::string& deep :
       {dotted(33) + " = 1", "[" + dotted(33) + "]", "[[" + dotted(40) + "]]",
        "a = " + std::string(33, '[') + std::string(33, ']'), "a = {b = {" + dotted(33) + " = 1}}"})
    EXPECT_TRUE(sim::nested_too_deep("x = 1\n" + deep + "\n")) << deep;
  for (const std::string& flat :
       {dotted(32) + " = 1", "[" + dotted(31) + "]", "a = " + std::string(32, '[') + std::string(32, ']'),
        "a = \"" + dotted(99) + "\"", "a = '" + dotted(99) + "'", "a = \"\"\"\n" + std::string(99, '[') + "\\\"\"\"\"",
        "a = '''" + dotted(99) + "\n" + dotted(99) + "'''", "# " + dotted(99), "a = \"\\\"" + dotted(99) + "\"",
        "a = [1.5, 2.5]\n" + dotted(20) + " = 1.5\n" + dotted(20) + " = 2010-01-01T00:00:00.5\n"})
    EXPECT_FALSE(sim::nested_too_deep(flat)) << flat;
  const auto place = sim::nested_too_deep("x = 1\n\"\xC3\xA4\"." + dotted(40) + " = 1\n");
  ASSERT_TRUE(place);
  EXPECT_EQ(place->line, 2);
  EXPECT_EQ(place->column, 4 + 2 * 31);  // behind the quoted part: the 32nd point
}

TEST(Printable, KeepsCharactersAndDropsWhatIsNone) {
  EXPECT_EQ(sim::printable("\xE5\x85\xBB \xE2\x88\x92"
                           "1"),
            "\xE5\x85\xBB \xE2\x88\x92"
            "1");
  EXPECT_EQ(sim::printable("a\xFF\xC3(\xED\xA0\x80\x1b[2J\xC2\x9B"), "a\ufffd\ufffd(\ufffd\ufffd\ufffd [2J ");
  EXPECT_EQ(sim::printable(std::string(300, 'x')), std::string(240, 'x') + "...");
  EXPECT_EQ(sim::printable(std::string(240, 'x') + "\xE5\x85\xBB"), std::string(240, 'x') + "...");
}

TEST(Written, ReadsNumbersOfAnyTool) {
  const auto value = [](const std::string& text) { return sim::written("a.b", text, {}).value; };
  EXPECT_EQ(value(".5"), sim::Value(0.5));
  EXPECT_EQ(value("-.5"), sim::Value(-0.5));
  EXPECT_EQ(value("5."), sim::Value(5.0));
  EXPECT_EQ(value("+1"), sim::Value(std::int64_t{1}));
  EXPECT_EQ(value("1_000"), sim::Value(std::int64_t{1000}));
  EXPECT_EQ(value("1e3"), sim::Value(1000.0));
  EXPECT_EQ(value("99999999999999999999"), sim::Value(1e20));
  for (const char* text : {"+", "-", ".", "e5", "1e999", "1.2.3", "--1", "+-1", "word"})
    EXPECT_EQ(value(text), sim::Value(std::string(text))) << text;
  EXPECT_FALSE(value("2013-01-01"));
  EXPECT_FALSE(value(std::string(50'000, '[')));
  EXPECT_FALSE(value("[" + std::string(50'000, ' ') + "]"));
}

}  // namespace
