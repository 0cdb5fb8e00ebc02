#include "sim/run/ranks.hpp"

#include <algorithm>

#ifdef SANSHE_MPI
#include <mpi.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <thread>
#endif

#include "sim/error.hpp"

namespace sim {

#ifdef SANSHE_MPI

namespace {

constexpr int tag = 1;
constexpr std::int64_t ask = -1, nothing = -1;

// MPI is started only where somebody waits for it: it takes a third of a second.
bool in_a_job() {
  constexpr std::array names = {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK"};
  return std::any_of(names.begin(), names.end(), [](const char* name) { return std::getenv(name) != nullptr; });
}

// A failure of the disk is worse than a stop, and a stop worse than failed runs.
int worse(int a, int b) {
  const auto weight = [](int code) {
    constexpr std::array order = {Exit::done, Exit::some_failed, Exit::stopped};
    const auto found = std::find(order.begin(), order.end(), static_cast<Exit>(code));
    return found == order.end() ? 100 : static_cast<int>(found - order.begin());
  };
  return weight(a) >= weight(b) ? a : b;
}

}  // namespace

struct Ranks::Job {
  bool shared = false, begun = false, ended = false;
  std::mutex mutex;  // of what follows, on rank 0
  std::size_t next = 0, count = 0;
  int worst = 0;
  std::thread answers;

  std::int64_t take() {
    const std::lock_guard lock(mutex);
    return next < count ? static_cast<std::int64_t>(next++) : nothing;
  }

  void stop() {
    const std::lock_guard lock(mutex);
    count = next;
  }

  // Rank 0's thread; the only one there that calls MPI meanwhile. It sleeps between looks: MPI's own waiting spins.
  void answer(int others) {
    while (others > 0) {
      int there = 0;
      MPI_Status status;
      MPI_Iprobe(MPI_ANY_SOURCE, tag, MPI_COMM_WORLD, &there, &status);
      if (there == 0) {
        std::this_thread::sleep_for(std::chrono::microseconds(500));
        continue;
      }
      std::int64_t said = 0;
      MPI_Recv(&said, 1, MPI_INT64_T, status.MPI_SOURCE, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      if (said == ask) {
        const std::int64_t place = take();
        MPI_Send(&place, 1, MPI_INT64_T, status.MPI_SOURCE, tag, MPI_COMM_WORLD);
      } else {
        --others;
        worst = worse(worst, static_cast<int>(said));
      }
    }
  }
};

Ranks::Ranks() {
  if (!in_a_job()) return;
  int level = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &level);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  MPI_Comm_size(MPI_COMM_WORLD, &size_);
  if (level < MPI_THREAD_SERIALIZED) MPI_Abort(MPI_COMM_WORLD, static_cast<int>(Exit::usage));
  MPI_Comm machine = MPI_COMM_NULL;
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
  MPI_Comm_size(machine, &neighbours_);
  MPI_Comm_free(&machine);
  job_ = std::make_unique<Job>();
}

Ranks::~Ranks() {
  if (!job_) return;
  if (!job_->shared && rank_ == 0) {
    std::int64_t size = nothing;
    MPI_Bcast(&size, 1, MPI_INT64_T, 0, MPI_COMM_WORLD);
  } else if (!job_->ended) {
    end(static_cast<int>(Exit::bug));
  }
  MPI_Finalize();
}

std::optional<std::string> Ranks::share(const std::string& text) {
  if (!job_) return text;
  job_->shared = true;
  auto size = static_cast<std::int64_t>(text.size());
  MPI_Bcast(&size, 1, MPI_INT64_T, 0, MPI_COMM_WORLD);
  if (size == nothing) {
    job_->ended = true;
    return std::nullopt;
  }
  std::string out = rank_ == 0 ? text : std::string(static_cast<std::size_t>(size), '\0');
  constexpr std::size_t most = std::size_t{1} << 30;  // MPI counts in int
  for (std::size_t at = 0; at < out.size(); at += most)
    MPI_Bcast(out.data() + at, static_cast<int>(std::min(most, out.size() - at)), MPI_CHAR, 0, MPI_COMM_WORLD);
  return out;
}

void Ranks::begin(std::size_t count) {
  if (!job_) {
    count_ = count;
    return;
  }
  job_->begun = true;
  if (rank_ != 0) return;
  job_->count = count;
  job_->answers = std::thread([this] { job_->answer(size_ - 1); });
}

std::optional<std::size_t> Ranks::next() {
  if (!job_) return next_ < count_ ? std::optional(next_++) : std::nullopt;
  std::int64_t place = nothing;
  if (rank_ == 0)
    place = job_->take();
  else
    MPI_Sendrecv(&ask, 1, MPI_INT64_T, 0, tag, &place, 1, MPI_INT64_T, 0, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return place == nothing ? std::nullopt : std::optional(static_cast<std::size_t>(place));
}

int Ranks::end(int code) {
  if (!job_) return code;
  job_->ended = true;
  if (rank_ != 0) {
    const std::int64_t said = code;
    MPI_Send(&said, 1, MPI_INT64_T, 0, tag, MPI_COMM_WORLD);
    return 0;
  }
  if (!job_->begun) begin(0);
  if (code != 0) job_->stop();
  job_->answers.join();
  return worse(job_->worst, code);
}

#else

struct Ranks::Job {};

Ranks::Ranks() = default;
Ranks::~Ranks() = default;
std::optional<std::string> Ranks::share(const std::string& text) { return text; }
void Ranks::begin(std::size_t count) { count_ = count; }
std::optional<std::size_t> Ranks::next() { return next_ < count_ ? std::optional(next_++) : std::nullopt; }
int Ranks::end(int code) { return code; }

#endif

}  // namespace sim
