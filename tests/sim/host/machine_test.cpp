// What the machine says of itself, and that a disk has room.
#include "sim/host/machine.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "sim/error.hpp"
#include "tests/sim/own_folder.hpp"

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

TEST(Memory, RefusesWhatTheMachineDoesNotHave) {
  EXPECT_NO_THROW(sim::require_memory(1000));
  try {
    sim::require_memory(SIZE_MAX / 2);
    FAIL() << "no machine has so much";
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), sim::Exit::lacking);
    EXPECT_NE(std::string(failure.what()).find("a smaller world"), std::string::npos) << failure.what();
  }
}

TEST(Memory, IsGrantedOrNot) {
  EXPECT_TRUE(sim::memory_granted(sim::memory_for_files));
  EXPECT_FALSE(sim::memory_granted(SIZE_MAX / 2));
}

TEST(Machine, KnowsItself) {
  EXPECT_GT(sim::available_memory(), std::size_t{1} << 20);
  EXPECT_GT(sim::peak_memory(), std::size_t{1} << 20);
  EXPECT_FALSE(sim::host_name().empty());
  EXPECT_EQ(sim::utc_now().size(), std::string("2026-11-24T14:39:27Z").size());
}

// A root of one process, with what its control groups say.
struct Groups : testing::Test {
  own::Folder folder;
  void put(const std::string& file, const std::string& text) const {
    std::filesystem::create_directories((folder.path() / file).parent_path());
    own::write(folder.path() / file, text);
  }
  void machine(const std::string& groups) const {
    put("proc/meminfo", "MemTotal: 2000 kB\nMemAvailable: 1000 kB\n");
    put("proc/self/cgroup", groups);
  }
  std::size_t memory() const { return sim::available_memory(folder.path()); }
  int processors() const { return sim::allowed_processors(folder.path()); }
};

TEST_F(Groups, that_say_nothing_leave_all) {
  machine("0::/user/job\n");
  EXPECT_EQ(memory(), 1'024'000u);
  EXPECT_EQ(processors(), 0);
  put("sys/fs/cgroup/user/job/memory.max", "max\n");
  put("sys/fs/cgroup/user/job/memory.current", "5000\n");
  put("sys/fs/cgroup/user/job/cpu.max", "max 100000\n");
  EXPECT_EQ(memory(), 1'024'000u);
  EXPECT_EQ(processors(), 0);
}

TEST_F(Groups, of_version_2_limit_at_every_level) {
  machine("0::/user/job\n");
  put("sys/fs/cgroup/user/memory.max", "700000\n");
  put("sys/fs/cgroup/user/memory.current", "300000\n");
  EXPECT_EQ(memory(), 400'000u);
  put("sys/fs/cgroup/user/memory.stat", "anon 200000\ninactive_file 100000\n");
  EXPECT_EQ(memory(), 500'000u) << "a cache is given back";
  put("sys/fs/cgroup/user/job/cpu.max", "450000 100000\n");
  EXPECT_EQ(processors(), 5);
  put("sys/fs/cgroup/cpu.max", "150000 100000\n");
  EXPECT_EQ(processors(), 2);
}

TEST_F(Groups, of_version_1_limit_too) {
  machine("12:memory:/job/a\n5:cpu,cpuacct:/job\n3:cpuset:/other\n1:name=systemd:/job\n0::/job\n");
  put("sys/fs/cgroup/memory/job/a/memory.limit_in_bytes", "9223372036854771712\n");
  put("sys/fs/cgroup/memory/job/a/memory.usage_in_bytes", "50000\n");
  put("sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "-1\n");
  put("sys/fs/cgroup/cpu/job/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(memory(), 1'024'000u);
  EXPECT_EQ(processors(), 0);
  put("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "80000\n");
  put("sys/fs/cgroup/memory/job/memory.usage_in_bytes", "60000\n");
  put("sys/fs/cgroup/memory/job/memory.stat", "cache 10000\ntotal_inactive_file 20000\n");
  put("sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "250000\n");
  put("sys/fs/cgroup/cpu/other/cpu.cfs_quota_us", "1000\n");
  EXPECT_EQ(memory(), 40'000u);
  EXPECT_EQ(processors(), 3);
}

}  // namespace
