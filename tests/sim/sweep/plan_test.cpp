// A plan's file: what is read is what was written, or nothing.
#include "sim/sweep/plan.hpp"

#include <gtest/gtest.h>

#include "sim/error.hpp"
#include "tests/sim/own_folder.hpp"
#include "tests/sim/spoilt.hpp"

namespace {

TEST(Plan, SpoiltIsRefusedOrEqual) {
  sim::Plan plan;
  plan.program = "sample 1.0";
  plan.title = "A sweep";
  plan.design = "title = \"A sweep\"\nsum = \"sum\":\"0\"\n";
  plan.method = "grid";
  plan.scenarios = {{"base", "Base", "", "title = \"Base\"\n", 0xabc}};
  plan.parameters = {{"need.base", "1", "Needs"}, {"fair.open", "1", "Whether it is"}};
  plan.points = {{0.1, true}, {0.25, std::nullopt}};
  plan.own = {{0.5, false}};
  plan.cases = {{0, 0}, {1, 0}};
  const std::string whole = sim::to_json(plan);
  const own::Folder folder;
  std::filesystem::create_directories(folder.path());
  const std::filesystem::path file = folder.path() / "plan-1.json";
  own::write(file, whole);
  ASSERT_EQ(sim::to_json(sim::read_plan(file)), whole);
  own::Spoilt spoilt(whole);
  int refused = 0;
  for (int i = 0; i < 100; ++i) {
    own::write(file, spoilt());
    try {
      EXPECT_EQ(sim::to_json(sim::read_plan(file)), whole) << i;
    } catch (const sim::Failure& failure) {
      EXPECT_EQ(failure.code(), sim::Exit::bad_data) << failure.what();
      ++refused;
    }
  }
  EXPECT_GT(refused, 90);
}

}  // namespace
