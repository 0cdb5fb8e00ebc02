// What the machine says of itself, and that a disk has room.
#include "sim/host/machine.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "sim/error.hpp"

namespace {

TEST(Space, RefusesWhatTheDiskCannotHold) {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "not yet" / "there" / "x.h5";
  EXPECT_NO_THROW(sim::require_space(file, 1000));
  try {
    sim::require_space(file, SIZE_MAX / 2);
    FAIL() << "no disk holds so much";
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), sim::Exit::io);
    EXPECT_NE(std::string(failure.what()).find("make room"), std::string::npos) << failure.what();
  }
  EXPECT_THROW(sim::require_space("/dev/null/x.h5", 1), sim::Failure);
}

TEST(Machine, KnowsItself) {
  EXPECT_GT(sim::available_memory(), std::size_t{1} << 20);
  EXPECT_GT(sim::peak_memory(), std::size_t{1} << 20);
  EXPECT_FALSE(sim::host_name().empty());
  EXPECT_EQ(sim::utc_now().size(), std::string("2026-11-24T14:39:27Z").size());
}

}  // namespace
