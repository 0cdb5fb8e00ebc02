// Parallel without fear: the only door to oneTBB. Every verb gives the same bits for any number of threads.
//
//   each    row i writes only row i, and reads other rows only in columns that this phase does not write
//   gather  like each, but rows may emit new items; the items come back in the order of the rows
//   compact drops rows of a table; the others keep their order
//   resize  gives a table another size
//   meet    requests are put in a lasting order and each target serves its own alone
//   sort    puts items in an order in which no two are equal
//   sum(s)  a deterministic reduction; give it integers for counts and money
//   together  parts of a phase side by side, none of which reads or writes what another writes
//   lanes   whole runs side by side, each with its own parallel work
#pragma once

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>
#include <tbb/parallel_reduce.h>
#include <tbb/parallel_sort.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <numeric>
#include <span>
#include <tuple>
#include <vector>

#include "sim/table.hpp"

namespace sim {

/// Rows a task takes at once: enough work to pay for the task. Small tables run on the calling thread.
inline constexpr std::size_t row_grain = 4096;

/// While it lives, at most this many threads work. 0 means all cores.
class Threads {
 public:
  explicit Threads(int count)
      : control_(count > 0 ? std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                                   static_cast<std::size_t>(count))
                           : nullptr) {}

 private:
  std::unique_ptr<tbb::global_control> control_;
};

/// How many threads work at once.
inline std::size_t thread_count() {
  return std::min(tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism),
                  static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()));
}

/// f(lane) for each of `count` lanes side by side; f must not throw (it would cancel its neighbours' inner work). A
/// thread that waits for the inner work of its lane takes up no other lane meanwhile.
template <class F>
void lanes(std::size_t count, F f) {
  tbb::parallel_for(
      tbb::blocked_range<std::size_t>(0, count, 1),
      [&](const tbb::blocked_range<std::size_t>& block) {
        for (std::size_t lane = block.begin(); lane < block.end(); ++lane)
          tbb::this_task_arena::isolate([&] { f(lane); });
      },
      tbb::simple_partitioner());
}

/// f(i) for i in 0..n-1, in any order.
template <class F>
void each(std::size_t n, std::size_t grain, F f) {
  if (n <= grain) {
    for (std::size_t i = 0; i < n; ++i) f(i);
    return;
  }
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, n, grain), [&](const tbb::blocked_range<std::size_t>& block) {
    for (std::size_t i = block.begin(); i < block.end(); ++i) f(i);
  });
}

/// The parts side by side: none reads or writes what another writes.
template <class... F>
void together(F... parts) {
  tbb::parallel_invoke(parts...);
}

/// f(row) for every row of a table.
template <class T, class F>
void each(const Table<T>& table, F f) {
  each(table.size(), row_grain, [&](std::size_t i) { f(Id<T>(i)); });
}

