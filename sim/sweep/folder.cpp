#include "sim/sweep/folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "sim/error.hpp"
#include "sim/host/machine.hpp"
#include "sim/json.hpp"
#include "sim/run/checkpoint.hpp"
#include "sim/say.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr char open_run = '.', finished_run = '+';
constexpr int most_attempts = 3;

bool is_failed(char state) { return state >= 'a' && state <= 'c'; }
int attempts(char state) { return is_failed(state) ? state - 'a' + 1 : state >= '1' && state <= '3' ? state - '0' : 0; }

fs::path plan_file(const fs::path& folder, std::size_t number) { return folder / fmt::format("plan-{}.json", number); }

// The number of the newest plan; 0 where there is none.
std::size_t newest(const fs::path& folder) {
  std::size_t number = 0;
  while (fs::exists(fs::symlink_status(plan_file(folder, number + 1)))) ++number;  // a link into nothing, too
  return number;
}

// The settings of a resolved scenario, "[table] key = value" each; its words are left out.
std::vector<std::string> settings_of(const std::string& text) {
  constexpr std::array words = {"title = ", "question = ", "expect = ", "source = ", "id = ", "because = "};
  std::vector<std::string> out;
  std::string table;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("[")) table = line + " ";
    const bool says = std::any_of(words.begin(), words.end(), [&line](const char* w) { return line.starts_with(w); });
    if (!line.empty() && !line.starts_with("[") && !says) out.push_back(table + line);
  }
  return out;
}

// The first settings in which two scenarios differ.
std::string difference(const std::string& old, const std::string& wanted) {
  const std::vector<std::string> a = settings_of(old), b = settings_of(wanted);
  const auto lacking = [](const std::vector<std::string>& from, const std::vector<std::string>& in) -> std::string {
    const auto found = std::find_if(from.begin(), from.end(), [&in](const std::string& line) {
      return std::find(in.begin(), in.end(), line) == in.end();
    });
    return found == from.end() ? say("nothing") : *found;
  };
  return say("{}, where this command has {}", lacking(a, b), lacking(b, a));
}

// Why runs of one plan are not among those of another, in a few words.
std::string difference(const Plan& old, const Plan& wanted) {
  if (old.program != wanted.program) return say("runs of another program: {}; this is {}", old.program, wanted.program);
  if (old.seed != wanted.seed) return say("runs of seed {}, which is not asked for", old.seed);
  if (old.replicates > wanted.replicates) return say("replicates that are not asked for: {}", old.replicates);
  for (const Plan::Chosen& s : old.scenarios) {
    const auto same = std::find_if(wanted.scenarios.begin(), wanted.scenarios.end(),
                                   [&s](const Plan::Chosen& other) { return other.name == s.name; });
    if (same == wanted.scenarios.end()) return say("runs of {}, which is not asked for", s.name);
    if (same->sum != s.sum) return say("runs of another {}: {}", s.name, difference(s.text, same->text));
  }
  return say("points that are not asked for");
}

// Runs of `old` must all be wanted.
void refuse_others(const fs::path& folder, const Plan& old, const Plan& wanted) {
  const std::vector<std::uint64_t> had = old.keys(), keys = wanted.keys();
  const std::unordered_set<std::uint64_t> among(keys.begin(), keys.end());
  if (std::all_of(had.begin(), had.end(), [&among](std::uint64_t key) { return among.contains(key); })) return;
  throw Failure(Exit::would_overwrite,
                {{folder.string(),
                  0,
                  0,
                  {},
                  say("holds {}", difference(old, wanted)),
                  say("the same options as before go on with it (--scale, --set, --until ...); for another sweep "
                      "choose another folder with -o")}});
}

// One line at the end of a file that others may write too.
void add_line(const fs::path& file, const Json& json) {
  writing(file, [&] {
    const std::string line = dumped_in_line(json) + "\n";
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
                                    say("holds no sweep: there is no plan-1.json in it"),
                                    say("give the folder that `sweep DESIGN -o` was given")}});
  open_newest();
}

