// The parallel verbs: the same bits for 1, 2 and 4 threads, and fairness of meetings.
#include "sim/parallel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <numeric>
#include <thread>

#include "sim/math.hpp"
#include "sim/random.hpp"

namespace {

constexpr std::size_t many = 50'000;
const sim::Draws draws(1, 0, "parallel", sim::Month{});

/// The same result whatever the threads; returns it.
template <class F>
auto same_for_any_threads(F make) {
  const auto with = [&](int threads) {
    const sim::Threads limit(threads);
    return make();
  };
  const auto one = with(1);
  EXPECT_EQ(one, with(2));
  EXPECT_EQ(one, with(4));
  EXPECT_EQ(one, with(0));
  return one;
}

TEST(Each, visits_every_index_once) {
  for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{100}, many}) {
    const auto visits = same_for_any_threads([&] {
      std::vector<int> count(n);
      sim::each(n, 64, [&](std::size_t i) { ++count[i]; });
      return count;
    });
    EXPECT_EQ(std::count(visits.begin(), visits.end(), 1), static_cast<std::ptrdiff_t>(n));
  }
}

TEST(Gather, returns_items_in_the_order_of_the_rows) {
  const auto items = same_for_any_threads([] {
    return sim::gather<std::size_t>(many, 128, [](std::size_t i, std::vector<std::size_t>& out) {
      for (std::uint32_t k = draws.below(3, i); k > 0; --k) out.push_back(i);
    });
  });
  EXPECT_TRUE(std::is_sorted(items.begin(), items.end()));
  EXPECT_NEAR(static_cast<double>(items.size()), many, 0.05 * many);
  EXPECT_TRUE(sim::gather<int>(0, 10, [](std::size_t, std::vector<int>& out) { out.push_back(1); }).empty());
}

TEST(Together, does_each_part_once) {
  const auto done = same_for_any_threads([] {
    std::vector<std::size_t> out(3);
    sim::together(
        [&] {
          sim::each(10, 1, [](std::size_t) {});
          out[0] += 1;
        },
        [&] { out[1] += 2; },
        [&] { out[2] = sim::sum(many, 100, std::size_t{0}, [](std::size_t) { return std::size_t{1}; }); });
    return out;
  });
  EXPECT_EQ(done, (std::vector<std::size_t>{1, 2, many}));
}

TEST(Sum, is_exact_for_integers_and_the_same_bits_for_reals) {
  const auto whole = same_for_any_threads(
      [] { return sim::sum(many, 100, std::int64_t{0}, [](std::size_t i) { return static_cast<std::int64_t>(i); }); });
  EXPECT_EQ(whole, std::int64_t{many} * (many - 1) / 2);
  const double real = same_for_any_threads(
      [] { return sim::sum(many, 100, 0.0, [](std::size_t i) { return sim::log(draws.uniform(i)); }); });
  EXPECT_NEAR(real / many, -1, 0.03);
  EXPECT_EQ(sim::sum(0, 10, 5, [](std::size_t) { return 1; }), 5);
}

TEST(Sums, add_up_each_place) {
  const auto totals = same_for_any_threads([] {
    return sim::sums<std::int64_t>(many, 100, 3, [](std::size_t i, std::span<std::int64_t> out) { out[i % 3] += 1; });
  });
  EXPECT_EQ(totals, (std::vector<std::int64_t>{(many + 2) / 3, (many + 1) / 3, many / 3}));
  EXPECT_EQ(sim::sums<int>(0, 100, 2, [](std::size_t, std::span<int>) {}), (std::vector<int>{0, 0}));
}

