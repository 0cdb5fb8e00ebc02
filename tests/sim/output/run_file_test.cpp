// Run files from inside: when they appear, what they refuse, what check_run_file finds. Values and how other programs
// read them: tests/commands/output_test.py.
#include "sim/output/run_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "sim/error.hpp"
#include "tests/sim/output_sample.hpp"

namespace {

namespace fs = std::filesystem;
using sim::Exit, sim::Failure;

class RunFiles : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder);
    fs::create_directories(folder);
    file = folder / "run.h5";
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const std::vector<sim::RunRecord>& runs) const {
    sim::RunFile out(file, sample::layout(runs), sample::info());
    for (std::size_t i = runs.size(); i-- > 0;) out.write(i, runs[i]);
    out.close();
  }
  // The failure of writing one run of the sample, changed.
  template <class Change>
  Exit refusal(const Change& change, const std::string& mentioned) const {
    sim::RunRecord run = sample::record("base", 1);
    change(run);
    try {
      write({run});
    } catch (const Failure& failure) {
      EXPECT_NE(std::string(failure.what()).find(mentioned), std::string::npos) << failure.what();
      EXPECT_TRUE(fs::is_empty(folder)) << "something is left behind";
      return failure.code();
    }
    return Exit::done;
  }
  std::string bytes() const {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void put(const std::string& text) const { std::ofstream(file, std::ios::binary) << text; }
  std::size_t entries() const { return std::distance(fs::directory_iterator(folder), fs::directory_iterator()); }

  fs::path folder, file;
};

TEST(Layout, is_the_union_of_what_runs_have) {
  const sim::Layout all = sample::layout(sample::records());
  EXPECT_EQ(all.start, sim::Month::of(2010, 1));
  EXPECT_EQ(all.months, 5);
  std::map<std::string, std::vector<std::string>> labels;
  for (const sim::Axis& a : all.axes) labels[a.name] = a.labels;
  EXPECT_EQ(labels["service"], (std::vector<std::string>{"elder_care", "child_care", "hospice"}));
  EXPECT_EQ(labels["district"].size(), 2u);
  ASSERT_EQ(all.series.size(), 4u);
  EXPECT_EQ(all.series[3].name, "deaths");
  EXPECT_EQ(all.cells(all.series[0]), 6u);
  // 4 runs of 5 months: counts of 4 bytes (6 cells, 1), doubles of 8 (2); and the scenario texts.
  const std::size_t texts = all.scenarios[0].second.size() + all.scenarios[1].second.size();
  EXPECT_EQ(all.bytes(), 4u * 5u * (7u * 4u + 2u * 8u) + texts);
}

TEST(Layout, reaches_back_to_the_earliest_start) {
  sim::Layout layout;
  layout.include(sim::Month::of(2012, 1), 12, {}, {});
  layout.include(sim::Month::of(2010, 7), 6, {}, {});
  EXPECT_EQ(layout.start, sim::Month::of(2010, 7));
  EXPECT_EQ(layout.months, 30);
}

TEST(OldSum, is_fnv1a_of_64_bits) {
  // From the published test vectors of FNV-1a.
  EXPECT_EQ(sim::old_sum(""), "fnv1a64:cbf29ce484222325");
  EXPECT_EQ(sim::old_sum("a"), "fnv1a64:af63dc4c8601ec8c");
  EXPECT_EQ(sim::old_sum("foobar"), "fnv1a64:85944171f73967e8");
}

TEST_F(RunFiles, appear_when_closed_and_are_sound) {
  const std::vector<sim::RunRecord> runs = sample::records();
  {
    sim::RunFile out(file, sample::layout(runs), sample::info());
    for (std::size_t i = 0; i < runs.size(); ++i) out.write(i, runs[i]);
    EXPECT_FALSE(fs::exists(file));
    out.close();
    EXPECT_TRUE(fs::exists(file));
  }
  EXPECT_EQ(entries(), 1u) << "only the file itself stays";
  EXPECT_EQ(sim::check_run_file(file), std::vector<std::string>{});
}

TEST_F(RunFiles, unclosed_leave_nothing_and_spare_the_old_file) {
  put("old");
  {
    const std::vector<sim::RunRecord> runs = sample::records();
    sim::RunFile out(file, sample::layout(runs), sample::info());
    out.write(0, runs[0]);
    EXPECT_EQ(bytes(), "old");
  }
  EXPECT_EQ(bytes(), "old");
  EXPECT_EQ(entries(), 1u);
  write(sample::records());
  EXPECT_EQ(sim::check_run_file(file), std::vector<std::string>{});
}

TEST_F(RunFiles, are_the_same_bits_whatever_the_order_of_writing) {
  write(sample::records());
  const std::string backwards = bytes();
  {
    const std::vector<sim::RunRecord> runs = sample::records();
    sim::RunFile out(file, sample::layout(runs), sample::info());
    for (std::size_t i = 0; i < runs.size(); ++i) out.write(i, runs[i]);
    out.close();
  }
  EXPECT_TRUE(bytes() == backwards);
}

