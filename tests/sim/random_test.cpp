// Luck: the generator's published answers, independence of order and neighbours, and the distributions promised.
#include "sim/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace {

using sim::Draws;
using sim::Month;

const Draws in_may(7, 3, "test", Month::of(2014, 5));

// Pearson's statistic against equal expectations; its mean is the degrees of freedom, its variance twice that.
double chi_square(const std::vector<double>& observed, double expected) {
  double sum = 0;
  for (const double o : observed) sum += (o - expected) * (o - expected) / expected;
  return sum;
}
void expect_plausible(double statistic, double freedom) { EXPECT_NEAR(statistic, freedom, 5 * std::sqrt(2 * freedom)); }

// Vectors of Random123 1.14, tests/kat_vectors, philox4x32 10.
TEST(Philox, gives_the_published_answers) {
  EXPECT_EQ(Draws::philox({0, 0, 0, 0}, {0, 0}), (Draws::Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(Draws::philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}),
            (Draws::Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(Draws::philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Draws::Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Draws, do_not_depend_on_the_order_of_asking) {
  std::vector<std::uint32_t> forward, backward(1000);
  for (std::uint64_t e = 0; e < 1000; ++e) forward.push_back(in_may.word(e, 2));
  for (std::uint64_t e = 1000; e-- > 0;) backward[e] = in_may.word(e, 2);
  EXPECT_EQ(forward, backward);
}

TEST(Draws, differ_by_everything_that_names_them) {
  const std::vector<Draws> others = {in_may,
                                     Draws(8, 3, "test", Month::of(2014, 5)),
                                     Draws(7 + (1ull << 32), 3, "test", Month::of(2014, 5)),
                                     Draws(7, 4, "test", Month::of(2014, 5)),
                                     Draws(7, 3, "tset", Month::of(2014, 5)),
                                     Draws(7, 3, "test", Month::of(2014, 6)),
                                     Draws(7, 3, "test", Month::of(2009, 12)),
                                     in_may.lasting()};
  std::set<std::uint32_t> words;
  for (const Draws& d : others) words.insert(d.word(42));
  words.insert({in_may.word(43), in_may.word(42 + (1ull << 32)), in_may.word(42, 1)});
  EXPECT_EQ(words.size(), others.size() + 3);
}

TEST(Draws, lasting_luck_is_the_same_in_every_month) {
  const Draws later(7, 3, "test", Month::of(2019, 12));
  for (std::uint64_t e = 0; e < 100; ++e) {
    EXPECT_EQ(in_may.lasting().word(e), later.lasting().word(e));
    EXPECT_NE(in_may.word(e), later.word(e));
  }
}

TEST(Draws, reseeded_is_the_stream_of_that_seed) {
  EXPECT_EQ(in_may.reseeded(11, 5).word(1), Draws(11, 5, "test", Month::of(2014, 5)).word(1));
  EXPECT_EQ(in_may.reseeded(11, 5).replicate(), 5u);
}

TEST(Draws, uniform_has_the_moments_of_the_uniform) {
  constexpr int n = 200'000;
  double sum = 0, squares = 0;
  for (int e = 0; e < n; ++e) {
    const double u = in_may.uniform(e);
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    sum += u;
    squares += u * u;
  }
  EXPECT_NEAR(sum / n, 1.0 / 2, 5 * std::sqrt(1.0 / 12 / n));
  EXPECT_NEAR(squares / n, 1.0 / 3, 5 * std::sqrt(4.0 / 45 / n));
  EXPECT_GT(sim::unit(0), 0);
  EXPECT_LT(sim::unit(~0u), 1);
}

TEST(Draws, normal_has_the_moments_of_the_normal) {
  constexpr int n = 200'000;
  double sum = 0, squares = 0, fourths = 0;
  for (int e = 0; e < n; ++e) {
    const double z = in_may.normal(e);
    sum += z;
    squares += z * z;
    fourths += z * z * z * z;
  }
  EXPECT_NEAR(sum / n, 0, 5 / std::sqrt(n));
  EXPECT_NEAR(squares / n, 1, 5 * std::sqrt(2.0 / n));
  EXPECT_NEAR(fourths / n, 3, 5 * std::sqrt(96.0 / n));
}

TEST(Draws, below_is_even) {
  constexpr int n = 70'000;
  std::vector<double> hits(7);
  for (int e = 0; e < n; ++e) ++hits.at(in_may.below(7, e));
  expect_plausible(chi_square(hits, n / 7.0), 6);
}

TEST(Draws, round_keeps_the_mean) {
  constexpr int n = 100'000;
  for (const double x : {2.3, -1.75, 0.01, 4.0}) {
    double sum = 0;
    for (int e = 0; e < n; ++e) {
      const auto r = static_cast<double>(in_may.round(x, e));
      ASSERT_TRUE(r == std::floor(x) || r == std::floor(x) + 1);
      sum += r;
    }
    EXPECT_NEAR(sum / n, x, 5 * 0.5 / std::sqrt(n));
  }
}

// Words for many are even, among neighbours too, and others in another month, for another question and in another
// stream: what one was, and what that of the next key was, says nothing of what it is there.
TEST(Hashed, are_even_and_independent) {
  constexpr std::uint64_t many = 200'000, cells = 8;
  const Month may = Month::of(2014, 5), june = Month::of(2014, 6);
  const auto words = [](const Draws& draws, std::uint32_t n, std::uint64_t apart = 1) {
    const auto word = draws.hashed(n);
    std::vector<std::uint32_t> out;
    for (std::uint64_t i = 0; i < many; ++i) out.push_back(word(i * apart));
    return out;
  };
  const auto together = [](const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    std::vector<double> hits(cells * cells);
    for (std::size_t i = 0; i < many; ++i) ++hits[sim::below(cells, a[i]) * cells + sim::below(cells, b[i])];
    expect_plausible(chi_square(hits, many / static_cast<double>(hits.size())), static_cast<double>(hits.size() - 1));
  };
  const auto here = words(Draws(7, 1, "routing", may), 1);
  EXPECT_EQ(here, words(Draws(7, 1, "routing", may), 1));
  together(here, words(Draws(7, 1, "routing", june), 1));
  together(here, words(Draws(7, 1, "routing", may), 2));
  together(here, words(Draws(7, 1, "exit", may), 1));
  together(here, words(Draws(7, 2, "routing", may), 1));
  for (const std::uint64_t apart : {std::uint64_t{1}, std::uint64_t{1} << 16, std::uint64_t{1} << 40}) {
    const auto keys = words(Draws(7, 1, "routing", may), 1, apart);
    std::vector<std::uint32_t> neighbours = keys;
    std::rotate(neighbours.begin(), neighbours.begin() + 1, neighbours.end());
    together(keys, neighbours);
  }
}

TEST(Combine, keys_every_pair_apart) {
  std::set<std::uint64_t> keys;
  for (std::uint64_t a = 0; a < 300; ++a)
    for (std::uint64_t b = 0; b < 300; ++b) keys.insert(sim::combine(a, b));
  EXPECT_EQ(keys.size(), 300u * 300u);
}

std::vector<std::uint32_t> slots_hit(const Draws& d, std::uint64_t block, std::uint32_t count, const sim::Gaps& gaps) {
  std::vector<std::uint32_t> out;
  d.candidates(block, count, gaps, [&](std::uint32_t slot, std::uint32_t, std::uint32_t) { out.push_back(slot); });
  return out;
}

TEST(Pick, takes_each_as_often_as_its_weight_says) {
  const std::vector<double> weights = {0, 1, 0, 3, 0};
  const auto pick = [&](double u) { return sim::pick(u, weights.size(), [&](std::size_t i) { return weights[i]; }); };
  EXPECT_EQ(pick(1e-12), 1u);
  EXPECT_EQ(pick(0.2499), 1u);
  EXPECT_EQ(pick(0.2501), 3u);
  EXPECT_EQ(pick(1), 3u) << "what has no weight is never taken";
  EXPECT_EQ(sim::pick(0.5, 3, [](std::size_t) { return 0; }), 0u);
}

TEST(Attempts, come_at_their_mean_each_with_a_lasting_key) {
  std::set<std::uint64_t> keys;
  std::size_t count = 0;
  for (std::uint64_t entity = 0; entity < 20000; ++entity)
    in_may.attempts(entity, 1.3, [&](std::uint64_t key) {
      keys.insert(key);
      ++count;
    });
  EXPECT_EQ(keys.size(), count);
  EXPECT_NEAR(static_cast<double>(count) / 20000, 1.3, 5 * std::sqrt(0.21 / 20000));
  // The first attempts stay who they are when more are made.
  std::vector<std::uint64_t> few, many;
  in_may.attempts(5, 2, [&](std::uint64_t key) { few.push_back(key); });
  in_may.attempts(5, 4, [&](std::uint64_t key) { many.push_back(key); });
  ASSERT_EQ(many.size(), 4u);
  many.resize(2);
  EXPECT_EQ(few, many);
  EXPECT_EQ(few[1], sim::combine(in_may.stem(5), 1));
}

TEST(Gaps, looked_up_are_those_of_the_logarithm) {
  for (const double bound : {1.0 / 1024, 0.0079, 0.09, 0.5, 0.9}) {
    const sim::Gaps gaps(bound);
    const double scale = 1.0 / sim::log(1.0 - bound);
    for (std::uint64_t edge = 0; edge <= 1ULL << 32; edge += 1U << 16)
      for (const std::uint64_t word : {edge - 1, edge, edge + 1, edge + 12'345})
        if (word <= 0xffffffffU) {
          const auto w = static_cast<std::uint32_t>(word);
          ASSERT_EQ(gaps(w), static_cast<std::uint64_t>(sim::log(sim::unit(w)) * scale)) << bound << ' ' << w;
        }
  }
  EXPECT_EQ(sim::Gaps(0)(5), sim::Gaps::endless);
}

TEST(Candidates, are_drawn_from_philox_in_turn) {
  std::uint32_t n = 0x80000000U;
  in_may.candidates(77, 1000, sim::Gaps(0.1), [&](std::uint32_t, std::uint32_t u, std::uint32_t v) {
    const Draws::Words words = in_may.four(77, n++);
    EXPECT_EQ(u, words[1]);
    EXPECT_EQ(v, words[2]);
  });
  EXPECT_GT(n, 0x80000000U + 50);
}

TEST(Candidates, that_are_impossible_are_left_out_and_change_nobody_else) {
  using Hit = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
  const sim::Gaps gaps(0.3);
  const auto possible = [](std::uint32_t slot, std::uint32_t word) { return slot % 3 != 0 && word < 0xa0000000U; };
  for (const std::uint32_t count : {0U, 1U, 60U, 1000U}) {
    std::vector<Hit> all, some;
    in_may.candidates(8, count, gaps, [&](auto... hit) { all.emplace_back(hit...); });
    in_may.candidates(8, count, gaps, possible, [&](auto... hit) { some.emplace_back(hit...); });
    std::erase_if(all, [&](const Hit& hit) { return !possible(std::get<0>(hit), std::get<1>(hit)); });
    EXPECT_EQ(some, all);
  }
}

TEST(Candidates, hit_every_slot_with_the_bound) {
  constexpr int blocks = 20'000;
  constexpr std::uint32_t count = 50;
  for (const double bound : {0.01, 0.3, 0.9}) {
    const sim::Gaps gaps(bound);
    std::vector<double> hits(count);
    double pairs = 0;  // of neighbours: independent, if they come bound^2 often
    for (int b = 0; b < blocks; ++b) {
      const auto slots = slots_hit(in_may, b, count, gaps);
      for (std::size_t i = 0; i < slots.size(); ++i) {
        ++hits.at(slots[i]);
        if (i > 0) {
          ASSERT_LT(slots[i - 1], slots[i]);
          pairs += slots[i] == slots[i - 1] + 1;
        }
      }
    }
    const double variance_ratio = 1 - bound;  // binomial counts, against Pearson's Poisson
    expect_plausible(chi_square(hits, blocks * bound) / variance_ratio, count);
    const double places = blocks * (count - 1.0), joint = bound * bound;
    EXPECT_NEAR(pairs / places, joint, 5 * std::sqrt(3 * joint * (1 - joint) / places));
  }
}

TEST(Candidates, have_even_words_of_their_own) {
  std::vector<double> first(10), second(10);
  double n = 0;
  const sim::Gaps gaps(0.05);
  for (std::uint64_t b = 0; b < 20'000; ++b)
    in_may.candidates(b, 100, gaps, [&](std::uint32_t, std::uint32_t u, std::uint32_t v) {
      ++first.at(sim::below(10, u));
      ++second.at(sim::below(10, v));
      ++n;
    });
  expect_plausible(chi_square(first, n / 10), 9);
  expect_plausible(chi_square(second, n / 10), 9);
}

// Common random numbers: whoever acts on slot 10, or leaves it empty, everybody else is hit with the same words; and
// slots added at the end shift nobody before them.
TEST(Candidates, address_places_so_that_nobody_is_shifted) {
  const auto outcome = [](std::uint32_t count, std::uint32_t empty) {
    std::map<std::uint32_t, std::uint32_t> luck;
    in_may.candidates(5, count, sim::Gaps(0.2), [&](std::uint32_t slot, std::uint32_t word, std::uint32_t) {
      if (slot != empty) luck[slot] = word;
    });
    return luck;
  };
  const auto all = outcome(500, 500);
  for (std::uint32_t empty = 0; empty < 500; ++empty) {
    auto others = all;
    others.erase(empty);
    ASSERT_EQ(outcome(500, empty), others);
  }
  auto longer = outcome(700, 700);
  std::erase_if(longer, [](const auto& hit) { return hit.first >= 500; });
  EXPECT_EQ(longer, all);
}

TEST(Candidates, know_never_and_always) {
  EXPECT_TRUE(slots_hit(in_may, 1, 1'000'000, sim::Gaps(0.0)).empty());
  EXPECT_TRUE(slots_hit(in_may, 1, 1'000'000, sim::Gaps(1e-300)).empty());
  EXPECT_TRUE(slots_hit(in_may, 1, 0, sim::Gaps(0.5)).empty());
  const auto all = slots_hit(in_may, 1, 100, sim::Gaps(1.0));
  ASSERT_EQ(all.size(), 100u);
  for (std::uint32_t i = 0; i < 100; ++i) EXPECT_EQ(all[i], i);
}

TEST(Candidates, do_not_reuse_the_words_of_single_questions) {
  std::set<std::uint32_t> single;
  for (std::uint32_t n = 0; n < 1000; ++n)
    for (const std::uint32_t word : in_may.four(9, n)) single.insert(word);
  std::size_t shared = 0;
  in_may.candidates(9, 1000, sim::Gaps(0.5),
                    [&](std::uint32_t, std::uint32_t word, std::uint32_t) { shared += single.count(word); });
  EXPECT_EQ(shared, 0u);
}

}  // namespace
