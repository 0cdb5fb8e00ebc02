#include "sim/run/ensemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>

#include "sim/host/machine.hpp"
#include "sim/host/process.hpp"
#include "sim/parallel.hpp"
#include "sim/say.hpp"

namespace sim {

namespace {

// In a line: what is wrong and what helps.
std::string reason(const Failure& failure) {
  const Problem& first = failure.problems().front();
  const std::string what = first.file.empty() ? first.what : fmt::format("{}: {}", first.file, first.what);
  return first.mend.empty() ? what : fmt::format("{}: {}", what, first.mend);
}

class Ensemble {
 public:
  Ensemble(const MakeModel& make, const Source& source, const EnsembleOptions& options, const Sink& sink)
      : make_(make), source_(source), options_(options), sink_(sink) {}

  std::vector<FailedRun> run() {
    if (const std::vector<Job> first = next(); !first.empty()) all(first);
    lanes(thread_count(), [this](std::size_t) {
      for (std::vector<Job> jobs = next(); !jobs.empty(); jobs = next()) all(jobs);
    });
    if (broken_) std::rethrow_exception(broken_);
    if (stopped_) throw Stopped{};
    std::sort(failed_.begin(), failed_.end(), [](const FailedRun& a, const FailedRun& b) { return a.index < b.index; });
    return std::move(failed_);
  }

 private:
  // Nothing when there is no more, or memory is too tight for one more beside those in flight.
  std::vector<Job> next() {
    const std::lock_guard lock(mutex_);
    if (halted_ || empty_ || (in_flight_ > 0 && (in_flight_ + 1) * largest_ + kept() > options_.memory)) return {};
    std::vector<Job> jobs;
    guarded([&] { jobs = source_(); });
    empty_ = jobs.empty();
    if (!empty_ && options_.stop != nullptr && options_.stop->load()) halted_ = stopped_ = true;
    if (halted_ || empty_) return {};
    ++in_flight_;
    return jobs;
  }
  void all(const std::vector<Job>& jobs) {
    for (const Job& job : jobs)
      if (begin(job)) one(job);
    const std::lock_guard lock(mutex_);
    --in_flight_;
  }
  bool begin(const Job& job) {
    const std::lock_guard lock(mutex_);
    if (!halted_ && options_.stop != nullptr && options_.stop->load()) halted_ = stopped_ = true;
    if (!halted_ && options_.begun) guarded([&] { options_.begun(job.index); });
    return !halted_;
  }
  std::size_t kept() const { return options_.past == nullptr ? 0 : options_.past->bytes(); }
  // Nothing may leave this: an exception would cancel the inner work of other lanes half-way.
  void one(const Job& job) {
    const std::size_t index = job.index;
    RunOptions options{options_.seed, job.replicate, {}, options_.stop, nullptr, options_.checkpoint_every};
    options.progress = [this, told = 0](int months) mutable {
      if (lost_) throw Stopped{};
      if (months > told && options_.month) options_.month(months - told);
      told = months;
    };
    try {
      std::optional<Checkpoint> checkpoint;
      if (options_.checkpoint) options.checkpoint = &checkpoint.emplace(options_.checkpoint(index));
      if (options_.past != nullptr) {
        options.take_past = [&](Model& model, RunRecord& record) {
          return options_.past->take(job.place, model, record);
        };
        options.pass = [&](Month next, const RunRecord& record, Model& model) {
          options_.past->pass(job.place, next, record, model);
        };
      }
      const double begin = steady_seconds();
      RunResult result = sim::run(make_, *job.scenario, options);
      finish(index, std::move(result), steady_seconds() - begin);
      if (checkpoint && !lost_) checkpoint->remove();
    } catch (const Stopped&) {
      halted_ = stopped_ = true;
    } catch (const Failure& failure) {
      if (failure.code() == Exit::io || failure.code() == Exit::lacking)
        end(index, [] { throw; });
      else
        fail(index, reason(failure));
    } catch (const std::exception& error) {
      const std::string lacks = lack(error);
      fail(index, lacks.empty() ? error.what() : lacks, !lacks.empty());
    } catch (...) {
      fail(index, say("an error without a description"));
    }
  }
  void finish(std::size_t index, RunResult result, double seconds) {
    end(index, [&] {
      largest_ = std::max(largest_, bytes_in_flight(result.bytes));
      sink_(index, std::move(result), seconds);
    });
  }
  void fail(std::size_t index, std::string reason, bool lacking = false) {
    end(index, [&] {
      failed_.push_back({index, std::move(reason), lacking});
      if (options_.failed) options_.failed(failed_.back());
    });
  }
  template <class Work>
  void end(std::size_t index, const Work& work) {
    const std::lock_guard lock(mutex_);
    if (lost_) return;
    guarded([&] {
      work();
      if (options_.ended) options_.ended(index);
    });
  }
  template <class Work>
  void guarded(const Work& work) {
    try {
      work();
    } catch (...) {
      if (!broken_) broken_ = std::current_exception();
      halted_ = lost_ = true;
    }
  }

  const MakeModel& make_;
  const Source& source_;
  const EnsembleOptions& options_;
  const Sink& sink_;

  std::mutex mutex_;
  std::size_t in_flight_ = 0, largest_ = 0;
  bool empty_ = false;
  std::vector<FailedRun> failed_;
  std::exception_ptr broken_;
  std::atomic<bool> halted_ = false, stopped_ = false;
  std::atomic<bool> lost_ = false;  // results have nowhere to go
};

}  // namespace

std::vector<Wanted> all_runs(std::size_t scenarios, std::uint32_t replicates) {
  std::vector<Wanted> out;
  for (std::size_t s = 0; s < scenarios; ++s)
    for (std::uint32_t r = 0; r < replicates; ++r) out.push_back({s, r});
  return out;
}

std::vector<FailedRun> run_all(const MakeModel& make, const Source& source, const EnsembleOptions& options,
                               const Sink& sink) {
  return Ensemble(make, source, options, sink).run();
}

std::vector<FailedRun> run_all(const MakeModel& make, std::span<const Scenario> scenarios,
                               std::span<const Wanted> wanted, const EnsembleOptions& options, const Sink& sink) {
  SharedPast past(scenarios, wanted, options.memory / 4);
  const std::vector<std::size_t> order = past.order(thread_count());
  const Source source = [&, at = std::size_t{0}]() mutable -> std::vector<Job> {
    if (at == order.size()) return {};
    const std::size_t index = order[at++];
    const Wanted& what = wanted[index];
    // The scenarios are the caller's and stay where they are.
    return {Job{index, {std::shared_ptr<void>(), &scenarios[what.scenario]}, what.replicate, index}};
  };
  EnsembleOptions with_past = options;
  with_past.past = &past;
  return run_all(make, source, with_past, sink);
}

}  // namespace sim
