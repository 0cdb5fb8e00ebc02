#include "sim/sweep.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "sim/error.hpp"
#include "sim/machine.hpp"
#include "sim/snapshot.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr char open_run = '.', finished_run = '+';
constexpr int most_attempts = 3;

bool is_failed(char state) { return state >= 'a' && state <= 'c'; }
int attempts(char state) { return is_failed(state) ? state - 'a' + 1 : state >= '1' && state <= '3' ? state - '0' : 0; }

fs::path plan_file(const fs::path& folder, std::size_t number) { return folder / fmt::format("plan-{}.json", number); }

// The number of the newest plan; 0 where there is none.
std::size_t newest(const fs::path& folder) {
  std::size_t number = 0;
  while (fs::exists(plan_file(folder, number + 1))) ++number;
  return number;
}

// Why runs of one plan are not among those of another, in a few words.
std::string difference(const Plan& old, const Plan& wanted) {
  if (old.program != wanted.program)
    return fmt::format("runs of another program: {}; this is {}", old.program, wanted.program);
  if (old.seed != wanted.seed) return fmt::format("runs of seed {}", old.seed);
  if (old.replicates > wanted.replicates) return fmt::format("more replicates than are asked for: {}", old.replicates);
  for (const Plan::Chosen& s : old.scenarios) {
    const auto same = std::find_if(wanted.scenarios.begin(), wanted.scenarios.end(),
                                   [&s](const Plan::Chosen& other) { return other.name == s.name; });
    if (same == wanted.scenarios.end()) return fmt::format("runs of {}, which is not asked for", s.name);
    if (same->text != s.text) return fmt::format("runs of {} as it was before, or with other output", s.name);
  }
  return "points that are not asked for";
}

// One line at the end of a file that others may write too.
void add_line(const fs::path& file, const Json& json) {
  writing(file, [&] {
    const std::string line = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    DiskFile(file, DiskFile::Mode::append).write(line.data(), line.size());
  });
}

}  // namespace

SweepFolder::SweepFolder(fs::path folder) : folder_(std::move(folder)) {
  if (newest(folder_) == 0)
    throw Failure(Exit::no_input, {{folder_.string(),
                                    0,
                                    0,
                                    {},
                                    "holds no sweep: there is no plan-1.json in it",
                                    "give the folder that `sweep DESIGN -o` was given"}});
  open_newest();
}

SweepFolder::SweepFolder(fs::path folder, Plan wanted) : folder_(std::move(folder)) {
  writing(folder_, [this] { fs::create_directories(folder_); });
  const std::string text = to_json(wanted);
  const std::vector<std::uint64_t> keys = wanted.keys();
  const std::unordered_set<std::uint64_t> among(keys.begin(), keys.end());
  for (;;) {
    if (newest(folder_) > 0) {
      open_newest();
      if (keys_ == keys) break;
      if (!std::all_of(keys_.begin(), keys_.end(), [&among](std::uint64_t key) { return among.count(key) > 0; }))
        throw Failure(Exit::would_overwrite, {{folder_.string(),
                                               0,
                                               0,
                                               {},
                                               "holds " + difference(plan_, wanted),
                                               "choose another folder with -o, or drop what is there with --force"}});
    }
    writing(folder_, [&] { create_whole(plan_file(folder_, number_ + 1), text); });  // by us, or by another just now
  }
  open_claims();
}

void SweepFolder::open_newest() {
  number_ = newest(folder_);
  plan_ = read_plan(plan_file(folder_, number_));
  keys_ = plan_.keys();
}

void SweepFolder::open_claims() {
  const fs::path file = folder_ / fmt::format("claims-{}", number_);
  writing(file, [&] {
    if (!fs::exists(file)) create_whole(file, std::string(keys_.size(), open_run));
    claims_.emplace(file, DiskFile::Mode::update);
  });
  if (claims_->size() != keys_.size())
    throw Failure(Exit::bad_data,
                  {{file.string(), 0, 0, {}, "is damaged", "remove it: what it says is found out again"}});
}

char SweepFolder::state(std::size_t run) const {
  char out = open_run;
  reading(claims_->path(), [&] { claims_->read(&out, 1, run); });
  return out;
}

void SweepFolder::set(std::size_t run, char state) {
  writing(claims_->path(), [&] { claims_->overwrite(&state, 1, run); });
}

void SweepFolder::compare(const RunLog& log) {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const bool there = log.find(keys_[i]) != nullptr, told = state(i) == finished_run;
    if (there == told || !claims_->lock_byte(i)) continue;
    set(i, there ? finished_run : open_run);
    claims_->unlock_byte(i);
  }
}

