// A toy model through sim::Bound, for tests of the kernel: a few hundred villagers, services as rows, every kind of
// parameter, one table, three series.
//
//   population (at start) -> need: each villager may fall into need of each service -> help_seeking: those in need ask
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/bound.hpp"
#include "sim/table.hpp"

namespace toy {

enum class Regime { dual_management, direct };
constexpr std::array<std::string_view, 2> words(Regime) { return {"dual_management", "direct"}; }

struct Service {
  std::string name;
  double incidence = 0.1;
  double share = 0;
  std::int64_t months = 6;
  bool rural_only = false;
  template <class V>
  void visit(V& v) {
    v(incidence, {.name = "incidence",
                  .unit = "1",
                  .least = 0,
                  .most = 1,
                  .meaning = "Probability of a new need a month",
                  .source = "assumed",
                  .plausible = {0.05, 0.2},
                  .of = "need"});
    v(share, {.name = "share",
              .unit = "1",
              .least = 0,
              .most = 1,
              .meaning = "Share of the money",
              .source = "assumed",
              .plausible = sim::none_known});
    v(months, {.name = "months",
               .unit = "month",
               .least = 1,
               .most = 120,
               .meaning = "How long a case lasts",
               .source = "assumed",
               .plausible = {3, 12}});
    v(rural_only, {.name = "rural_only", .meaning = "Whether only villages have it", .source = "assumed"});
  }
};

struct Villagers : sim::Table<Villagers> {
  Of<std::int32_t> needs;
  template <class V>
  void visit(V& v) {
    v(needs, {.name = "needs", .unit = "count", .meaning = "Open needs"});
  }
};

struct Totals : sim::Table<Totals> {  // a row for each service
  Of<std::int64_t> open;
  template <class V>
  void visit(V& v) {
    v(open, {.name = "open", .unit = "count", .meaning = "Needs that arose so far"});
  }
};

struct World {
  sim::Month now, first;
  int rest = 0;  // months before the first
  std::vector<Service> services;
  Villagers villagers;
  Totals totals;
  std::int64_t asked = 0;

  int lead() const { return rest; }
  template <class V>
  void groups(V&) {}
  template <class V>
  void rows(V& v) {
    v("service", "What villagers may need", services);
  }
  template <class V>
  void tables(V& v) {
    v("villagers", villagers);
    v("totals", totals);
  }
};

struct Population {
  static constexpr std::string_view about = "The village is settled.";
  std::int64_t villagers = 200;
  template <class V>
  void visit(V& v) {
    v(villagers, {.name = "villagers",
                  .unit = "count",
                  .least = 1,
                  .most = 100000,
                  .meaning = "How many live here",
                  .source = "assumed",
                  .plausible = {100, 400},
                  .fixed = true});
  }
  void operator()(World& world, sim::Draws) const {
    world.villagers.resize(static_cast<std::size_t>(villagers));
    world.totals.resize(world.services.size());
  }
};

struct Need {
  static constexpr std::string_view about = "Villagers fall into need.";
  double growth = 1.0;
  template <class V>
  void visit(V& v) {
    v(growth, {.name = "growth",
               .unit = "1",
               .least = 0,
               .most = 4,
               .meaning = "Need relative to the incidence",
               .source = "assumed",
               .plausible = {0.5, 2},
               .neutral = 1});
  }
  void operator()(World& world, sim::Draws draws) const {
    for (std::size_t i = 0; i < world.villagers.size(); ++i)
      for (std::size_t s = 0; s < world.services.size(); ++s)
        if (draws.chance(growth * world.services[s].incidence, i, static_cast<std::uint32_t>(s))) {
          ++world.villagers.needs[Villagers::Row(i)];
          ++world.totals.open[Totals::Row(s)];
        }
  }
};

struct HelpSeeking {
  static constexpr std::string_view about = "Those in need ask for help.";
  double intercept = -1.0;
  Regime regime = Regime::dual_management;
  bool hotline = false;
  std::int64_t budget = 1000;
  std::string slogan = "ask";
  template <class V>
  void visit(V& v) {
    v(intercept, {.name = "intercept",
                  .unit = "1",
                  .least = -6,
                  .most = 6,
                  .meaning = "Log-odds that a villager in need asks",
                  .source = "assumed",
                  .plausible = {-2, 0}});
    v(regime, {.name = "regime", .meaning = "Who may register", .source = "assumed"});
    v(hotline, {.name = "hotline", .meaning = "Whether there is a telephone line", .source = "assumed"});
    v(budget, {.name = "budget",
               .unit = "CNY",
               .least = 0,
               .meaning = "Money a month",
               .source = "assumed",
               .plausible = {500, 2000}});
    v(slogan, {.name = "slogan", .meaning = "What the posters say", .source = "assumed"});
  }
  void operator()(World& world, sim::Draws draws) const {
    world.asked = 0;
    const double p = sim::logistic(intercept + (hotline ? 1 : 0) + (regime == Regime::direct ? 0.5 : 0));
    for (std::size_t i = 0; i < world.villagers.size(); ++i)
      if (world.villagers.needs[Villagers::Row(i)] > 0 && draws.chance(p, i)) ++world.asked;
  }
};

struct Rules {
  Population population;
  Need need;
  HelpSeeking help_seeking;
  template <class V>
  void visit(V& v) {
    v("population", sim::at_start, population);
    v("need", sim::monthly, need);
    v("help_seeking", sim::monthly, help_seeking);
  }
};

struct Spec {
  using World = toy::World;
  using Rules = toy::Rules;
  static const sim::ModelInfo& info() {
    static const sim::ModelInfo known{"toy", "A toy village", "# Toy\n\nA village for tests.\n", "village.toml"};
    return known;
  }
  static std::vector<sim::Axis> axes(const World& world) {
    sim::Axis service{"service", "What villagers may need", {}};
    for (const Service& s : world.services) service.labels.push_back(s.name);
    return {service};
  }
  static const std::vector<sim::Series<World>>& series() {
    using sim::Cells, sim::Measure;
    static const std::vector<sim::Series<World>> table = {
        {"open_needs",
         "count",
         "Needs that arose so far",
         Measure::stock,
         {"service"},
         [](const World& w, const Cells& out) {
           for (std::size_t s = 0; s < w.totals.size(); ++s)
             out(s) = static_cast<double>(w.totals.open[Totals::Row(s)]);
         }},
        {"asked",
         "count",
         "Villagers who ask for help",
         Measure::flow,
         {},
         [](const World& w, const Cells& out) { out() = static_cast<double>(w.asked); }},
        {"asked_share",
         "1",
         "Share of villagers who ask",
         Measure::rate,
         {},
         [](const World& w, const Cells& out) {
           out() = static_cast<double>(w.asked) / static_cast<double>(w.villagers.size());
         }},
    };
    return table;
  }
  static std::vector<std::string> faults(const World& world) {
    double sum = 0;
    for (const Service& s : world.services) sum += s.share;
    if (sum > 1 + 1e-9) return {"the shares of the services sum to more than 1"};
    return {};
  }
};

inline std::unique_ptr<sim::Model> make() { return std::make_unique<sim::Bound<Spec>>(); }

}  // namespace toy
