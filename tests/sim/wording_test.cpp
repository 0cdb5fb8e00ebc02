#include "sim/wording.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace {

TEST(Readable, Numbers) {
  EXPECT_EQ(sim::readable(0), "0");
  EXPECT_EQ(sim::readable(-0.0), "0");
  EXPECT_EQ(sim::readable(999), "999");
  EXPECT_EQ(sim::readable(1000), "1,000");
  EXPECT_EQ(sim::readable(-1234567), "-1,234,567");
  EXPECT_EQ(sim::readable(-123456), "-123,456");
  EXPECT_EQ(sim::readable(12345.6), "12,346");
  EXPECT_EQ(sim::readable(723.43), "723.4");
  EXPECT_EQ(sim::readable(0.474512), "0.4745");
  EXPECT_EQ(sim::readable(1.5e13), "15,000,000,000,000");
  EXPECT_EQ(sim::readable(1.234e-7), "1.23e-07");
  EXPECT_EQ(sim::readable(std::numeric_limits<double>::quiet_NaN()), "undefined");
}

TEST(Readable, Durations) {
  EXPECT_EQ(sim::readable_duration(0.84), "0.8 s");
  EXPECT_EQ(sim::readable_duration(9.96), "10 s");
  EXPECT_EQ(sim::readable_duration(119.4), "119 s");
  EXPECT_EQ(sim::readable_duration(185), "3 min 05 s");
  EXPECT_EQ(sim::readable_duration(7800), "2 h 10 min");
}

TEST(Readable, Bytes) {
  EXPECT_EQ(sim::readable_bytes(812), "812 B");
  EXPECT_EQ(sim::readable_bytes(3.44e6), "3.4 MB");
  EXPECT_EQ(sim::readable_bytes(25e6), "25 MB");
  EXPECT_EQ(sim::readable_bytes(999.9e6), "1.0 GB");
  EXPECT_EQ(sim::readable_bytes(5e15), "5000 TB");
}

TEST(Readable, ListsOfVeryManyAreCut) {
  std::vector<std::string> items;
  for (int i = 0; i < 20; ++i) items.push_back(std::to_string(i));
  EXPECT_TRUE(sim::first_listed(items).ends_with("17, 18 and 19"));
  items.emplace_back("more");
  items.emplace_back("most");
  EXPECT_TRUE(sim::first_listed(items).ends_with("18, 19 and 2 more"));
}

TEST(Readable, Words) {
  EXPECT_EQ(sim::counted(1, "run"), "1 run");
  EXPECT_EQ(sim::counted(12000, "run"), "12,000 runs");
  EXPECT_EQ(sim::listed({"a"}), "a");
  EXPECT_EQ(sim::listed({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(sim::shell_word("results/nanjing.h5"), "results/nanjing.h5");
  EXPECT_EQ(sim::shell_word("my file"), "'my file'");
  EXPECT_EQ(sim::shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(sim::shell_word(""), "''");
}

}  // namespace