bool SweepFolder::set_aside(std::size_t run) const { return is_aside(run, state(run)); }

int SweepFolder::attempts_at(std::size_t run) const { return attempts(state(run)); }

// A third attempt may be under way: here, or where the lock is.
bool SweepFolder::is_aside(std::size_t run, char now) const {
  if (attempts(now) < most_attempts || taken_.count(run) > 0) return false;
  if (is_failed(now)) return true;
  const bool idle = claims_->lock_byte(run);
  if (idle) claims_->unlock_byte(run);
  return idle;
}

bool SweepFolder::take(std::size_t run) {
  if (!claims_->lock_byte(run)) return false;
  const char before = state(run);
  if (before == finished_run || attempts(before) >= most_attempts) {
    claims_->unlock_byte(run);
    return false;
  }
  taken_[run] = before;
  return true;
}

void SweepFolder::begun(std::size_t run) { set(run, static_cast<char>('1' + attempts(taken_.at(run)))); }

void SweepFolder::finished(std::size_t run) {
  set(run, finished_run);
  taken_.erase(run);
  claims_->unlock_byte(run);
}

void SweepFolder::failed(std::size_t run, const std::string& reason) {
  const int attempt = attempts(taken_.at(run)) + 1;
  const Plan::Run what = plan_.run(run);
  add_line(folder_ / fmt::format("failures-{}-{}.jsonl", host_name(), getpid()),
           {{"key", fmt::format("{:016x}", keys_[run])},
            {"scenario", plan_.scenarios[what.at.scenario].name},
            {"replicate", what.replicate},
            {"point", plan_.point_text(what.at.point)},
            {"reason", reason},
            {"attempt", attempt},
            {"time", utc_now()}});
  set(run, static_cast<char>('a' + attempt - 1));
  taken_.erase(run);
  claims_->unlock_byte(run);
}

void SweepFolder::give_back() {
  for (const auto& [run, before] : taken_) {
    set(run, before);
    claims_->unlock_byte(run);
  }
  taken_.clear();
}

Tallied SweepFolder::tally(std::size_t part, std::size_t parts) const {
  std::string all(keys_.size(), open_run);
  reading(claims_->path(), [&] { claims_->read(all.data(), all.size(), 0); });
  Tallied out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (plan_.group(i) % parts != part) continue;
    const bool aside = is_aside(i, all[i]);
    ++out.runs;
    out.finished += all[i] == finished_run;
    out.failed += is_failed(all[i]) || aside;
    out.set_aside += aside;
    out.begun += !is_failed(all[i]) && !aside && attempts(all[i]) > 0;
  }
  return out;
}

std::map<std::size_t, FailureNote> SweepFolder::failures() const {
  std::map<std::string, FailureNote> told;  // by key; the last counts
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("failures-") || !name.ends_with(".jsonl")) continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      const Json json = Json::parse(line, nullptr, false);
      if (json.is_discarded()) continue;  // torn by a power cut
      told[json.value("key", "")] = {json.value("scenario", ""), json.value("point", ""), json.value("reason", ""),
                                     json.value("replicate", 0u)};
    }
  }
  std::map<std::size_t, FailureNote> out;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const char now = state(i);
    if (attempts(now) == 0) continue;
    if (is_failed(now)) {
      out[i] = told[fmt::format("{:016x}", keys_[i])];
    } else if (is_aside(i, now)) {
      const Plan::Run what = plan_.run(i);
      out[i] = {
          plan_.scenarios[what.at.scenario].name, plan_.point_text(what.at.point),
          fmt::format("the program ended {} times while it was under way: out of memory, or killed", attempts(now)),
          what.replicate};
    }
  }
  return out;
}

void SweepFolder::note_progress(const std::string& who, double seconds) const {
  const Tallied all = tally();
  add_line(folder_ / "progress.jsonl", {{"time", utc_now()},
                                        {"process", who},
                                        {"seconds", std::round(seconds * 10) / 10},
                                        {"runs", all.runs},
                                        {"finished", all.finished},
                                        {"failed", all.failed},
                                        {"begun", all.begun}});
}

void drop_sweep(const fs::path& folder) {
  if (!fs::exists(folder)) return;
  writing(folder, [&folder] {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name == "runs") {
        RunLog log{entry.path(), "dropped", {}};
        log.remove();
        remove_checkpoints(entry.path());
      } else if (name == "progress.jsonl" || name.starts_with("plan-") || name.starts_with("claims-") ||
                 name.starts_with("failures-")) {
        fs::remove(entry.path());
      }
    }
  });
}

}  // namespace sim