SweepFolder::SweepFolder(fs::path folder, const Plan& wanted, Locks locks) : folder_(std::move(folder)), locks_(locks) {
  writing(folder_, [this] { make_folder(folder_); });
  const std::string text = to_json(wanted);
  const std::vector<std::uint64_t> keys = wanted.keys();
  for (;;) {
    if (newest(folder_) > 0) {
      open_newest();
      if (keys_ == keys) break;
      refuse_others(folder_, plan_, wanted);
    }
    writing(folder_, [&] { create_whole(plan_file(folder_, number_ + 1), text); });  // by us, or by another just now
  }
  open_claims();
}

void SweepFolder::open_newest() {
  number_ = newest(folder_);
  plan_ = read_plan(plan_file(folder_, number_));
  keys_ = plan_.keys();
  std::unordered_map<std::uint64_t, std::uint64_t> slots;
  for (std::size_t number = 1; number <= number_; ++number)
    for (const std::uint64_t key : number == number_ ? keys_ : read_plan(plan_file(folder_, number)).keys())
      slots.try_emplace(key, slots.size());
  slots_.clear();
  for (const std::uint64_t key : keys_) slots_.push_back(slots.at(key));
}

void SweepFolder::open_claims() {
  const fs::path file = folder_ / "claims";
  writing(file, [&] {
    if (!fs::exists(file)) create_whole(file, std::string(keys_.size(), open_run));
    claims_.emplace(file, DiskFile::Mode::update);
  });
  opened_ = states();
  constexpr std::uint64_t far = std::uint64_t{1} << 62;  // of no run: asked before hours of work
  if (lock_at(far)) claims_->unlock_byte(far);
}

bool SweepFolder::lock_at(std::uint64_t slot) const {
  bool locked = false;
  writing(claims_->path(), [&] { locked = claims_->lock_byte(slot, locks_); });
  return locked;
}

std::string SweepFolder::states() const {
  std::string all, out;
  reading(claims_->path(), [&] {
    all.resize(claims_->size());
    all.resize(claims_->read(all.data(), all.size(), 0));
  });
  // What a later plan added is not there before the first of it is begun; what was skipped then is 0.
  for (const std::uint64_t slot : slots_) out += slot < all.size() && all[slot] != 0 ? all[slot] : open_run;
  return out;
}

char SweepFolder::state(std::size_t run) const {
  char out = open_run;
  reading(claims_->path(), [&] { claims_->read(&out, 1, slots_[run]); });
  return out == 0 ? open_run : out;
}

void SweepFolder::set(std::size_t run, char state) {
  writing(claims_->path(), [&] { claims_->overwrite(&state, 1, slots_[run]); });
}

void SweepFolder::compare(const RunLog& log) {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const bool there = log.find(keys_[i]) != nullptr, told = opened_[i] == finished_run;
    if (there == told || !lock(i)) continue;
    if (there || state(i) == finished_run) set(i, there ? finished_run : open_run);
    unlock(i);
  }
}

void SweepFolder::try_again() {
  for (std::size_t i = 0; i < keys_.size(); ++i)
    if (attempts(opened_[i]) > 0 && lock(i)) {
      if (attempts(state(i)) > 0) set(i, open_run);
      unlock(i);
    }
}

bool SweepFolder::is_locked(std::size_t run) const {
  if (taken_.count(run) > 0) return true;
  if (!lock(run)) return true;
  unlock(run);
  return false;
}

bool SweepFolder::is_aside(std::size_t run, char now) const {
  return attempts(now) >= most_attempts && (is_failed(now) || !is_locked(run));
}

std::vector<std::uint64_t> SweepFolder::left(std::size_t part, std::size_t parts, Failed failed) const {
  const std::lock_guard guard(mutex_);
  const std::string all = states();
  std::vector<std::tuple<int, std::size_t, std::uint64_t>> order;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (const std::size_t group = plan_.group(i); group % parts == part)
      if (all[i] != finished_run && !is_aside(i, all[i]) && !(failed == Failed::leave && is_failed(all[i])))
        order.emplace_back(attempts(all[i]), group, i);
  std::sort(order.begin(), order.end());
  std::vector<std::uint64_t> out;
  out.reserve(order.size());
  for (const auto& [times, group, i] : order) out.push_back(i);
  return out;
}

