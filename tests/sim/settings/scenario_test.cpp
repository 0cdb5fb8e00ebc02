// Settings: what a scenario file says is what the model gets.
#include "sim/settings/scenario.hpp"

#include <gtest/gtest.h>

#include <ctime>

#include "tests/sim/settings_fixture.hpp"

namespace {

using namespace toy;
using Settings = SettingsTest;

sim::Value value_of(const std::vector<sim::Setting>& settings, const std::string& path) {
  for (const sim::Setting& s : settings)
    if (s.path == path) return s.value;
  ADD_FAILURE() << path << " is not set";
  return false;
}

sim::Value parameter(sim::Model& model, const std::string& path) {
  for (const sim::Parameter& p : model.parameters())
    if (p.path == path) return p.get();
  ADD_FAILURE() << "no parameter " << path;
  return false;
}

TEST_F(Settings, ReadsAWholeScenario) {
  write("a.toml", R"(#:schema ../x.json
title = "Baseline"
question = "What if?"
expect = "More, unless less"
start = 2012-03-01
until = 2013-02-10
[output]
series = ["asked", "open_needs"]
[help_seeking]
intercept = -2     # a whole number for a double
regime = "direct"
hotline = true
budget = 500
[need.incidence]
elder_care = 0.25
[[service]]
name = "elder_care"
source = "Smith 2010"
months = 18
[[change]]
id = "c"
from = 2012-07-01
because = "a decree"
set."help_seeking.regime" = "dual_management"
set.help_seeking.hotline = false
multiply."help_seeking.budget" = 1.5
)");
  const Scenario s = read("a.toml");
  EXPECT_EQ(s.name, "a");
  EXPECT_EQ(s.title, "Baseline");
  EXPECT_EQ(s.question, "What if?");
  EXPECT_EQ(s.expect, "More, unless less");
  EXPECT_EQ(s.start, Month::of(2012, 3));
  EXPECT_EQ(s.end, Month::of(2013, 3));
  EXPECT_EQ(s.series, (std::vector<std::string>{"asked", "open_needs"}));
  EXPECT_EQ(value_of(s.settings, "help_seeking.intercept"), sim::Value(-2.0));
  ASSERT_EQ(s.rows.size(), 1u);
  EXPECT_EQ(s.rows[0].source, "Smith 2010");
  EXPECT_EQ(s.rows[0].where.line, 16);
  EXPECT_EQ(value_of(s.rows[0].fields, "need.incidence.elder_care"), sim::Value(0.25));
  EXPECT_EQ(value_of(s.rows[0].fields, "service.months.elder_care"), sim::Value(std::int64_t{18}));
  ASSERT_EQ(s.changes.size(), 1u);
  EXPECT_EQ(s.changes[0].from, Month::of(2012, 7));

  const auto model = toy::make();
  sim::apply(s, *model);
  EXPECT_EQ(parameter(*model, "help_seeking.regime"), sim::Value(std::string("direct")));
  EXPECT_EQ(parameter(*model, "need.incidence.elder_care"), sim::Value(0.25));
  std::vector<sim::Parameter> parameters = model->parameters();
  sim::apply(s.changes[0], parameters);
  EXPECT_EQ(parameter(*model, "help_seeking.regime"), sim::Value(std::string("dual_management")));
  EXPECT_EQ(parameter(*model, "help_seeking.hotline"), sim::Value(false));
  EXPECT_EQ(parameter(*model, "help_seeking.budget"), sim::Value(std::int64_t{750}));
}

TEST_F(Settings, DefaultsWhereNothingIsSaid) {
  write("a.toml", title);
  const Scenario s = read("a.toml");
  EXPECT_EQ(s.start, Month::of(2010, 1));
  EXPECT_EQ(s.end, Month::of(2021, 1));
  EXPECT_TRUE(s.settings.empty() && s.rows.empty() && s.changes.empty() && s.series.empty());
}

TEST_F(Settings, ChildOverridesBaseKeyByKey) {
  write("base.toml", title + "question = \"q\"\n[help_seeking]\nintercept = 1.0\nbudget = 7\n" + elder +
                         "incidence = 0.3\nmonths = 9\n[[service]]\nname = \"mediation\"\nsource = \"s\"\n");
  write("child.toml",
        "extends = \"base.toml\"\ntitle = \"child\"\nuntil = 2015-12-31\n[help_seeking]\nbudget = 8\n"
        "[[service]]\nname = \"hospice\"\nsource = \"new\"\n[[service]]\nname = \"elder_care\"\nmonths = 12\n"
        "[need.incidence]\nmediation = 0.5\n");
  const Scenario s = read("child.toml");
  EXPECT_EQ(s.title, "child");
  EXPECT_EQ(s.question, "q");
  EXPECT_EQ(s.end, Month::of(2016, 1));
  EXPECT_EQ(value_of(s.settings, "help_seeking.intercept"), sim::Value(1.0));
  EXPECT_EQ(value_of(s.settings, "help_seeking.budget"), sim::Value(std::int64_t{8}));
  ASSERT_EQ(s.rows.size(), 3u);
  EXPECT_EQ(s.rows[0].name, "elder_care");
  EXPECT_EQ(s.rows[0].source, "assumed");
  EXPECT_EQ(value_of(s.rows[0].fields, "service.months.elder_care"), sim::Value(std::int64_t{12}));
  EXPECT_EQ(value_of(s.rows[0].fields, "need.incidence.elder_care"), sim::Value(0.3));
  EXPECT_EQ(s.rows[1].name, "mediation");
  EXPECT_EQ(value_of(s.rows[1].fields, "need.incidence.mediation"), sim::Value(0.5));
  EXPECT_EQ(s.rows[2].name, "hospice");
}

TEST_F(Settings, ChangesAreReplacedDroppedAndOrdered) {
  write("base.toml", title + change("a", "2011-01-01", "set.\"need.growth\" = 1") +
                         change("b", "2012-01-01", "set.\"need.growth\" = 2") +
                         change("c", "2013-01-01", "set.\"need.growth\" = 3"));
  write("child.toml", "extends = \"base.toml\"\ndrop = [\"b\"]\n" +
                          change("d", "2010-06-01", "set.\"need.growth\" = 0.5") +
                          change("e", "2013-01-01", "set.\"need.growth\" = 0.6") +
                          change("a", "2013-01-01", "set.\"need.growth\" = 0.7"));
  const Scenario s = read("child.toml");
  std::string order;
  for (const sim::Change& c : s.changes) order += c.id;
  EXPECT_EQ(order, "dcea");
  EXPECT_EQ(value_of(s.changes[3].set, "need.growth"), sim::Value(0.7));
}

TEST_F(Settings, SetAndMultiplyReachLaterChanges) {
  write("a.toml", title + "[need]\ngrowth = 1.0\n" + elder + change("a", "2011-01-01", "set.\"need.growth\" = 2") +
                      change("b", "2012-01-01", "multiply.\"need.growth\" = 1.5"));
  Scenario s = read("a.toml", {{{"need.growth", "0.5"}, {"help_seeking.regime", "direct"}}, {}, "2012-06-15"});
  EXPECT_EQ(value_of(s.settings, "need.growth"), sim::Value(0.5));
  EXPECT_EQ(value_of(s.settings, "help_seeking.regime"), sim::Value(std::string("direct")));
  EXPECT_EQ(value_of(s.changes[0].set, "need.growth"), sim::Value(0.5));
  EXPECT_EQ(value_of(s.changes[1].multiply, "need.growth"), sim::Value(1.5));
  EXPECT_EQ(s.end, Month::of(2012, 7));

  s = read("a.toml",
           {{}, {{"need.growth", "0.5"}, {"help_seeking.budget", "2"}, {"need.incidence.elder_care", "3"}}, {}});
  EXPECT_EQ(value_of(s.settings, "need.growth"), sim::Value(0.5));
  EXPECT_EQ(value_of(s.settings, "help_seeking.budget"), sim::Value(std::int64_t{2000}));
  EXPECT_EQ(value_of(s.changes[0].set, "need.growth"), sim::Value(1.0));
  EXPECT_DOUBLE_EQ(std::get<double>(value_of(s.rows[0].fields, "need.incidence.elder_care")), 0.3);
}

TEST_F(Settings, ResolvedHasTextAsItWasWritten) {
  write("a.toml", "title = \"\u517b\u8001 na\u00efve\"\nquestion = \"a\\tb\\u0001\"\n");
  EXPECT_NE(sim::to_text(problems("a.toml")).find("question has the control character U+0001"), std::string::npos);
  write("a.toml", "title = \"\u517b\u8001 na\u00efve\"\n");
  EXPECT_NE(read("a.toml").resolved().find("title = \"\u517b\u8001 na\u00efve\"\n"), std::string::npos);
}

TEST_F(Settings, ResolvedReadsBackToTheSameScenario) {
  write("base.toml", title +
                         "[help_seeking]\nintercept = 0.1\nslogan = \"a \\\"b\\\" \\\\ c\\n\\u0001 \\u00e9 '''\"\n" +
                         elder + "incidence = 0.3\n" + change("b", "2012-01-01", "multiply.\"need.growth\" = 1e-7"));
  write("child.toml",
        "extends = \"base.toml\"\nquestion = \"\"\"two\nlines\"\"\"\nexpect = \"e\"\nstart = 2011-02-01\nuntil = "
        "2012-02-11\n"
        "[output]\nseries = [\"asked\"]\nsnapshots = false\n[help_seeking]\nregime = \"direct\"\nhotline = true\n" +
            change("a", "2011-01-01", "set.\"need.growth\" = 2\nset.\"help_seeking.budget\" = 3"));
  const std::string text = read("child.toml", {{{"population.villagers", "50"}}, {}, {}}).resolved();
  EXPECT_EQ(text.find(folder.string()), std::string::npos);
  EXPECT_EQ(text.find("extends"), std::string::npos);
  EXPECT_NE(text.find("intercept = 0.1\n"), std::string::npos);
  EXPECT_NE(text.find("until = 2012-02-29\n"), std::string::npos);
  write("again.toml", text);
  const Scenario a = read("child.toml", {{{"population.villagers", "50"}}, {}, {}}), b = read("again.toml");
  EXPECT_EQ(b.resolved(), text);
  EXPECT_EQ(a.question, b.question);
  EXPECT_FALSE(a.snapshots);
  EXPECT_FALSE(b.snapshots);
  EXPECT_EQ(a.start, b.start);
  EXPECT_EQ(a.end, b.end);
  EXPECT_EQ(a.series, b.series);
  ASSERT_EQ(a.settings.size(), b.settings.size());
  for (const sim::Setting& s : a.settings) EXPECT_EQ(value_of(b.settings, s.path), s.value) << s.path;
  ASSERT_EQ(b.changes.size(), 2u);
  EXPECT_EQ(b.changes[0].id, "a");
  EXPECT_EQ(value_of(b.changes[1].multiply, "need.growth"), sim::Value(1e-7));
}

TEST_F(Settings, ReadsATextThatARunFileKeeps) {
  write("a.toml", title + "[help_seeking]\nintercept = 0.1\n" + elder);
  const std::string text = read("a.toml").resolved(), place = "the scenario of x.h5";
  const Scenario again = sim::read_scenario_text("a", text, place, toy::make);
  EXPECT_EQ(again.name, "a");
  EXPECT_EQ(again.resolved(), text);
  try {
    sim::read_scenario_text("a", "title = \"A\"\nextends = \"a.toml\"\n", place, toy::make);
    FAIL() << "a text may not extend a file";
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), sim::Exit::bad_data);
    EXPECT_NE(std::string(failure.what()).find("the scenario of x.h5:2:"), std::string::npos) << failure.what();
  }
  try {
    sim::read_scenario_text("a", text + "[need]\nbass = 1\n", place, toy::make);
    FAIL() << "an unknown parameter";
  } catch (const sim::Failure& failure) {
    EXPECT_NE(std::string(failure.what()).find("need.bass"), std::string::npos) << failure.what();
  }
}

