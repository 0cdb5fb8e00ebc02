#include "models/city/funding/matching.hpp"

#include <algorithm>

namespace city {

std::vector<std::uint32_t> match(std::size_t projects, std::span<const std::uint32_t> quota, std::vector<Bid> bids) {
  std::sort(bids.begin(), bids.end(), [](const Bid& a, const Bid& b) {
    if (a.project != b.project) return a.project < b.project;
    return a.merit != b.merit ? a.merit > b.merit : a.organization < b.organization;
  });
  std::vector<std::size_t> next(projects), end(projects);
  for (std::size_t i = 0; i < bids.size(); ++i) {
    if (i == 0 || bids[i].project != bids[i - 1].project) next[bids[i].project] = i;
    end[bids[i].project] = i + 1;
  }
  std::vector<std::vector<std::size_t>> held(quota.size());  // bids each organization holds, the least wanted first
  const auto less_wanted = [&](std::size_t a, std::size_t b) {
    return bids[a].worth != bids[b].worth ? bids[a].worth > bids[b].worth : bids[a].project < bids[b].project;
  };  // as "less" of a heap whose top is the least wanted
  std::vector<std::uint32_t> free;
  for (std::size_t p = projects; p-- > 0;) free.push_back(static_cast<std::uint32_t>(p));
  std::vector<std::uint32_t> out(projects, unmatched);
  while (!free.empty()) {
    const std::uint32_t project = free.back();
    free.pop_back();
    if (next[project] >= end[project]) continue;
    const std::size_t bid = next[project]++;
    const std::uint32_t organization = bids[bid].organization;
    auto& mine = held[organization];
    mine.push_back(bid);
    std::push_heap(mine.begin(), mine.end(), less_wanted);
    out[project] = organization;
    if (mine.size() <= quota[organization]) continue;
    std::pop_heap(mine.begin(), mine.end(), less_wanted);
    const std::uint32_t rejected = bids[mine.back()].project;
    mine.pop_back();
    out[rejected] = unmatched;
    free.push_back(rejected);
  }
  return out;
}

}  // namespace city
