// A model of the kernel from plain structs.
//
//   World      tables: the whole state, with `Month now` (and, if rules ask, `bool starting`: whether the world is
//              being built; `Month first`: the first that is recorded; `int lead()`: how many are lived before it);
//              rows of data that scenarios fill, world.rows(v);
//              and parameters that several behaviours share, world.groups(v)
//   Rules      behaviours; rules.visit(v) is the schedule: v("need", monthly, need) in the order of the month
//   Reading    optional: what a month came to, counted once for the series; made from the const world at its end
//   Series     the table of outputs, each read from the Reading; axes(world) gives the labels of their dimensions
//        | Bound<Spec>
//        v
//   Model      parameters, row lists, schedule, axes, series: all that settings, output, docs and the command line know
//
// A checkpoint is the tables and the month, and so is a past that scenarios share. What a world or a rule keeps
// elsewhere from one month to the next is lost in them.
#pragma once

#include <cassert>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/model.hpp"

namespace sim {

/// What the series of a model read: Spec::Reading, made from the world once a month, or the world itself.
template <class Spec>
struct Read {
  using type = typename Spec::World;
};
template <class Spec>
requires requires { typename Spec::Reading; }
struct Read<Spec> {
  using type = typename Spec::Reading;
};

/// Makes a Model of Spec, which names World, Rules, info(), series(), axes(world), faults(world) and perhaps
/// doubts(world), Reading.
template <class Spec>
class Bound final : public Model {
  using Reading = typename Read<Spec>::type;
  static constexpr bool reads_world = std::is_same_v<Reading, typename Spec::World>;

 public:
  typename Spec::World world;
  typename Spec::Rules rules;

  const ModelInfo& info() const override { return Spec::info(); }
  std::vector<Parameter> parameters() override {
    std::vector<Parameter> out;
    auto group = [&out](std::string_view name, auto& members) {
      Collect collect{std::string(name)};
      members.visit(collect);
      for (Parameter& p : collect.found) out.push_back(std::move(p));
    };
    auto behaviour = [&group](std::string_view name, When, auto& members) { group(name, members); };
    world.groups(group);
    rules.visit(behaviour);
    for (const RowList& list : rows())
      for (std::size_t i = 0; i < list.size(); ++i)
        for (Parameter& p : list.fields(i)) out.push_back(std::move(p));
    own_of_places(out);
    return out;
  }
  std::vector<RowList> rows() override {
    std::vector<RowList> out;
    auto list = [&out]<class Row>(std::string_view name, std::string_view meaning, std::vector<Row>& items) {
      RowList l{std::string(name), meaning, {}, {}, {}, {}, {}, {}};
      l.size = [&items] { return items.size(); };
      l.add = [&items](const std::string& key) { items.emplace_back().name = key; };
      l.key = [&items](std::size_t i) { return items[i].name; };
      const std::string prefix(name);
      l.fields = [&items, prefix](std::size_t i) {
        Collect collect{prefix, items[i].name};
        items[i].visit(collect);
        return collect.found;
      };
      const auto defaults = std::make_shared<Row>();
      Collect collect{prefix};
      defaults->visit(collect);
      l.blank = collect.found;
      l.defaults = defaults;
      out.push_back(std::move(l));
    };
    world.rows(list);
    return out;
  }
  std::vector<Phase> schedule() override {
    std::vector<Phase> out;
    auto phase = [&](std::string_view name, When when, auto& behaviour) {
      out.push_back(
          {std::string(name), when, behaviour.about, [this, &behaviour](Draws draws) { behaviour(world, draws); }});
    };
    rules.visit(phase);
    return out;
  }
  std::vector<Axis> axes() const override { return Spec::axes(world); }
  std::vector<SeriesInfo> series() const override {
    std::vector<SeriesInfo> out;
    for (const auto& s : Spec::series())
      out.push_back({std::string(s.name),
                     std::string(s.unit),
                     std::string(s.meaning),
                     s.measure,
                     s.axes,
                     s.cadence,
                     false,
                     {},
                     std::string(s.weight),
                     s.better});
    return out;
  }
  void read() override {
    if constexpr (!reads_world) reading_.emplace(static_cast<const typename Spec::World&>(world));
  }
  void record(std::size_t index, const Cells& cells) const override {
    if constexpr (reads_world)
      Spec::series()[index].read(world, cells);
    else {
      assert(reading_.has_value());
      Spec::series()[index].read(*reading_, cells);
    }
  }
  int lead() const override {
    if constexpr (requires { world.lead(); })
      return world.lead();
    else
      return 0;
  }
  void set_month(Month now, Month first, bool building) override {
    world.now = now;
    if constexpr (requires { world.first; }) world.first = first;
    if constexpr (requires { world.starting; }) world.starting = building;
  }
  std::vector<std::string> faults() const override { return Spec::faults(world); }
  std::vector<std::string> doubts() const override {
    if constexpr (requires { Spec::doubts(world); })
      return Spec::doubts(world);
    else
      return {};
  }
  std::size_t bytes() override {
    std::size_t total = 0;
    auto measure = [&total](std::string_view, auto& table) { total += table.bytes(); };
    world.tables(measure);
    return total;
  }
  void save(ByteWriter& out) override {
    auto one = [&out](std::string_view, auto& table) { table.write_to(out); };
    world.tables(one);
  }
  void load(ByteReader& in) override {
    auto one = [&in](std::string_view, auto& table) { table.read_from(in); };
    world.tables(one);
  }

 private:
  // What places may have for themselves, a parameter for each place.
  void own_of_places(std::vector<Parameter>& out) {
    const std::size_t declared = out.size();
    for (const RowList& list : rows())
      if (list.name == info().places)
        for (std::size_t p = 0; p < declared; ++p)
          for (std::size_t place = 0; out[p].of_place && place < list.size(); ++place)
            out.push_back(out[p].of_place(place, list.key(place)));
  }

  std::optional<Reading> reading_;  // stays empty where series read the world
};

}  // namespace sim
