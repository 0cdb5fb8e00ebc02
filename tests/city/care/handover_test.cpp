// Handover: who loses a provider goes back to the queue with what has been done kept; nobody else is touched.
#include "models/city/care/handover.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;

struct HandoverScene {
  City c = hand::make_city();
  Id<Organizations> firm = hand::organize(c, 0, 1);
  Id<Workers> worker = hand::employ(c, Employer::organization, firm.value, 1);
  Id<Contracts> work = hand::contract(c, 0, 1, hand::top, firm, 1000, 12, 10);
  Id<Cases> row = hand::open_case(c, 0, hand::settle(c, 0, 0, 40), 1, Progress::active, 1);

  explicit HandoverScene(Payer payer) {
    c.organizations.staff[firm] = 1;
    c.cases.payer[row] = payer;
    c.cases.organization[row] = firm;
    if (payer == Payer::contract) {
      c.cases.contract[row] = work;
      c.cases.worker[row] = worker;
    }
    c.cases.left[row] = 2;
    c.cases.given[row] = 1.5F;
    c.cases.taken[row] = 0;
  }
  bool lost() {
    Handover()(c, hand::luck("handover"));
    if (c.cases.progress[row] == Progress::active) {
      EXPECT_EQ(c.cases.organization[row], firm);
      return false;
    }
    EXPECT_EQ(c.cases.progress[row], Progress::waiting);
    EXPECT_EQ(c.cases.payer[row], Payer::none);
    EXPECT_FALSE(c.cases.organization[row] || c.cases.contract[row] || c.cases.worker[row]);
    EXPECT_EQ(c.cases.left[row], 2);
    EXPECT_EQ(c.cases.given[row], 1.5F);
    EXPECT_EQ(c.cases.taken[row], 0);
    return true;
  }
};

TEST(Handover, leaves_those_alone_whose_provider_is_there) {
  for (const Payer payer : {Payer::contract, Payer::user, Payer::volunteers}) EXPECT_FALSE(HandoverScene(payer).lost());
}
TEST(Handover, takes_back_from_the_dissolved_and_the_dormant) {
  for (const Payer payer : {Payer::contract, Payer::user, Payer::volunteers}) {
    HandoverScene dissolved(payer), dormant(payer);
    dissolved.c.organizations.alive[dissolved.firm] = 0;
    dormant.c.organizations.dormant[dormant.firm] = 1;
    EXPECT_TRUE(dissolved.lost());
    EXPECT_TRUE(dormant.lost());
  }
}
TEST(Handover, takes_back_when_the_contract_ends) {
  HandoverScene s(Payer::contract);
  s.c.contracts.over[s.work] = 1;
  EXPECT_TRUE(s.lost());
}
TEST(Handover, brings_cases_to_the_contract_that_takes_the_place_of_theirs) {
  for (const std::size_t community : {1U, 2U}) {  // the same street, another
    HandoverScene s(Payer::contract);
    const auto next = hand::contract(s.c, community, 1, hand::top, s.firm, 1000, 12, 10, 901);
    s.c.contracts.follows[next] = s.work;
    s.c.contracts.over[s.work] = 1;
    EXPECT_EQ(s.lost(), community == 2);
    if (community == 1) {
      EXPECT_EQ(s.c.cases.contract[s.row], next);
      EXPECT_EQ(s.c.cases.worker[s.row], s.worker);
    }
  }
}
TEST(Handover, takes_back_when_the_next_contract_has_not_begun) {
  HandoverScene s(Payer::contract);
  const auto next = hand::contract(s.c, 0, 1, hand::top, s.firm, 1000, 12, 10, 901);
  s.c.contracts.starts[next] = 2;
  s.c.contracts.over[s.work] = 1;
  EXPECT_TRUE(s.lost());
}
TEST(Handover, takes_back_from_those_without_staff) {
  HandoverScene contract(Payer::contract), user(Payer::user), group(Payer::volunteers);
  for (HandoverScene* s : {&contract, &user, &group}) {
    s->c.workers.employer[s->worker] = Employer::none;
    s->c.organizations.staff[s->firm] = 0;
  }
  EXPECT_FALSE(contract.lost());  // its own people go on
  EXPECT_TRUE(user.lost());
  EXPECT_FALSE(group.lost());  // volunteers need none
}
TEST(Handover, has_nothing_to_do_with_stations_and_closed_cases) {
  HandoverScene s(Payer::contract);
  s.c.organizations.alive[s.firm] = 0;
  s.c.cases.progress[s.row] = Progress::closed;
  const auto station = hand::open_case(s.c, 0, hand::settle(s.c, 0, 1, 40), 0, Progress::active, 2);
  s.c.cases.payer[station] = Payer::in_house;
  Handover()(s.c, hand::luck("handover"));
  EXPECT_EQ(s.c.cases.progress[s.row], Progress::closed);
  EXPECT_EQ(s.c.cases.progress[station], Progress::active);
}

}  // namespace
