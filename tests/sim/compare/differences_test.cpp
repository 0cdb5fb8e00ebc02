#include "sim/compare/differences.hpp"
#include "sim/compare/lines.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

using sim::Measure;
using sim::Month;
using sim::RunRecord;

const double not_known = std::numeric_limits<double>::quiet_NaN();

// One series over three months.
RunRecord record(sim::SeriesInfo series, std::vector<double> values, std::vector<sim::Axis> axes = {}) {
  RunRecord r;
  r.scenario = "a";
  r.start = Month::of(2010, 1);
  r.months = 3;
  r.axes = std::move(axes);
  r.series = {std::move(series)};
  r.values = {std::move(values)};
  return r;
}
// The same of a condensed run.
double headline(const RunRecord& r) {
  const std::vector<std::string> name = {r.series[0].name};
  const RunRecord small = sim::condensed(r, name);
  EXPECT_EQ(small.values.at(0).size(), static_cast<std::size_t>(r.months));
  const double whole = sim::headline(r, 0, sim::period_of(r)),
               condensed = sim::headline(small, 0, sim::period_of(small));
  EXPECT_TRUE(whole == condensed || (std::isnan(whole) && std::isnan(condensed))) << whole << " " << condensed;
  return whole;
}

const sim::Axis district{"district", "", {"city", "north", "south"}, {}, true},
    service{"service", "", {"care", "advice"}};

TEST(Headline, FlowsAreTotalledStocksTakenAtTheEndRatesAveraged) {
  EXPECT_EQ(headline(record({"f", "count", "", Measure::flow, {}}, {1, 2, 4})), 7);
  EXPECT_EQ(headline(record({"s", "count", "", Measure::stock, {}}, {1, 2, 4})), 4);
  EXPECT_EQ(headline(record({"r", "1", "", Measure::rate, {}}, {1, 2, 6})), 3);
}

TEST(Headline, RatesOverTheLastTwelveMonths) {
  RunRecord r = record({"r", "1", "", Measure::rate, {}}, {100, 100});
  for (int m = 0; m < 12; ++m) r.values[0].push_back(2);
  r.months = 14;
  EXPECT_EQ(headline(r), 2);
}

TEST(Headline, TheFirstDistrictIsTheWhole) {
  const sim::SeriesInfo s{"s", "count", "", Measure::stock, {"district"}};
  EXPECT_EQ(headline(record(s, {0, 0, 0, 0, 0, 0, 9, 5, 4}, {district})), 9);
}

TEST(Headline, OtherAxesAreSummedForTotalsCountsAndMoneyAndNoNumberElsewhere) {
  const std::vector<double> values = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 20, 1, 2, 9, 18};
  sim::SeriesInfo s{"s", "count", "", Measure::stock, {"district", "service"}};
  EXPECT_EQ(headline(record(s, values, {district, service})), 30);
  s.unit = "EUR";
  EXPECT_TRUE(std::isnan(headline(record(s, values, {district, service})))) << "not known to be money";
  s.measure = Measure::flow;
  EXPECT_EQ(headline(record(s, values, {district, service})), 30) << "a total";
  s.measure = Measure::stock;
  s.money = true;
  EXPECT_EQ(headline(record(s, values, {district, service})), 30);
  // The other way round the whole is every third cell.
  EXPECT_EQ(headline(record({"s", "count", "", Measure::stock, {"service", "district"}}, values, {district, service})),
            10 + 2);
}

TEST(Headline, LabelsThatStandApartAreLeftOutAndNamed) {
  const std::vector<double> values = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 20, 1, 2, 9, 18};
  sim::Axis apart = service;
  apart.details = {{"direct", "1", "1 if at once", std::vector<double>{0, 1}}};
  const RunRecord whole =
      record({"s", "count", "", Measure::stock, {"district", "service"}}, values, {district, apart});
  EXPECT_EQ(headline(whole), 30) << "a detail alone says nothing";
  apart.apart = "direct";
  const RunRecord part = record({"s", "count", "", Measure::stock, {"district", "service"}}, values, {district, apart});
  EXPECT_EQ(headline(part), 10);
  EXPECT_EQ(sim::of_headline(part.series[0], part.axes).without, "advice");
  EXPECT_EQ(sim::of_headline(whole.series[0], whole.axes).without, "");
  const std::vector<std::string> names = {"s"};
  RunRecord base = sim::condensed(part, names), more = base;
  base.scenario = "base";
  more.scenario = "more";
  const std::vector<std::string> scenarios = {"base", "more"};
  const std::string text =
      sim::laid_out(sim::difference_text(sim::differences(names, scenarios, std::vector{base, more})), 110);
  EXPECT_NE(text.find("\n  s*, at the end"), std::string::npos) << text;
  EXPECT_NE(text.find("\n  * without advice\n"), std::string::npos) << text;
}

