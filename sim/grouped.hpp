// Rows of a table, or items of a list, by something that each of them has: who works where, who moves to which place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "sim/table.hpp"

namespace sim {

/// Rows of a table in `groups` groups, each in the order in which they are visited: that of the table.
template <class T>
class Grouped {
 public:
  /// visit(add) calls add(row, group) for each row of each group, twice alike.
  template <class Visit>
  Grouped(std::size_t groups, Visit visit) : start_(groups + 1) {
    visit([&](Id<T>, std::size_t group) { ++start_[group + 1]; });
    std::partial_sum(start_.begin(), start_.end(), start_.begin());
    rows_.resize(start_.back());
    std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
    visit([&](Id<T> row, std::size_t group) { rows_[next[group]++] = row; });
  }
  std::size_t size() const { return start_.size() - 1; }
  std::span<const Id<T>> operator[](std::size_t group) const {
    return {rows_.data() + start_[group], start_[group + 1] - start_[group]};
  }
  std::span<Id<T>> operator[](std::size_t group) {
    return {rows_.data() + start_[group], start_[group + 1] - start_[group]};
  }

 private:
  std::vector<std::uint32_t> start_;  // of each group, and the end
  std::vector<Id<T>> rows_;
};

}  // namespace sim
