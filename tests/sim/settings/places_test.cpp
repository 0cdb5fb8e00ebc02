// What places decide for themselves: values of their own in scenarios, and changes for some places alone.
#include <gtest/gtest.h>

#include "sim/describe/describe.hpp"
#include "sim/json.hpp"
#include "sim/sweep/design.hpp"
#include "tests/sim/settings_fixture.hpp"

namespace {

using sim::Exit;

// Valleys have wells. How deep they are dug each valley decides; how deep they may be does the whole.
struct Valley {
  std::string name;
  double rain = 1;
  template <class V>
  void visit(V& v) {
    v(rain, {.name = "rain", .least = 0, .most = 10, .meaning = "Rain", .source = "measured", .of = "wells"});
  }
};

struct Valleys {
  sim::Month now;
  std::vector<Valley> valleys;
  template <class V>
  void groups(V&) {}
  template <class V>
  void rows(V& v) {
    v("valley", "Where people live", valleys);
  }
  template <class V>
  void tables(V&) {}
};

struct Wells {
  static constexpr std::string_view about = "Wells are dug.";
  sim::ByPlace<double> depth = 8;
  sim::ByPlace<bool> shared = false;
  double deepest = 20;
  template <class V>
  void visit(V& v) {
    v(depth, {.name = "depth", .unit = "m", .least = 0, .most = 40, .meaning = "Depth", .source = "measured"});
    v(shared, {.name = "shared", .meaning = "Whether all may draw", .source = "measured", .was = "springs.open"});
    v(deepest,
      {.name = "deepest", .least = 0, .most = 40, .meaning = "Limit", .source = "measured", .was = "wells.limit"});
  }
  void operator()(Valleys&, sim::Draws) const {}
};

struct Rules {
  Wells wells;
  template <class V>
  void visit(V& v) {
    v("wells", sim::monthly, wells);
  }
};

struct Spec {
  using World = Valleys;
  using Rules = ::Rules;
  static const sim::ModelInfo& info() {
    static const sim::ModelInfo known = [] {
      sim::ModelInfo out{"valleys", "Valleys", "# Valleys\n", "valleys.toml"};
      out.places = "valley";
      return out;
    }();
    return known;
  }
  static std::vector<sim::Axis> axes(const Valleys&) { return {}; }
  static const std::vector<sim::Series<Valleys>>& series() {
    static const std::vector<sim::Series<Valleys>> none;
    return none;
  }
  static std::vector<std::string> faults(const Valleys&) { return {}; }
};

using Model = sim::Bound<Spec>;
std::unique_ptr<sim::Model> make() { return std::make_unique<Model>(); }

class Places : public toy::SettingsTest {
 protected:
  sim::Scenario read(const std::string& text, const sim::Overrides& overrides = {}) const {
    write("a.toml", "title = \"a\"\n" + valleys + text);
    return sim::read_scenario(folder / "a.toml", make, overrides);
  }
  std::string refusal(const std::string& text) const {
    try {
      read(text);
    } catch (const sim::Failure& failure) {
      EXPECT_EQ(failure.code(), Exit::bad_data);
      return sim::to_text(failure.problems());
    }
    return "nothing was refused";
  }
  // The depths in the order of the rows, at the end of that month.
  static std::vector<double> depths(const sim::Scenario& scenario, int month) {
    Model model;
    sim::apply(scenario, model);
    sim::DatedChanges(scenario, model).until(sim::Month{month});
    std::vector<double> out;
    for (std::size_t v = 0; v < model.world.valleys.size(); ++v) out.push_back(model.rules.wells.depth.at(v));
    return out;
  }
  const std::string valleys =
      "[[valley]]\nname = \"north\"\nsource = \"s\"\n[[valley]]\nname = \"south\"\nsource = \"s\"\n";
};

using Depths = std::vector<double>;

TEST(ByPlace, IsTheWholesUntilAPlaceHasItsOwn) {
  sim::ByPlace<int> value = 3;
  EXPECT_EQ(value.at(5), 3);
  value.set(4, 1);
  value.set(7);
  EXPECT_EQ(value.at(0), 7);
  EXPECT_EQ(value.at(1), 4);
  EXPECT_EQ(value.at(sim::no_place), 7);
}

TEST_F(Places, AChangeForSomePlacesReachesNoOther) {
  const sim::Scenario s =
      read(toy::change("deep", "2011-01-01", "where = [\"south\"]\nset.\"wells.depth\" = 12") +
           toy::change("all", "2012-01-01", "set.\"wells.depth\" = 9") +
           toy::change("both", "2013-01-01", "where = [\"north\", \"south\"]\nmultiply.\"wells.depth\" = 2"));
  EXPECT_EQ(depths(s, 0), (Depths{8, 8}));
  EXPECT_EQ(depths(s, 12), (Depths{8, 12}));
  EXPECT_EQ(depths(s, 24), (Depths{9, 12})) << "what the whole decides later does not reach who decided";
  EXPECT_EQ(depths(s, 36), (Depths{18, 24})) << "a factor starts from the value in force there";
}

TEST_F(Places, WhereIsTheSameAsEachPath) {
  const sim::Scenario where =
      read(toy::change("a", "2011-01-01", "where = [\"south\"]\nset.\"wells.depth\" = 12\nset.\"wells.rain\" = 3"));
  const sim::Scenario path =
      read(toy::change("a", "2011-01-01", "set.\"wells.depth.south\" = 12\nset.\"wells.rain.south\" = 3"));
  EXPECT_EQ(where.resolved(), path.resolved());
  EXPECT_EQ(where.changes[0].set[0].path, "wells.depth.south");
}

TEST_F(Places, OwnValuesFromTheStartStandBesideThatOfTheWhole) {
  const sim::Scenario s = read("[wells]\ndepth = 6\n\"depth.north\" = 7\n");
  EXPECT_EQ(depths(s, 0), (Depths{7, 6}));
  const sim::Scenario again = sim::read_scenario_text("a", s.resolved(), "a", make);
  EXPECT_EQ(again.resolved(), s.resolved());
  EXPECT_EQ(depths(again, 0), (Depths{7, 6}));
}

TEST_F(Places, TheCommandLineReachesThePlaceThatItNames) {
  const std::string text = "[wells]\n\"depth.north\" = 7\n" +
                           toy::change("a", "2011-01-01", "where = [\"north\"]\nset.\"wells.depth\" = 10");
  EXPECT_EQ(depths(read(text, {{{"wells.depth", "3"}}, {}, {}}), 12), (Depths{10, 3}));
  EXPECT_EQ(depths(read(text, {{{"wells.depth.north", "3"}}, {}, {}}), 12), (Depths{3, 8}));
  EXPECT_EQ(depths(read(text, {{}, {{"wells.depth.south", "2"}}, {}}), 12), (Depths{10, 16}));
}

TEST_F(Places, WhatAPlaceCannotDecideIsRefused) {
  const auto has = [](const std::string& said, std::initializer_list<const char*> words) {
    for (const char* word : words) EXPECT_NE(said.find(word), std::string::npos) << word << "\n" << said;
  };
  has(refusal(toy::change("a", "2011-01-01", "where = [\"south\"]\nset.\"wells.deepest\" = 3")),
      {"a.toml:13:", "wells.deepest is not for a valley to decide", "wells.depth, wells.shared, wells.rain"});
  has(refusal(toy::change("a", "2011-01-01", "where = [\"suoth\"]\nset.\"wells.depth\" = 3")),
      {"there is no valley \"suoth\"", "did you mean south?"});
  has(refusal(toy::change("a", "2011-01-01", "where = []\nset.\"wells.depth\" = 3")), {"where wants a list of places"});
  has(refusal(toy::change("a", "2011-01-01", "where = \"south\"\nset.\"wells.depth\" = 3")), {"and this is text"});
  has(refusal(toy::change("a", "2011-01-01", "where = [\"south\"]\nset.\"wells.depth\" = 50")), {"out of range"});
  has(refusal(toy::change("a", "2011-01-01", "where = [\"south\"]\nmultiply.\"wells.depth\" = 3") +
              toy::change("b", "2012-01-01", "where = [\"south\"]\nmultiply.\"wells.depth\" = 3")),
      {"in 2012-01 wells.depth.south becomes 24.0 x 3 = 72"});
  has(refusal("[wells]\n\"depth.east\" = 3\n"), {"unknown parameter wells.depth.east"});
}

TEST_F(Places, AModelWithoutPlacesKnowsNoWhere) {
  refused(toy::change("a", "2011-01-01", "where = [\"x\"]\nset.\"need.growth\" = 2"), 6, {"this model has none"});
}

TEST_F(Places, AParameterThatWasRenamedIsToldByItsOldName) {
  EXPECT_NE(refusal("[wells]\nlimit = 3\n").find("wells.limit is called wells.deepest now"), std::string::npos);
  const std::string of_place = refusal(toy::change("a", "2011-01-01", "set.\"springs.open.south\" = true"));
  EXPECT_NE(of_place.find("springs.open.south is called wells.shared.south now"), std::string::npos) << of_place;
  const std::string table = refusal("[springs]\nopen = true\n");
  EXPECT_NE(table.find("springs.open is called wells.shared now"), std::string::npos) << table;
  try {
    sim::explain(make, "wells.limit");
    ADD_FAILURE() << "an old name is explained";
  } catch (const sim::Failure& failure) {
    EXPECT_NE(std::string(failure.what()).find("wells.limit is called wells.deepest now"), std::string::npos);
  }
}

TEST_F(Places, DescribeAndExplainSayWhoDecides) {
  const auto all = nlohmann::json::parse(sim::describe(make, {"parameters"}, "json"));
  ASSERT_EQ(all.size(), 4U) << "no parameter twice";
  EXPECT_EQ(all[0]["path"], "wells.depth");
  EXPECT_EQ(all[0]["where"], true);
  EXPECT_EQ(all[2]["where"], false);
  EXPECT_EQ(all[3]["where"], true) << "a field of the places themselves";
  const std::string page = sim::describe(make, {"parameters"}, "text");
  EXPECT_NE(page.find("each valley may have its own"), std::string::npos) << page;
  read(toy::change("deep", "2011-01-01", "where = [\"south\"]\nmultiply.\"wells.depth\" = 2") +
       toy::change("all", "2012-01-01", "set.\"wells.depth\" = 9"));
  const std::string file = (folder / "a.toml").string();
  const std::string whole = sim::explain(make, "wells.depth", file);
  for (const char* part : {"8.0 (the default)", "9.0 (change all", "south", "16.0 (change deep"})
    EXPECT_NE(whole.find(part), std::string::npos) << part << "\n" << whole;
  const std::string south = sim::explain(make, "wells.depth.south", file);
  EXPECT_NE(south.find("16.0 (change deep"), std::string::npos) << south;
  EXPECT_EQ(south.find("9.0"), std::string::npos) << south;
  const std::string north = sim::explain(make, "wells.depth.north", file);
  EXPECT_NE(north.find("9.0 (change all"), std::string::npos) << north;
}

}  // namespace
