#include "sim/settings.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "tests/sim/toy_model.hpp"

namespace {

namespace fs = std::filesystem;
using sim::Exit;
using sim::Month;
using sim::Overrides;
using sim::Problem;
using sim::Scenario;

class Settings : public testing::Test {
 protected:
  Settings() {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder = fs::temp_directory_path() / ("settings_test_" + std::to_string(getpid()) + "_" + test) / "scenarios";
    fs::create_directories(folder);
  }
  ~Settings() override { fs::remove_all(folder.parent_path()); }

  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }
  Scenario read(const std::string& name, const Overrides& overrides = {}) const {
    return sim::read_scenario(folder / name, toy::make, overrides);
  }
  std::vector<Problem> problems(const std::string& name, const Overrides& overrides = {},
                                Exit code = Exit::bad_data) const {
    try {
      read(name, overrides);
    } catch (const sim::Failure& failure) {
      EXPECT_EQ(failure.code(), code) << failure.what();
      for (const Problem& p : failure.problems()) {
        EXPECT_FALSE(p.what.empty());
        EXPECT_EQ(p.line > 0, !p.text.empty());
      }
      return failure.problems();
    }
    return {};
  }
  // The text, after a title in line 1, has exactly one problem: in this line, and these words are said of it.
  void refused(const std::string& text, int line, const std::vector<std::string>& words) const {
    write("wrong.toml", "title = \"wrong\"\n" + text);
    const std::vector<Problem> found = problems("wrong.toml");
    const std::string said = sim::to_text(found);
    ASSERT_EQ(found.size(), 1u) << text << "\n" << said;
    EXPECT_EQ(found[0].line, line) << said;
    for (const std::string& word : words) EXPECT_NE(said.find(word), std::string::npos) << word << "\n" << said;
  }

  fs::path folder;
};

const std::string title = "title = \"t\"\n";
const std::string elder = "[[service]]\nname = \"elder_care\"\nsource = \"assumed\"\n";

std::string change(const std::string& id, const std::string& from, const std::string& effect) {
  return "[[change]]\nid = \"" + id + "\"\nfrom = " + from + "\nbecause = \"a decree\"\n" + effect + "\n";
}

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

TEST_F(Settings, RefusesWrongOverrides) {
  write("a.toml", title + change("a", "2011-01-01", "set.\"need.growth\" = 2"));
  const auto said = [this](const Overrides& o) { return sim::to_text(problems("a.toml", o)); };
  EXPECT_NE(said({{{"need.grwth", "1"}}, {}, {}}).find("--set need.grwth=1: error: unknown"), std::string::npos);
  EXPECT_NE(said({{{"need.growth", "9"}}, {}, {}}).find("out of range: 0 to 4"), std::string::npos);
  EXPECT_NE(said({{{"need.growth", "many"}}, {}, {}}).find("wants a number"), std::string::npos);
  EXPECT_NE(said({{{"need.growth", "inf"}}, {}, {}}).find("finite"), std::string::npos);
  EXPECT_NE(said({{}, {{"need.growth", "3"}}, {}}).find("2.0 x 3 = 6 is out of range"), std::string::npos);
  EXPECT_NE(said({{}, {{"help_seeking.regime", "3"}}, {}}).find("no number"), std::string::npos);
  EXPECT_NE(said({{}, {{"need.growth", "x"}}, {}}).find("finite number"), std::string::npos);
  EXPECT_NE(said({{}, {}, "soon"}).find("--until soon: error: until wants a date"), std::string::npos);
  EXPECT_NE(said({{}, {}, "2009-01-01"}).find("before the start"), std::string::npos);
}

