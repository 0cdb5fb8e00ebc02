// What is meant by words that are no name.
#include "sim/describe/find.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/sim/toy_model.hpp"

namespace {

std::vector<std::string> names(const std::string& words) {
  std::vector<std::string> out;
  for (const sim::Found& found : sim::find(sim::Facts(toy::make), words)) out.push_back(found.name);
  return out;
}

TEST(Find, NamesComeBeforeSentences) {
  const std::vector<std::string> found = names("Posters");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front(), "help_seeking.slogan") << "its meaning has the word";
  EXPECT_EQ(names("slogans").front(), "help_seeking.slogan") << "another form of its name";
}

TEST(Find, AllWordsAreWantedWhereSomethingHasThem) {
  const std::vector<std::string> both = names("posters say");
  EXPECT_EQ(both.size(), 1u);
  EXPECT_TRUE(names("xylophone").empty());
  EXPECT_TRUE(names("").empty());
}

}  // namespace
