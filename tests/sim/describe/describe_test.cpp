#include "sim/describe/describe.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "models/yardstick/yardstick.hpp"
#include "sim/describe/page.hpp"
#include "sim/json.hpp"
#include "sim/settings/scenario.hpp"
#include "tests/sim/declared.hpp"
#include "tests/sim/toy_model.hpp"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using sim::Exit;

std::unique_ptr<sim::Model> make_yardstick() { return std::make_unique<yardstick::Model>(); }

std::string describe(const std::string& topic, const std::string& format = "text") {
  return sim::describe(toy::make, {topic}, format);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

template <class F>
std::string failure(F f, Exit code) {
  try {
    f();
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), code) << failure.what();
    return failure.what();
  }
  ADD_FAILURE() << "nothing was refused";
  return {};
}

// A folder with the village that toy::Spec names, and the current one while the test runs.
class Describe : public testing::Test {
 protected:
  Describe() : before(fs::current_path()) {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder = fs::temp_directory_path() / fmt::format("describe_test_{}_{}", getpid(), test);
    fs::create_directories(folder);
    fs::current_path(folder);
  }
  ~Describe() override {
    fs::current_path(before);
    fs::remove_all(folder);
  }
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name) << text; }
  void write_village() const {
    write("village.toml",
          "title = \"Village\"\n[[service]]\nname = \"elder_care\"\nsource = \"Smith 2010\"\nmonths = 18\n"
          "[[service]]\nname = \"mediation\"\nsource = \"assumed\"\n");
  }
  fs::path before, folder;
};

TEST(DescribeAssumed, leaves_out_what_has_a_source) {
  const auto all = json::parse(describe("parameters", "json")),
             assumed = json::parse(sim::describe(toy::make, {"parameters"}, "json", true));
  EXPECT_LT(assumed.size(), all.size());
  for (const json& one : assumed) EXPECT_FALSE(one["plausible"].is_null()) << one;
  const auto count = std::count_if(all.begin(), all.end(), [](const json& one) { return !one["plausible"].is_null(); });
  EXPECT_EQ(assumed.size(), static_cast<std::size_t>(count));
  failure([] { sim::describe(toy::make, {"series"}, "text", true); }, Exit::usage);
}

TEST_F(Describe, EveryTopicInEveryFormat) {
  write_village();
  for (const char* topic : {"parameters", "series", "schedule", "schema", "file", "words", "odd", "services"}) {
    const std::string text = describe(topic), markdown = describe(topic, "markdown");
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text.back(), '\n');
    EXPECT_FALSE(json::parse(describe(topic, "json")).empty()) << topic;
    if (std::string_view(topic) == "schema") {
      EXPECT_FALSE(json::parse(text).empty());
      EXPECT_EQ(markdown, "```json\n" + text + "```\n");
      continue;
    }
    EXPECT_EQ(markdown.substr(0, 2), "# ") << topic;
    EXPECT_FALSE(has(markdown, "| |")) << topic;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), 100u) << line;
      EXPECT_TRUE(line.empty() || line.back() != ' ') << line;
    }
  }
  for (const char* topic : {"parameters", "series", "schedule", "schema", "file", "words", "odd"})
    for (const char* format : {"text", "markdown", "json"})
      EXPECT_FALSE(sim::describe(make_yardstick, {topic}, format).empty());
}

TEST_F(Describe, ParametersSayAllThatIsDeclared) {
  const std::string text = describe("parameters");
  EXPECT_TRUE(has(text,
                  "need.incidence.<service>  1  0 to 1  0.1\n      Probability of a new need a month. Plausible: 0.05 "
                  "to 0.2. Source: assumed\n"))
      << text;
  EXPECT_TRUE(has(describe("parameters", "markdown"),
                  "| `help_seeking.regime` | 1 | a choice | \"dual_management\" | Who may register: one of "
                  "dual_management, direct |  |  | assumed |\n"));
  EXPECT_TRUE(has(describe("parameters", "markdown"),
                  "| `need.growth` | 1 | 0 to 4 | 1.0 | Need relative to the incidence | 0.5 to 2 | 1 | assumed |\n"));
  const json all = json::parse(describe("parameters", "json"));
  ASSERT_EQ(all.size(), 11u);
  EXPECT_EQ(all[0], json::parse(R"({"path": "population.villagers", "type": "whole number", "unit": "count",
      "least": 1, "most": 100000, "choices": [], "default": 200, "meaning": "How many live here", "source": "assumed",
      "plausible": [100, 400], "neutral": null,
      "rule": "The village is settled.", "rows": "", "where": false, "dated_change": false})"));
  const auto of = [&all](std::string_view path) {
    return *std::find_if(all.begin(), all.end(), [path](const json& p) { return p["path"] == path; });
  };
  EXPECT_EQ(of("need.growth")["neutral"], 1);
  EXPECT_EQ(of("service.share.<service>")["plausible"], "none known");
  EXPECT_EQ(of("help_seeking.slogan")["plausible"], json());
}