TEST_F(RunFiles, have_one_writer) {
  const std::vector<sim::RunRecord> runs = sample::records();
  sim::RunFile first(file, sample::layout(runs), sample::info());
  try {
    sim::RunFile second(file, sample::layout(runs), sample::info());
    ADD_FAILURE() << "two writers";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), Exit::io);
    EXPECT_NE(std::string(failure.what()).find("another process"), std::string::npos) << failure.what();
  }
  for (std::size_t i = 0; i < runs.size(); ++i) first.write(i, runs[i]);
  first.close();
  EXPECT_EQ(sim::check_run_file(file), std::vector<std::string>{});
}

TEST_F(RunFiles, say_when_there_is_no_folder) {
  file = folder / "none" / "run.h5";
  try {
    write(sample::records());
    ADD_FAILURE() << "no folder, and no failure";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), Exit::io);
    EXPECT_EQ(failure.problems().at(0).file, file.string());
    EXPECT_NE(failure.problems().at(0).what.find("a folder above it is not there"), std::string::npos);
  }
}

TEST_F(RunFiles, refuse_counts_that_32_bits_cannot_hold) {
  const auto with = [](double value) { return [value](sim::RunRecord& r) { r.values[0][4] = value; }; };
  EXPECT_EQ(refusal(with(2147483648.0), "base, replicate 1: cases is 2147483648 in 2010-02"), Exit::bug);
  EXPECT_EQ(refusal(with(-2147483647.0), "cases"), Exit::bug) << "it means: missing";
  EXPECT_EQ(refusal(with(0.5), "whole number"), Exit::bug);
  EXPECT_EQ(refusal(with(INFINITY), "whole number"), Exit::bug);
  EXPECT_EQ(refusal(with(2147483647.0), ""), Exit::done);
}

TEST_F(RunFiles, refuse_money_that_is_no_whole_hundredths) {
  const auto with = [](double value) { return [value](sim::RunRecord& r) { r.values[1][1] = value; }; };
  EXPECT_EQ(refusal(with(0.005), "spending is 0.005 in 2010-02"), Exit::bug);
  EXPECT_EQ(refusal(with(1e15), "whole hundredths"), Exit::bug) << "a double no longer tells them apart";
  EXPECT_EQ(refusal(with(INFINITY), "whole hundredths"), Exit::bug);
  EXPECT_EQ(refusal(with(-12345678901.23), ""), Exit::done);
}

TEST_F(RunFiles, refuse_what_the_layout_has_not) {
  const std::vector<sim::RunRecord> runs = {sample::record("base", 0)};
  sim::RunFile out(file, sample::layout(runs), sample::info());
  EXPECT_THROW(out.write(0, sample::record("hospice-2010", 0)), Failure);
}

TEST_F(RunFiles, refuse_series_without_values) {
  const auto without_labels = [](sim::RunRecord& r) {
    r.axes[1].labels.clear();
    r.values[0].clear();
  };
  EXPECT_EQ(refusal(without_labels, "series cases has no values"), Exit::bug);
}

TEST_F(RunFiles, check_names_what_is_no_run_file) {
  try {
    sim::check_run_file(file);
    ADD_FAILURE() << "there is none";
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), sim::Exit::no_input);
  }
  put("");
  EXPECT_EQ(sim::check_run_file(file), std::vector<std::string>{"is no HDF5 file"});
  put("year,cases\n2010,3\n");
  EXPECT_EQ(sim::check_run_file(file), std::vector<std::string>{"is no HDF5 file"});
}

TEST_F(RunFiles, of_a_sweep_that_varies_a_choice_are_sound) {
  const std::vector<sim::RunRecord> runs = sample::records();
  sim::Layout layout = sample::layout(runs);
  layout.of_runs = {{"need.base", "1", "Varied", std::vector<double>{1, 2, sample::none, 1}},
                    {"founding.rule", "1", "Varied", std::vector<std::string>{"niche", "density", "", "niche"}}};
  sim::RunFile out(file, layout, sample::info());
  for (std::size_t i = 0; i < runs.size(); ++i) out.write(i, runs[i]);
  out.close();
  EXPECT_EQ(sim::check_run_file(file), std::vector<std::string>{});
}

TEST_F(RunFiles, check_finds_truncation_anywhere) {
  write(sample::records());
  const std::string whole = bytes();
  for (const std::size_t size : {std::size_t{8}, std::size_t{100}, whole.size() / 2, whole.size() - 1}) {
    put(whole.substr(0, size));
    const std::vector<std::string> wrong = sim::check_run_file(file);
    ASSERT_EQ(wrong.size(), 1u) << size;
    EXPECT_TRUE(wrong[0].starts_with("cannot be read")) << wrong[0];
  }
}

}  // namespace
