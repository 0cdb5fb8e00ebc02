#include "sim/hash.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace {

std::string sample(std::size_t size) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<char>(i * 37 + i / 251));
  return out;
}

TEST(Fnv, IsThePublishedOne) {
  EXPECT_EQ(sim::fnv1a(""), 0xcbf29ce484222325u);
  EXPECT_EQ(sim::fnv1a("foobar"), 0x85944171f73967e8u);
}

TEST(Checksum, DoesNotDependOnTheCuts) {
  const std::string all = sample(203);
  for (std::size_t a = 0; a <= all.size(); a += 3)
    for (std::size_t b = a; b <= all.size(); b += 5) {
      sim::Checksum sum;
      sum.add(all.data(), a);
      sum.add(all.data() + a, b - a);
      sum.add(all.data() + b, all.size() - b);
      ASSERT_EQ(sum.value(), sim::checksum(all)) << a << " " << b;
    }
}

TEST(Checksum, SeesEveryFlipOfOneOrTwoBitsAndEveryLength) {
  std::set<std::uint64_t> seen = {sim::checksum(sample(40))};
  std::size_t tried = 1;
  for (std::size_t a = 0; a < 320; ++a)
    for (std::size_t b = a; b < 320; b += 8) {
      std::string bytes = sample(40);
      bytes[a / 8] = static_cast<char>(bytes[a / 8] ^ 1 << a % 8);
      if (b > a) bytes[b / 8] = static_cast<char>(bytes[b / 8] ^ 1 << b % 8);
      seen.insert(sim::checksum(bytes));
      ++tried;
    }
  for (std::size_t size = 0; size < 40; ++size, ++tried) seen.insert(sim::checksum(std::string(size, '\0')));
  EXPECT_EQ(seen.size(), tried);
}

}  // namespace