std::vector<sim::Request> some_requests() {
  std::vector<sim::Request> out;
  for (std::uint32_t i = 0; i < 5'000; ++i)
    out.push_back({draws.below(300, i, 1), i, draws.below(3, i, 2), draws.word(i, 3), i});
  return out;
}

using Service = std::map<std::uint32_t, std::vector<std::uint64_t>>;  // the keys each target served, in order

Service serve(std::vector<sim::Request> requests) {
  std::vector<std::vector<std::uint64_t>> served(300);
  sim::meet(requests, [&](std::uint32_t target, std::span<const sim::Request> asked) {
    EXPECT_TRUE(served[target].empty()) << "a target is served once";
    for (const sim::Request& r : asked) {
      EXPECT_EQ(r.target, target);
      served[target].push_back(r.key);
    }
  });
  Service out;
  for (std::uint32_t t = 0; t < 300; ++t) out[t] = served[t];
  return out;
}

struct Trees : sim::Table<Trees> {
  Of<int> age;
  Of<double> girth{3, 0.5};
  template <class V>
  void visit(V& v) {
    v(age, {"age"});
    v(girth, {"girth"});
  }
};

TEST(Compact, keeps_the_order_of_those_that_stay) {
  const auto left = [](std::size_t rows) {
    Trees trees;
    trees.resize(rows);
    for (const sim::Id<Trees> row : trees.rows()) {
      trees.age[row] = static_cast<int>(row.value);
      trees.girth(row, 2) = 10.0 * row.value;
    }
    sim::compact(trees, [&](sim::Id<Trees> row) { return trees.age[row] % 2 == 1; });
    EXPECT_EQ(trees.size(), rows / 2);
    for (const sim::Id<Trees> row : trees.rows()) {
      EXPECT_EQ(trees.age[row], 2 * static_cast<int>(row.value) + 1);
      EXPECT_EQ(trees.girth(row, 2), 10.0 * trees.age[row]);
      EXPECT_EQ(trees.girth(row, 0), 0.5);
    }
    EXPECT_EQ(trees.girth.all().size(), 3 * trees.size());
    return std::vector<int>(trees.age.all().begin(), trees.age.all().end());
  };
  EXPECT_EQ(left(6), (std::vector{1, 3, 5}));
  same_for_any_threads([&] { return left(many); });
}

TEST(Resize, makes_rows_of_initial_values_and_drops_the_last) {
  Trees trees;
  trees.resize(2);
  trees.age[sim::Id<Trees>(1)] = 7;
  sim::resize(trees, 5);
  ASSERT_EQ(trees.size(), 5u);
  EXPECT_EQ(trees.age[sim::Id<Trees>(1)], 7);
  EXPECT_EQ(trees.age[sim::Id<Trees>(4)], 0);
  EXPECT_EQ(trees.girth(sim::Id<Trees>(4), 2), 0.5);
  sim::resize(trees, 1);
  EXPECT_EQ(trees.size(), 1u);
  EXPECT_EQ(trees.girth.all().size(), 3u);
  EXPECT_THROW(sim::resize(trees, std::size_t{1} << 32), sim::Failure);
  EXPECT_EQ(trees.size(), 1u);
}

TEST(Compact, of_all_or_nothing) {
  Trees trees;
  trees.resize(4);
  sim::compact(trees, [](sim::Id<Trees>) { return true; });
  EXPECT_EQ(trees.size(), 4u);
  sim::compact(trees, [](sim::Id<Trees>) { return false; });
  EXPECT_TRUE(trees.empty());
  EXPECT_EQ(trees.add(), sim::Id<Trees>(0));
}

TEST(Meet, serves_each_target_in_the_promised_order) {
  const auto requests = some_requests();
  const Service service = same_for_any_threads([&] { return serve(requests); });
  std::size_t total = 0;
  for (const auto& [target, keys] : service) {
    total += keys.size();
    for (std::size_t i = 1; i < keys.size(); ++i) {
      const sim::Request &before = requests[keys[i - 1]], &after = requests[keys[i]];
      EXPECT_TRUE(before.priority > after.priority || (before.priority == after.priority && before.luck <= after.luck));
    }
  }
  EXPECT_EQ(total, requests.size());
}

// The same people in other rows, asking in another order: the same people are served in the same order.
TEST(Meet, favours_no_row) {
  auto requests = some_requests();
  for (auto& r : requests) r.luck %= 4;  // many ties, so that the lasting key has to settle them
  const Service service = serve(requests);
  std::vector<std::uint32_t> rows(requests.size());
  std::iota(rows.begin(), rows.end(), 0u);
  std::sort(rows.begin(), rows.end(), [](auto a, auto b) { return draws.word(a, 9) < draws.word(b, 9); });
  std::vector<sim::Request> permuted;
  for (const std::uint32_t row : rows) {
    permuted.push_back(requests[row]);
    permuted.back().row = static_cast<std::uint32_t>(permuted.size() - 1);
  }
  EXPECT_EQ(serve(permuted), service);
}

TEST(Meet, serves_nobody_when_nobody_asks) {
  std::vector<sim::Request> none;
  sim::meet(none, [](std::uint32_t, std::span<const sim::Request>) { FAIL(); });
}

TEST(Lanes, AThreadNeverEntersALaneFromWithinAnother) {
  static thread_local int depth = 0;
  std::atomic<int> deepest = 0, done = 0;
  const sim::Threads four(4);  // more than a small machine has, so that threads take each other's work
  for (int round = 0; round < 5; ++round)
    tbb::task_arena(4).execute([&] {
      sim::lanes(64, [&](std::size_t lane) {
        deepest = std::max(deepest.load(), ++depth);
        sim::each(12, 1, [&](std::size_t i) {  // uneven, so that they wait for each other
          std::this_thread::sleep_for(std::chrono::microseconds((i * 7 + lane * 13) % 10 * 60));
          ++done;
        });
        --depth;
      });
    });
  EXPECT_EQ(deepest, 1);
  EXPECT_EQ(done, 5 * 64 * 12);
}

// No two are equal: one order, whoever puts them in it.
TEST(Parallel, sort_puts_everything_in_its_place) {
  std::vector<std::uint64_t> items;
  for (std::uint64_t i = 0; i < 100000; ++i) items.push_back(sim::combine(1, i));
  std::vector<std::uint64_t> expected = items;
  std::sort(expected.begin(), expected.end());
  sim::sort(items);
  EXPECT_EQ(items, expected);
}

}  // namespace
