// Statistics of many values, for the city and for each district.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "models/city/series/reading.hpp"
#include "models/city/series/tally.hpp"
#include "models/city/state/tables.hpp"

namespace city {

/// A list of values for the city and for each district.
template <class V>
class Lists {
 public:
  explicit Lists(std::size_t districts) : lists_(districts + 1) {}
  void add(std::size_t district, V value) {
    lists_[0].push_back(value);
    lists_[district + 1].push_back(value);
  }
  /// out(row) = f(values of the row); undefined where there is none.
  template <class F>
  void into(Grid<double>& out, F f) {
    for (std::size_t row = 0; row < lists_.size(); ++row) out(row) = lists_[row].empty() ? undefined : f(lists_[row]);
  }

 private:
  std::vector<std::vector<V>> lists_;
};

/// The smallest value that at least a share of all do not exceed (nearest rank).
template <class V>
double quantile(std::vector<V>& values, std::size_t percent) {
  const std::size_t rank = std::max<std::size_t>(1, (values.size() * percent + 99) / 100);
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(values.begin(), at, values.end());
  return static_cast<double>(*at);
}

template <class V>
double median(std::vector<V>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  const auto upper = static_cast<double>(*middle);
  return values.size() % 2 == 1 ? upper : (upper + static_cast<double>(*std::max_element(values.begin(), middle))) / 2;
}

/// Share of the ten largest in the whole.
inline double top_ten(std::vector<Fen> values) {
  const std::size_t ten = std::min<std::size_t>(10, values.size());
  std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(ten), values.end(), std::greater<>());
  Fen all = 0, top = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    all += values[i];
    if (i < ten) top += values[i];
  }
  return all > 0 ? static_cast<double>(top) / static_cast<double>(all) : undefined;
}

/// Herfindahl and Hirschman's index: the sum of squared shares.
inline double concentration(const std::vector<Fen>& values) {
  double all = 0, squares = 0;
  for (const Fen value : values) all += static_cast<double>(value);
  for (const Fen value : values) squares += static_cast<double>(value) / all * static_cast<double>(value) / all;
  return all > 0 ? squares : undefined;
}

/// Gini coefficient of values that each stand for a number of people.
inline double gini(std::vector<std::pair<double, double>>& values) {
  std::sort(values.begin(), values.end());
  double people = 0, all = 0, below = 0;
  for (const auto& [value, weight] : values) {
    below += weight * (2 * all + value * weight);
    all += value * weight;
    people += weight;
  }
  return all > 0 && people > 0 ? 1 - below / (people * all) : undefined;
}

}  // namespace city
