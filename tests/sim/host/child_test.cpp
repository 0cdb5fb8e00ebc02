#include "sim/host/child.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <stdexcept>

#include "sim/error.hpp"
#include "sim/host/watched.hpp"

namespace {

using Lines = std::vector<std::string>;

[[noreturn]] void crash() {
  std::signal(SIGSEGV, SIG_DFL);  // a sanitizer would report it
  raise(SIGSEGV);
  _exit(0);
}

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
  const Lines got = sim::in_child([]() -> Lines { crash(); });
  ASSERT_EQ(got.size(), 1u);
  EXPECT_NE(got[0].find("crashes (Segmentation fault)"), std::string::npos) << got[0];
}

TEST(Child, ACrashWhereMemoryIsLimitedIsNoVerdict) {
  rlimit before{};
  getrlimit(RLIMIT_AS, &before);
  const rlimit less{rlim_t{1} << 46, before.rlim_max};  // more than there is, and less than the child may have
  ASSERT_EQ(setrlimit(RLIMIT_AS, &less), 0);
  try {
    sim::in_child([]() -> Lines { crash(); }, {.memory = std::size_t{1} << 47});
    ADD_FAILURE() << "it gave a line";
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), sim::Exit::lacking);
    EXPECT_NE(std::string(failure.what()).find("this says nothing of the file"), std::string::npos) << failure.what();
  }
  setrlimit(RLIMIT_AS, &before);
}

TEST(Child, AnEarlyEndIsALine) {
  EXPECT_EQ(sim::in_child([]() -> Lines { _exit(0); }), Lines{"reading it ends without an answer"});
}

TEST(Child, AnExceptionIsALine) {
  EXPECT_EQ(sim::in_child([]() -> Lines { throw std::runtime_error("no such group"); }), Lines{"no such group"});
  const Lines got = sim::in_child([]() -> Lines { return {Lines().at(3)}; });
  EXPECT_EQ(got, Lines{"what it says does not fit together"});  // and no word of the library's
}

TEST(Child, TooMuchMemoryIsALine) {
  if (sim::sanitized) GTEST_SKIP() << "a sanitizer wants all address space";
  const Lines got = sim::in_child([] { return Lines(1, std::string(std::size_t{8} << 30, 'x')); });
  ASSERT_EQ(got.size(), 1u);
  EXPECT_NE(got[0].find("memory"), std::string::npos) << got[0];
}

TEST(Child, TooMuchTimeIsALine) {
  const Lines got = sim::in_child(
      []() -> Lines {
        for (volatile int on = 1; on == 1;) {
        }
        return {};
      },
      {.seconds = 1});
  ASSERT_EQ(got.size(), 1u);
  EXPECT_NE(got[0].find("more than 1 seconds"), std::string::npos) << got[0];
}

std::string here = SOURCE_DIR "/README.md";

// What reading a file in a child comes to, as a failure.
template <class Work>
sim::Failure failure(const std::string& file, const Work& work) {
  try {
    return {sim::Exit::done, sim::read_in_child(file, work)};
  } catch (const sim::Failure& f) {
    return f;
  }
}

TEST(Child, SendsBytesOfAnyKindAndNumber) {
  std::string all("\0\1e\n", 4);
  all.append(300'000, 'x');
  EXPECT_EQ(sim::read_in_child(here, [&] { return all; }), all);
  std::string got;
  sim::read_in_child(
      here,
      [](const sim::Send& send) {
        for (int i = 0; i < 100'000; ++i) send("ab");
      },
      [&got](std::string_view piece) { got += piece; });
  EXPECT_EQ(got.size(), 200'000u);
}

TEST(Child, AFailureArrivesAsItIs) {
  const std::vector<sim::Problem> put = {{"a.toml", 3, 7, "x = 1", "is wrong", "mend it"}, {{}, 0, 0, {}, "too", {}}};
  const sim::Failure got = failure(here, [&]() -> std::string { throw sim::Failure(sim::Exit::usage, put); });
  EXPECT_EQ(got.code(), sim::Exit::usage);
  ASSERT_EQ(got.problems().size(), 2u);
  EXPECT_EQ(got.problems()[0].column, 7);
  EXPECT_EQ(got.problems()[0].mend, "mend it");
  EXPECT_EQ(got.problems()[1].file, here);
}

TEST(Child, ACrashIsTheFilesFault) {
  const sim::Failure got = failure(here, []() -> std::string { crash(); });
  EXPECT_EQ(got.code(), sim::Exit::bad_data);
  EXPECT_NE(std::string(got.what()).find("README.md: error: reading it crashes"), std::string::npos) << got.what();
  EXPECT_EQ(failure("no such file", [] { return std::string(); }).code(), sim::Exit::no_input);
}

TEST(Child, IsGoneWhenNobodyListens) {
  EXPECT_THROW(sim::read_in_child(
                   here,
                   [](const sim::Send& send) {
                     for (;;) send("for ever");
                   },
                   [](std::string_view) { throw std::runtime_error("enough"); }),
               std::runtime_error);
}

}  // namespace
