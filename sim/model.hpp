// A model as the kernel sees it, and the template that makes one from plain structs.
//
//   World      tables: the whole state, with `Month now` (and `bool starting`, if a rule asks whether the world is
//              being built); rows of data that scenarios fill, world.rows(v);
//              and parameters that several behaviours share, world.groups(v)
//   Rules      behaviours; rules.visit(v) is the schedule: v("need", monthly, need) in the order of the month
//   Series     the table of outputs; axes(world) gives the labels of their dimensions
//        | Bound<Spec>
//        v
//   Model      parameters, row lists, schedule, axes, series: all that settings, output, docs and the command line know
//
// A checkpoint is the tables and the month, and so is a past that scenarios share. What a world or a rule keeps
// elsewhere from one month to the next is lost in them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/bytes.hpp"
#include "sim/clock.hpp"
#include "sim/error.hpp"
#include "sim/field.hpp"
#include "sim/random.hpp"
#include "sim/series.hpp"

namespace sim {

/// What a model is called and says of itself.
struct ModelInfo {
  std::string name;                         ///< the program's name
  std::string title;                        ///< one line
  std::string odd;                          ///< its description, Markdown
  std::string scenario;                     ///< scenario file that `run` suggests
  std::vector<std::string> headlines = {};  ///< monthly series that the closing summary of `run` compares
  /// Names and TOML of the scenarios that `init` writes: one that is whole, then some that it makes extend this one.
  std::vector<std::pair<std::string_view, std::string_view>> starters = {};
  std::string scale = {};  ///< the parameter that --scale sets: which share of the world is simulated; "" if none
  Currency currency = {};  ///< of its money; series in this unit are stored as money
};

/// One entry of a schedule, bound to a world.
struct Phase {
  std::string name;  ///< also the random stream and the timing label
  When when;
  std::string_view about;  ///< the behaviour's sentence
  std::function<void(Draws)> run;
};

/// One model instance: the settings and the state of one run.
class Model {
 public:
  virtual ~Model() = default;
  virtual const ModelInfo& info() const = 0;
  /// Every settable member, rows' fields included. Bound to this instance.
  virtual std::vector<Parameter> parameters() = 0;
  virtual std::vector<RowList> rows() = 0;
  virtual std::vector<Phase> schedule() = 0;
  virtual std::vector<Axis> axes() const = 0;
  virtual std::vector<SeriesInfo> series() const = 0;
  /// The values of series number `index` at this moment, into its cells.
  virtual void record(std::size_t index, const Cells& cells) const = 0;
  /// Before the phases of a month, or of the world's building.
  virtual void set_month(Month now, bool building) = 0;
  /// What no single parameter can be blamed for ("shares sum to 1.2"); a problem a line, empty when all is well.
  virtual std::vector<std::string> faults() const = 0;
  virtual std::size_t bytes() = 0;
  /// The tables, between two months, and back into a fresh model with the same settings; throws Damaged.
  virtual void save(ByteWriter& out) = 0;
  virtual void load(ByteReader& in) = 0;
};

using MakeModel = std::function<std::unique_ptr<Model>()>;

/// Makes a Model of Spec, which names World, Rules, info(), series(), axes(world) and faults(world).
template <class Spec>
class Bound final : public Model {
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
      out.push_back({std::string(s.name), std::string(s.unit), std::string(s.meaning), s.measure, s.axes, s.cadence});
    return out;
  }
  void record(std::size_t index, const Cells& cells) const override { Spec::series()[index].read(world, cells); }
  void set_month(Month now, bool building) override {
    world.now = now;
    if constexpr (requires { world.starting; }) world.starting = building;
  }
  std::vector<std::string> faults() const override { return Spec::faults(world); }
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
};

}  // namespace sim