TEST_F(Describe, RowsThatTheModelHasFromTheStartAreNotParametersTwice) {
  const auto make = [] {
    auto model = std::make_unique<sim::Bound<toy::Spec>>();
    model->world.services.emplace_back().name = "elder_care";
    return model;
  };
  EXPECT_EQ(sim::describe(make, {"parameters"}, "json"), describe("parameters", "json"));
}

TEST_F(Describe, SeriesTellTheirDimensions) {
  const json all = json::parse(describe("series", "json"));
  EXPECT_EQ(all["series"][0]["dimensions"], json({"run", "time", "service"}));
  EXPECT_EQ(all["series"][0]["type"], "int32");
  EXPECT_EQ(all["series"][1]["cell_methods"], "time: sum");
  EXPECT_EQ(all["dimensions"][0]["labels"], json::array({"<service>"}));
}

TEST_F(Describe, ScheduleIsInOrder) {
  const std::string text = describe("schedule");
  EXPECT_TRUE(has(text, "population    at start  The village is settled.\nneed          monthly   Villagers fall"));
}

TEST_F(Describe, ListsTheRowsOfAScenario) {
  const std::string none = failure([] { describe("services"); }, Exit::no_input);
  EXPECT_TRUE(has(none, "village.toml")) << none;
  EXPECT_TRUE(has(none, "toy describe services SCENARIO.toml")) << none;
  write_village();
  const json rows = json::parse(describe("services", "json"))["services"];
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0], json::parse(R"({"name": "elder_care", "source": "Smith 2010", "incidence": 0.1, "share": 0.0,
      "months": 18, "rural_only": false})"));
  EXPECT_TRUE(has(describe("service"), "field       elder_care  mediation\nincidence   0.1         0.1\n"));
  write("other.toml", "extends = \"village.toml\"\n[need.incidence]\nmediation = 0.5\n");
  EXPECT_TRUE(has(sim::describe(toy::make, {"services", "other.toml"}, "markdown"), "| `incidence` | 0.1 | 0.5 |"));
  write("other.toml", "title = \"t\"\n[need]\ngrowt = 1\n");
  EXPECT_TRUE(has(failure(
                      [] {
                        sim::describe(toy::make, {"services", "other.toml"}, "text");
                      },
                      Exit::bad_data),
                  "other.toml:3:1"));
}

TEST_F(Describe, ManyRowsStandBelowEachOther) {
  std::string text = "title = \"t\"\n";
  for (int i = 0; i < 9; ++i) text += fmt::format("[[service]]\nname = \"number_{}\"\nsource = \"s\"\n", i);
  write("village.toml", text);
  EXPECT_TRUE(has(describe("services"), "service   incidence  share  months  rural_only\nnumber_0  0.1"));
}

TEST_F(Describe, RefusesWhatItDoesNotKnow) {
  const std::string unknown = failure([] { describe("parameter"); }, Exit::usage);
  for (const char* word : {"\"parameter\"", "did you mean parameters?", "schedule", "services", "odd"})
    EXPECT_TRUE(has(unknown, word)) << unknown;
  EXPECT_TRUE(has(failure([] { sim::describe(toy::make, {}, "text"); }, Exit::usage), "parameters"));
  EXPECT_TRUE(has(failure([] { describe("series", "jsn"); }, Exit::usage), "did you mean json?"));
  EXPECT_TRUE(has(failure([] { sim::describe(toy::make, {"series", "x"}, "text"); }, Exit::usage), "\"x\""));
  failure([] { sim::describe(toy::make, {"services", "x.toml", "y"}, "text"); }, Exit::usage);
  failure([] { sim::describe(toy::make, {"services", "x.toml"}, "text"); }, Exit::no_input);
}

TEST(Explain, AParameterAndHowToSetIt) {
  const std::string text = sim::explain(toy::make, "need.growth");
  for (const char* part :
       {"Need relative to the incidence.", "0 to 4", "assumed", "Villagers fall into need.", "Plausible      0.5 to 2",
        "Neutral        1: there it does nothing", "    [need]\n    growth = 1.0\n",
        "toy run SCENARIO.toml --set need.growth=1.0", "    set.\"need.growth\" = 1.0\n", "multiply"})
    EXPECT_TRUE(has(text, part)) << part << "\n" << text;
  EXPECT_EQ(sim::explain(toy::make, "growth"), text);
  EXPECT_TRUE(has(sim::explain(toy::make, "population.villagers"), "No dated change"));
  EXPECT_FALSE(has(sim::explain(toy::make, "help_seeking.regime"), "multiply"));
}

