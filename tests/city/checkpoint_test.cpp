// The city cut between two months and gone on with is the same city: all its state is in its tables.
#include <gtest/gtest.h>

#include <bit>

#include "sim/run/run.hpp"
#include "tests/city/whole.hpp"
#include "tests/sim/own_folder.hpp"

namespace {

// As bits, so that NaN equals NaN.
std::vector<std::vector<std::uint64_t>> bits(const sim::RunRecord& record) {
  std::vector<std::vector<std::uint64_t>> out;
  for (const std::vector<double>& values : record.values) {
    out.emplace_back();
    for (const double v : values) out.back().push_back(std::bit_cast<std::uint64_t>(v));
  }
  return out;
}

class Cut {
 public:
  explicit Cut(const sim::Scenario& scenario) : scenario_(scenario) {
    std::filesystem::create_directories(folder_.path());
    const sim::RunRecord record = whole::record(scenario_);
    uncut_ = bits(record);
    uncut_labels_ = record.axes.back().labels;
  }
  void at(int months) {
    const sim::Checkpoint checkpoint(folder_.path(), "test", 1);
    std::atomic<bool> stop = false;
    sim::RunOptions options;
    options.checkpoint = &checkpoint;
    options.stop = &stop;
    options.progress = [&](int done) { stop = done == months; };
    EXPECT_THROW(sim::run(whole::make, scenario_, options), sim::Stopped);
    int first = -1;
    options.progress = [&first](int done) { first = first < 0 ? done : first; };
    stop = false;
    const sim::RunRecord record = sim::run(whole::make, scenario_, options).record;
    EXPECT_EQ(first, months);
    EXPECT_EQ(record.axes.back().labels, uncut_labels_);
    const auto now = bits(record);
    for (std::size_t s = 0; s < now.size(); ++s)
      EXPECT_EQ(now[s], uncut_[s]) << record.series[s].name << ", cut after month " << months;
    checkpoint.remove();
  }

 private:
  sim::Scenario scenario_;
  own::Folder folder_;
  std::vector<std::vector<std::uint64_t>> uncut_;
  std::vector<std::string> uncut_labels_;  // of communities, which the tables know
};

TEST(Checkpoint, TheVillageCutAtEveryMonth) {
  Cut cut(whole::read("scenarios/village.toml"));
  for (int months = 0; months < 96; ++months) cut.at(months);
}

TEST(Checkpoint, NanjingCutInEveryMonthOfAYear) {
  Cut cut(whole::read("scenarios/nanjing.toml", {{"population.scale", "0.004"}}, "2014-12-31"));
  for (int months = 42; months < 54; ++months) cut.at(months);
}

}  // namespace
