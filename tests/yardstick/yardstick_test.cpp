// The yardstick: a community of four by hand, laws that always hold, known limits, and the bands that independent
// implementations agree on.
#include "models/yardstick/yardstick.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "models/yardstick/measure.hpp"
#include "sim/life.hpp"

namespace {

using sim::Id;
using yardstick::Communities;
using yardstick::Community;
using yardstick::Model;
using yardstick::Residents;

sim::Draws luck(const char* stream, int month = 0) { return {1, 0, stream, sim::Month{month}}; }

/// A model of that many residents with the start phases done.
std::unique_ptr<Model> built(std::int64_t size) {
  auto model = std::make_unique<Model>();
  model->world.population.size = size;
  sim::Life(*model, {0}).start({0});
  return model;
}
void step(Model& model, int month) { sim::Life(model, {0}).month({month}); }
void fall_into_need(Model& model, std::initializer_list<std::size_t> residents) {
  Community community(model.world, Id<Communities>(0));
  for (const std::size_t r : residents) {
    community.service[r] = 0;
    ++community.waiting[0];
    community.join(r);
  }
}
std::vector<std::size_t> line(Model& model) {
  Community community(model.world, Id<Communities>(0));
  std::vector<std::size_t> out;
  for (std::uint32_t left = community.line(); left > 0; --left) {
    out.push_back(community.next());
    community.join(out.back());
  }
  return out;
}
using Line = std::vector<std::size_t>;

/// Four residents and one organization of a given quality.
std::unique_ptr<Model> four(double quality) {
  auto model = built(4);
  model->world.organizations.resize(1);
  model->world.organizations.quality[Id<yardstick::Organizations>(0)] = quality;
  model->rules.service.capacity = 2;
  return model;
}

TEST(Four, resolved_cases_leave_the_line_and_gain_trust) {
  auto model = four(1.0);
  fall_into_need(*model, {2, 0, 3});
  model->rules.service(model->world, luck("service"));
  EXPECT_EQ(line(*model), Line{3});
  const auto trust = model->world.residents.trust.all();
  EXPECT_EQ(std::vector<int>(trust.begin(), trust.end()), (std::vector<int>{55, 50, 55, 50}));
  EXPECT_EQ(model->world.communities.served.all()[0], 2);
  EXPECT_EQ(model->world.communities.waiting.all()[0], 1);
  EXPECT_EQ(model->world.communities.trust.all()[0], 210);
}

TEST(Four, unresolved_cases_go_back_to_the_tail) {
  auto model = four(0.0);
  fall_into_need(*model, {2, 0, 3});
  model->rules.service(model->world, luck("service"));
  EXPECT_EQ(line(*model), (Line{3, 2, 0}));
  EXPECT_EQ(model->world.communities.served.all()[0], 2);
  model->rules.service.capacity = 10;  // nobody is taken up twice in a month
  model->rules.service(model->world, luck("service", 1));
  EXPECT_EQ(line(*model), (Line{3, 2, 0}));
  EXPECT_EQ(model->world.communities.served.all()[0], 3);
}

TEST(Four, waiting_costs_trust_until_patience_ends) {
  auto model = four(0.0);
  model->rules.waiting.patience = 2;
  model->world.residents.trust[Id<Residents>(1)] = 1;
  model->world.communities.trust.all()[0] -= 49;
  fall_into_need(*model, {1, 2});
  for (int month = 0; month < 2; ++month) model->rules.waiting(model->world, luck("waiting", month));
  EXPECT_EQ(line(*model), (Line{1, 2}));
  EXPECT_EQ(model->world.residents.trust[Id<Residents>(1)], 0);
  EXPECT_EQ(model->world.residents.trust[Id<Residents>(2)], 48);
  EXPECT_EQ(model->world.communities.unmet.all()[0], 0);
  model->rules.waiting(model->world, luck("waiting", 2));
  EXPECT_EQ(line(*model), Line{});
  EXPECT_EQ(model->world.communities.unmet.all()[0], 2);
  EXPECT_EQ(model->world.communities.trust.all()[0], 50 + 0 + 47 + 50);
}

// What the communities keep up to date is what counting afresh gives.
TEST(Laws, sums_agree_with_the_residents) {
  auto model = built(30'000);
  ASSERT_EQ(model->world.communities.size(), 4u);
  ASSERT_EQ(model->world.organizations.size(), 37u);
  for (int month = 0; month < 40; ++month) {
    step(*model, month);
    for (std::size_t c = 0; c < 4; ++c) {
      const Community community(model->world, Id<Communities>(c));
      std::array<std::int32_t, yardstick::services> waiting{};
      std::int64_t trust = 0;
      for (std::size_t r = 0; r < community.age.size(); ++r) {
        trust += community.trust[r];
        if (community.service[r] != yardstick::no_need) ++waiting.at(community.service[r]);
        ASSERT_LE(community.trust[r], 100);
        ASSERT_LE(community.months[r], 13);
      }
      EXPECT_TRUE(std::equal(waiting.begin(), waiting.end(), community.waiting.begin()));
      EXPECT_EQ(model->world.communities.trust[Id<Communities>(c)], trust);
      EXPECT_EQ(community.line(), std::accumulate(waiting.begin(), waiting.end(), std::uint32_t{0}));
    }
  }
}

TEST(Laws, every_resident_has_a_community) {
  for (const std::int64_t size : {1, 13'999, 14'000, 100'003}) {
    const auto model = built(size);
    std::uint32_t next = 0;
    for (std::size_t c = 0; c < model->world.communities.size(); ++c) {
      EXPECT_EQ(model->world.communities.first[Id<Communities>(c)], next);
      next += model->world.communities.residents[Id<Communities>(c)];
      EXPECT_LE(model->world.communities.residents[Id<Communities>(c)], model->world.communities.line.width());
    }
    EXPECT_EQ(next, size);
  }
}

TEST(Limits, need_comes_at_its_probability) {
  auto model = built(700'000);
  model->rules.need(model->world, luck("need"));
  std::array<double, yardstick::ages> people{}, fallen{};
  for (std::size_t r = 0; r < model->world.residents.size(); ++r) {
    const Id<Residents> id(r);
    ++people.at(model->world.residents.age[id]);
    fallen.at(model->world.residents.age[id]) += model->world.residents.service[id] != yardstick::no_need;
  }
  double chi_square = 0;
  for (std::size_t age = 0; age < yardstick::ages; ++age) {
    const double expected = people[age] * model->rules.need.probability(static_cast<std::int64_t>(age));
    chi_square += (fallen[age] - expected) * (fallen[age] - expected) / expected;
  }
  EXPECT_NEAR(chi_square, yardstick::ages, 5 * std::sqrt(2.0 * yardstick::ages));
}

TEST(Limits, without_need_nothing_happens) {
  auto model = built(20'000);
  model->rules.need = {.base = 0, .per_year = 0, .when_old = 0};
  for (int month = 0; month < 12; ++month) step(*model, month);
  EXPECT_EQ(yardstick::total(model->world.communities.served), 0);
  EXPECT_EQ(yardstick::total(model->world.communities.waiting), 0);
  EXPECT_EQ(yardstick::total(model->world.communities.trust), 20'000 * 50);
}

TEST(Model, says_where_every_number_comes_from) {
  Model model;
  for (const sim::Parameter& p : model.parameters()) {
    EXPECT_FALSE(p.field.meaning.empty()) << p.path;
    EXPECT_FALSE(p.field.source.empty()) << p.path;
    EXPECT_LE(p.field.least, p.field.most) << p.path;
  }
  EXPECT_EQ(model.parameters().size(), 11u);
  EXPECT_EQ(model.series().size(), 4u);
}

/// All series of 24 months, and the tables at the end.
std::vector<std::vector<double>> record(int threads) {
  const sim::Threads limit(threads);
  auto model = built(200'000);
  std::vector<std::vector<double>> out;
  for (int month = 0; month < 24; ++month) {
    step(*model, month);
    for (std::size_t s = 0; s < model->series().size(); ++s) {
      const std::size_t width = s == 0 ? yardstick::services : 1;
      out.emplace_back(width);
      model->record(s, sim::Cells(out.back(), {width, 1, 1}));
    }
  }
  const auto trust = model->world.residents.trust.all();
  out.emplace_back(trust.begin(), trust.end());
  const auto lines = model->world.communities.line.all();
  out.emplace_back(lines.begin(), lines.end());
  return out;
}

TEST(Model, gives_the_same_bits_for_any_number_of_threads) {
  const auto one = record(1);
  EXPECT_EQ(record(2), one);
  EXPECT_EQ(record(4), one);
}

TEST(Bands, a_million_residents_agree_with_independent_implementations) {
  const yardstick::Result r = yardstick::measure(1'000'000, 0);
  EXPECT_TRUE(yardstick::within_bands(r))
      << "waiting " << r.waiting_end << ", served " << r.served << ", unmet " << r.unmet << ", trust " << r.mean_trust;
  EXPECT_LE(r.bytes_per_resident, 12);
  EXPECT_EQ(r.steps, 120);
}

TEST(Scenario, is_the_model_with_its_own_assumptions) {
  const sim::Scenario scenario = sim::read_scenario(SOURCE_DIR "/models/yardstick/yardstick.toml", yardstick::make);
  EXPECT_EQ(scenario.end - scenario.start, 120);
  const auto values = [](sim::Model& model) {
    std::map<std::string, sim::Value> out;
    for (const sim::Parameter& p : model.parameters()) out[p.path] = p.get();
    return out;
  };
  Model written, plain;
  sim::apply(scenario, written);
  EXPECT_EQ(values(written), values(plain));
}

// Every line of C++ that the tutorial shows is a line of the model.
TEST(Readme, quotes_the_code) {
  const auto trimmed_lines = [](const std::string& path) {
    std::ifstream file(SOURCE_DIR "/models/yardstick/" + path);
    std::vector<std::string> out;
    for (std::string line; std::getline(file, line);)
      out.push_back(line.substr(std::min(line.find_first_not_of(' '), line.size())));
    return out;
  };
  std::set<std::string> code;
  for (const char* path : {"yardstick.hpp", "main.cpp"})
    for (const std::string& line : trimmed_lines(path)) code.insert(line);
  bool quoting = false;
  int quoted = 0;
  for (const std::string& line : trimmed_lines("README.md")) {
    if (line.starts_with("```")) {
      quoting = line == "```cpp";
    } else if (quoting) {
      EXPECT_TRUE(code.contains(line)) << line;
      ++quoted;
    }
  }
  EXPECT_GT(quoted, 10);
}

}  // namespace
