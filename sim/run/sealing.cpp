#include "sim/run/sealing.hpp"

#include <fmt/format.h>

#include <unordered_set>

#include "sim/say.hpp"

namespace sim {

std::vector<std::size_t> there(const RunLog& log, std::span<const std::uint64_t> keys) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (log.find(keys[i]) != nullptr) out.push_back(i);
  return out;
}

void write_runs(const std::filesystem::path& file, bool replaces, Locks locks, const RunLog& log,
                std::span<const std::uint64_t> keys, Layout layout, const FileInfo& info, Screen screen,
                const std::function<void(const RunRecord&)>& each) {
  std::unordered_set<std::uint64_t> forms;
  for (const std::uint64_t key : keys) {
    const RunLog::Entry& run = *log.find(key);
    if (!forms.insert(run.head.form).second) continue;
    const RunRecord one = log.read(run);
    layout.include(one.start, one.months, one.axes, one.series);
  }
  layout.runs = keys.size();
  RunFile out(file, layout, info, locks);
  Progress progress(std::move(screen), keys.size(), static_cast<std::int64_t>(keys.size()),
                    {.before = say("building the file"), .ended = [](std::size_t done, std::size_t all) {
                       return say("{} of {} runs in the file", done, all);
                     }});
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const RunRecord one = log.read(*log.find(keys[i]));
    out.write(i, one);
    if (each) each(one);
    progress.run_ended();
    progress.month(1);
  }
  out.close(replaces);
}

std::string seconds_text(const RunLog& log, std::span<const std::uint64_t> keys) {
  constexpr std::size_t most = 1000;  // an attribute is no table
  std::string each;
  double sum = 0;
  for (const std::uint64_t key : keys) {
    const double seconds = log.find(key)->head.seconds;
    sum += seconds;
    if (keys.size() <= most) each += fmt::format("{}{:.3f}", each.empty() ? "" : " ", seconds);
  }
  return keys.size() <= most ? each : fmt::format("sum {:.1f}", sum);
}

}  // namespace sim
