#include "sim/child.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <stdexcept>

namespace {

using Lines = std::vector<std::string>;

TEST(Child, GivesItsLinesBack) {
  EXPECT_EQ(sim::in_child([] { return Lines{}; }), Lines{});
  const Lines lines = {"one", "", "two\nthree", std::string(100'000, 'x')};
  EXPECT_EQ(sim::in_child([&] { return lines; }), lines);
}

TEST(Child, LeavesTheParentAlone) {
  int here = 0;
  sim::in_child([&] {
    here = 1;
    std::printf("not to be seen");
    return Lines{};
  });
  EXPECT_EQ(here, 0);
}

TEST(Child, ACrashIsALine) {
  const Lines got = sim::in_child([]() -> Lines {
    raise(SIGSEGV);
    return {};
  });
  ASSERT_EQ(got.size(), 1u);
  EXPECT_NE(got[0].find("crashes (Segmentation fault)"), std::string::npos) << got[0];
}

TEST(Child, AnEarlyEndIsALine) {
  EXPECT_EQ(sim::in_child([]() -> Lines { _exit(0); }), Lines{"reading it ends without an answer"});
}

TEST(Child, AnExceptionIsALine) {
  EXPECT_EQ(sim::in_child([]() -> Lines { throw std::runtime_error("no such group"); }), Lines{"no such group"});
}

TEST(Child, TooMuchMemoryIsALine) {
  const Lines got = sim::in_child([] { return Lines(1, std::string(std::size_t{8} << 30, 'x')); });
  ASSERT_EQ(got.size(), 1u);
  EXPECT_NE(got[0].find("memory"), std::string::npos) << got[0];
}

TEST(Child, TooMuchTimeIsALine) {
  const Lines got = sim::in_child(
      []() -> Lines {
        for (;;) pause();
      },
      {.seconds = 1});
  ASSERT_EQ(got.size(), 1u);
  EXPECT_NE(got[0].find("more than 1 seconds"), std::string::npos) << got[0];
}

}  // namespace
