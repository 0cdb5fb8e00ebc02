// What must hold exactly between scenarios that share their luck, on all that ship.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/city/whole.hpp"

namespace {

constexpr const char* base_file = "scenarios/nanjing.toml";
using Small = std::vector<std::pair<std::string, std::string>>;
const Small small = {{"population.scale", "0.01"}};

/// All that extend the baseline and leave its people as they are.
std::vector<std::string> scenario_files() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(SOURCE_DIR "/scenarios")) {
    const std::string name = entry.path().filename().string();
    const bool other_people = name.starts_with("yinchuan") || name.starts_with("ageing") || name == "village.toml";
    if (entry.path().extension() == ".toml" && !other_people && name != "nanjing.toml")
      out.push_back("scenarios/" + name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string told(const sim::Setting& setting) { return setting.path + " = " + sim::text(setting.value); }

/// A change as one text.
std::string told(const sim::Change& change) {
  std::string out = change.from.text();
  for (const sim::Setting& setting : change.set) out += "; " + told(setting);
  for (const sim::Setting& setting : change.multiply) out += "; times " + told(setting);
  return out;
}

/// The first month from which two scenarios' changes are not the same.
sim::Month first_differing_date(const sim::Scenario& a, const sim::Scenario& b) {
  sim::Month first = std::max(a.end, b.end);
  const auto look = [&](const sim::Scenario& in, const sim::Scenario& other) {
    for (const sim::Change& change : in.changes)
      if (std::none_of(other.changes.begin(), other.changes.end(),
                       [&](const sim::Change& each) { return told(each) == told(change); }))
        first = std::min(first, change.from);
  };
  look(a, b);
  look(b, a);
  return first;
}

class Identities : public testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    scenario = std::make_unique<sim::Scenario>(whole::read(base_file, small));
    base = std::make_unique<sim::RunRecord>(whole::record(*scenario));
  }
  static inline std::unique_ptr<sim::Scenario> scenario;
  static inline std::unique_ptr<sim::RunRecord> base;
};

TEST_P(Identities, the_same_people_and_the_same_past) {
  const sim::Scenario other = whole::read(GetParam(), small);
  const sim::RunRecord record = whole::record(other);
  for (const char* name :
       {"population", "births", "deaths", "arrivals", "departures", "share_60plus", "share_migrant", "dibao_persons"}) {
    // The one scenario whose help raises incomes.
    if (std::string_view(name) == "dibao_persons" && GetParam().ends_with("work-for-disabled.toml")) continue;
    const std::size_t s = whole::series(*base, name);
    const std::size_t common = std::min(base->values[s].size(), record.values[s].size());
    EXPECT_TRUE(std::equal(base->values[s].begin(), base->values[s].begin() + static_cast<std::ptrdiff_t>(common),
                           record.values[s].begin()))
        << name;
  }
  if (other.rows.size() != scenario->rows.size()) return;  // a service of its own is there from the first month
  const sim::Month date = first_differing_date(*scenario, other);
  const int month = whole::first_difference(*base, record);
  EXPECT_GE(month, date - scenario->start) << "the first change that differs is of " << date.text() << "; -1: none did";
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Identities, testing::ValuesIn(scenario_files()), [](const auto& file) {
  std::string name = std::filesystem::path(file.param).stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
