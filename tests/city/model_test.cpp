// What is wrong with a city's data as a whole.
#include "models/city/model.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"
#include "tests/sim/declared.hpp"

namespace {

using namespace city;

TEST(Faults, are_none_in_sound_data) {
  City c = hand::make_city();
  for (OrganizationClass& kind : c.classes) kind.candidates = 0.5;
  EXPECT_EQ(Spec::faults(c), std::vector<std::string>{});
  c.classes[0].serves = " care  meals ";
  EXPECT_EQ(Spec::faults(c), std::vector<std::string>{});
  EXPECT_EQ(c.services_of(c.classes[0]), 3);
}

TEST(Faults, name_every_service_that_a_class_misspells) {
  City c = hand::make_city();
  for (OrganizationClass& kind : c.classes) kind.candidates = 0.5;
  c.classes[1].serves = "meals cares meal";
  const std::vector<std::string> faults = Spec::faults(c);
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_NE(faults[0].find("class 'club' serves 'cares', which is no [[service]]"), std::string::npos);
  EXPECT_NE(faults[1].find("'meal'"), std::string::npos);
}

TEST(Faults, name_more_organizations_or_communities_than_residents) {
  City c = hand::make_city();
  for (OrganizationClass& kind : c.classes) kind.candidates = 0.5;
  c.classes[0].informal = c.censuses[0].contemporaneous;
  EXPECT_EQ(Spec::faults(c), std::vector<std::string>{});
  c.classes[1].registered = 1;
  const std::vector<std::string> faults = Spec::faults(c);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_NE(faults[0].find("organizations at the start, more than there are residents"), std::string::npos);
  c.districts[0].communities = 2001;
  EXPECT_EQ(Spec::faults(c).size(), 2U);
}

TEST(Declared, the_city_says_of_every_parameter_and_series_what_a_reader_must_know) {
  EXPECT_EQ(declared::faults(make_model), std::vector<std::string>{});
}

}  // namespace
