// What a run file gives back: all that the sample put in, and a clear refusal of what is no run file.
#include "sim/output/reader.hpp"

#include <gtest/gtest.h>

#include "sim/error.hpp"
#include "sim/host/child.hpp"
#include "tests/sim/output_sample.hpp"
#include "tests/sim/own_folder.hpp"

namespace {

namespace fs = std::filesystem;
using sim::Exit, sim::Failure, sim::Measure, sim::RunReader;

class Reader : public testing::Test {
 protected:
  void SetUp() override { sample::write(file); }
  // As commands read: in a child, whose refusal arrives here.
  Failure refusal() const {
    try {
      sim::read_in_child(file.string(), [this] { return RunReader(file).attribute("title"); });
    } catch (const Failure& failure) {
      return failure;
    }
    return {Exit::done, "it was read"};
  }

  own::Folder folder;
  fs::path file = folder.path() / "run.h5";
};

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

TEST_F(Reader, knows_runs_months_and_texts) {
  const RunReader in(file);
  ASSERT_EQ(in.runs().size(), 4u);
  EXPECT_EQ(in.runs()[3].scenario, "hospice-2010");
  EXPECT_EQ(in.runs()[3].replicate, 1u);
  EXPECT_EQ(in.runs()[3].seed, 9007199254740001u);
  EXPECT_EQ(in.start(), sim::Month::of(2010, 1));
  EXPECT_EQ(in.months(), 5);
  EXPECT_EQ(in.attributes()[0], std::make_pair(std::string("title"), std::string("A sample")));
  EXPECT_EQ(in.attribute("scenario_text_base"), "title = \"base\"\n");
  EXPECT_EQ(in.attribute("none"), "");
  EXPECT_EQ(in.provenance()[0], std::make_pair(std::string("host"), std::string("here")));
}

TEST_F(Reader, knows_series_and_axes) {
  const RunReader in(file);
  ASSERT_EQ(in.series().size(), 4u);
  const std::vector<sim::SeriesInfo> put = sample::record("hospice-2010", 0).series;
  for (std::size_t s = 0; s < put.size(); ++s) {
    EXPECT_EQ(in.series()[s].name, put[s].name);
    EXPECT_EQ(in.series()[s].unit, put[s].unit);
    EXPECT_EQ(in.series()[s].money, put[s].money);
    EXPECT_EQ(in.series()[s].meaning, put[s].meaning);
    EXPECT_EQ(in.series()[s].measure, put[s].measure);
    EXPECT_EQ(in.series()[s].axes, put[s].axes);
    EXPECT_FALSE(in.series()[s].yearly());
  }
  ASSERT_EQ(in.axes().size(), 2u);
  EXPECT_EQ(in.axes()[0].labels, (std::vector<std::string>{"全市", "玄武区"}));
  EXPECT_EQ(in.axes()[1].labels, (std::vector<std::string>{"elder_care", "child_care", "hospice"}));
  EXPECT_TRUE(in.swept().empty());
}

TEST_F(Reader, gives_values_and_says_where_there_are_none) {
  const RunReader in(file);
  // spending of base, replicate 1: January to March, then the file's other months
  const std::vector<double> spending = in.values(1, 1), cases = in.values(0, 0), share = in.values(2, 2);
  for (int m = 0; m < 5; ++m)
    EXPECT_TRUE(same(spending[m], m < 3 ? sample::money(m, 1) : sample::none)) << m << " " << spending[m];
  EXPECT_TRUE(same(cases[1], sample::cases(0, 1, 0)));
  EXPECT_TRUE(std::isnan(cases[2])) << "base has no hospice";
  EXPECT_TRUE(std::isnan(cases[3 * 6])) << "nor April";
  EXPECT_TRUE(std::isnan(share[0]) && std::isnan(share[2]) && share[3] == sample::share(3));
}

TEST_F(Reader, gives_a_run_as_the_model_left_it) {
  const sim::RunRecord got = RunReader(file).record(2, {1, 3}), put = sample::record("hospice-2010", 0);
  EXPECT_EQ(got.scenario, put.scenario);
  EXPECT_EQ(got.start, put.start) << "the file begins a month earlier";
  EXPECT_EQ(got.months, put.months);
  EXPECT_EQ(got.values[1], put.values[3]);
  for (int m = 0; m < put.months; ++m) EXPECT_NEAR(got.values[0].at(m), put.values[1][m], 1e-9) << "whole hundredths";
  EXPECT_EQ(RunReader(file).record(0, {0}).months, 3) << "and ends two later than base";
}

TEST_F(Reader, refuses_what_is_no_run_file) {
  fs::remove(file);
  EXPECT_EQ(refusal().code(), Exit::no_input);
  own::write(file, "title = 'a scenario'\n");
  EXPECT_EQ(refusal().code(), Exit::bad_data);
  EXPECT_NE(std::string(refusal().what()).find("is not HDF5"), std::string::npos) << refusal().what();
}

TEST_F(Reader, a_cut_or_spoilt_file_is_a_refusal_and_never_a_crash) {
  const std::string whole = own::content(file);
  for (const std::size_t at : {std::size_t{96}, whole.size() / 3, whole.size() - 1}) {
    own::write(file, whole.substr(0, at));
    EXPECT_EQ(refusal().code(), Exit::bad_data) << refusal().what();
  }
  for (std::size_t at = 8; at < whole.size(); at += 997) {
    std::string spoilt = whole;
    for (std::size_t i = at; i < std::min(at + 64, spoilt.size()); ++i) spoilt[i] = static_cast<char>(0xa5);
    own::write(file, spoilt);
    const Exit code = refusal().code();
    EXPECT_TRUE(code == Exit::bad_data || code == Exit::done) << at;
  }
}

}  // namespace
