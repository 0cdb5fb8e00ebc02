// Settings: what is wrong is refused, with its place and how to mend it.
#include "sim/settings/scenario.hpp"

#include <gtest/gtest.h>

#include "tests/sim/settings_fixture.hpp"

namespace {

using namespace toy;
using SettingsRefusal = SettingsTest;

TEST_F(SettingsRefusal, RefusesWrongOverrides) {
  write("a.toml", title + change("a", "2011-01-01", "set.\"need.growth\" = 2"));
  const auto said = [this](const Overrides& o) { return sim::to_text(problems("a.toml", o)); };
  EXPECT_NE(said({{{"need.grwth", "1"}}, {}, {}}).find("--set need.grwth=1: error: unknown"), std::string::npos);
  EXPECT_NE(said({{{"need.growth", "9"}}, {}, {}}).find("out of range: 0 to 4"), std::string::npos);
  EXPECT_NE(said({{{"need.growth", "many"}}, {}, {}}).find("wants a number"), std::string::npos);
  EXPECT_NE(said({{{"need.growth", "inf"}}, {}, {}}).find("finite"), std::string::npos);
  EXPECT_NE(said({{}, {{"need.growth", "3"}}, {}}).find("2.0 x 3 = 6 is out of range"), std::string::npos);
  EXPECT_NE(said({{}, {{"help_seeking.regime", "3"}}, {}}).find("no number"), std::string::npos);
  EXPECT_NE(said({{}, {{"need.growth", "x"}}, {}}).find("finite number"), std::string::npos);
  EXPECT_NE(said({{}, {}, "soon"}).find("--until soon: error: there is no such day, month or year"), std::string::npos);
  EXPECT_EQ(said({{}, {}, "2018-13"}).find("year-month-day"), std::string::npos);  // as a file would have it
  EXPECT_NE(said({{}, {}, "2999"}).find("--until 2999: error: --until is not between the years"), std::string::npos);
  EXPECT_NE(said({{}, {}, "2009-01-01"}).find("before the start"), std::string::npos);
}

TEST_F(SettingsRefusal, RefusesParametersThatDoNotFit) {
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

TEST_F(SettingsRefusal, RefusesRowsThatDoNotFit) {
  refused(elder + "monts = 3\n", 5, {"unknown key \"monts\" in a row of service", "did you mean months?"});
  refused(elder + "months = 0\n", 5, {"service.months.elder_care = 0 is out of range: 1 to 120"});
  refused(elder + "incidence = 2\n", 5, {"need.incidence.elder_care = 2.0 is out of range"});
  refused(elder + elder, 5, {"the row elder_care of service is in this file twice", "line 2"});
  refused(elder + "[need.incidence]\nelder_car = 0.1\n", 6, {"did you mean need.incidence.elder_care"});
  refused(elder + "incidence = 0.2\n[need.incidence]\nelder_care = 0.1\n", 7, {"twice", "line 5"});
  refused("[[service]]\nsource = \"s\"\n", 2, {"has no name"});
  refused("[[service]]\nname = \"Elder Care\"\nsource = \"s\"\n", 3, {"not of a-z"});
  refused("[[service]]\nname = 3\nsource = \"s\"\n", 3, {"name wants text"});
  refused("[[service]]\nname = \"x\"\n", 2, {"has no source"});
  refused("[[service]]\nname = \"x\"\nsource = \"\"\n", 4, {"source is empty"});
  refused("[[servce]]\nname = \"x\"\n", 2, {"did you mean service?"});
  std::string many;
  for (int i = 0; i < 10'001; ++i) many += "[[service]]\nname = \"s" + std::to_string(i) + "\"\n";
  refused(many, 2, {"service has 10001 rows", "10000 at the most"});
  refused("service = 3\n", 2, {"write [[service]]"});
  refused("service = [3]\n", 2, {"a row of service is a table"});
  refused("[service]\nname = \"x\"\n", 3, {"unknown parameter service.name", "[[service]]"});
}

TEST_F(SettingsRefusal, RefusesChangesThatDoNotFit) {
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

TEST_F(SettingsRefusal, RefusesDatesAndSeriesThatDoNotFit) {
  refused("start = 2011-02-03\n", 2, {"start must be the first day of a month"});
  refused("start = 2011\n", 2, {"start wants a date, and this is a whole number"});
  refused("until = 2009-12-31\n", 2, {"2009-12 is before the start 2010-01"});
  refused("until = 2011-02-30\n", 2, {"not TOML", "expected day"});
  refused("[output]\nseries = [\"askd\"]\n", 3, {"unknown series \"askd\"", "did you mean asked?"});
  refused("[output]\nserie = []\n", 3, {"did you mean series?"});
  refused("[output]\nseries = \"asked\"\n", 3, {"wants a list of names"});
  refused("output = 3\n", 2, {"write [output]"});
  refused("[output]\nsnapshots = 1\n", 3, {"snapshots is true or false", "snapshots = false"});
  refused("[output]\nsnapshot = true\n", 3, {"did you mean snapshots?"});
}

TEST_F(SettingsRefusal, PointsAtTheValueThatIsWrong) {
  const auto at = [&](const std::string& text) {
    write("wrong.toml", title + text);
    const auto found = problems("wrong.toml");
    return found.size() == 1 ? std::pair(found[0].line, found[0].column) : std::pair(0, 0);
  };
  EXPECT_EQ(at("[need]\ngrowth = 99\n"), std::pair(3, 10));
  EXPECT_EQ(at("[need]\ngrowth =\t\"\u517b\"\n"), std::pair(3, 10));
  EXPECT_EQ(at("[need]\ngrowht = 1\n"), std::pair(3, 1)) << "a wrong key";
  EXPECT_EQ(at("until = 3\n"), std::pair(2, 9));
  EXPECT_EQ(at("[[service]]\nsource = \"s\"\nname = \"A B\"\n"), std::pair(4, 8)) << "and not its block";
}

TEST_F(SettingsRefusal, NamesAndTitlesHaveNoControlCharacters) {
  write("wrong.toml", "title = \"a\\u001b[2J\"\n");
  auto found = problems("wrong.toml");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].what, "title has the control character U+001B");
  EXPECT_EQ(found[0].column, 9);
  refused(elder + "[[change]]\nid = \"a\\nb\"\nfrom = 2011-01-01\nbecause = \"x\"\nset.\"need.growth\" = 1\n", 6,
          {"id has the control character U+000A"});
  write("a\x07.toml", title);
  found = problems("a\x07.toml");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].what.find("U+0007"), std::string::npos);
}

