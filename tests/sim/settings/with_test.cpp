// Policies that are combined: in order over the base, and never two that say what one thing is.
#include <gtest/gtest.h>

#include "sim/settings/scenario.hpp"
#include "tests/sim/settings_fixture.hpp"

namespace {

using namespace toy;

class With : public SettingsTest {
 protected:
  void SetUp() override {
    SettingsTest::SetUp();
    write("base.toml", title + change("decree", "2010-07-01", "set.\"help_seeking.budget\" = 100") +
                           change("law", "2011-01-01", "set.\"help_seeking.hotline\" = true"));
  }
  // A policy on the base.
  void policy(const std::string& name, const std::string& text) {
    write(name, "extends = \"base.toml\"\ntitle = \"" + name + "\"\n" + text);
  }
  // What is wrong when these are combined; the scenario's one problem.
  sim::Problem wrong(const std::string& list, Exit code = Exit::bad_data) {
    write("both.toml", "extends = \"base.toml\"\ntitle = \"both\"\nwith = " + list + "\n");
    const auto found = problems("both.toml", {}, code);
    EXPECT_EQ(found.size(), 1u) << sim::to_text(found);
    return found.empty() ? sim::Problem{} : found[0];
  }
};

TEST_F(With, equals_the_file_merged_by_hand) {
  policy("a.toml", "drop = [\"law\"]\n[help_seeking]\nintercept = -1\n" +
                       change("a", "2012-01-01", "multiply.\"help_seeking.budget\" = 2"));
  policy("c.toml", change("decree", "2010-09-01", "set.\"help_seeking.budget\" = 50") +
                       change("c", "2012-01-01", "set.\"help_seeking.regime\" = \"direct\""));
  write("both.toml",
        "extends = \"base.toml\"\nwith = [\"a.toml\", \"c.toml\"]\ntitle = \"both\"\n[help_seeking]\nintercept = -3\n");
  write("merged.toml", title + "[help_seeking]\nintercept = -3\n" +
                           change("decree", "2010-09-01", "set.\"help_seeking.budget\" = 50") +
                           change("a", "2012-01-01", "multiply.\"help_seeking.budget\" = 2") +
                           change("c", "2012-01-01", "set.\"help_seeking.regime\" = \"direct\""));
  EXPECT_EQ(read("both.toml").title, "both");
  EXPECT_EQ(read("both.toml").without_words(), read("merged.toml").without_words());
}

TEST_F(With, two_may_drop_one_change_and_set_one_parameter_on_two_dates) {
  policy("a.toml", "drop = [\"law\"]\n" + change("a", "2012-01-01", "set.\"help_seeking.budget\" = 1"));
  policy("c.toml", "drop = [\"law\"]\n" + change("c", "2012-02-01", "set.\"help_seeking.budget\" = 2"));
  write("both.toml", "extends = \"base.toml\"\ntitle = \"both\"\nwith = [\"a.toml\", \"c.toml\"]\n");
  EXPECT_EQ(read("both.toml").changes.size(), 3u);
}

TEST_F(With, two_that_say_what_one_thing_is_are_both_named) {
  const auto clash = [this](const std::string& one, const std::string& other, const std::string& what) {
    policy("a.toml", one);
    policy("c.toml", other);
    const sim::Problem found = wrong("[\"a.toml\", \"c.toml\"]");
    EXPECT_NE(found.file.find("c.toml"), std::string::npos) << found.file;
    EXPECT_NE(found.mend.find("a.toml"), std::string::npos) << found.mend;
    EXPECT_NE(found.what.find(what), std::string::npos) << found.what;
  };
  clash("[help_seeking]\nintercept = -1\n", "[help_seeking]\nintercept = -2\n",
        "help_seeking.intercept is at the start");
  clash(change("a", "2012-01-01", "set.\"help_seeking.budget\" = 1"),
        change("c", "2012-01-01", "multiply.\"help_seeking.budget\" = 2"), "help_seeking.budget is from 2012-01 on");
  clash(change("law", "2012-01-01", "set.\"help_seeking.budget\" = 1"),
        change("law", "2012-03-01", "set.\"help_seeking.budget\" = 2"), "the change \"law\" is");
  clash("drop = [\"law\"]\n", change("law", "2012-03-01", "set.\"help_seeking.budget\" = 2"), "the change \"law\" is");
  clash("until = 2013-12-31\n", "until = 2014-12-31\n", "until");
}

TEST_F(With, refuses_what_does_not_go_together) {
  policy("a.toml", change("a", "2012-01-01", "set.\"help_seeking.budget\" = 1"));
  const auto refused = [this](const std::string& list, const std::string& word, Exit code = Exit::bad_data) {
    EXPECT_NE(wrong(list, code).what.find(word), std::string::npos) << list;
  };
  refused("\"a.toml\"", "wants a list of files");
  refused("[]", "wants a list of files");
  refused("[3]", "wants names of files");
  refused("[\"none.toml\"]", "does not exist", Exit::no_input);
  refused("[\"a.toml\", \"./a.toml\"]", "twice");
  write("nested.toml", "extends = \"base.toml\"\ntitle = \"n\"\nwith = [\"a.toml\"]\n");
  refused("[\"nested.toml\"]", "combines policies itself");
  write("other.toml", title);
  write("elsewhere.toml", "extends = \"other.toml\"\ntitle = \"e\"\n");
  refused("[\"elsewhere.toml\"]", "extends");
}

// `run SCENARIO --with POLICY ...`: laid over the scenario, which is one of them where they extend what it extends.
TEST_F(With, policies_of_the_command_line_equal_a_file_that_combines_them) {
  policy("a.toml", change("a", "2012-01-01", "multiply.\"help_seeking.budget\" = 2"));
  policy("c.toml", "drop = [\"law\"]\n" + change("c", "2012-02-01", "set.\"help_seeking.budget\" = 7"));
  write("both.toml", "extends = \"base.toml\"\nwith = [\"a.toml\", \"c.toml\"]\n");
  const auto beside = [this](const std::string& file, std::vector<std::string> policies) {
    std::vector<fs::path> paths;
    for (const std::string& name : policies) paths.push_back(folder / name);
    return sim::read_scenario(folder / file, toy::make, {}, paths);
  };
  const Scenario both = read("both.toml"), over = beside("base.toml", {"a.toml", "c.toml"}),
                 next = beside("a.toml", {"c.toml"});
  EXPECT_EQ(over.without_words(), both.without_words());
  EXPECT_EQ(next.without_words(), both.without_words());
  EXPECT_EQ(over.name, "base+a+c");
  EXPECT_EQ(over.title, "a.toml + c.toml");
  EXPECT_EQ(both.title, "a.toml + c.toml");
  policy("clash.toml", change("a2", "2012-01-01", "set.\"help_seeking.budget\" = 3"));
  EXPECT_THROW(beside("a.toml", {"clash.toml"}), sim::Failure) << "the file is one of them";
  write("elsewhere.toml", "extends = \"both.toml\"\n");
  EXPECT_THROW(beside("base.toml", {"elsewhere.toml"}), sim::Failure);
  EXPECT_THROW(beside("base.toml", {"both.toml"}), sim::Failure);
  EXPECT_THROW(beside("base.toml", {"a.toml", "./a.toml"}), sim::Failure) << "twice";
  EXPECT_THROW(beside("both.toml", {"a.toml"}), sim::Failure) << "combined already";
  EXPECT_THROW(beside("both.toml", {"clash.toml"}), sim::Failure) << "with what the file combines";
  policy("more.toml", "drop = [\"law\"]\n" + change("m", "2012-03-01", "set.\"help_seeking.budget\" = 9"));
  EXPECT_EQ(beside("both.toml", {"more.toml"}).changes.size(), 4u) << "which drops what they drop";
}

}  // namespace
