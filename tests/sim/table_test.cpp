// Tables: ids, growing with initial values, wide columns, compaction.
#include "sim/table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <vector>

namespace {

struct Cases : sim::Table<Cases> {
  Of<int> wait{1, -1};
  Of<double> hours{3, 0.5};

  template <class V>
  void visit(V& v) {
    v(wait, {"wait", "month", "Months waited"});
    v(hours, {"hours", "h", "Hours on three weekdays"});
  }
};
struct People : sim::Table<People> {
  template <class V>
  void visit(V&) {}
};

TEST(Table, refuses_more_rows_than_an_id_tells_apart) {
  People people;
  people.resize(0xffffffff);
  EXPECT_TRUE(People::Row(people.size() - 1)) << "the last row is not none";
  EXPECT_THROW(people.add(), sim::Failure);
  EXPECT_EQ(people.size(), 0xffffffff);
}

TEST(Id, is_none_until_it_names_a_row) {
  EXPECT_FALSE(sim::Id<Cases>());
  EXPECT_TRUE(sim::Id<Cases>(0));
  EXPECT_EQ(sim::Id<Cases>(3).value, 3u);
  EXPECT_LT(sim::Id<Cases>(3), sim::Id<Cases>(4));
}

TEST(Id, of_one_table_is_no_index_of_another) {
  EXPECT_FALSE((std::is_convertible_v<sim::Id<People>, sim::Id<Cases>>));
  EXPECT_FALSE((std::is_invocable_v<decltype([](sim::Id<Cases>) {}), sim::Id<People>>));
  EXPECT_FALSE((std::is_convertible_v<int, sim::Id<Cases>>));
}

TEST(Table, grows_with_initial_values) {
  Cases cases;
  EXPECT_TRUE(cases.empty());
  const auto first = cases.add();
  cases.wait[first] = 4;
  cases.resize(3);
  EXPECT_EQ(cases.size(), 3u);
  EXPECT_EQ(cases.wait[first], 4);
  EXPECT_EQ(cases.wait[sim::Id<Cases>(2)], -1);
  for (const double h : cases.hours.row(sim::Id<Cases>(2))) EXPECT_EQ(h, 0.5);
}

TEST(Table, wide_columns_keep_rows_together) {
  Cases cases;
  cases.hours.widen(4);
  cases.resize(2);
  std::iota(cases.hours.all().begin(), cases.hours.all().end(), 0.0);
  EXPECT_EQ(cases.hours.width(), 4u);
  EXPECT_EQ(cases.hours(sim::Id<Cases>(1), 2), 6.0);
  EXPECT_EQ(cases.hours.row(sim::Id<Cases>(1)).front(), 4.0);
}

struct Shops : sim::Table<Shops> {
  Of<int> stock{1, 5}, sold{1, -1}, visits{};
  template <class V>
  void visit(V& v) {
    v(stock, {"stock", "1", "In store"});
    v(sold, {.name = "sold", .meaning = "This month", .lasts = sim::Lasting::month});
    v(visits, {.name = "visits", .meaning = "This month", .lasts = sim::Lasting::month, .by = "weekday"});
  }
};

TEST(Table, rows_are_those_that_were_there_when_the_walk_began) {
  Shops shops;
  for (const auto row : shops.rows()) ADD_FAILURE() << row.value;
  shops.resize(3);
  std::vector<std::uint32_t> seen;
  for (const sim::Id<Shops> row : shops.rows()) {
    seen.push_back(row.value);
    shops.add();
  }
  EXPECT_EQ(seen, (std::vector<std::uint32_t>{0, 1, 2}));
}

// Bytes are looked at eight at once: values beside each other, beyond 127, at the seam and in the rest.
TEST(Column, finds_the_rows_with_a_value_and_the_others_in_order) {
  sim::Column<People, std::uint8_t> column;
  for (std::size_t rows = 0; rows < 20; ++rows) {
    column.resize(rows);
    std::vector<std::uint32_t> equal, other;
    for (std::uint32_t i = 0; i < rows; ++i) {
      const std::uint8_t value = std::array<std::uint8_t, 7>{3, 0, 131, 3, 2, 255, 128}[i % 7];
      column[sim::Id<People>(std::size_t{i})] = value;
      (value == 3 ? equal : other).push_back(i);
    }
    std::vector<std::uint32_t> found, rest;
    sim::each_where<true>(column, std::uint8_t{3}, [&](sim::Id<People> row) { found.push_back(row.value); });
    sim::each_where<false>(column, std::uint8_t{3}, [&](sim::Id<People> row) { rest.push_back(row.value); });
    EXPECT_EQ(found, equal) << rows;
    EXPECT_EQ(rest, other) << rows;
  }
}

TEST(Table, lists_are_walked_in_order_and_asked_ahead) {
  for (const std::size_t many : {std::size_t{0}, sim::rows_ahead, 3 * sim::rows_ahead + 1}) {
    std::vector<std::size_t> items(many), ahead, seen;
    std::iota(items.begin(), items.end(), std::size_t{0});
    sim::each_ahead(
        items, [&](std::size_t later) { ahead.push_back(later); },
        [&](std::size_t item) {
          seen.push_back(item);
          EXPECT_EQ(ahead.size(), std::min(item + 1, many - std::min(many, sim::rows_ahead)))
              << "before it is its turn";
        });
    EXPECT_EQ(seen, items);
    EXPECT_EQ(ahead,
              std::vector(items.begin() + static_cast<std::ptrdiff_t>(std::min(many, sim::rows_ahead)), items.end()));
  }
}

TEST(Table, columns_declared_for_a_month_begin_it_anew_and_no_others) {
  Shops shops;
  shops.widen([](std::string_view by) { return by == "weekday" ? std::size_t{2} : std::size_t{0}; });
  const auto row = shops.add();
  EXPECT_EQ(shops.stock.width(), 1u);
  ASSERT_EQ(shops.visits.width(), 2u);
  shops.stock[row] = shops.sold[row] = shops.visits(row, 1) = 7;
  shops.open_month();
  EXPECT_EQ(shops.stock[row], 7);
  EXPECT_EQ(shops.sold[row], -1);
  EXPECT_EQ(shops.visits(row, 1), 0);
}

TEST(TableDeathTest, asserts_that_rows_and_values_are_there) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  Cases cases;
  cases.resize(2);
  const sim::Id<Cases> last(1), none, next(2);
  EXPECT_EQ(cases.hours.row(last).size(), 3u);
  for (const sim::Id<Cases> wrong : {next, none}) {
    EXPECT_DEATH(cases.wait[wrong] = 1, "Assertion");
    EXPECT_DEATH(cases.hours(wrong, 0) = 1, "Assertion");
    EXPECT_DEATH(cases.hours.row(wrong), "Assertion");
  }
  EXPECT_DEATH(cases.hours(last, 3) = 1, "Assertion");
  EXPECT_DEATH(cases.hours(sim::Id<Cases>(0), 3) = 1, "Assertion") << "which would be the next row's first";
}

TEST(Table, counts_its_bytes) {
  Cases cases;
  cases.resize(10);
  EXPECT_EQ(cases.bytes(), 10 * (sizeof(int) + 3 * sizeof(double)));
}

}  // namespace
