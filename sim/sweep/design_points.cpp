#include "sim/sweep/design_points.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <numeric>

#include "sim/math.hpp"
#include "sim/random.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

using Unit = std::vector<double>;  // a point of the unit cube

Draws luck(const Design& design, const std::string& name) {
  return Draws(design.seed, 0, fmt::format("{} {}", text(design.method), name), Month{0});
}

double on_scale(const Factor& factor, double least, double most, double u) {
  if (u <= 0 || u >= 1) return u <= 0 ? least : most;
  if (!factor.logarithmic) return u * (most - least) + least;
  const double low = sim::log(least), high = sim::log(most);
  return sim::exp(u * (high - low) + low);
}

Value chosen(const Factor& factor, double u) {
  const std::size_t k = factor.values.size();
  return factor.values[std::min(k - 1, static_cast<std::size_t>(u * static_cast<double>(k)))];
}

Value nearest_whole(const Factor& factor, double x) {
  return static_cast<std::int64_t>(std::clamp(std::floor(x + 0.5), factor.least, factor.most));
}

std::vector<Value> levels(const Factor& factor, std::int64_t count) {
  if (!factor.values.empty()) return factor.values;
  std::vector<Value> out;
  for (std::int64_t i = 0; i < count; ++i) {
    Value value = placed(factor, count == 1 ? 0.5 : static_cast<double>(i) / static_cast<double>(count - 1));
    if (out.empty() || out.back() != value) out.push_back(std::move(value));
  }
  return out;
}

PointRow row(const Design& design, const Unit& u, Value (*value)(const Factor&, double)) {
  PointRow out;
  for (std::size_t j = 0; j < u.size(); ++j) out.emplace_back(value(design.factors[j], u[j]));
  return out;
}

std::vector<PointRow> grid(const Design& design) {
  std::vector<PointRow> rows = {{}};
  for (const Factor& factor : design.factors) {
    std::vector<PointRow> longer;
    for (const PointRow& start : rows)
      for (const Value& value : levels(factor, design.points)) {
        longer.push_back(start);
        longer.back().emplace_back(value);
      }
    rows = std::move(longer);
  }
  return rows;
}

std::vector<PointRow> one_at_a_time(const Design& design) {
  std::vector<PointRow> rows = {PointRow(design.factors.size())};
  for (std::size_t j = 0; j < design.factors.size(); ++j)
    for (const Value& value : levels(design.factors[j], design.points)) {
      rows.emplace_back(design.factors.size())[j] = value;
    }
  return rows;
}

std::vector<PointRow> random(const Design& design) {
  std::vector<PointRow> rows(static_cast<std::size_t>(design.points));
  for (const Factor& factor : design.factors) {
    const Draws draws = luck(design, factor.name);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].emplace_back(sampled(factor, draws.uniform(i)));
  }
  return rows;
}

std::vector<PointRow> latin_hypercube(const Design& design) {
  const auto n = static_cast<std::size_t>(design.points);
  std::vector<PointRow> rows(n);
  for (const Factor& factor : design.factors) {
    const Draws draws = luck(design, factor.name);
    // The points in the order of a keyed word: the first has the first stratum.
    std::vector<std::pair<std::uint32_t, std::size_t>> order(n);
    for (std::size_t i = 0; i < n; ++i) order[i] = {draws.word(i), i};
    std::sort(order.begin(), order.end());
    for (std::size_t stratum = 0; stratum < n; ++stratum) {
      const std::size_t i = order[stratum].second;
      const double u = (static_cast<double>(stratum) + unit(draws.four(i)[1])) / static_cast<double>(n);
      rows[i].emplace_back(sampled(factor, u));
    }
  }
  return rows;
}

// Boost's engine begins with the second point of the sequence; the first is the origin.
std::vector<std::vector<std::uint32_t>> sobol_words(std::size_t count, std::size_t dimensions) {
  boost::random::sobol_engine<std::uint32_t, 32> engine(dimensions);
  std::vector<std::vector<std::uint32_t>> out(count, std::vector<std::uint32_t>(dimensions));
  for (std::size_t i = 1; i < count; ++i)
    for (std::uint32_t& word : out[i]) word = engine();
  return out;
}

std::vector<PointRow> sobol(const Design& design) {
  const std::size_t d = design.factors.size();
  std::vector<PointRow> rows;
  for (const std::vector<std::uint32_t>& words : sobol_words(static_cast<std::size_t>(design.points), d)) {
    Unit u(d);
    for (std::size_t j = 0; j < d; ++j) u[j] = words[j] * 0x1p-32;
    rows.push_back(row(design, u, sampled));
  }
  return rows;
}

std::vector<PointRow> saltelli(const Design& design) {
  const std::size_t d = design.factors.size();
  std::vector<std::uint32_t> shift;
  for (const char* half : {"A", "B"})
    for (const Factor& factor : design.factors)
      shift.push_back(luck(design, fmt::format("{} {}", half, factor.name)).word(0));
  std::vector<PointRow> rows;
  for (const std::vector<std::uint32_t>& words : sobol_words(static_cast<std::size_t>(design.points), 2 * d)) {
    Unit half[2] = {Unit(d), Unit(d)};
    for (std::size_t j = 0; j < 2 * d; ++j) half[j / d][j % d] = (words[j] ^ shift[j]) * 0x1p-32;
    const PointRow a = row(design, half[0], sampled), b = row(design, half[1], sampled);
    const auto swap_each = [&rows, d](const PointRow& own, const PointRow& other) {
      for (std::size_t j = 0; j < d; ++j) rows.emplace_back(own)[j] = other[j];
    };
    rows.push_back(a);
    swap_each(a, b);
    if (design.second_order) swap_each(b, a);
    rows.push_back(b);
  }
  return rows;
}