TEST_F(Settings, RefusesParametersThatDoNotFit) {
  refused("[need]\ngrwth = 1\n", 3, {"unknown parameter need.grwth", "did you mean need.growth", "0 to 4, unit 1"});
  refused("[need]\nintercept = 1\n", 3, {"did you mean help_seeking.intercept", "-6 to 6"});
  refused("[need]\ngrowth = 5\n", 3, {"need.growth = 5.0 is out of range: 0 to 4", "relative to the incidence"});
  refused("[need]\ngrowth = nan\n", 3, {"finite"});
  refused("[need]\ngrowth = -inf\n", 3, {"finite"});
  refused("[need]\ngrowth = \"big\"\n", 3, {"wants a number, and this is text"});
  refused("[need]\ngrowth = [1]\n", 3, {"this is a list"});
  refused("[help_seeking]\nbudget = 1.5\n", 3, {"wants a whole number, and this is a decimal number"});
  refused("[help_seeking]\nbudget = -1\n", 3, {"out of range: at least 0", "unit CNY"});
  refused("[help_seeking]\nhotline = 1\n", 3, {"wants true or false, and this is a whole number"});
  refused("[help_seeking]\nregime = \"dual_managment\"\n", 3, {"did you mean \"dual_management\"", "one of dual"});
  refused("[help_seeking]\nregime = \"x\"\n", 3, {"cannot be \"x\"", "one of dual_management, direct"});
  refused("[help_seekin]\nx = 1\ny = 2\n", 2, {"unknown table \"help_seekin\"", "did you mean help_seeking?"});
  refused("[need]\nqqqqqqqqqq = 1\n", 3, {"`toy describe parameters`"});
  refused("[[need]]\ngrowth = 1\n", 2, {"need is a table of parameters, and this is a list"});
  refused("untill = 2011-01-01\n", 2, {"unknown key \"untill\"", "did you mean until?"});
  refused("question = 3\n", 2, {"question wants text, and this is a whole number"});
  refused("question = \" \"\n", 2, {"question is empty"});
}

TEST_F(Settings, RefusesRowsThatDoNotFit) {
  refused(elder + "monts = 3\n", 5, {"unknown key \"monts\" in a row of service", "did you mean months?"});
  refused(elder + "months = 0\n", 5, {"service.months.elder_care = 0 is out of range: 1 to 120"});
  refused(elder + "incidence = 2\n", 5, {"need.incidence.elder_care = 2.0 is out of range"});
  refused(elder + elder, 5, {"the row elder_care of service is in this file twice", "line 2"});
  refused(elder + "[need.incidence]\nelder_car = 0.1\n", 6, {"did you mean need.incidence.elder_care"});
  refused(elder + "incidence = 0.2\n[need.incidence]\nelder_care = 0.1\n", 7, {"twice", "line 5"});
  refused("[[service]]\nsource = \"s\"\n", 2, {"has no name"});
  refused("[[service]]\nname = \"Elder Care\"\nsource = \"s\"\n", 2, {"not of a-z"});
  refused("[[service]]\nname = 3\nsource = \"s\"\n", 3, {"name wants text"});
  refused("[[service]]\nname = \"x\"\n", 2, {"has no source"});
  refused("[[service]]\nname = \"x\"\nsource = \"\"\n", 4, {"source is empty"});
  refused("[[servce]]\nname = \"x\"\n", 2, {"did you mean service?"});
  refused("service = 3\n", 2, {"write [[service]]"});
  refused("service = [3]\n", 2, {"a row of service is a table"});
  refused("[service]\nname = \"x\"\n", 3, {"unknown parameter service.name", "[[service]]"});
}

TEST_F(Settings, RefusesChangesThatDoNotFit) {
  const std::string grow = "set.\"need.growth\" = 2";
  refused("[[change]]\nfrom = 2011-01-01\nbecause = \"b\"\n" + grow + "\n", 2, {"no id"});
  refused("[[change]]\nid = \"i\"\nbecause = \"b\"\n" + grow + "\n", 2, {"no from"});
  refused("[[change]]\nid = \"i\"\nfrom = 2011-01-01\n" + grow + "\n", 2, {"no because"});
  refused(change("i", "2011-01-01", ""), 2, {"no effect", "multiply."});
  refused(change("i", "2011-01-02", grow), 4, {"first day of a month", "2011-01-01"});
  refused(change("i", "\"2011-01-01\"", grow), 4, {"from wants a date, and this is text", "without quotes"});
  refused(change("i", "1812-01-01", grow), 4, {"between the years 1900 and 2200"});
  refused(change("i", "2011-01-01", grow) + change("i", "2012-01-01", grow), 8, {"\"i\" is in this file twice"});
  refused(change("i", "2012-01-01", grow) + change("j", "2011-01-01", grow), 9, {"dated before the one above"});
  refused(change("i", "2012-01-01", "st.\"need.growth\" = 2\n" + grow), 6, {"did you mean set?"});
  refused(change("i", "2012-01-01", "set = 3"), 6, {"set wants parameters, and this is a whole number"});
  refused(change("i", "2012-01-01", "set.\"need.grow\" = 3"), 6, {"did you mean need.growth"});
  refused(change("i", "2012-01-01", "set.\"need.growth\" = 7"), 6, {"out of range"});
  refused(change("i", "2012-01-01", "set.\"population.villagers\" = 7"), 6, {"only used while the world is built"});
  refused(change("i", "2012-01-01", "multiply.\"population.villagers\" = 2"), 6, {"while the world is built"});
  refused(change("i", "2012-01-01", "multiply.\"help_seeking.regime\" = 2"), 6, {"cannot be multiplied"});
  refused(change("i", "2012-01-01", "multiply.\"need.growth\" = \"x\""), 6, {"finite number, and this is text"});
  refused(change("i", "2012-01-01", "multiply.\"need.growth\" = 3") +
              change("j", "2013-01-01", "multiply.\"need.growth\" = 2"),
          11, {"2013-01", "3.0 x 2 = 6", "out of range: 0 to 4"});
  refused("[change]\nid = \"x\"\n", 2, {"[[change]]"});
  refused("drop = [\"x\"]\n", 2, {"the base has no change \"x\""});
  refused("drop = \"x\"\n", 2, {"drop wants a list"});
}

