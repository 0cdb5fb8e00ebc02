// The yardstick: the smallest complete model, a tutorial and a speed reference. README.md beside it walks through it.
//
//   need     residents fall into need and join their community's line     (Need)
//   service  the community's organizations take cases from its head       (Service)
//   waiting  those left lose trust month by month, and some give up       (Waiting)
//
// A community's residents are contiguous rows and its phases write only its own rows, so that communities run in
// parallel. Cost follows the cases: a resident who neither falls into need nor waits is not touched.
#pragma once

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "models/yardstick/texts.hpp"
#include "sim/bound.hpp"
#include "sim/host/machine.hpp"
#include "sim/parallel.hpp"
#include "sim/table.hpp"

namespace yardstick {

using sim::Id;

inline constexpr std::uint32_t services = 7;
inline constexpr std::uint8_t no_need = 255;
inline constexpr std::uint32_t ages = 96;
inline constexpr std::uint8_t most_trust = 100;

// ---- Tables: the whole state

struct Residents : sim::Table<Residents> {
  Of<std::uint8_t> age;
  Of<std::uint8_t> trust{1, most_trust / 2};  // whole percents: sums are exact
  Of<std::uint8_t> service{1, no_need};
  Of<std::uint8_t> months;

  template <class V>
  void visit(V& v) {
    v(age, {"age", "year", "Age; does not change in ten years of the yardstick"});
    v(trust, {"trust", "percent", "Trust that the community helps"});
    v(service, {"service", "1", "The service that a waiting resident needs, else 255"});
    v(months, {"months", "month", "Months waited so far"});
  }
};

struct Organizations : sim::Table<Organizations> {
  Of<double> quality;

  template <class V>
  void visit(V& v) {
    v(quality, {"quality", "1", "Probability that a case taken up is resolved"});
  }
};

struct Communities : sim::Table<Communities> {
  Of<std::uint32_t> first, residents, head, length;
  Of<std::uint16_t> line;  // as wide as the largest community
  Of<std::int32_t> waiting{services};
  Of<std::int32_t> served, unmet;
  Of<std::int64_t> trust;

  template <class V>
  void visit(V& v) {
    v(first, {"first", "1", "Row of the first resident"});
    v(residents, {"residents", "count", "Residents, contiguous from the first"});
    v(head, {"head", "1", "Where the line begins in its ring"});
    v(length, {"length", "count", "Residents in line"});
    v(line, {"line", "1", "Ring of the waiting, as places from the first resident"});
    v(waiting, {"waiting", "count", "Residents in line for each service"});
    v(served, {"served", "count", "Cases taken up this month"});
    v(unmet, {"unmet", "count", "Residents who gave up this month"});
    v(trust, {"trust", "percent", "Sum of the residents' trust"});
  }
};

/// A field that is read only while the world is built: no dated change can reach it.
constexpr sim::Field at_start(sim::Field field) {
  field.fixed = true;
  return field;
}

/// How large the world is.
struct Population {
  std::int64_t size = 1'000'000;
  std::int64_t residents_per_community = 7'000;
  std::int64_t residents_per_organization = 800;