TEST(Explain, ARowsField) {
  const std::string text = sim::explain(toy::make, "need.incidence.elder_care");
  EXPECT_TRUE(has(text, "    [[service]]\n    name = \"elder_care\"\n    incidence = 0.1\n")) << text;
  EXPECT_TRUE(has(text, "set.\"need.incidence.elder_care\" = 0.1")) << text;
  EXPECT_TRUE(has(sim::explain(toy::make, "need.incidence"), "need.incidence.<service>\n"));
}

TEST(Explain, ADefaultIsCalledTheProgramsOwn) {
  const std::string text = sim::explain(toy::make, "need.growth");
  EXPECT_TRUE(has(text, "1.0 (the program's)")) << text;
  EXPECT_TRUE(has(text, "toy explain need.growth SCENARIO.toml")) << text;
  EXPECT_TRUE(has(sim::explain(toy::make, "need.incidence"), "toy explain need.incidence SCENARIO.toml"));
}

TEST_F(Describe, ExplainedInAScenarioWithWhereItWasSet) {
  write_village();
  write("child.toml",
        "extends = \"village.toml\"\n[need]\ngrowth = 2\n"
        "[[change]]\nid = \"more\"\nfrom = 2013-07-01\nbecause = \"b\"\nset.\"need.growth\" = 3\n"
        "multiply.\"service.months.elder_care\" = 2\n"
        "[[change]]\nid = \"less\"\nfrom = 2015-01-01\nbecause = \"b\"\nmultiply.\"need.growth\" = 0.5\n");
  const auto explain = [](const std::string& name) { return sim::explain(toy::make, name, "child.toml"); };
  const std::string growth = explain("need.growth");
  for (const char* part : {"1.0 (the program's)", "In child", "2.0 (child.toml:3)", "from 2013-07",
                           "3.0 (change more, child.toml:4)", "from 2015-01", "1.5 (change less, child.toml:10)"})
    EXPECT_TRUE(has(growth, part)) << part << "\n" << growth;
  EXPECT_TRUE(has(explain("population.villagers"), "200 (the default)"));
  const std::string one = explain("service.months.elder_care");
  EXPECT_TRUE(has(one, "18 (village.toml:5)")) << one;
  EXPECT_TRUE(has(one, "36 (change more, child.toml:4)")) << one;
  const std::string all = explain("service.months");
  for (const char* part : {"elder_care", "18 (village.toml:5)", "mediation", "6 (the default)"})
    EXPECT_TRUE(has(all, part)) << part << "\n" << all;
  EXPECT_TRUE(has(explain("service.months.none"), "no such row"));
  EXPECT_TRUE(has(failure([&] { explain("open_needs"); }, Exit::usage), "open_needs is the name of none"));
  failure([] { sim::explain(toy::make, "need.growth", "missing.toml"); }, Exit::no_input);
}

TEST(Explain, ASeriesAPhaseAndARowList) {
  const std::string series = sim::explain(toy::make, "open_needs");
  EXPECT_TRUE(has(series, "[\"open_needs\"].isel(run=0, service=0)")) << series;
  EXPECT_TRUE(has(series, "time: point")) << series;
  EXPECT_TRUE(has(sim::explain(toy::make, "need"), "phase 2 of 3 in the schedule"));
  EXPECT_TRUE(has(sim::explain(toy::make, "services"), "    [[service]]\n"));
  // One name, two things: a behaviour's series has its name.
  const std::string both = sim::explain(make_yardstick, "waiting");
  EXPECT_TRUE(has(both, "Residents in line")) << both;
  EXPECT_TRUE(has(both, "Waiting costs trust")) << both;
}

TEST(Explain, AnUnknownNameGivesTheNearest) {
  EXPECT_TRUE(has(failure([] { sim::explain(toy::make, "need.growht"); }, Exit::usage), "did you mean need.growth?"));
  EXPECT_TRUE(has(failure([] { sim::explain(toy::make, "xyzzy"); }, Exit::usage), "toy describe parameters"));
}

TEST(Explain, ADefaultOutOfRangeIsNone) {
  const auto make = [] {
    auto model = std::make_unique<sim::Bound<toy::Spec>>();
    model->rules.need.growth = -1;
    return model;
  };
  EXPECT_TRUE(has(sim::explain(make, "need.growth"), "none: every row gives its own"));
  EXPECT_TRUE(has(sim::explain(make, "need.growth"), "    growth = 0.0\n"));
  EXPECT_EQ(json::parse(sim::describe(make, {"parameters"}, "json"))[1]["default"], json());
  EXPECT_FALSE(json::parse(sim::describe(make, {"schema"}, "json"))["definitions"]["need.growth"].contains("default"));
}