TEST_F(Settings, RefusesDatesAndSeriesThatDoNotFit) {
  refused("start = 2011-02-03\n", 2, {"start must be the first day of a month"});
  refused("start = 2011\n", 2, {"start wants a date, and this is a whole number"});
  refused("until = 2009-12-31\n", 2, {"2009-12 is before the start 2010-01"});
  refused("until = 2011-02-30\n", 2, {"not TOML", "expected day"});
  refused("[output]\nseries = [\"askd\"]\n", 3, {"unknown series \"askd\"", "did you mean asked?"});
  refused("[output]\nserie = []\n", 3, {"did you mean series?"});
  refused("[output]\nseries = \"asked\"\n", 3, {"wants a list of names"});
  refused("output = 3\n", 2, {"write [output]"});
}

TEST_F(Settings, TellsTheNearestChangeToDrop) {
  write("base.toml", title + change("zero-threshold", "2011-01-01", "set.\"need.growth\" = 1"));
  write("child.toml", "extends = \"base.toml\"\ndrop = [\n \"zero-treshold\"]\n");
  const auto found = problems("child.toml");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].line, 3);
  EXPECT_EQ(found[0].mend, "did you mean zero-threshold?");
}

TEST_F(Settings, AllProblemsAtOnceInTheOrderOfLines) {
  write("base.toml", "title = \"t\"\n[need]\ngrowth = 9\n");
  write("child.toml",
        "extends = \"base.toml\"\nuntil = 3\n[help_seeking]\nbudgt = 1\nhotline = 2\n[[service]]\nname = \"x\"\n");
  const auto found = problems("child.toml");
  ASSERT_EQ(found.size(), 5u) << sim::to_text(found);
  const std::vector<int> lines = {2, 4, 5, 6, 3};
  for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(found[i].line, lines[i]);
  EXPECT_EQ(found[4].file, (folder / "base.toml").string());
  EXPECT_EQ(found[1].text, "budgt = 1");
  EXPECT_EQ(found[1].column, 1);
}

TEST_F(Settings, RefusesFilesThatCannotBeRead) {
  EXPECT_NE(sim::to_text(problems("none.toml", {}, Exit::no_input)).find("no such file"), std::string::npos);
  write("near.toml", title);
  EXPECT_NE(sim::to_text(problems("naer.toml", {}, Exit::no_input)).find("did you mean near.toml"), std::string::npos);
  fs::create_directory(folder / "d.toml");
  EXPECT_NE(sim::to_text(problems("d.toml")).find("directory"), std::string::npos);
  write("empty.toml", " \n");
  EXPECT_NE(sim::to_text(problems("empty.toml")).find("empty"), std::string::npos);
  write("big.toml", std::string((4 << 20) + 1, '#'));
  EXPECT_NE(sim::to_text(problems("big.toml")).find("too big"), std::string::npos);
  write("untitled.toml", "[need]\n");
  EXPECT_NE(sim::to_text(problems("untitled.toml")).find("no title"), std::string::npos);
  ASSERT_EQ(symlink("/dev/null", (folder / "device.toml").c_str()), 0);
  EXPECT_NE(sim::to_text(problems("device.toml")).find("not a regular file"), std::string::npos);
}