/// f(i, out) may push items to `out`; returns all items in the order of i.
template <class Item, class F>
std::vector<Item> gather(std::size_t n, std::size_t grain, F f) {
  const std::size_t blocks = (n + grain - 1) / grain;
  std::vector<std::vector<Item>> parts(blocks);
  each(blocks, 1, [&](std::size_t b) {
    for (std::size_t i = b * grain; i < std::min(n, (b + 1) * grain); ++i) f(i, parts[b]);
  });
  std::size_t total = 0;
  for (const auto& part : parts) total += part.size();
  std::vector<Item> out;
  out.reserve(total);
  for (const auto& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

/// f() of each column of a table, side by side.
template <class T, class F>
void each_column(T& table, F f) {
  std::vector<std::function<void()>> columns;
  auto add = [&](auto& column, const ColumnField&) { columns.emplace_back([&column, f] { f(column); }); };
  table.visit(add);
  each(columns.size(), 1, [&](std::size_t c) { columns[c](); });
}

/// table.resize(rows), its columns side by side.
template <class T>
void resize(T& table, std::size_t rows) {
  if (rows <= T::Row::none_value) each_column(table, [rows](auto& column) { column.resize(rows); });
  table.resize(rows);  // refuses more
}

/// Drops the rows for which keep(row) is false; the others keep their order. The columns side by side.
template <class T, class Keep>
void compact(T& table, Keep keep) {
  const auto kept = gather<std::uint32_t>(table.size(), row_grain, [&](std::size_t i, std::vector<std::uint32_t>& out) {
    if (keep(typename T::Row(i))) out.push_back(static_cast<std::uint32_t>(i));
  });
  each_column(table, [&kept](auto& column) { column.keep(kept); });
  table.resize(kept.size());
}

/// Puts items in the order of <. No two may be equal, for which of them comes first would be left to the threads.
template <class Item>
void sort(std::vector<Item>& items) {
  tbb::parallel_sort(items.begin(), items.end());
}

/// The sum of f(i) over 0..n-1: the same bits for any thread count (fixed split; exact for integers).
template <class V, class F>
V sum(std::size_t n, std::size_t grain, V zero, F f) {
  using Block = tbb::blocked_range<std::size_t>;
  return tbb::parallel_deterministic_reduce(
      Block(0, n, grain), zero,
      [&](const Block& block, V total) {
        for (std::size_t i = block.begin(); i < block.end(); ++i) total += f(i);
        return total;
      },
      std::plus<V>());
}

/// `width` sums at once: f(i, totals) adds to them. The same bits for any thread count.
template <class V, class F>
std::vector<V> sums(std::size_t n, std::size_t grain, std::size_t width, F f) {
  const std::size_t blocks = (n + grain - 1) / grain;
  std::vector<std::vector<V>> parts(blocks);
  each(blocks, 1, [&](std::size_t b) {
    parts[b].assign(width, V{});
    for (std::size_t i = b * grain; i < std::min(n, (b + 1) * grain); ++i) f(i, std::span<V>(parts[b]));
  });
  std::vector<V> total(width, V{});
  for (const auto& part : parts)
    for (std::size_t j = 0; j < width; ++j) total[j] += part[j];
  return total;
}

/// The same over the rows of a table: f(row, totals). Few totals beside the rows, so a task takes many.
template <class V, class T, class F>
std::vector<V> sums(const Table<T>& table, std::size_t width, F f) {
  return sums<V>(table.size(), 8 * row_grain, width, [&](std::size_t i, std::span<V> totals) { f(Id<T>(i), totals); });
}

/// Somebody asks a target for something.
struct Request {
  std::uint32_t target = 0;
  std::uint32_t row = 0;      ///< who asks: the asker's row
  std::int64_t priority = 0;  ///< higher is served first
  std::uint32_t luck = 0;     ///< a keyed draw: settles equal priorities
  std::uint64_t key = 0;      ///< a lasting key: settles equal luck, so that no row is favoured for its number
};

/// serve(target, requests) for each target that is asked, its requests in order: priority, luck, key. Targets run in
/// parallel; each may write only what is its own and its askers'. Targets are rows: their numbers are counted.
template <class Serve>
void meet(std::vector<Request>& requests, Serve serve) {
  std::uint32_t targets = 0;
  for (const Request& r : requests) targets = std::max(targets, r.target + 1);
  std::vector<std::size_t> end(targets + std::size_t{1});  // of each target's requests, once they stand together
  for (const Request& r : requests) ++end[r.target + std::size_t{1}];
  std::partial_sum(end.begin(), end.end(), end.begin());
  std::vector<Request> sorted(requests.size());
  for (const Request& r : requests) sorted[end[r.target]++] = r;
  requests.swap(sorted);
  each(targets, 64, [&](std::size_t target) {
    const std::size_t begin = target == 0 ? 0 : end[target - 1];
    const std::span<Request> mine(requests.data() + begin, end[target] - begin);
    if (mine.empty()) return;
    std::sort(mine.begin(), mine.end(), [](const Request& a, const Request& b) {
      return std::tuple(-a.priority, a.luck, a.key, a.row) < std::tuple(-b.priority, b.luck, b.key, b.row);
    });
    serve(static_cast<std::uint32_t>(target), std::span<const Request>(mine));
  });
}

}  // namespace sim
