#include "sim/run/past.hpp"

#include <algorithm>

#include "sim/bytes.hpp"
#include "sim/run/checkpoint.hpp"

namespace sim {

namespace {

bool same(const std::vector<Setting>& a, const std::vector<Setting>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Setting& x, const Setting& y) { return x.path == y.path && x.value == y.value; });
}

bool same(const RowSetting& a, const RowSetting& b) {
  return a.list == b.list && a.name == b.name && same(a.fields, b.fields);
}

bool same(const Change& a, const Change& b) {
  return a.from == b.from && same(a.set, b.set) && same(a.multiply, b.multiply);
}

}  // namespace

std::optional<Month> shared_until(const Scenario& a, const Scenario& b) {
  const bool alike = a.start == b.start && a.end == b.end && a.series == b.series && a.snapshots == b.snapshots &&
                     same(a.settings, b.settings) &&
                     std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                                [](const RowSetting& x, const RowSetting& y) { return same(x, y); });
  if (!alike) return std::nullopt;
  Month until = a.end - 1;
  const auto [in_a, in_b] = std::mismatch(a.changes.begin(), a.changes.end(), b.changes.begin(), b.changes.end(),
                                          [](const Change& x, const Change& y) { return same(x, y); });
  if (in_a != a.changes.end()) until = std::min(until, in_a->from);
  if (in_b != b.changes.end()) until = std::min(until, in_b->from);
  return until >= a.start ? std::optional(until) : std::nullopt;
}

SharedPast::SharedPast(std::span<const Scenario> scenarios, std::span<const Wanted> wanted, std::size_t memory)
    : wanted_(wanted.begin(), wanted.end()), memory_(memory), branches_(scenarios.size()) {
  for (std::size_t later = 1; later < scenarios.size(); ++later)
    for (std::size_t earlier = 0; earlier < later; ++earlier)
      if (const auto until = shared_until(scenarios[earlier], scenarios[later]))
        if (!branches_[later] || branches_[later]->month < *until) branches_[later] = Branch{earlier, *until};
  for (const Wanted& w : wanted_)
    if (const auto& branch = branches_[w.scenario])
      ++states_[{branch->scenario, w.replicate, branch->month.index}].users;
}

std::vector<std::size_t> SharedPast::order(std::size_t together) const {
  std::vector<std::size_t> out(wanted_.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = i;
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    const Wanted &x = wanted_[a], &y = wanted_[b];
    return std::tuple(x.replicate / together, x.scenario, x.replicate) <
           std::tuple(y.replicate / together, y.scenario, y.replicate);
  });
  return out;
}

void SharedPast::pass(std::size_t index, Month next, const RunRecord& record, Model& model) {
  const Wanted& w = wanted_[index];
  const Key key(w.scenario, w.replicate, next.index);
  {
    const std::lock_guard lock(mutex_);
    const auto found = states_.find(key);
    if (found == states_.end() || !found->second.bytes.empty() || bytes_ >= memory_) return;
  }
  Packed state;
  save_state(state, record, model);
  const std::lock_guard lock(mutex_);
  const auto found = states_.find(key);
  if (found == states_.end() || bytes_ + state.out.size() > memory_) return;
  bytes_ += state.out.size();
  found->second.bytes = std::move(state.out);
}

std::optional<Month> SharedPast::take(std::size_t index, Model& model, RunRecord& record) {
  const Wanted& w = wanted_[index];
  const std::optional<Branch>& branch = branches_[w.scenario];
  if (!branch) return std::nullopt;
  std::string bytes;
  {
    const std::lock_guard lock(mutex_);
    const auto found = states_.find({branch->scenario, w.replicate, branch->month.index});
    if (found == states_.end()) return std::nullopt;
    State& state = found->second;
    if (--state.users == 0) {  // the last: nobody comes for it any more
      bytes = std::move(state.bytes);
      bytes_ -= bytes.size();
      states_.erase(found);
    } else {
      bytes = state.bytes;
    }
  }
  if (bytes.empty()) return std::nullopt;  // not lived yet, or no room for it
  Unpacked in(bytes);
  load_state(in, record, model);
  return branch->month;
}

std::size_t SharedPast::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace sim