// What examples say must be true: the lines of `explain` read back.
TEST_F(Describe, ExplainedLinesAreAScenario) {
  const std::string text = sim::explain(toy::make, "help_seeking.slogan");
  std::string scenario = "title = \"t\"\n";
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.rfind("    ", 0) == 0 && !has(line, "toy run")) scenario += line + "\n";
  write("a.toml", scenario);
  EXPECT_EQ(sim::read_scenario("a.toml", toy::make).changes.size(), 1u) << scenario;
}

TEST(Page, AlignsWideAndNarrowLetters) {
  EXPECT_EQ(sim::columns("a\u00e9\u7384\u6b66"), 6u);
  sim::Page text(false), markdown(true);
  for (sim::Page* page : {&text, &markdown}) page->grid({"x", "y"}, {{"\u7384\u6b66", "1"}, {"a", "2|3<4"}});
  EXPECT_EQ(text.text(), "x     y\n\u7384\u6b66  1\na     2|3<4\n");
  EXPECT_EQ(markdown.text(), "| x | y |\n| --- | --- |\n| `\u7384\u6b66` | 1 |\n| `a` | 2\\|3\\<4 |\n");
}

TEST(Page, WideGridsGoOnBelow) {
  sim::Page page(false);
  page.grid({"x", std::string(60, 'a'), std::string(60, 'b')}, {{"r", "1", "2"}});
  EXPECT_EQ(page.text(), "x  " + std::string(60, 'a') + "\nr  1\n\nx  " + std::string(60, 'b') + "\nr  2\n");
}

TEST(Declared, EveryModelSaysAll) {
  EXPECT_EQ(declared::faults(toy::make), std::vector<std::string>());
  EXPECT_EQ(declared::faults(make_yardstick), std::vector<std::string>());
}

// A model with one thing unsaid or wrong at a time.
class Careless final : public sim::Model {
 public:
  explicit Careless(sim::Field field) : field_(field) {}
  const sim::ModelInfo& info() const override { return toy::Spec::info(); }
  std::vector<sim::Parameter> parameters() override {
    return {{"a.b", field_, {}, [] { return sim::Value(2.0); }, [](const sim::Value&) {}}};
  }
  std::vector<sim::RowList> rows() override { return {}; }
  std::vector<sim::Phase> schedule() override { return {}; }
  std::vector<sim::Axis> axes() const override { return {}; }
  std::vector<sim::SeriesInfo> series() const override { return {}; }
  void read() override {}
  void record(std::size_t, const sim::Cells&) const override {}
  void set_month(sim::Month, sim::Month, bool) override {}
  std::vector<std::string> faults() const override { return {}; }
  std::size_t bytes() override { return 0; }
  void save(sim::ByteWriter&) override {}
  void load(sim::ByteReader&) override {}

 private:
  sim::Field field_;
};

TEST(Declared, WhatIsUnsaidIsFound) {
  const auto found = [](sim::Field field) {
    return declared::faults([field] { return std::make_unique<Careless>(field); }).size();
  };
  const sim::Field good{.name = "b", .unit = "CNY/month", .meaning = "M", .source = "S"};
  EXPECT_EQ(found(good), 0u);
  sim::Field bad = good;
  bad.source = "";
  EXPECT_EQ(found(bad), 1u);
  bad = good, bad.meaning = "";
  EXPECT_EQ(found(bad), 1u);
  bad = good, bad.most = 1;
  EXPECT_EQ(found(bad), 1u);
  for (const char* unit : {"", "yuan", "people", "1/", "/month", "month/1", "-1"}) {
    bad = good, bad.unit = unit;
    EXPECT_EQ(found(bad), 1u) << unit;
  }
  sim::Field assumed = good;  // its value is 2
  assumed.source = "assumed: as elsewhere", assumed.most = 4;
  EXPECT_EQ(found(assumed), 1u) << "no plausible range";
  assumed.plausible = sim::none_known;
  EXPECT_EQ(found(assumed), 0u);
  assumed.plausible = {1, 3}, assumed.neutral = 1;
  EXPECT_EQ(found(assumed), 0u);
  assumed.neutral = 5;
  EXPECT_EQ(found(assumed), 1u) << "neutral outside the range";
  assumed.neutral = 1, assumed.plausible = {1, 5};
  EXPECT_EQ(found(assumed), 1u) << "plausible outside the range";
  assumed.plausible = {3, 4};
  EXPECT_EQ(found(assumed), 1u) << "the default is not plausible";
}

}  // namespace