TEST_F(Settings, RefusesWhatIsNoToml) {
  refused("[need]\ngrowth = \n", 3, {"not TOML"});
  refused("a = 1\n# \xff\xfe\nb = 2\n", 3, {"not UTF-8", "# ??"});
  refused("[need]\ngrowth = 1\ngrowth = 2\n", 4, {"not TOML", "redefine"});
  refused("[nee\x1b[31m]\n", 2, {"not TOML"});
  write("long.toml", "title = \"t\"\nx = " + std::string(100000, 'a') + "\n");
  EXPECT_LT(sim::to_text(problems("long.toml")).size(), 1000u);
}

TEST_F(Settings, RefusesWrongBases) {
  const auto one = [this](const std::string& extends, int line, const std::string& word, Exit code = Exit::bad_data) {
    write("child.toml", "title = \"t\"\nextends = " + extends + "\n");
    const auto found = problems("child.toml", {}, code);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].line, line);
    EXPECT_NE(found[0].what.find(word), std::string::npos) << found[0].what;
  };
  one("\"none.toml\"", 2, "does not exist", Exit::no_input);
  one("\"no_folder/none.toml\"", 2, "does not exist", Exit::no_input);
  one("3", 2, "wants the name of a file");
  one("\"\"", 2, "wants the name of a file");
  one("\"/etc/passwd\"", 2, "relative to this file");
  one("\"../../../x.toml\"", 2, "too far away");
  one("\"child.toml\"", 2, "in a circle");
  write("a.toml", "extends = \"b.toml\"\n");
  write("b.toml", "\nextends = \"./a.toml\"\n");
  const auto circle = problems("a.toml");
  ASSERT_EQ(circle.size(), 1u);
  EXPECT_EQ(circle[0].file, (folder / "b.toml").string());
  EXPECT_EQ(circle[0].line, 2);
  fs::create_directory(folder / "deep");
  write("base.toml", title);
  write("deep/child.toml", "extends = \"../base.toml\"\n");
  EXPECT_EQ(read("deep/child.toml").title, "t");
}

TEST_F(Settings, TheModelsOwnFaultsAreProblems) {
  const std::string rows = elder + "share = 0.5\n[[service]]\nname = \"mediation\"\nsource = \"s\"\nshare = ";
  write("a.toml", title + rows + "0.6\n");
  EXPECT_NE(sim::to_text(problems("a.toml")).find("a.toml: error: the shares"), std::string::npos);
  refused(rows + "0.4\n" + change("c", "2011-01-01", "set.\"service.share.elder_care\" = 0.7"), 10, {"the shares"});
}

TEST_F(Settings, ResolvedReadsBackToTheSameScenario) {
  write("base.toml", title +
                         "[help_seeking]\nintercept = 0.1\nslogan = \"a \\\"b\\\" \\\\ c\\n\\u0001 \\u00e9 '''\"\n" +
                         elder + "incidence = 0.3\n" + change("b", "2012-01-01", "multiply.\"need.growth\" = 1e-7"));
  write("child.toml",
        "extends = \"base.toml\"\nquestion = \"\"\"two\nlines\"\"\"\nexpect = \"e\"\nstart = 2011-02-01\nuntil = "
        "2012-02-11\n"
        "[output]\nseries = [\"asked\"]\n[help_seeking]\nregime = \"direct\"\nhotline = true\n" +
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
  EXPECT_EQ(a.start, b.start);
  EXPECT_EQ(a.end, b.end);
  EXPECT_EQ(a.series, b.series);
  ASSERT_EQ(a.settings.size(), b.settings.size());
  for (const sim::Setting& s : a.settings) EXPECT_EQ(value_of(b.settings, s.path), s.value) << s.path;
  ASSERT_EQ(b.changes.size(), 2u);
  EXPECT_EQ(b.changes[0].id, "a");
  EXPECT_EQ(value_of(b.changes[1].multiply, "need.growth"), sim::Value(1e-7));
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
  const auto begin = std::chrono::steady_clock::now();
  const Scenario s = read("a.toml");
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  EXPECT_EQ(s.rows.size(), 1300u);
  RecordProperty("milliseconds", static_cast<int>(milliseconds.count()));
  EXPECT_LT(milliseconds.count(), 2000);  // about 30 here; a quadratic reader takes minutes
}

}  // namespace
