// The months of a model: the one loop that a run and a test of a model share.
//
//   start:  the clock is set  -->  the phases that build the world
//   month:  the clock is set  -->  the phases that have their turn, each with its own luck  -->  (series are recorded)
//
//   |--building--|--lead: the world comes to rest, nothing is recorded--|first---recorded--->
//
// The world is built by the luck of the first month: how long it rests before changes nobody in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/model.hpp"

namespace sim {

/// One model's way through time, under one luck. The model outlives it.
class Life {
 public:
  /// `first` is the first month that is recorded.
  Life(Model& model, Month first, std::uint64_t seed = 1, std::uint32_t replicate = 0)
      : model_(model), phases_(model.schedule()), first_(first), seed_(seed), replicate_(replicate) {}

  const std::vector<Phase>& phases() const { return phases_; }

  /// Builds the world. `around(place, phase)` carries out the phase of that place in the schedule by calling phase().
  template <class Around>
  void start(Month now, const Around& around) const {
    pass(now, true, around);
  }
  void start(Month now) const { start(now, alone); }
  /// Lives a month.
  template <class Around>
  void month(Month now, const Around& around) const {
    pass(now, false, around);
  }
  void month(Month now) const { month(now, alone); }

 private:
  static constexpr auto alone = [](std::size_t, const auto& phase) { phase(); };

  template <class Around>
  void pass(Month now, bool building, const Around& around) const {
    model_.set_month(now, first_, building);
    const Month luck = building ? first_ : now;
    for (std::size_t p = 0; p < phases_.size(); ++p) {
      const Phase& phase = phases_[p];
      if (building ? phase.when.at_start : phase.when.includes(now))
        around(p, [&] { phase.run(Draws(seed_, replicate_, phase.name, luck)); });
    }
  }

  Model& model_;
  const std::vector<Phase> phases_;
  const Month first_;
  const std::uint64_t seed_;
  const std::uint32_t replicate_;
};

}  // namespace sim