TEST(Headline, UndefinedValuesDoNotCount) {
  EXPECT_EQ(headline(record({"r", "1", "", Measure::rate, {}}, {not_known, 2, 4})), 3);
  EXPECT_TRUE(std::isnan(headline(record({"r", "1", "", Measure::rate, {}}, {not_known, not_known, not_known}))));
}

RunRecord run(const std::string& scenario, std::uint32_t replicate, double served) {
  RunRecord r = record({"served", "count", "Cases", Measure::flow, {}}, {served, 0, 0});
  r.scenario = scenario;
  r.replicate = replicate;
  return r;
}

TEST(Differences, PairedByReplicateAgainstTheFirst) {
  const std::vector<std::string> headlines = {"served", "unknown"}, scenarios = {"base", "more"};
  // Replicate 2 failed in one scenario: it makes no pair.
  const std::vector<RunRecord> runs = {run("base", 0, 100), run("base", 1, 200), run("more", 0, 103),
                                       run("more", 1, 205), run("more", 2, 999)};
  const std::vector<sim::Difference> d = sim::differences(headlines, scenarios, runs);
  ASSERT_EQ(d.size(), 1u);
  EXPECT_EQ(d[0].baseline, "base");
  EXPECT_EQ(d[0].scenario, "more");
  EXPECT_EQ(d[0].found.before, 150);
  EXPECT_EQ(d[0].found.after, 154);
  EXPECT_EQ(d[0].found.pairs, 2u);
  EXPECT_EQ(d[0].found.difference.mean, 4);
  const std::string text = sim::laid_out(sim::difference_text(d), 110);
  for (const char* part : {"more against base", "2010-01 to 2010-03", "means of 2 pairs", "served, total",
                           "+4 (+2.7 %)", "range\n", "3 to 5", "2 pairs of runs are too few", "--replicates 10"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(Differences, UnitsAreNamedWhereTheyAreNotPlain) {
  const std::vector<std::string> headlines = {"served"}, scenarios = {"base", "more"};
  std::vector<RunRecord> runs = {run("base", 0, 1), run("more", 0, 2)};
  for (RunRecord& r : runs) r.series[0].unit = "CNY";
  const std::string text = sim::laid_out(sim::difference_text(sim::differences(headlines, scenarios, runs)), 110);
  EXPECT_NE(text.find("served, total (CNY)"), std::string::npos) << text;
}

TEST(Differences, OnlyTheMonthsThatBothHave) {
  RunRecord longer = run("more", 0, 1);
  longer.months = 5;
  longer.values = {{1, 2, 4, 8, 16}};
  longer.start = Month::of(2009, 12);
  const std::vector<std::string> headlines = {"served"}, scenarios = {"base", "more"};
  const std::vector<RunRecord> runs = {run("base", 0, 1), longer};
  const auto d = sim::differences(headlines, scenarios, runs);
  ASSERT_EQ(d.size(), 1u);
  EXPECT_EQ(d[0].found.after, 2 + 4 + 8);
}

// A scenario's differences in two series, of so many pairs.
std::string told(const std::vector<double>& served, const std::vector<double>& trust) {
  std::vector<RunRecord> runs;
  for (std::uint32_t r = 0; r < served.size(); ++r)
    for (const bool more : {false, true}) {
      runs.push_back(run(more ? "more" : "base", r, more ? 1000 + served[r] : 1000));
      runs.back().series.push_back({"trust", "1", "", Measure::stock, {}});
      runs.back().values.push_back({0, 0, more ? trust[r] : 0});
    }
  const std::vector<std::string> headlines = {"served", "trust"}, scenarios = {"base", "more"};
  return sim::laid_out(sim::difference_text(sim::differences(headlines, scenarios, runs)), 110);
}

TEST(Differences, FewPairsGiveNoVerdictHoweverClear) {
  const std::string text = told({100, 100, 101, 100}, {0, 0, 0, 0});
  EXPECT_NE(text.find("4 pairs of runs are too few to tell chance from effect"), std::string::npos) << text;
  EXPECT_NE(text.find("100 to 101"), std::string::npos) << text;
  for (const char* part : {"stand", "interval", "noise"}) EXPECT_EQ(text.find(part), std::string::npos) << text;
}

TEST(Differences, EnoughPairsGiveAVerdictOverAllSeries) {
  const std::string clear = told({100, 101, 99, 100, 102}, {1, -1, 2, -2, 0});
  EXPECT_NE(clear.find("1 of these 2 series stand out"), std::string::npos) << clear;
  EXPECT_NE(clear.find("(Holm, 5 %):\n  served.\n"), std::string::npos) << clear;
  EXPECT_NE(clear.find("95 % interval\n"), std::string::npos) << clear;
  // An interval clear of zero by itself (p = 0.045) does not do when two series are looked at.
  const std::string hardly = told({1, 2, 3, 4, 0.05}, {1, -1, 2, -2, 0});
  EXPECT_NE(hardly.find("None of these 2 series stand out"), std::string::npos) << hardly;
}

TEST(Differences, ASeriesDefinedInFewPairsHasNoVerdict) {
  const std::string text = told({1, -1, 2, -2, 0}, {5, 5.1, 5, not_known, not_known});
  EXPECT_NE(text.find("None of these 2 series stand out"), std::string::npos) << text;
  EXPECT_EQ(text.find("to 5.1"), std::string::npos) << text;
}

TEST(Differences, OnePairHasNoInterval) {
  const std::vector<std::string> headlines = {"served"}, scenarios = {"base", "more", "same"};
  const std::vector<RunRecord> runs = {run("base", 0, 4), run("more", 0, 3), run("same", 0, 4)};
  const std::string text = sim::laid_out(sim::difference_text(sim::differences(headlines, scenarios, runs)), 110);
  EXPECT_NE(text.find("1 pair of runs is too few"), std::string::npos) << text;
  EXPECT_NE(text.find("-1 (-25.0 %)"), std::string::npos) << text;
  EXPECT_NE(text.find("no difference"), std::string::npos) << text;
  EXPECT_NE(text.find("Nothing here differs in any pair of runs. What same changes"), std::string::npos) << text;
  EXPECT_EQ(text.find("interval\n"), std::string::npos) << text;
}

TEST(Pairs, HaveTheSameReplicateSeedAndPoint) {
  const std::vector<sim::RunName> runs = {{"base", 0, 1}, {"base", 0, 1}, {"more", 0, 1}, {"more", 0, 1},
                                          {"base", 0, 2}, {"more", 1, 1}, {"other", 0, 1}};
  const auto text = [&](std::vector<std::size_t> points) {
    std::string out;
    for (const auto& [before, after, point] : sim::pairs("base", "more", runs, points))
      out += std::to_string(before) + "-" + std::to_string(after) + "@" + std::to_string(point) + " ";
    return out;
  };
  EXPECT_EQ(text({4, 5, 5, 4, 4, 4, 4}), "0-3@4 1-2@5 ");
  EXPECT_EQ(text({4, 5, 6, 4, 4, 4, 4}), "0-3@4 ");
  EXPECT_EQ(text({}), "0-2@0 ");
}

TEST(Headline, OfSomeMonths) {
  const RunRecord flow = record({"f", "count", "", Measure::flow, {}}, {1, 2, 4}),
                  stock = record({"s", "1", "", Measure::stock, {}}, {0.1, 0.2, 0.4});
  const sim::Period two = {Month::of(2010, 1), Month::of(2010, 2)};
  EXPECT_EQ(sim::headline(flow, 0, two), 3) << "the total up to it";
  EXPECT_EQ(sim::headline(stock, 0, two), 0.2) << "the stock in it";
}

// One series with these differences from 1000, at a point each if there is a method.
sim::Measured measured(const std::string& name, const std::vector<double>& served, bool sweep = false) {
  sim::Measured m{{"base", "more", {name, "count", "", Measure::flow, {}}, {Month::of(2010, 1), Month::of(2010, 3)}},
                  {}};
  for (std::size_t i = 0; i < served.size(); ++i) m.pairs.push_back({sweep ? i : 0, 1000, 1000 + served[i]});
  return m;
}

// The long table of it.
std::string compared(const std::vector<double>& served) {
  return sim::laid_out(sim::comparison_text(sim::concluded({measured("served", served)})), 110);
}

TEST(Comparison, SaysWhatADoubtfulDifferenceTakes) {
  const std::string text = compared({-1, 3, 3, -1, 1});
  for (const char* part :
       {"simulation noise only (95 %, Student's t, 5 pairs of equal luck)", "served does not stand out",
        "this many replicates in all (here 5) would\n  tell:\n  served 18.\n", " 60 %"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_EQ(compared({3, 3, 4, 3, 3}).find("doubt"), std::string::npos);
}

TEST(Comparison, FewPairsHaveIntervalsAndNoVerdict) {
  const std::string text = compared({1, 2, 3});
  for (const char* part : {"-0.4841 to 4.484", "3 pairs of runs are too few to tell chance from effect", "3 pairs"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_EQ(text.find("stand out"), std::string::npos) << text;
}

// Lines end anywhere.
std::string one_line(std::string text) {
  for (std::size_t at = 0; (at = text.find("\n  ", at)) != std::string::npos;) text.replace(at, 3, " ");
  return text;
}

TEST(Comparison, APointIsCountedOnce) {
  sim::Measured m = measured("served", {1, 2, 3, 4, 5, 7}, true);
  m.pairs.push_back({5, 1000, 1009});
  const std::string text = one_line(sim::laid_out(sim::comparison_text(sim::concluded({m}, "sobol")), 110));
  for (const char* part : {"means of 6 points (7 pairs)", "+3.833", "all points", "1 to 8",
                           "parameter uncertainty (and simulation noise): from the least to the most of 6 points",
                           "The mean of served over the points clearly differs from 0"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(Comparison, ManyPointsLeaveOutTheFew) {
  std::vector<double> many, doubtful;
  for (int i = 0; i < 41; ++i) {
    many.push_back(100 + i);
    doubtful.push_back(i % 2 == 0 ? 20 : -19);
  }
  const std::string text = one_line(sim::laid_out(
      sim::comparison_text(sim::concluded({measured("served", many, true), measured("trust", doubtful, true)}, "lhs")),
      110));
  for (const char* part : {"95 % of points", "101 to 139", "2.5 to 97.5 % quantile of 41 points, each",
                           "The mean over the points clearly differs from 0 in 1 of these 2 series",
                           "the interval of that mean has 0 in it", "this many points in all (here 41) would tell"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_EQ(text.find("of fewer than 40"), std::string::npos) << text;
}

TEST(Comparison, ChosenPointsHaveNoVerdict) {
  const std::vector<double> served = {-5, 20, 30, 40, 50, 60};
  for (const auto& [method, why] : {std::pair("grid", "the points of a grid design are no independent sample"),
                                    {"", "the file does not say how its points were chosen"}}) {
    const auto found = sim::concluded({measured("served", served, true)}, method);
    EXPECT_FALSE(found[0].stands_out() || found[0].doubtful());
    const std::string text = one_line(sim::laid_out(sim::comparison_text(found), 110));
    for (const std::string part : {"-5 to 60", "No interval of the mean and no verdict", why})
      EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
    for (const char* part : {"differs from 0", "In doubt", "too few"}) EXPECT_EQ(text.find(part), std::string::npos);
  }
}

TEST(Comparison, ASeriesDefinedAtOnePointIsStillOneOfASweep) {
  const std::vector<double> once = {1, not_known, not_known, not_known, not_known, not_known},
                            served = {1, 2, 3, 4, 5, 6};
  const auto found = sim::concluded({measured("rare", once, true), measured("served", served, true)}, "sobol");
  EXPECT_EQ(found[0].found.points, 1u);
  EXPECT_EQ(sim::noise(found[0]), sim::noise(found[1]));
  const std::string text = one_line(sim::laid_out(sim::comparison_text(found), 110));
  EXPECT_NE(text.find("parameter uncertainty (and simulation noise): from the least to the most of 6 points"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("noise only"), std::string::npos) << text;
}

TEST(Timing, SharesOfAll) {
  const std::vector<sim::Timing> timings = {{"need", 3, 12000}, {"service", 1, 12}};
  const std::string text = sim::laid_out(sim::timing_text(timings), 110);
  for (const char* part : {"need", "75.0 %", "12,000", "25.0 %", "4.000"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(Alone, AScenarioByItselfHasItsMeansAndWhereTheyLie) {
  const auto record = [](std::uint32_t replicate, double first, double second) {
    sim::RunRecord r{"base", replicate, 1, {}, 2, {}, {}, {}};
    r.start = sim::Month::of(2010, 1);
    r.series.push_back({"served", "count", "Served", sim::Measure::flow, {}});
    r.values.push_back({first, second});
    return r;
  };
  const std::vector<std::string> names = {"served", "not kept"};
  const std::vector<sim::Difference> one = sim::alone(names, std::vector{record(1, 1, 2)});
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(sim::laid_out(sim::alone_text(one), 80),
            "\nbase, 2010-01 to 2010-02, 1 run:\n                 value\n  served, total      3\n");
  const std::string two = sim::alone_text(sim::alone(names, std::vector{record(1, 1, 2), record(2, 2, 3)}));
  EXPECT_NE(two.find("\tmean\trange\nserved, total\t4\t3 to 5\n"), std::string::npos) << two;
  std::vector<sim::RunRecord> five;
  for (std::uint32_t r = 1; r <= 5; ++r) five.push_back(record(r, r, r));
  EXPECT_NE(sim::alone_text(sim::alone(names, five)).find("95 % interval"), std::string::npos);
  EXPECT_EQ(sim::alone_text({}), "");
}

}  // namespace