TEST_F(Settings, DatedChangesAreAppliedOnceAndInTheirMonth) {
  Scenario s;
  s.start = sim::Month::of(2010, 1);
  for (const auto& [month, factor] : {std::pair(-3, 2.0), {0, 3.0}, {5, 5.0}})
    s.changes.push_back({"", "", s.start + month, {}, {{"need.growth", factor, {}}}, {}});
  sim::Bound<toy::Spec> model;
  sim::DatedChanges changes(s, model);
  changes.until(s.start - 1);
  EXPECT_EQ(model.rules.need.growth, 2) << "what is older than the start";
  changes.until(s.start);
  changes.until(s.start + 4);
  EXPECT_EQ(model.rules.need.growth, 6);
  changes.until(s.start + 9);
  EXPECT_EQ(model.rules.need.growth, 30);
}

TEST_F(Settings, RowsOfTheModelItselfNeedNoSource) {
  const auto make = [] {
    auto model = std::make_unique<sim::Bound<toy::Spec>>();
    model->world.services.emplace_back().name = "elder_care";
    return model;
  };
  write("a.toml", title + "[need.incidence]\nelder_care = 0.7\n");
  const Scenario a = sim::read_scenario(folder / "a.toml", make);
  write("b.toml", a.resolved());
  const Scenario b = sim::read_scenario(folder / "b.toml", make);
  EXPECT_EQ(a.resolved(), b.resolved());
  const auto model = make();
  sim::apply(b, *model);
  ASSERT_EQ(model->world.services.size(), 1u);
  EXPECT_EQ(model->world.services[0].incidence, 0.7);
}

TEST_F(Settings, ReadsThousandsOfRowsInNoTime) {
  std::string text = title;
  for (int i = 0; i < 1300; ++i)
    text += "[[service]]\nname = \"s" + std::to_string(i) + "\"\nsource = \"s\"\nincidence = 0.1\nmonths = 3\n";
  write("a.toml", text);
  const std::clock_t begin = std::clock();  // of the processor: others may be at work too
  const Scenario s = read("a.toml");
  const auto milliseconds = static_cast<int>((std::clock() - begin) * 1000 / CLOCKS_PER_SEC);
  EXPECT_EQ(s.rows.size(), 1300u);
  RecordProperty("milliseconds", milliseconds);
  EXPECT_LT(milliseconds, 2000);  // about 30 here; a quadratic reader takes minutes
}

}  // namespace
