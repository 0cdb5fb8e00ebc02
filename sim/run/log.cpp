#include "sim/run/log.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <system_error>

#include "sim/bytes.hpp"
#include "sim/error.hpp"
#include "sim/hash.hpp"
#include "sim/host/cause.hpp"
#include "sim/host/machine.hpp"
#include "sim/run/log_record.hpp"
#include "sim/say.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view record_magic = "SIMRUN06";  // the last two: the format
constexpr std::size_t front = 3 * sizeof(std::uint64_t);
constexpr double sync_pause = 1;

/// The record that begins at a place, if a whole one does: its payload.
std::optional<std::string> payload_at(const DiskFile& file, std::uint64_t from, std::uint64_t file_size) {
  std::string begin(front, '\0');
  if (from + front > file_size || file.read(begin.data(), front, from) < front || !begin.starts_with(record_magic))
    return std::nullopt;
  Unpacked in(std::string_view(begin).substr(record_magic.size()));
  const auto size = in.number<std::uint64_t>(), sum = in.number<std::uint64_t>();
  if (size > file_size - from - front) return std::nullopt;
  std::string payload(size, '\0');
  if (file.read(payload.data(), size, from + front) < size || checksum(payload) != sum) return std::nullopt;
  return payload;
}

/// Where the next record_magic is, from a place on; the file's size if there is none.
std::uint64_t next_magic(const DiskFile& file, std::uint64_t from, std::uint64_t file_size) {
  std::string block(1 << 20, '\0');
  for (; from + record_magic.size() <= file_size; from += block.size() - record_magic.size() + 1) {
    const std::size_t found =
        std::string_view(block.data(), file.read(block.data(), block.size(), from)).find(record_magic);
    if (found != std::string_view::npos) return from + found;
  }
  return file_size;
}

}  // namespace

std::vector<fs::path> logs_in(const fs::path& folder) {
  std::vector<fs::path> out;
  if (!fs::exists(folder)) return out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".runs" && !entry.is_directory()) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::uint64_t run_key(const std::string& program, const std::string& scenario, const std::string& resolved,
                      std::uint64_t seed, std::uint32_t replicate) {
  Packed all;
  for (const std::string* text : {&program, &scenario, &resolved}) all.text(*text);
  all.number(seed);
  all.number(replicate);
  return checksum(all.out);
}

RunLog::RunLog(fs::path folder, const std::string& stem, std::string program, Taken taken, Reads reads, Locks locks)
    : folder_(std::move(folder)), program_(std::move(program)) {
  const bool alone = locks == Locks::wanted || taken == Taken::refuse;
  const std::string name = alone ? stem : fmt::format("{}-{}-{}", stem, host_name(), getpid());
  writing(folder_, [&] {
    for (int more = 1; !own_;) {
      const fs::path file = folder_ / (more == 1 ? name + ".runs" : fmt::format("{}-{}.runs", name, more));
      // Whoever ends without a run removes its log, and the folder if it is empty: both are made again then.
      make_folder(folder_);
      try {
        DiskFile log{file, DiskFile::Mode::append};
        if (log.lock(locks)) {
          if (!log.has_lost_its_name()) own_.emplace(std::move(log));
          sim::sync(folder_);
          continue;
        }
      } catch (const std::system_error& error) {
        if (error.code() != std::errc::no_such_file_or_directory) throw;
        if (fs::is_symlink(fs::symlink_status(file)))  // into nothing
          throw refused_by_system(file.string(), std::make_error_code(std::errc::file_exists), Doing::writing);
        continue;
      }
      if (taken == Taken::refuse)
        throw Failure(
            Exit::io,
            {{file.string(), 0, 0, {}, say("another process is writing it"), say("wait for it, or stop it")}});
      ++more;
    }
    files_.push_back(own_->path());
    scan_all(reads);
    if (end_ < own_->size()) own_->cut(end_);
  });
}

RunLog::RunLog(fs::path folder) : folder_(std::move(folder)) {
  reading(folder_, [this] { scan_all(Reads::all); });
}

RunLog::~RunLog() {
  if (!own_) return;
  std::error_code ignored;
  if (end_ == 0) fs::remove(own_->path(), ignored);
  fs::remove(folder_, ignored);  // stays when something is in it
}

void RunLog::scan_all(Reads reads) {
  if (reads == Reads::all)
    for (const fs::path& log : logs_in(folder_))
      if (!own_ || log != own_->path()) files_.push_back(log);
  for (std::size_t i = 0; i < files_.size(); ++i)
    if (i == 0 && own_)
      end_ = scan(*own_, i);
    else
      reading(files_[i], [&] { scan(DiskFile(files_[i], DiskFile::Mode::read), i); });
  std::vector<Entry> found = std::move(entries_);
  entries_.clear();
  for (Entry& entry : found)
    if (forms_.count(entry.head.form) > 0)
      keep(std::move(entry));
    else if (notes_.empty())
      notes_.push_back(say("{} is damaged in places: what was there is run again", folder_.string()));
}

