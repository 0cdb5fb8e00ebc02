// What a file cannot hold is told in the month in which it comes about.
#include "sim/output/values.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "sim/error.hpp"

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity(),
                 undefined = std::numeric_limits<double>::quiet_NaN();

std::string refusal(const sim::SeriesInfo& series, double value) {
  try {
    sim::want_holdable(series, std::vector{0.0, value}, "2011-02");
    return "";
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), sim::Exit::bad_data);
    return failure.what();
  }
}

TEST(Holdable, HasLimitsByWhatASeriesIs) {
  const sim::SeriesInfo count{"cases", "count", "", sim::Measure::flow, {}};
  sim::SeriesInfo money{"spent", "CNY", "", sim::Measure::flow, {}}, rate{"share", "1", "", sim::Measure::rate, {}};
  money.money = true;
  EXPECT_EQ(refusal(count, 2147483647.0), "");
  EXPECT_NE(refusal(count, 2147483648.0).find("cases is 2147483648 in 2011-02"), std::string::npos);
  EXPECT_EQ(refusal(money, -9e13), "");
  EXPECT_NE(refusal(money, -1e14).find("spent is -100000000000000 in 2011-02"), std::string::npos);
  EXPECT_EQ(refusal(rate, 1e300), "");
  for (const sim::SeriesInfo& any : {count, money, rate}) {
    EXPECT_NE(refusal(any, -infinite).find("is infinite in 2011-02"), std::string::npos);
    EXPECT_EQ(refusal(any, undefined), "");
  }
}

}  // namespace
