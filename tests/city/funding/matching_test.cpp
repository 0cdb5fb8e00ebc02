// Deferred acceptance: a textbook case, quotas, and on random markets no blocking pair and nothing better for projects.
#include "models/city/funding/matching.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "sim/random.hpp"

namespace {

using city::Bid;
using city::match;
using city::unmatched;
using Matching = std::vector<std::uint32_t>;

// Everybody's wishes as ranks, the best first.
std::vector<Bid> wishes(const std::vector<std::vector<std::uint32_t>>& projects,
                        const std::vector<std::vector<std::uint32_t>>& organizations) {
  std::vector<Bid> out;
  for (std::uint32_t p = 0; p < projects.size(); ++p)
    for (std::size_t i = 0; i < projects[p].size(); ++i) {
      const std::uint32_t o = projects[p][i];
      const auto& theirs = organizations[o];
      const auto rank = std::find(theirs.begin(), theirs.end(), p) - theirs.begin();
      out.push_back({p, o, -static_cast<double>(i), -static_cast<double>(rank)});
    }
  return out;
}

// Gale and Shapley 1962, example 1: a ring of wishes with three stable matchings. Who proposes gets the first choice.
TEST(Match, gives_the_proposers_their_best_stable_match) {
  const std::vector<std::vector<std::uint32_t>> men = {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}},
                                                women = {{1, 2, 0}, {2, 0, 1}, {0, 1, 2}};
  const std::vector<std::uint32_t> one(3, 1);
  EXPECT_EQ(match(3, one, wishes(men, women)), (Matching{0, 1, 2}));
  // With the sides exchanged the women get theirs: 0 has 1, 1 has 2, 2 has 0.
  EXPECT_EQ(match(3, one, wishes(women, men)), (Matching{1, 2, 0}));
}

TEST(Match, fills_quotas_with_the_most_wanted) {
  // Four projects want the same organization, which has room for two and likes 2 and 0 best.
  std::vector<Bid> bids = {{0, 0, 1, 30}, {1, 0, 1, 20}, {2, 0, 1, 40}, {3, 0, 1, 10}};
  EXPECT_EQ(match(4, std::vector<std::uint32_t>{2}, bids), (Matching{0, unmatched, 0, unmatched}));
  EXPECT_EQ(match(4, std::vector<std::uint32_t>{0}, bids), Matching(4, unmatched));
  EXPECT_EQ(match(2, std::vector<std::uint32_t>{1}, {}), Matching(2, unmatched));
}

struct Market {
  std::vector<std::uint32_t> quota;
  std::vector<Bid> bids;
};
/// One number after another, of the kernel's own luck.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : draws_(seed, 0, "matching", sim::Month{}) {}
  double next() { return draws_.uniform(n_++); }

 private:
  sim::Draws draws_;
  std::uint64_t n_ = 0;
};

Market random_market(Numbers& u, std::uint32_t projects, std::uint32_t organizations) {
  Market m;
  for (std::uint32_t o = 0; o < organizations; ++o) m.quota.push_back(static_cast<std::uint32_t>(u.next() * 3));
  for (std::uint32_t p = 0; p < projects; ++p)
    for (std::uint32_t o = 0; o < organizations; ++o)
      if (u.next() < 0.7) m.bids.push_back({p, o, u.next(), u.next()});
  return m;
}

bool stable(const Market& m, const Matching& match) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, const Bid*> find;
  for (const Bid& b : m.bids) find[{b.project, b.organization}] = &b;
  std::vector<std::vector<const Bid*>> held(m.quota.size());
  for (std::uint32_t p = 0; p < match.size(); ++p)
    if (match[p] != unmatched) {
      if (!find.count({p, match[p]})) return false;
      held[match[p]].push_back(find[{p, match[p]}]);
    }
  for (std::size_t o = 0; o < held.size(); ++o)
    if (held[o].size() > m.quota[o]) return false;
  for (const Bid& b : m.bids) {
    const bool project_wants = match[b.project] == unmatched || find[{b.project, match[b.project]}]->merit < b.merit;
    if (!project_wants) continue;
    const auto& mine = held[b.organization];
    bool organization_wants = mine.size() < m.quota[b.organization];
    for (const Bid* other : mine) organization_wants = organization_wants || other->worth < b.worth;
    if (organization_wants) return false;
  }
  return true;
}

TEST(Match, leaves_no_blocking_pair) {
  Numbers rng(1);
  for (int i = 0; i < 200; ++i) {
    const Market m = random_market(rng, 30, 8);
    EXPECT_TRUE(stable(m, match(30, m.quota, m.bids))) << i;
  }
}

TEST(Match, is_the_best_of_all_stable_matchings_for_every_project) {
  Numbers rng(2);
  const std::uint32_t projects = 4, organizations = 3;
  int choices = 0;
  for (int i = 0; i < 300; ++i) {
    const Market m = random_market(rng, projects, organizations);
    const Matching ours = match(projects, m.quota, m.bids);
    const auto merit = [&](std::uint32_t p, std::uint32_t o) {
      for (const Bid& b : m.bids)
        if (b.project == p && b.organization == o) return b.merit;
      return -1.0;
    };
    int found = 0;
    for (std::uint32_t code = 0; code < 256; ++code) {  // every assignment, 3 standing for unmatched
      Matching other(projects);
      for (std::uint32_t p = 0; p < projects; ++p) {
        const std::uint32_t o = code >> 2 * p & 3;
        other[p] = o == organizations ? unmatched : o;
      }
      if (!stable(m, other)) continue;
      ++found;
      for (std::uint32_t p = 0; p < projects; ++p) EXPECT_GE(merit(p, ours[p]), merit(p, other[p]));
    }
    EXPECT_GE(found, 1);
    choices += found > 1 ? 1 : 0;
  }
  EXPECT_GT(choices, 3);  // some markets left a choice
}

TEST(Match, does_not_depend_on_the_order_of_bids) {
  Numbers rng(3);
  for (int i = 0; i < 50; ++i) {
    Market m = random_market(rng, 20, 6);
    const Matching before = match(20, m.quota, m.bids);
    for (std::size_t j = m.bids.size(); j > 1; --j)
      std::swap(m.bids[j - 1], m.bids[static_cast<std::size_t>(rng.next() * static_cast<double>(j))]);
    EXPECT_EQ(match(20, m.quota, m.bids), before);
  }
}

}  // namespace
