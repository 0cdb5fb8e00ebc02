// Rows of a table by something that each of them has: who works where, which cases are whose.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "sim/table.hpp"

namespace sim {

/// The rows of a table in `groups` groups, each in the order of its rows.
template <class T>
class Grouped {
 public:
  /// group_of(row): the group's number; rows whose number is `groups` or more are in none.
  template <class GroupOf>
  Grouped(const Table<T>& table, std::size_t groups, GroupOf group_of) : start_(groups + 1) {
    for (const Id<T> row : table.rows())
      if (const std::size_t group = group_of(row); group < groups) ++start_[group + 1];
    std::partial_sum(start_.begin(), start_.end(), start_.begin());
    rows_.resize(start_.back());
    std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
    for (const Id<T> row : table.rows())
      if (const std::size_t group = group_of(row); group < groups) rows_[next[group]++] = row;
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