TEST_F(SettingsRefusal, TellsTheNearestChangeToDrop) {
  write("base.toml", title + change("zero-threshold", "2011-01-01", "set.\"need.growth\" = 1"));
  write("child.toml", "extends = \"base.toml\"\ndrop = [\n \"zero-treshold\"]\n");
  const auto found = problems("child.toml");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].line, 3);
  EXPECT_EQ(found[0].mend, "did you mean zero-threshold?");
}

TEST_F(SettingsRefusal, AllProblemsAtOnceInTheOrderOfLines) {
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

TEST_F(SettingsRefusal, RefusesFilesThatCannotBeRead) {
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

TEST_F(SettingsRefusal, RefusesWhatIsNoToml) {
  refused("[need]\ngrowth = \n", 3, {"not TOML"});
  refused("a = 1\n# \xff\xfe\nb = 2\n", 3, {"not UTF-8", "# \xef\xbf\xbd\xef\xbf\xbd"});
  refused("[need]\ngrowth = 1\ngrowth = 2\n", 4, {"not TOML", "redefine"});
  refused("[nee\x1b[31m]\n", 2, {"not TOML"});
  write("long.toml", "title = \"t\"\nx = " + std::string(100000, 'a') + "\n");
  EXPECT_LT(sim::to_text(problems("long.toml")).size(), 1000u);
}

TEST_F(SettingsRefusal, RefusesWrongBases) {
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

// Of a base that cannot be read nothing is known: what it may hold is no mistake, everything else is.
TEST_F(SettingsRefusal, AWrongBaseHidesNoOtherProblem) {
  write("torn.toml", "title = \n");
  write("round.toml", "extends = \"child.toml\"\n");
  const std::string right =
      "drop = [\"of-the-base\"]\nuntil = 2009-12-31\n[need.incidence]\nelder_care = 0.1\n"
      "[[service]]\nname = \"of_the_base\"\nmonths = 3\n" +
      change("c", "2009-01-01", "multiply.\"need.growth\" = 1000");
  for (const auto& [extends, what, line, code] : {
           std::tuple("\"none.toml\"", "does not exist", 1, Exit::no_input),
           {"\"round.toml\"", "in a circle", 1, Exit::bad_data},
           {"\"torn.toml\"", "not TOML", 1, Exit::bad_data},
           {"\"../../../x.toml\"", "too far away", 1, Exit::bad_data},
           {"3", "wants the name of a file", 1, Exit::bad_data},
       }) {
    write("child.toml", std::string("extends = ") + extends + "\n" + right);
    const auto alone = problems("child.toml", {{}, {{"need.growth", "1000"}}, {}}, code);
    ASSERT_EQ(alone.size(), 1u) << sim::to_text(alone);
    EXPECT_EQ(alone[0].line, line);
    EXPECT_NE(alone[0].what.find(what), std::string::npos) << alone[0].what;

    write("child.toml", std::string("extends = ") + extends +
                            "\nuntill = 3\n[need]\ngrowth = 9\n[need.incidence]\nelder_care = 2\n[[service]]\n"
                            "name = \"x\"\nmonts = 3\n");
    const auto all = problems("child.toml");
    const std::string said = sim::to_text(all);
    EXPECT_EQ(all.size(), 5u) << said;
    for (const char* word : {what, "did you mean until?", "need.growth = 9", "incidence.elder_care = 2", "\"monts\""})
      EXPECT_NE(said.find(word), std::string::npos) << word << "\n" << said;
  }
}

TEST_F(SettingsRefusal, TheModelsOwnFaultsAreProblems) {
  const std::string rows = elder + "share = 0.5\n[[service]]\nname = \"mediation\"\nsource = \"s\"\nshare = ";
  write("a.toml", title + rows + "0.6\n");
  EXPECT_NE(sim::to_text(problems("a.toml")).find("a.toml: error: the shares"), std::string::npos);
  refused(rows + "0.4\n" + change("c", "2011-01-01", "set.\"service.share.elder_care\" = 0.7"), 10, {"the shares"});
}

}  // namespace
