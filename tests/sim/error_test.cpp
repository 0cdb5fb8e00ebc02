// Errors that users can mend: their text, their exit code, and the nearest name.
#include "sim/error.hpp"

#include <gtest/gtest.h>

namespace {

using sim::nearest;

TEST(ToText, shows_where_what_and_how_to_mend) {
  const sim::Problem problem{"city.toml", 12, 5, "    bsae = 0.1", "no parameter \"bsae\"", "did you mean \"base\"?"};
  EXPECT_EQ(sim::to_text({problem}),
            "city.toml:12:5: error: no parameter \"bsae\"\n"
            "   12 |     bsae = 0.1\n"
            "      |     ^\n"
            "      = did you mean \"base\"?\n");
}

TEST(ToText, shows_letters_of_any_script_and_points_below_them) {
  const std::string text = sim::to_text({{"\u57ce.toml", 3, 7, "\"\u517b\u8001\" = 3", "no \u517b", {}}});
  EXPECT_EQ(text,
            "\u57ce.toml:3:7: error: no \u517b\n"
            "    3 | \"\u517b\u8001\" = 3\n"
            "      |         ^\n");  // two of them take four columns
  EXPECT_EQ(sim::to_text({{"a\x1b[2J",
                           0,
                           0,
                           {},
                           "b\x07"
                           "c",
                           "d\ne"}}),
            "a [2J: error: b c\n      = d\ne\n");
}

TEST(ToText, leaves_out_what_is_not_known) {
  EXPECT_EQ(sim::to_text({{"city.toml", 0, 0, {}, "is empty", {}}}), "city.toml: error: is empty\n");
  EXPECT_EQ(sim::to_text({{{}, 0, 0, {}, "bad", "mend it"}}), "error: bad\n      = mend it\n");
  EXPECT_EQ(sim::to_text({}), "");
}

TEST(ToText, shows_the_first_two_hundred_and_counts_the_rest) {
  std::vector<sim::Problem> problems;
  for (int line = 1; line <= 200; ++line) problems.push_back({"a", line, 1, "x", "wrong", {}});
  EXPECT_EQ(sim::to_text(problems).find("more"), std::string::npos);
  for (int line = 201; line <= 207; ++line) problems.push_back({"a", line, 1, "x", "wrong", {}});
  const std::string text = sim::to_text(problems);
  EXPECT_NE(text.find("a:200:1: "), std::string::npos);
  EXPECT_EQ(text.find("a:201:1: "), std::string::npos);
  EXPECT_EQ(text.substr(text.size() - 11), "and 7 more\n");
  EXPECT_EQ(sim::Failure(sim::Exit::bad_data, problems).problems().size(), 207u);
}

TEST(Failure, carries_all_problems_and_the_exit_code) {
  const sim::Failure failure(sim::Exit::bad_data, {{"a", 1, 1, "x", "one", {}}, {"a", 2, 1, "y", "two", {}}});
  EXPECT_EQ(failure.code(), sim::Exit::bad_data);
  EXPECT_EQ(failure.problems().size(), 2u);
  const std::string text = failure.what();
  EXPECT_LT(text.find("one"), text.find("two"));
  const sim::Failure plain(sim::Exit::usage, "too few", "give two");
  EXPECT_EQ(std::string(plain.what()), "error: too few\n      = give two\n");
}

TEST(Nearest, finds_slips_of_the_pen) {
  const std::vector<std::string> names = {"need.base", "need.per_year", "service.capacity", "waiting.patience"};
  EXPECT_EQ(nearest("need.bsae", names), "need.base");
  EXPECT_EQ(nearest("need.peryear", names), "need.per_year");
  EXPECT_EQ(nearest("service.capacty", names), "service.capacity");
  EXPECT_EQ(nearest("waiting.patience", names), "waiting.patience");
}

TEST(Nearest, does_not_guess_wildly) {
  const std::vector<std::string> names = {"need.base", "service.capacity"};
  EXPECT_EQ(nearest("trust", names), "");
  EXPECT_EQ(nearest("anything", {}), "");
  EXPECT_EQ(nearest("", names), "");
  EXPECT_EQ(nearest(std::string(50'000'000, 'x'), names), "");  // at once: a table of distances would be gigabytes
}

}  // namespace
