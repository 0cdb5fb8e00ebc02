// Rows by what they belong to.
#include "sim/grouped.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace {

struct Guests : sim::Table<Guests> {
  template <class V>
  void visit(V&) {}
};

TEST(Grouped, keeps_the_order_of_rows_and_leaves_out_who_belongs_to_none) {
  const std::vector<std::size_t> table = {2, 0, 2, 9, 0, 2};
  const sim::Grouped<Guests> grouped(3, [&](auto add) {
    for (std::size_t row = 0; row < table.size(); ++row)
      if (table[row] < 3) add(sim::Id<Guests>(row), table[row]);
  });
  const auto rows = [&](std::size_t group) {
    std::vector<std::uint32_t> out;
    for (const sim::Id<Guests> row : grouped[group]) out.push_back(row.value);
    return out;
  };
  ASSERT_EQ(grouped.size(), 3u);
  EXPECT_EQ(rows(0), (std::vector<std::uint32_t>{1, 4}));
  EXPECT_TRUE(grouped[1].empty());
  EXPECT_EQ(rows(2), (std::vector<std::uint32_t>{0, 2, 5}));
}

TEST(Grouped, keeps_the_order_of_a_visit) {
  const auto visit = [](auto add) {
    for (const std::size_t row : {4, 1, 3}) add(sim::Id<Guests>(row), row % 2);
  };
  const sim::Grouped<Guests> grouped(2, visit);
  ASSERT_EQ(grouped[0].size(), 1u);
  EXPECT_EQ(grouped[0].front().value, 4u);
  ASSERT_EQ(grouped[1].size(), 2u);
  EXPECT_EQ(grouped[1].front().value, 1u);
  EXPECT_EQ(grouped[1].back().value, 3u);
}

TEST(Grouped, knows_an_empty_table) {
  const sim::Grouped<Guests> grouped(2, [](auto) {});
  EXPECT_TRUE(grouped[0].empty());
  EXPECT_TRUE(grouped[1].empty());
}

}  // namespace
