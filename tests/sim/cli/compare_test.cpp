// A model with a currency, a whole and a scale of its own: what files, `compare` and the words of commands make of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/bound.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/json.hpp"
#include "sim/output/reader.hpp"
#include "tests/sim/own_folder.hpp"

namespace {

/// Carts pay a toll in two valleys: 3 and 5 with salt, 1 and 2 with wool.
struct Road {
  sim::Month now;
  double share = 1, toll = 1.25;
  template <class V>
  void visit(V& v) {
    v(share, {.name = "share", .unit = "1", .least = 0, .most = 1, .meaning = "Share of the carts", .source = "test"});
    v(toll, {.name = "toll", .unit = "EUR", .least = 0, .meaning = "What a cart pays", .source = "test"});
  }
  template <class V>
  void groups(V& v) {
    v("road", *this);
  }
  template <class V>
  void rows(V&) {}
  template <class V>
  void tables(V&) {}
  double carts(std::size_t valley, std::size_t goods) const {
    static constexpr double all[2][2] = {{3, 1}, {5, 2}};
    return valley == 0 ? carts(1, goods) + carts(2, goods) : share * all[valley - 1][goods];
  }
};

struct CompareRules {
  template <class V>
  void visit(V&) {}
};

struct CompareSpec {
  using World = Road;
  using Rules = ::CompareRules;
  static const sim::ModelInfo& info() {
    static const sim::ModelInfo known{"road",       "A toll road",
                                      "# Road\n",   "road.toml",
                                      {"paid"},     {{"road", "title = \"Road\"\n"}},
                                      "road.share", {"EUR", "euros", "cents"}};
    return known;
  }
  static std::vector<sim::Axis> axes(const Road&) {
    return {{"goods", "What carts carry", {"salt", "wool"}},
            {"valley", "Valley; the first is both", {"both", "upper", "lower"}, {}, true}};
  }
  static const std::vector<sim::Series<Road>>& series() {
    static const std::vector<sim::Series<Road>> table = {
        {"paid",
         "EUR",
         "Tolls paid",
         sim::Measure::flow,
         {"valley", "goods"},
         [](const Road& road, const sim::Cells& out) {
           for (std::size_t v = 0; v < 3; ++v)
             for (std::size_t g = 0; g < 2; ++g) out(v, g) = road.toll * road.carts(v, g);
         }},
        {"empty", "1", "Share of empty carts", sim::Measure::rate, {"valley"}, [](const Road&, const sim::Cells& out) {
           for (std::size_t v = 0; v < 3; ++v) out(v) = 0.25 * static_cast<double>(v);
         }}};
    return table;
  }
  static std::vector<std::string> faults(const Road&) { return {}; }
};

class AnotherModel : public testing::Test {
 protected:
  AnotherModel() {
    std::filesystem::create_directories(folder.path());
    const std::string year = "start = 2010-01-01\nuntil = 2010-12-31\n";
    own::write(path("low.toml"), "title = \"Low\"\n" + year);
    own::write(path("high.toml"), "title = \"High\"\n" + year + "[road]\ntoll = 2.5\n");
  }

  std::string path(const std::string& name) const { return (folder.path() / name).string(); }
  /// What a command prints.
  std::string call(std::vector<std::string> words) {
    words.insert(words.begin(), "road");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const auto make = [] { return std::make_unique<sim::Bound<CompareSpec>>(); };
    const int code = sim::command_line(static_cast<int>(argv.size()), argv.data(), make);
    const std::string out = testing::internal::GetCapturedStdout(), err = testing::internal::GetCapturedStderr();
    EXPECT_EQ(code, 0) << err;
    return out;
  }
  sim::Json ran() {
    return sim::Json::parse(call({"run", path("low.toml"), path("high.toml"), "-o", path("x.h5"), "--json"}));
  }

  const own::Folder folder;
};

constexpr double year_of_both = 12 * 1.25 * (3 + 1 + 5 + 2);

TEST_F(AnotherModel, comparesTheWholeAndAddsUpItsMoney) {
  const sim::Json summary = ran().at("differences").at(0),
                  all =
                      sim::Json::parse(call({"compare", path("x.h5"), "--series", "all", "--json"})).at("differences");
  EXPECT_EQ(summary.at("baseline_mean"), year_of_both) << "not the valleys once more";
  EXPECT_EQ(all.at(0).at("baseline_mean"), year_of_both);
  EXPECT_EQ(all.at(0).at("scenario_mean"), 2 * year_of_both);
  EXPECT_EQ(all.at(0).at("unit"), "EUR");
  EXPECT_EQ(all.at(1).at("baseline_mean"), 0) << "of the whole alone";
}

TEST_F(AnotherModel, writesItsCurrencyIntoTheFile) {
  ran();
  const sim::RunReader file(path("x.h5"), sim::Verify::yes, CompareSpec::axes({}));
  EXPECT_EQ(file.series().at(0).unit, "EUR");
  EXPECT_TRUE(file.series()[0].money);
  EXPECT_FALSE(file.series().at(1).money);
  for (const sim::Axis& axis : file.axes()) EXPECT_EQ(axis.whole_first, axis.name == "valley");
  EXPECT_FALSE(sim::RunReader(path("x.h5")).axes().at(0).whole_first) << "no file says it";
  EXPECT_NE(call({"describe", "file"}).find("EUR, of money alone: euros that hold whole cents exactly"),
            std::string::npos);
}

TEST_F(AnotherModel, helpsInItsOwnWords) {
  std::string exporting = call({"export", "--help"});
  std::replace(exporting.begin(), exporting.end(), '\n', ' ');  // lines end where the screen does
  EXPECT_NE(exporting.find("  goods, valley               a column"), std::string::npos) << exporting;
  EXPECT_NE(exporting.find("Where there is a dimension valley, its first label is the whole"), std::string::npos);
  EXPECT_EQ(exporting.find("dimension goods"), std::string::npos);
  for (const char* command : {"run", "sweep", "slurm"})
    EXPECT_NE(call({command, "--help"}).find("--set road.share=F"), std::string::npos) << command;
  const std::string begin = call({"init", path("new")});
  EXPECT_NE(begin.find("['paid'].isel(valley=0).sum('goods')"), std::string::npos) << begin;
}

TEST_F(AnotherModel, isScaledByItsOwnParameter) {
  call({"run", path("low.toml"), "-o", path("some.h5"), "--scale", "0.8", "--quiet"});
  EXPECT_EQ(sim::RunReader(path("some.h5")).values(0, 0).at(0), 8) << "0.8 of 1.25 * (3 + 5)";
}

}  // namespace