std::vector<PointRow> morris(const Design& design) {
  const std::size_t d = design.factors.size();
  const auto levels = static_cast<std::uint32_t>(design.levels), half = levels / 2;
  std::vector<Draws> draws;
  for (const Factor& factor : design.factors) draws.push_back(luck(design, factor.name));
  std::vector<PointRow> rows;
  for (std::uint64_t t = 0; t < static_cast<std::uint64_t>(design.points); ++t) {
    std::vector<std::uint32_t> level(d);
    std::vector<std::pair<std::uint32_t, std::size_t>> order(d);
    for (std::size_t j = 0; j < d; ++j) {
      const Draws::Words words = draws[j].four(t);
      level[j] = below(levels, words[0]);
      order[j] = {words[1], j};
    }
    std::sort(order.begin(), order.end());
    const auto here = [&] {
      Unit u(d);
      for (std::size_t j = 0; j < d; ++j) u[j] = static_cast<double>(level[j]) / (levels - 1);
      return row(design, u, placed);
    };
    rows.push_back(here());
    for (const auto& [word, j] : order) {
      level[j] = level[j] < half ? level[j] + half : level[j] - half;
      rows.push_back(here());
    }
  }
  return rows;
}

std::string cell(const Value& value) {
  const auto* word = std::get_if<std::string>(&value);
  if (word == nullptr) return text(value);
  return csv_field(*word);
}

}  // namespace

bool Design::samples_scenarios() const {
  return std::any_of(factors.begin(), factors.end(), [](const Factor& f) { return f.name == "scenario"; });
}

Value sampled(const Factor& factor, double u) {
  if (!factor.values.empty()) return chosen(factor, u);
  if (factor.whole) return nearest_whole(factor, on_scale(factor, factor.least - 0.5, factor.most + 0.5, u));
  return std::clamp(on_scale(factor, factor.least, factor.most, u), factor.least, factor.most);
}

Value placed(const Factor& factor, double u) {
  if (!factor.values.empty()) return chosen(factor, u);
  const double x = on_scale(factor, factor.least, factor.most, u);
  return factor.whole ? nearest_whole(factor, x) : Value(x);
}

std::string too_many_runs(const Design& design, std::int64_t replicates) {
  const std::size_t scenarios = design.samples_scenarios() ? 1 : design.scenarios.size();
  const double count = count_points(design), runs = count * static_cast<double>(scenarios * replicates);
  if (runs <= most_runs) return {};
  return say("{} x {} x {} = {} runs, and {} are the most", counted(static_cast<std::size_t>(count), "point"),
             counted(scenarios, "scenario"), counted(static_cast<std::size_t>(replicates), "replicate"), readable(runs),
             readable(most_runs));
}

double count_points(const Design& design) {
  const auto n = static_cast<double>(design.points), d = static_cast<double>(design.factors.size());
  double product = 1, sum = 1;
  for (const Factor& factor : design.factors) {
    const double size = factor.values.empty() ? n : static_cast<double>(factor.values.size());
    product *= size;
    sum += size;
  }
  switch (design.method) {
    case Method::grid:
      return product;
    case Method::one_at_a_time:
      return sum;
    case Method::saltelli:
      return n * (design.second_order ? 2 * d + 2 : d + 2);
    case Method::morris:
      return n * (d + 1);
    case Method::table:
      return static_cast<double>(design.table.size());
    default:
      return n;
  }
}

std::vector<PointRow> points(const Design& design) {
  switch (design.method) {
    case Method::grid:
      return grid(design);
    case Method::one_at_a_time:
      return one_at_a_time(design);
    case Method::random:
      return random(design);
    case Method::lhs:
      return latin_hypercube(design);
    case Method::sobol:
      return sobol(design);
    case Method::saltelli:
      return saltelli(design);
    case Method::morris:
      return morris(design);
    default:
      return design.table;
  }
}

std::string point_id(const std::vector<Factor>& factors, const PointRow& row) {
  std::vector<std::string> parts;
  for (std::size_t j = 0; j < row.size(); ++j)
    if (row[j]) parts.push_back(fmt::format("{} = {}\n", factors[j].name, text(*row[j])));
  std::sort(parts.begin(), parts.end());
  return fmt::format("{:016x}", fnv1a(fmt::format("{}", fmt::join(parts, ""))));
}

std::vector<Case> cases(const Design& design, const std::vector<PointRow>& rows) {
  std::size_t chosen_by = design.factors.size();
  for (std::size_t j = 0; j < design.factors.size(); ++j)
    if (design.factors[j].name == "scenario") chosen_by = j;
  std::vector<Case> out;
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t s = 0; s < design.scenarios.size(); ++s) {
      // A point that leaves the scenario open, as the first of one-at-a-time does, has the first.
      const bool free = chosen_by == design.factors.size();
      const bool mine = free || (rows[i][chosen_by] ? *rows[i][chosen_by] == Value(design.scenarios[s].name) : s == 0);
      if (mine) out.push_back({i, s});
    }
  return out;
}

std::string to_csv(const std::vector<Factor>& factors, const std::vector<PointRow>& rows) {
  std::string out;
  for (std::size_t j = 0; j < factors.size(); ++j) out += (j > 0 ? "," : "") + factors[j].name;
  out += "\n";
  for (const PointRow& row : rows) {
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (j > 0) out += ",";
      if (row[j]) out += cell(*row[j]);
    }
    out += "\n";
  }
  return out;
}

}  // namespace sim
