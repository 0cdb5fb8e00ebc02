// What is said fits screens of 60, 80 and 120 columns.
#include "sim/compare/lines.hpp"

#include <gtest/gtest.h>

#include <iterator>
#include <sstream>
#include <vector>

#include "sim/utf8.hpp"

namespace {

const std::string all =
    "10 runs of village and twice-the-money in 3.3 s.\n\ntwice-the-money against village:\n"
    "\tvillage\ttwice-the-money\tdifference\t95 % interval\n"
    "public_spending, total (M CNY)\t3.997\t4.2\t+0.203\t0.15 to 0.25\n"
    "wait_mean, last year (month)\t0.5\t0.5\tno difference\t\n"
    "  Nothing here differs in any pair of runs. What it changes may be set otherwise, may lie outside the runs, or "
    "does "
    "not touch these series.\n";

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

TEST(Lines, KeepEveryWordWholeAtAnyWidth) {
  for (const std::size_t width : {40, 60, 80, 120}) {
    const std::string text = sim::laid_out(all, width);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(sim::columns(line), width) << text;
      EXPECT_TRUE(line.empty() || line.back() != ' ') << text;
    }
    if (width > 40) {
      EXPECT_EQ(words(text), words(sim::laid_out(all, 1000)));
    }
  }
}

TEST(Lines, PutNumbersBesideTheirNameOrBelowOrOneByOne) {
  const std::string rows = "\tone\tother\nthe name of it\t1\t22\n";
  EXPECT_EQ(sim::laid_out(rows, 40), "                  one  other\n  the name of it    1     22\n");
  EXPECT_EQ(sim::laid_out(rows, 20), "    one  other\n  the name of it\n      1     22\n");
  EXPECT_EQ(sim::laid_out("\ta\tb\nname\tlong words\tother words\n", 24),
            "  name\n    a: long words\n    b: other words\n");
  EXPECT_EQ(sim::laid_out("\ta\n\u517b\u8001\t1\nab\t2\n", 40), "        a\n  \u517b\u8001  1\n  ab    2\n");
}

TEST(Lines, GoOnAsFarInAsTheyBegin) {
  EXPECT_EQ(sim::laid_out("  one two three\n\nfour\n", 10), "  one two\n  three\n\nfour\n");
  EXPECT_EQ(sim::laid_out("unbreakable_word next\n", 8), "unbreakable_word\nnext\n");
  EXPECT_EQ(sim::laid_out("", 80), "");
}

TEST(Lines, CommandsStayCommands) {
  EXPECT_EQ(sim::command_lines("ncdump -h a.h5", 60), "  ncdump -h a.h5\n");
  EXPECT_EQ(sim::command_lines("run 'a b c d' --set x=1", 16), "  run \\\n    'a b c d' \\\n    --set x=1\n");
}

}  // namespace
