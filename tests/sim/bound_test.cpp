// A model made of plain structs: what its series read is made once a month, from the world as it is then.
#include "sim/bound.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace {

struct World {
  sim::Month now;
  int people = 0;
  template <class V>
  void rows(V&) {}
  template <class V>
  void groups(V&) {}
  template <class V>
  void tables(V&) {}
};

struct Rules {
  template <class V>
  void visit(V&) {}
};

struct Plain {
  using World = ::World;
  using Rules = ::Rules;
  static const sim::ModelInfo& info() {
    static const sim::ModelInfo info{"plain", "", "", "", {}, {}};
    return info;
  }
  static const std::vector<sim::Series<World>>& series() {
    static const std::vector<sim::Series<World>> table = {
        {"people", "count", "People", sim::Measure::stock, {}, [](const World& world, const sim::Cells& out) {
           out() = world.people;
         }}};
    return table;
  }
  static std::vector<sim::Axis> axes(const World&) { return {}; }
  static std::vector<std::string> faults(const World&) { return {}; }
};

// The same model, whose series read twice as many as there are.
struct Doubled : Plain {
  struct Reading {
    explicit Reading(const World& world) : people(2 * world.people) {}
    int people;
  };
  static const std::vector<sim::Series<Reading>>& series() {
    static const std::vector<sim::Series<Reading>> table = {
        {"people", "count", "People", sim::Measure::stock, {}, [](const Reading& reading, const sim::Cells& out) {
           out() = reading.people;
         }}};
    return table;
  }
};

double recorded(const sim::Model& model) {
  double value = -1;
  model.record(0, sim::Cells(std::span(&value, 1), {1, 1, 1}));
  return value;
}

TEST(Bound, series_read_the_world_where_there_is_no_reading) {
  sim::Bound<Plain> model;
  model.world.people = 3;
  EXPECT_EQ(recorded(model), 3);
}

TEST(Bound, a_reading_is_what_the_world_was_when_it_was_read) {
  sim::Bound<Doubled> model;
  model.world.people = 3;
  model.read();
  model.world.people = 5;
  EXPECT_EQ(recorded(model), 6);
  model.read();
  EXPECT_EQ(recorded(model), 10);
}

}  // namespace
