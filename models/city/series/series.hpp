// How a series reads a tally: a total, a ratio of totals, a value made beforehand. The table itself is in series.cpp.
//
// Yearly series by community, whose table is in series_by_community.cpp, read the yearbook and the state of December.
//
// A series with fewer kinds than the grid it reads takes the grid's total over them: cases by service become cases.
#pragma once

#include "models/city/state/city.hpp"
#include "sim/series.hpp"

namespace city {

/// Yearly series by community.
std::vector<sim::Series<City>> series_by_community();

namespace reading {

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
void total(const City& city, const sim::Cells& out) {
  fill(out,
       [&](std::size_t row, std::size_t kind, std::size_t kinds) { return cell(city.tally.*grid, row, kind, kinds); });
}

/// Fen as yuan.
template <auto grid>
void yuan(const City& city, const sim::Cells& out) {
  fill(out, [&](std::size_t row, std::size_t kind, std::size_t kinds) {
    return cell(city.tally.*grid, row, kind, kinds) / 100;
  });
}

/// One total per another; undefined where there is nothing to divide by.
template <auto top, auto bottom, int times = 1, int per = 1>
void ratio(const City& city, const sim::Cells& out) {
  constexpr double unit = static_cast<double>(times) / per;
  fill(out, [&](std::size_t row, std::size_t kind, std::size_t kinds) {
    const double below = cell(city.tally.*bottom, row, kind, kinds);
    return below > 0 ? cell(city.tally.*top, row, kind, kinds) / below * unit : undefined;
  });
}

}  // namespace reading

}  // namespace city