bool SweepFolder::take(std::size_t run) {
  const std::lock_guard guard(mutex_);
  if (!lock(run)) return false;
  const char before = state(run);
  if (before == finished_run || attempts(before) >= most_attempts) {
    unlock(run);
    return false;
  }
  // Whoever had begun it since we came may have been killed between its record and this byte.
  const bool since = !is_failed(before) && attempts(before) > 0 && before != opened_[run];
  if (since && RunLog(runs()).find(keys_[run]) != nullptr) {
    set(run, finished_run);
    unlock(run);
    return false;
  }
  taken_[run] = before;
  return true;
}

void SweepFolder::begun(std::size_t run) {
  const std::lock_guard guard(mutex_);
  char& before = taken_.at(run);
  if (!is_failed(before) && Checkpoint(runs(), plan_.program, keys_[run]).exists()) before = open_run;
  set(run, static_cast<char>('1' + attempts(before)));
}

void SweepFolder::finished(std::size_t run) {
  const std::lock_guard guard(mutex_);
  set(run, finished_run);
  taken_.erase(run);
  unlock(run);
}

void SweepFolder::failed(std::size_t run, const std::string& reason) {
  const std::lock_guard guard(mutex_);
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
  unlock(run);
}

void SweepFolder::give_back() {
  const std::lock_guard guard(mutex_);
  for (const auto& [run, before] : taken_) {
    set(run, before);
    unlock(run);
  }
  taken_.clear();
}

Tallied SweepFolder::tally(std::size_t part, std::size_t parts) const {
  const std::lock_guard guard(mutex_);
  const std::string all = states();
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
    std::istringstream in(content_of(entry.path()));
    for (std::string line; std::getline(in, line);) {
      const Json json = Json::parse(line, nullptr, false);
      try {
        told[json.at("key").get<std::string>()] = {json.at("scenario"), json.at("point"), json.at("reason"),
                                                   json.at("replicate")};
      } catch (const Json::exception&) {
        continue;  // torn by a power cut
      }
    }
  }
  const std::lock_guard guard(mutex_);
  const std::string all = states();
  std::map<std::size_t, FailureNote> out;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const char now = all[i];
    if (attempts(now) == 0) continue;
    if (is_failed(now)) {
      out[i] = told[fmt::format("{:016x}", keys_[i])];
    } else if (is_aside(i, now)) {
      const Plan::Run what = plan_.run(i);
      out[i] = {plan_.scenarios[what.at.scenario].name, plan_.point_text(what.at.point),
                say("the program ended {} times while it was under way: out of memory, or killed", attempts(now)),
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

void require_wanted(const fs::path& folder, const Plan& wanted) {
  if (newest(folder) > 0) refuse_others(folder, SweepFolder(folder).plan(), wanted);
}

void drop_sweep(const fs::path& folder, Locks locks) {
  if (!fs::exists(folder)) return;
  std::vector<fs::path> ours;
  writing(folder, [&] {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name == "progress.jsonl" || name.starts_with("plan-") || name == "claims" || name.starts_with("failures-"))
        ours.push_back(entry.path());
    }
    if (const fs::path runs = folder / "runs"; fs::exists(runs)) {
      for (const fs::path& one : logs_in(runs))
        if (!DiskFile(one, DiskFile::Mode::update).lock(locks))
          throw Failure(Exit::would_overwrite, {{folder.string(),
                                                 0,
                                                 0,
                                                 {},
                                                 say("another process works in it"),
                                                 say("end that first, or choose another folder with -o")}});
      RunLog log{runs, "dropped", {}, RunLog::Taken::refuse, RunLog::Reads::all, locks};
      log.remove();
      remove_checkpoints(runs);
    }
    for (const fs::path& file : ours) fs::remove(file);
  });
}

}  // namespace sim
