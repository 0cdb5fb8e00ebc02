// Designs as files: what is read, what is refused and how, and the scenario at a point.
#include "sim/sweep/design.hpp"

#include "sim/sweep/design_points.hpp"
#include "tests/sim/settings_fixture.hpp"

namespace {

using namespace toy;
using sim::Design;
using sim::Method;
using sim::PointRow;
using sim::Value;

const std::string head = "scenarios = [\"base.toml\"]\n";

std::string parameter(const std::string& name, const std::string& more) {
  return "[[parameter]]\nname = \"" + name + "\"\n" + more + "\n";
}

class DesignTest : public SettingsTest {
 protected:
  DesignTest() {
    write("base.toml",
          title + elder + "incidence = 0.2\n" +
              change("more", "2012-01-01", "set.\"need.growth\" = 2\nmultiply.\"help_seeking.budget\" = 2"));
    write("other.toml", "extends = \"base.toml\"\ntitle = \"o\"\n");
  }
  Design design(const std::string& text) const {
    write("design.toml", text);
    return sim::read_design(folder / "design.toml", toy::make);
  }
  // The problems of a design that is refused with this code, as one text.
  std::string refusal(const std::string& text, Exit code = Exit::bad_data) const {
    try {
      design(text);
    } catch (const sim::Failure& failure) {
      EXPECT_EQ(failure.code(), code) << failure.what();
      return failure.what();
    }
    ADD_FAILURE() << "not refused:\n" << text;
    return {};
  }
  // Exactly one problem, in this line of the design, and these words are said of it.
  void refused_at(const std::string& text, int line, const std::vector<std::string>& words) const {
    try {
      design(text);
      ADD_FAILURE() << "not refused:\n" << text;
    } catch (const sim::Failure& failure) {
      EXPECT_EQ(failure.code(), Exit::bad_data);
      ASSERT_EQ(failure.problems().size(), 1u) << failure.what();
      EXPECT_EQ(failure.problems()[0].line, line) << failure.what();
      for (const std::string& word : words)
        EXPECT_NE(std::string(failure.what()).find(word), std::string::npos) << word << "\n" << failure.what();
    }
  }
};

TEST_F(DesignTest, ReadsEveryKey) {
  const Design d = design(R"(title = "t"
question = "q"
scenarios = ["base.toml", "other.toml"]
replicates = 8
method = "morris"
points = 3
levels = 6
seed = 9
[[parameter]]
name = "need.incidence.elder_care"
range = [0.001, 1]
scale = "log"
[[parameter]]
name = "service.months.elder_care"
range = [1, 12]
[[parameter]]
name = "help_seeking.regime"
[[parameter]]
name = "help_seeking.hotline"
[[parameter]]
name = "help_seeking.slogan"
values = ["ask", "come"]
[[parameter]]
name = "scenario"
[output]
series = ["asked"]
snapshots = true
)");
  EXPECT_EQ(d.title + d.question, "tq");
  ASSERT_EQ(d.scenarios.size(), 2u);
  EXPECT_EQ(d.scenarios[1].name, "other");
  EXPECT_EQ(d.replicates, 8);
  EXPECT_EQ(d.method, Method::morris);
  EXPECT_EQ(d.points, 3);
  EXPECT_EQ(d.levels, 6);
  EXPECT_EQ(d.seed, 9u);
  EXPECT_EQ(d.series, std::vector<std::string>{"asked"});
  EXPECT_TRUE(d.snapshots);
  ASSERT_EQ(d.factors.size(), 6u);
  EXPECT_TRUE(d.factors[0].logarithmic);
  EXPECT_EQ(d.factors[0].list + d.factors[0].row, "serviceelder_care");
  EXPECT_TRUE(d.factors[1].whole);
  EXPECT_EQ(d.factors[1].most, 12);
  EXPECT_EQ(d.factors[2].values, (std::vector<Value>{std::string("dual_management"), std::string("direct")}));
  EXPECT_EQ(d.factors[3].values, (std::vector<Value>{false, true}));
  EXPECT_EQ(d.factors[5].values, (std::vector<Value>{std::string("base"), std::string("other")}));
  EXPECT_TRUE(d.samples_scenarios());
  EXPECT_EQ(sim::points(d).size(), 3u * 7);
}

TEST_F(DesignTest, WithoutParametersIsScenariosTimesReplicates) {
  const Design d = design("scenarios = [\"base.toml\", \"other.toml\"]\nreplicates = 30\n");
  EXPECT_EQ(sim::cases(d, sim::points(d)).size(), 2u);
  EXPECT_FALSE(d.snapshots);
}

TEST_F(DesignTest, APlausibleRangeIsTheParametersOwn) {
  const std::string sobol = head + "method = \"sobol\"\npoints = 4\n", plausible = "range = \"plausible\"";
  const Design d =
      design(sobol + parameter("need.growth", plausible) + parameter("service.months.elder_care", plausible));
  EXPECT_EQ(d.factors[0].least, 0.5);
  EXPECT_EQ(d.factors[0].most, 2);
  EXPECT_TRUE(d.factors[1].whole);
  EXPECT_EQ(d.factors[1].most, 12);
  refused_at(sobol + parameter("service.share.elder_care", plausible), 6, {"not known where it could plausibly be"});
  refused_at(sobol + parameter("need.growth", "range = \"plausibel\""), 6, {"two numbers, or \"plausible\""});
}

TEST_F(DesignTest, IsTold) {
  write("design.toml", head);
  EXPECT_TRUE(sim::is_design(folder / "design.toml"));
  EXPECT_FALSE(sim::is_design(folder / "base.toml"));
  EXPECT_THROW(sim::is_design(folder / "nothing.toml"), sim::Failure);  // of which it is not known
}

TEST_F(DesignTest, SaysWhatIsWrongWhere) {
  const std::string grid = head + "method = \"grid\"\n", sobol = head + "method = \"sobol\"\npoints = 4\n";
  refused_at(grid + parameter("need.grow", "values = [1]"), 4, {"unknown parameter", "did you mean need.growth"});
  refused_at(grid + parameter("need.growth", "values = [1, 9]"), 5, {"need.growth = 9.0", "0 to 4", "values = [1, 9]"});
  refused_at(grid + parameter("need.growth", "values = [1, 1.0]"), 5, {"twice"});
  refused_at(grid + parameter("need.growth", "values = []"), 5, {"empty"});
  refused_at(grid + parameter("need.growth", ""), 4, {"neither range nor values"});
  refused_at(grid + parameter("need.growth", "valus = [1]\nrange = [0, 1]") + "", 5, {"did you mean values"});
  refused_at(sobol + parameter("need.growth", "range = [1, 9]"), 6, {"need.growth = 9.0", "out of range: 0 to 4"});
  refused_at(sobol + parameter("need.growth", "range = [2, 1]"), 6, {"not above"});
  refused_at(sobol + parameter("need.growth", "range = [1]"), 6, {"two numbers"});
  refused_at(sobol + parameter("need.growth", "range = [0, 1]\nscale = \"log\""), 6, {"above 0"});
  refused_at(sobol + parameter("need.growth", "range = [1, 2]\nscale = \"lag\""), 7, {"did you mean log"});
  refused_at(sobol + parameter("need.growth", "range = [1, 2]\nvalues = [1]"), 7, {"a range and values"});
  refused_at(sobol + parameter("service.months.elder_care", "range = [1, 2.5]"), 6, {"wants a whole number"});
  refused_at(sobol + parameter("help_seeking.regime", "range = [1, 2]"), 6, {"dual_management"});
  refused_at(sobol + parameter("help_seeking.regime", "values = [\"derect\"]"), 6, {"did you mean", "direct"});
  refused_at(sobol + parameter("scenario", "values = [\"bas\"]"), 6, {"did you mean base"});
  refused_at(sobol + "[[parameter]]\nrange = [0, 1]\n", 4, {"no name"});
  refused_at(sobol + parameter("need.growth", "range = [0, 1]") + parameter("need.growth", "range = [0, 1]"), 8,
             {"varied twice"});
  refused_at(head + "method = \"sobel\"\n", 2, {"did you mean sobol"});
  refused_at(head + "method = \"sobol\"\npoints = 4\n", 2, {"varies no parameter"});
  refused_at(head + "method = \"lhs\"\n" + parameter("need.growth", "range = [0, 1]"), 2, {"wants points"});
  refused_at(grid + parameter("need.growth", "range = [0, 1]"), 2, {"levels of each range"});
  refused_at(sobol + "levels = 4\n" + parameter("need.growth", "range = [0, 1]"), 4, {"levels does nothing", "morris"});
  refused_at(sobol + "second_order = true\n" + parameter("need.growth", "range = [0, 1]"), 4, {"saltelli"});
  refused_at(head + "method = \"morris\"\npoints = 4\nlevels = 5\n" + parameter("need.growth", "range = [0, 1]"), 4,
             {"even"});
  refused_at(head + "replicates = 0\n", 2, {"out of range"});
  refused_at(head + "replicates = 1.5\n", 2, {"a whole number"});
  refused_at(head + "replicats = 2\n", 2, {"did you mean replicates"});
  refused_at(head + parameter("need.growth", "values = [1]"), 0, {"no method"});
  refused_at(head + "levels = 4\n" + parameter("need.growth", "range = [0, 1]"), 0, {"no method"});
  refused_at(head + "levels = 4\n", 2, {"levels does nothing without a method", "morris"});
  refused_at(head + "[output]\nseries = [\"askd\"]\n", 3, {"did you mean asked"});
  refused_at("method = \"grid\"\n", 0, {"names no scenarios"});
  refused_at("scenarios = \"base.toml\"\n", 1, {"list of files"});
  refused_at("scenarios = [\"base.toml\", \"./base.toml\"]\n", 1, {"two scenarios are called base"});
}

TEST_F(DesignTest, TellsEverythingAtOnce) {
  write("broken.toml", title + "[need]\ngrowth = 7\n");
  const std::string said = refusal(
      "scenarios = [\"base.toml\", \"broken.toml\", \"gone.toml\"]\nreplicates = 0\n"
      "method = \"lhs\"\nlevels = 4\n" +
      parameter("need.growth", "values = [5]"));
  for (const char* word : {"\"lhs\" wants points", "levels does nothing", "replicates = 0", "need.growth = 5.0",
                           "broken.toml:3:1", "gone.toml: no such file"})
    EXPECT_NE(said.find(word), std::string::npos) << said;
}

TEST_F(DesignTest, MissingFilesHaveACodeOfTheirOwn) {
  EXPECT_NE(refusal("scenarios = [\"bas.toml\"]\n", Exit::no_input).find("did you mean base.toml"), std::string::npos);
  EXPECT_THROW(sim::read_design(folder / "none.toml", toy::make), sim::Failure);
  refusal(head + "method = \"table\"\ntable = \"none.csv\"\n", Exit::no_input);
}

TEST_F(DesignTest, IsNotRunAsAScenario) {
  write("design.toml", head);
  const auto found = problems("design.toml");
  ASSERT_EQ(found.size(), 1u) << "its other keys are no news";
  EXPECT_NE(sim::to_text(found).find("design.toml:1:1: error: this is a sweep design"), std::string::npos);
}

TEST_F(DesignTest, AParameterIsInEveryScenario) {
  write("bare.toml", title);
  refused_at("scenarios = [\"base.toml\", \"bare.toml\"]\nmethod = \"grid\"\n" +
                 parameter("need.incidence.elder_care", "values = [0.1]"),
             4, {"unknown parameter need.incidence.elder_care in bare"});
}

TEST_F(DesignTest, HugeGridsAreRefused) {
  std::string text = head + "method = \"grid\"\npoints = 1000\n";
  for (const char* name : {"need.growth", "help_seeking.intercept", "service.share.elder_care"})
    text += parameter(name, "range = [0, 1]");
  refused_at(text, 3, {"1000000000"});
}

TEST_F(DesignTest, PointsAreRehearsed) {
  // Every value is in its range, and the model or a dated change is against some of them together.
  write("two.toml", title + elder + "[[service]]\nname = \"aid\"\nsource = \"assumed\"\n" +
                        change("more", "2012-01-01", "multiply.\"need.growth\" = 3"));
  const std::string begin = "scenarios = [\"two.toml\"]\nmethod = \"grid\"\n";
  const std::string shares = refusal(begin + parameter("service.share.elder_care", "values = [0.2, 0.6]") +
                                     parameter("service.share.aid", "values = [0.3, 0.7]"));
  EXPECT_NE(shares.find("two at point 4: the shares of the services sum to more than 1"), std::string::npos) << shares;
  EXPECT_NE(shares.find("service.share.elder_care = 0.6, service.share.aid = 0.7"), std::string::npos) << shares;
  const std::string growth = refusal(begin + parameter("need.growth", "values = [1, 2]"));
  EXPECT_NE(growth.find("the change \"more\" of 2012-01 makes need.growth 6"), std::string::npos) << growth;
  EXPECT_EQ(growth.find("need.growth 3"), std::string::npos) << growth;
}

TEST_F(DesignTest, ARehearsalBeginsAnewAtEachPoint) {
  write("two.toml", title + change("first", "2012-01-01", "multiply.\"need.growth\" = 3"));
  EXPECT_NO_THROW(design("scenarios = [\"two.toml\"]\nmethod = \"grid\"\n" +
                         parameter("help_seeking.intercept", "values = [0, 1, 2]")));
}

TEST_F(DesignTest, ARehearsalReplacesWhatDatedChangesSet) {
  write("two.toml", title + change("first", "2012-01-01", "set.\"need.growth\" = 1") +
                        change("then", "2013-01-01", "multiply.\"need.growth\" = 2"));
  const std::string said =
      refusal("scenarios = [\"two.toml\"]\nmethod = \"grid\"\n" + parameter("need.growth", "values = [1, 3]"));
  EXPECT_NE(said.find("two at point 2: the change \"then\" of 2013-01 makes need.growth 6"), std::string::npos) << said;
}

TEST_F(DesignTest, AScenarioAtAPointIsWhatSetMakesOfIt) {
  const Design d =
      design("scenarios = [\"other.toml\"]\nmethod = \"grid\"\n" + parameter("need.growth", "values = [3]") +
             parameter("need.incidence.elder_care", "values = [0.5]") +
             parameter("service.months.elder_care", "values = [4]") +
             parameter("help_seeking.regime", "values = [\"direct\"]") + "[output]\nsnapshots = true\n");
  const Scenario there = sim::with(d.scenarios[0], d.factors, sim::points(d)[0]);
  Overrides overrides;
  overrides.set = {{"need.growth", "3"},
                   {"need.incidence.elder_care", "0.5"},
                   {"service.months.elder_care", "4"},
                   {"help_seeking.regime", "direct"}};
  EXPECT_EQ(there.resolved(), read("other.toml", overrides).resolved());
  EXPECT_EQ(sim::with(d.scenarios[0], d.factors, PointRow(4)).resolved(), d.scenarios[0].resolved());
}

TEST_F(DesignTest, ReadsTables) {
  const std::string table = head + "method = \"table\"\ntable = \"points.csv\"\n";
  const auto rows = [&](const std::string& csv) {
    write("points.csv", csv);
    return design(table).table;
  };
  const std::vector<PointRow> expected = {{0.5, std::int64_t{6}, true, std::string("direct")},
                                          {1.0, std::int64_t{7}, false, std::string("dual_management")}};
  const std::string names = "need.growth,service.months.elder_care,help_seeking.hotline,help_seeking.regime";
  EXPECT_EQ(rows(names + "\n0.5,6,true,direct\n1,7.0,False,dual_management\n"), expected);
  EXPECT_EQ(
      rows("\xEF\xBB\xBF\"need.growth\"; \"service.months.elder_care\";help_seeking.hotline;help_seeking.regime\r\n"
           "0.5;6;TRUE;\"direct\"\r\n\r\n+1e0;7;0;dual_management"),
      expected);
  write("points.csv", names + "\n0.5,6,true,direct\n1,7,false,dual_management\n");
  const Design d = design(table + parameter("need.growth", ""));
  EXPECT_EQ(d.factors[1].list, "service");
  write("points.csv", sim::to_csv(d.factors, d.table));
  EXPECT_EQ(design(table).table, d.table);
}

TEST_F(DesignTest, SaysWhatIsWrongInATable) {
  const auto refused = [&](const std::string& csv, const std::vector<std::string>& words) {
    write("points.csv", csv);
    const std::string said = refusal(head + "method = \"table\"\ntable = \"points.csv\"\n");
    for (const std::string& word : words) EXPECT_NE(said.find(word), std::string::npos) << word << "\n" << said;
  };
  refused("need.grow\n1\n", {"points.csv:1:1", "did you mean need.growth"});
  refused(",need.growth\n0,1\n", {"points.csv:1:1", "index=False"});
  refused("need.growth,need.growth\n1,1\n", {"points.csv:1:13", "two columns"});
  // Each is said once: not for each pair, nor with its whole line a hundred thousand times.
  std::string many = "need.growth,need.growth,need.growth";
  for (int i = 0; i < 100'000; ++i) many += ",x";
  refused(many + "\n", {"points.csv:1:25", "two columns are called x"});
  refused("need.growth\n", {"no points"});
  refused("", {"no points"});
  refused("need.growth,help_seeking.intercept\n1,2\n9,x\n1\n1,\n",
          {"points.csv:3:1", "need.growth = 9.0 is out of range: 0 to 4", "points.csv:3:3", "text \"x\"",
           "points.csv:4:1", "1 cells, and the header has 2", "points.csv:5:3", "has no value"});
  refused("service.months.elder_care\n2.5\n", {"points.csv:2:1", "a decimal number"});
  refused("need.growth\nnan\n", {"points.csv:2:1", "finite"});
  refused("need.growth\n\"1\n", {"points.csv:2:1", "quote is not closed"});
  refused("need.growth,scenario\n1,bass\n", {"points.csv:2:3", "did you mean base"});
  refused("service.share.elder_care\n0.5\n\xff\n", {"points.csv:3:1", "text \"\xef\xbf\xbd\""});
}

TEST_F(DesignTest, ATableAndTheDesignAgree) {
  write("points.csv", "need.growth\n1\n");
  const std::string table = head + "method = \"table\"\ntable = \"points.csv\"\n";
  refused_at(table + parameter("help_seeking.intercept", ""), 3, {"no column help_seeking.intercept"});
  refused_at(table + parameter("need.growth", "range = [0, 1]"), 6, {"take it out"});
  refused_at(table + "points = 3\n", 4, {"points does nothing"});
  refused_at(head + "method = \"table\"\n", 2, {"none is named"});
  refused_at(head + "table = \"points.csv\"\n", 2, {"table does nothing"});
}

}  // namespace
