// How a monthly series reads a tally: a total, a ratio of totals, a value made beforehand. The table is in series.cpp.
//
// A series with fewer kinds than the grid it reads takes the grid's total over them: cases by service become cases.
#pragma once

#include "models/city/series/reading.hpp"
#include "models/city/series/tally.hpp"

namespace city::from_tally {

/// One cell of a grid; its row's total where the series has no kinds, its only value where the grid has none.
template <class V>
double cell(const Grid<V>& grid, std::size_t row, std::size_t kind, std::size_t kinds) {
  if (kinds == 1) return static_cast<double>(grid.total(row));
  assert(grid.kinds() == 1 || grid.kinds() == kinds);
  return static_cast<double>(grid(row, grid.kinds() == 1 ? 0 : kind));
}

/// out(district, kinds...) = f(row, kind, kinds)
template <class F>
void fill(const sim::Cells& out, F f) {
  const std::size_t inner = out.extent(2), kinds = out.extent(1) * inner;
  for (std::size_t row = 0; row < out.extent(0); ++row)
    for (std::size_t kind = 0; kind < kinds; ++kind) out(row, kind / inner, kind % inner) = f(row, kind, kinds);
}

/// A total as it is.
template <auto grid>
void total(const Reading& month, const sim::Cells& out) {
  fill(out, [&](std::size_t row, std::size_t kind, std::size_t kinds) {
    return cell((*month.tally).*grid, row, kind, kinds);
  });
}

/// Fen as yuan.
template <auto grid>
void yuan(const Reading& month, const sim::Cells& out) {
  fill(out, [&](std::size_t row, std::size_t kind, std::size_t kinds) {
    return cell((*month.tally).*grid, row, kind, kinds) / fen_per_yuan;
  });
}

/// One total per another; undefined where there is nothing to divide by.
template <auto top, auto bottom, int times = 1, int per = 1>
void ratio(const Reading& month, const sim::Cells& out) {
  constexpr double unit = static_cast<double>(times) / per;
  fill(out, [&](std::size_t row, std::size_t kind, std::size_t kinds) {
    const double below = cell((*month.tally).*bottom, row, kind, kinds);
    return below > 0 ? cell((*month.tally).*top, row, kind, kinds) / below * unit : undefined;
  });
}

}  // namespace city::from_tally