// Reads the heads of a log's whole records; returns where the last of them ends.
std::uint64_t RunLog::scan(const DiskFile& log, std::size_t file) {
  const std::uint64_t size = log.size();
  std::uint64_t end = 0, damaged = 0;
  for (std::uint64_t at = 0; at < size;) {
    const std::optional<std::string> payload = payload_at(log, at, size);
    if (!payload) {
      at = next_magic(log, at + 1, size);
      if (at < size) ++damaged;
      continue;
    }
    try {
      if (kind_of(*payload) == RecordKind::form)
        forms_.try_emplace(form_in(*payload), Place{file, at});
      else
        entries_.push_back({head_of(*payload), file, at, front + payload->size()});
    } catch (const Damaged&) {
      ++damaged;  // its sum is right, and it is none of ours
    }
    end = at += front + payload->size();
  }
  if (damaged > 0) notes_.push_back(say("{} is damaged in places: what was there is run again", log.path().string()));
  return end;
}

void RunLog::keep(Entry entry) {
  const auto [known, fresh] = by_key_.emplace(entry.head.key, entries_.size());
  if (fresh) return entries_.push_back(std::move(entry));
  if (entries_[known->second].head.sum != entry.head.sum)
    throw Failure(Exit::bug,
                  say("{} holds two different results of one run: {}, replicate {}, seed {}", folder_.string(),
                      entry.head.scenario, entry.head.replicate, entry.head.seed),
                  say("equal runs have equal results: please report it, with the folder"));
}

const RunLog::Entry* RunLog::find(std::uint64_t key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &entries_[found->second];
}

std::string RunLog::payload(Place place) const {
  std::optional<std::string> out;
  reading(files_[place.file], [&] {
    const DiskFile file(files_[place.file], DiskFile::Mode::read);
    out = payload_at(file, place.from, file.size());
  });
  if (!out)
    throw Failure(Exit::io, {{files_[place.file].string(),
                              0,
                              0,
                              {},
                              say("a run in it can no longer be read"),
                              say("is the disk sound? the same command with --resume runs again what is lost")}});
  return std::move(*out);
}

RunRecord RunLog::read(const Entry& entry) const {
  if (form_.first != entry.head.form || form_.second.empty())
    form_ = {entry.head.form, payload(forms_.at(entry.head.form))};
  try {
    return record_of(payload({entry.file, entry.from}), form_.second);
  } catch (const Damaged& damaged) {
    throw Failure(Exit::bad_data, {{files_[entry.file].string(),
                                    0,
                                    0,
                                    {},
                                    say("a run in it is none that this program wrote: {}", damaged.why),
                                    say("remove the file: the same command runs again what is lost")}});
  }
}

// One record at the end of our log, or nothing.
void RunLog::write(std::string_view payload) {
  Packed begin;
  begin.bytes(record_magic.data(), record_magic.size());
  begin.number<std::uint64_t>(payload.size());
  begin.number(checksum(payload));
  writing(own_->path(), [&] {
    try {
      own_->write(begin.out.data(), begin.out.size());
      own_->write(payload.data(), payload.size());
    } catch (const std::system_error&) {
      own_->cut(end_);
      throw;
    }
  });
  end_ += front + payload.size();
}

void RunLog::append(std::uint64_t key, const RunRecord& record, double seconds, std::uint64_t bytes) {
  RunHead head{key, program_, record.scenario, record.seed, record.replicate, seconds, bytes};
  const std::string form = form_of(record), payload = payload_of(head, record, form);
  if (const Place here{0, end_}; forms_.count(head.form) == 0 || forms_[head.form].file != 0) {
    write(payload_of(form));
    forms_[head.form] = here;
  }
  const std::uint64_t from = end_;
  write(payload);
  if (steady_seconds() - synced_ > sync_pause) sync();
  keep({head, 0, from, front + payload.size()});
}

void RunLog::sync() {
  writing(own_->path(), [this] {
    own_->sync();
    if (own_->has_lost_its_name()) throw std::system_error(std::make_error_code(std::errc::no_such_file_or_directory));
  });
  synced_ = steady_seconds();
}

void RunLog::remove() {
  writing(folder_, [this] {
    own_->cut(0);
    for (; files_.size() > 1; files_.pop_back()) fs::remove(files_.back());
  });
  entries_.clear();
  by_key_.clear();
  forms_.clear();
  form_ = {};
  end_ = 0;
}

}  // namespace sim