  template <class V>
  void visit(V& v) {
    v(size, at_start({"size", "count", 1, 4e9, "Residents", "assumed", {5e5, 2e6}}));
    v(residents_per_community, at_start({"residents_per_community",
                                         "count",
                                         1,
                                         30'000,
                                         "Residents of a community, at least",
                                         "assumed",
                                         {2'000, 15'000}}));
    v(residents_per_organization,
      at_start(
          {"residents_per_organization", "count", 1, 1e9, "Residents for each organization", "assumed", {400, 1'600}}));
  }
};

struct World {
  sim::Month now;
  Population population;
  Residents residents;
  Organizations organizations;
  Communities communities;

  template <class V>
  void groups(V& v) {
    v("population", population);
  }
  template <class V>
  void rows(V&) {}  // no lists that scenarios fill
  template <class V>
  void tables(V& v) {
    v("residents", residents);
    v("organizations", organizations);
    v("communities", communities);
  }
};

/// A community at work: its stretch of the residents' columns, and its line, first come first served.
class Community {
 public:
  Community(World& world, Id<Communities> id)
      : age(stretch(world, id, world.residents.age)),
        trust(stretch(world, id, world.residents.trust)),
        service(stretch(world, id, world.residents.service)),
        months(stretch(world, id, world.residents.months)),
        waiting(world.communities.waiting.row(id)),
        ring_(world.communities.line.row(id)),
        kept_head_(world.communities.head[id]),
        kept_length_(world.communities.length[id]),
        kept_trust_(world.communities.trust[id]),
        head_(kept_head_),
        length_(kept_length_),
        total_trust_(kept_trust_) {}
  ~Community() {
    kept_head_ = head_;
    kept_length_ = length_;
    kept_trust_ = total_trust_;
  }
  Community(const Community&) = delete;
  Community& operator=(const Community&) = delete;

  std::uint32_t line() const { return length_; }
  void join(std::size_t resident) {
    const std::size_t end = head_ + length_++;
    ring_[end < ring_.size() ? end : end - ring_.size()] = static_cast<std::uint16_t>(resident);
  }
  std::size_t next() {
    const std::size_t resident = ring_[head_];
    head_ = head_ + 1 < ring_.size() ? head_ + 1 : 0;
    --length_;
    return resident;
  }
  /// Out of the line for good.
  void leave(std::size_t resident) {
    --waiting[service[resident]];
    service[resident] = no_need;
  }
  void change_trust(std::size_t resident, std::int64_t change) {
    const std::int64_t level = std::clamp<std::int64_t>(trust[resident] + change, 0, most_trust);
    total_trust_ += level - trust[resident];
    trust[resident] = static_cast<std::uint8_t>(level);
  }

  std::span<std::uint8_t> age, trust, service, months;
  std::span<std::int32_t> waiting;

 private:
  static std::span<std::uint8_t> stretch(World& world, Id<Communities> id, sim::Column<Residents, std::uint8_t>& c) {
    return c.all().subspan(world.communities.first[id], world.communities.residents[id]);
  }
  std::span<std::uint16_t> ring_;
  std::uint32_t &kept_head_, &kept_length_;
  std::int64_t& kept_trust_;
  std::uint32_t head_, length_;
  std::int64_t total_trust_;
};

/// f(id) for each community, in parallel.
template <class F>
void each_community(const World& world, F f) {
  sim::each(world.communities.size(), 4, [&](std::size_t c) { f(Id<Communities>(c)); });
}

// ---- Behaviours: a sentence, parameters, visit (name, unit, least, most, meaning, source, plausible), rule

struct Settle {
  static constexpr std::string_view about = "Residents of all ages settle in communities.";

  template <class V>
  void visit(V&) {}

  void operator()(World& world, sim::Draws draws) const {
    const auto size = static_cast<std::size_t>(world.population.size);
    const std::size_t communities =
        std::max<std::size_t>(1, size / static_cast<std::size_t>(world.population.residents_per_community));
    Communities& all = world.communities;
    sim::require_memory(size * (world.residents.bytes_of_row() + sizeof(std::uint16_t)));  // and a place in a line
    all.line.widen((size + communities - 1) / communities);
    all.resize(communities);
    for (std::size_t c = 0; c < communities; ++c) {
      const Id<Communities> id(c);
      all.first[id] = static_cast<std::uint32_t>(size * c / communities);
      all.residents[id] = static_cast<std::uint32_t>(size * (c + 1) / communities) - all.first[id];
      all.trust[id] = std::int64_t{all.residents[id]} * (most_trust / 2);
    }
    world.residents.resize(size);
    sim::each(world.residents, [&](Id<Residents> resident) {
      world.residents.age[resident] = static_cast<std::uint8_t>(draws.below(ages, resident.value));
    });
  }
};

struct Founding {
  static constexpr std::string_view about = "Organizations of all qualities are founded.";

  template <class V>
  void visit(V&) {}

  void operator()(World& world, sim::Draws draws) const {
    const Population& population = world.population;
    world.organizations.resize(static_cast<std::size_t>(population.size / population.residents_per_organization));
    sim::each(world.organizations, [&](Id<Organizations> organization) {
      world.organizations.quality[organization] = draws.uniform(organization.value);
    });
  }
};

struct Need {
  static constexpr std::string_view about = "Residents fall into need of a service, the old more often.";

  double base = 0.002, per_year = 0.00002, when_old = 0.004;
  std::int64_t old_from = 65;

  template <class V>
  void visit(V& v) {
    v(base, {"base", "1", 0, 0.4, "Probability of need in a month at birth", "assumed", {0.001, 0.004}});
    v(per_year, {"per_year", "year-1", 0, 0.002, "What each year of age adds", "assumed", {0.00001, 0.00004}});
    v(when_old, {"when_old", "1", 0, 0.4, "What old age adds", "assumed", {0.002, 0.008}});
    v(old_from, {"old_from", "year", 0, ages, "First year of old age", "assumed", {60, 70}});
  }

  double probability(std::int64_t age) const {
    return base + per_year * static_cast<double>(age) + (age >= old_from ? when_old : 0);
  }

  void operator()(World& world, sim::Draws draws) const {
    std::array<double, ages> p{};
    for (std::size_t age = 0; age < ages; ++age) p[age] = probability(static_cast<std::int64_t>(age));
    const double bound = *std::max_element(p.begin(), p.end());
    const sim::Gaps gaps(bound);
    each_community(world, [&](Id<Communities> id) {
      Community community(world, id);
      const auto size = static_cast<std::uint32_t>(community.age.size());
      draws.candidates(id.value, size, gaps, [&](std::uint32_t resident, std::uint32_t luck, std::uint32_t kind) {
        if (community.service[resident] != no_need) return;
        if (sim::unit(luck) * bound >= p[community.age[resident]]) return;
        community.service[resident] = static_cast<std::uint8_t>(sim::below(services, kind));
        community.months[resident] = 0;
        ++community.waiting[community.service[resident]];
        community.join(resident);
      });
    });
  }
};

struct Service {
  static constexpr std::string_view about = "Organizations, in random order, take up the first cases in line.";

  std::int64_t capacity = 4, trust_gain = 5;

  template <class V>
  void visit(V& v) {
    v(capacity, {"capacity", "count", 0, 10'000, "New cases that an organization takes in a month", "assumed", {2, 8}});
    v(trust_gain, {"trust_gain", "percent", 0, most_trust, "Trust that a resolved case adds", "assumed", {2, 10}});
  }

  void operator()(World& world, sim::Draws draws) const {
    each_community(world, [&](Id<Communities> id) {
      Community community(world, id);
      std::vector<std::pair<std::uint32_t, std::size_t>> order;
      for (std::size_t o = id.value; o < world.organizations.size(); o += world.communities.size())
        order.emplace_back(draws.word(o), o);
      std::sort(order.begin(), order.end());
      const std::uint32_t in_line = community.line();  // who goes back to the tail is not taken up again this month
      std::uint32_t served = 0;
      for (const auto& [luck, organization] : order) {
        const double quality = world.organizations.quality[Id<Organizations>(organization)];
        for (std::uint32_t n = 1; n <= capacity && served < in_line; ++n, ++served) {
          const std::size_t resident = community.next();
          if (draws.chance(quality, organization, n)) {
            community.leave(resident);
            community.change_trust(resident, trust_gain);
          } else {
            community.join(resident);
          }
        }
      }
      world.communities.served[id] = static_cast<std::int32_t>(served);
    });
  }
};

struct Waiting {
  static constexpr std::string_view about = "Waiting costs trust, and those who waited too long give up.";

  std::int64_t trust_loss = 1, patience = 12;

  template <class V>
  void visit(V& v) {
    v(trust_loss, {"trust_loss", "percent", 0, most_trust, "Trust lost in a month of waiting", "assumed", {0, 2}});
    v(patience, {"patience", "month", 0, 250, "Months after which a resident gives up", "assumed", {6, 24}});
  }

  void operator()(World& world, sim::Draws) const {
    each_community(world, [&](Id<Communities> id) {
      Community community(world, id);
      std::int32_t unmet = 0;
      for (std::uint32_t left = community.line(); left > 0; --left) {  // one turn of the line, which keeps its order
        const std::size_t resident = community.next();
        community.change_trust(resident, -trust_loss);
        if (++community.months[resident] <= patience) {
          community.join(resident);
        } else {
          community.leave(resident);
          ++unmet;
        }
      }
      world.communities.unmet[id] = unmet;
    });
  }
};

// ---- Schedule: one month, in order; the name is also the random stream and the timing label

struct Rules {
  Settle residents;
  Founding organizations;
  Need need;
  Service service;
  Waiting waiting;

  template <class V>
  void visit(V& v) {
    v("residents", sim::at_start, residents);
    v("organizations", sim::at_start, organizations);
    v("need", sim::monthly, need);
    v("service", sim::monthly, service);
    v("waiting", sim::monthly, waiting);
  }
};

// ---- Series: what is recorded each month

template <class T>
double total(const sim::Column<Communities, T>& column) {
  return static_cast<double>(std::accumulate(column.all().begin(), column.all().end(), std::int64_t{0}));
}
inline void waiting(const World& world, const sim::Cells& cells) {
  for (std::size_t c = 0; c < world.communities.size(); ++c)
    for (std::size_t s = 0; s < services; ++s) cells(s) += world.communities.waiting(Id<Communities>(c), s);
}
inline void served(const World& world, const sim::Cells& cells) { cells() = total(world.communities.served); }
inline void unmet(const World& world, const sim::Cells& cells) { cells() = total(world.communities.unmet); }
inline void mean_trust(const World& world, const sim::Cells& cells) {
  cells() = total(world.communities.trust) / most_trust / static_cast<double>(world.residents.size());
}

struct Spec {
  using World = yardstick::World;
  using Rules = yardstick::Rules;

  static const sim::ModelInfo& info() {
    static const sim::ModelInfo info{
        "yardstick",
        "Service demand: residents in need, organizations with room for few",
        "# The yardstick\n\nThe smallest complete model: residents fall into need and stand in line; organizations "
        "take up what they can; waiting costs trust. A tutorial and a speed reference, about no real city.\n",
        "models/yardstick/yardstick.toml",
        {"waiting", "served", "unmet", "mean_trust"},
        {{"yardstick", starter_text}, {"more-capacity", variant_text}}};
    return info;
  }
  static std::vector<sim::Axis> axes(const World&) {
    sim::Axis service{"service", "Kind of need", {}};
    for (std::uint32_t s = 1; s <= services; ++s) service.labels.push_back("service_" + std::to_string(s));
    return {service};
  }
  static const std::vector<sim::Series<World>>& series() {
    using enum sim::Measure;
    static const std::vector<sim::Series<World>> table = {
        {"waiting", "count", "Residents in line at the month's end", stock, {"service"}, waiting},
        {"served", "count", "Cases taken up, resolved or not", flow, {}, served},
        {"unmet", "count", "Residents who gave up waiting", flow, {}, unmet},
        {"mean_trust", "1", "Mean trust of all residents", stock, {}, mean_trust},
    };
    return table;
  }
  static std::vector<std::string> faults(const World&) { return {}; }  // the fields' ranges rule out all nonsense
};

using Model = sim::Bound<Spec>;

}  // namespace yardstick
