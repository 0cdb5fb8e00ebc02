#include "sim/run_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>

#include "sim/bytes.hpp"
#include "sim/error.hpp"
#include "sim/hash.hpp"
#include "sim/machine.hpp"
#include "sim/run_log_record.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view magic = "SIMRUN01";  // the last two: the format
constexpr std::size_t front = 3 * sizeof(std::uint64_t);
constexpr double sync_pause = 1;

/// The record that begins at a place, if a whole one does: its payload.
std::optional<std::string> payload_at(const DiskFile& file, std::uint64_t from, std::uint64_t file_size) {
  std::string begin(front, '\0');
  if (from + front > file_size || file.read(begin.data(), front, from) < front || !begin.starts_with(magic))
    return std::nullopt;
  Unpacked in(std::string_view(begin).substr(magic.size()));
  const auto size = in.number<std::uint64_t>(), sum = in.number<std::uint64_t>();
  if (size > file_size - from - front) return std::nullopt;
  std::string payload(size, '\0');
  if (file.read(payload.data(), size, from + front) < size || checksum(payload) != sum) return std::nullopt;
  return payload;
}

/// Where the next magic is, from a place on; the file's size if there is none.
std::uint64_t next_magic(const DiskFile& file, std::uint64_t from, std::uint64_t file_size) {
  std::string block(1 << 20, '\0');
  for (; from + magic.size() <= file_size; from += block.size() - magic.size() + 1) {
    const std::size_t found = std::string_view(block.data(), file.read(block.data(), block.size(), from)).find(magic);
    if (found != std::string_view::npos) return from + found;
  }
  return file_size;
}

}  // namespace

std::uint64_t run_key(const std::string& program, const std::string& scenario, const std::string& resolved,
                      std::uint64_t seed, std::uint32_t replicate) {
  Packed all;
  for (const std::string* text : {&program, &scenario, &resolved}) all.text(*text);
  all.number(seed);
  all.number(replicate);
  return checksum(all.out);
}

RunLog::RunLog(fs::path folder, const std::string& name, std::string program)
    : folder_(std::move(folder)), program_(std::move(program)) {
  writing(folder_, [&] {
    fs::create_directories(folder_);
    const fs::path own = folder_ / (name + ".runs");
    files_.emplace_back(own, DiskFile::Mode::append);
    if (!files_[0].lock())
      throw Failure(Exit::io, {{own.string(), 0, 0, {}, "another process is writing it", "wait for it, or stop it"}});
    for (const fs::directory_entry& other : fs::directory_iterator(folder_))
      if (other.path().extension() == ".runs" && other.path() != own)
        files_.emplace_back(other.path(), DiskFile::Mode::read);
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const std::uint64_t end = scan(i);
      if (i > 0) continue;
      end_ = end;
      if (end < files_[0].size()) files_[0].cut(end);
    }
  });
}

RunLog::~RunLog() {
  std::error_code ignored;
  if (end_ == 0) fs::remove(files_[0].path(), ignored);
  fs::remove(folder_, ignored);  // stays when something is in it
}

// Reads the heads of a log's whole records; returns where the last of them ends.
std::uint64_t RunLog::scan(std::size_t file) {
  const std::uint64_t size = files_[file].size();
  std::uint64_t end = 0, damaged = 0;
  for (std::uint64_t at = 0; at < size;) {
    const std::optional<std::string> payload = payload_at(files_[file], at, size);
    if (!payload) {
      at = next_magic(files_[file], at + 1, size);
      if (at < size) ++damaged;
      continue;
    }
    keep({head_of(*payload), file, at, front + payload->size()});
    end = at += front + payload->size();
  }
  if (damaged > 0)
    notes_.push_back(fmt::format("{} is damaged in places: what was there is run again", files_[file].path().string()));
  return end;
}

void RunLog::keep(Entry entry) {
  const auto [known, fresh] = by_key_.emplace(entry.head.key, entries_.size());
  if (fresh) return entries_.push_back(std::move(entry));
  if (entries_[known->second].head.sum != entry.head.sum)
    throw Failure(Exit::bug,
                  fmt::format("{} holds two different results of one run: {}, replicate {}, seed {}", folder_.string(),
                              entry.head.scenario, entry.head.replicate, entry.head.seed),
                  "equal runs have equal results: please report it, with the folder");
}

const RunLog::Entry* RunLog::find(std::uint64_t key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &entries_[found->second];
}

RunRecord RunLog::read(const Entry& entry) const {
  const DiskFile& file = files_[entry.file];
  std::optional<std::string> payload;
  writing(file.path(), [&] { payload = payload_at(file, entry.from, file.size()); });
  if (!payload)
    throw Failure(Exit::io, {{file.path().string(),
                              0,
                              0,
                              {},
                              "a run in it can no longer be read",
                              "is the disk sound? the same command with --resume runs again what is lost"}});
  return record_of(*payload);
}

void RunLog::append(std::uint64_t key, const RunRecord& record, double seconds, std::uint64_t bytes) {
  RunHead head{key, program_, record.scenario, record.seed, record.replicate, seconds, bytes};
  const std::string payload = payload_of(head, record);
  Packed begin;
  begin.bytes(magic.data(), magic.size());
  begin.number<std::uint64_t>(payload.size());
  begin.number(checksum(payload));
  DiskFile& file = files_[0];
  writing(file.path(), [&] {
    try {
      file.write(begin.out.data(), begin.out.size());
      file.write(payload.data(), payload.size());
      if (steady_seconds() - synced_ > sync_pause) sync();
    } catch (const std::system_error&) {
      file.cut(end_);
      throw;
    }
  });
  keep({head, 0, end_, front + payload.size()});
  end_ += front + payload.size();
}

void RunLog::sync() {
  writing(files_[0].path(), [this] { files_[0].sync(); });
  synced_ = steady_seconds();
}

void RunLog::remove() {
  writing(folder_, [this] {
    files_[0].cut(0);
    for (; files_.size() > 1; files_.pop_back()) fs::remove(files_.back().path());
  });
  entries_.clear();
  by_key_.clear();
  end_ = 0;
}

}  // namespace sim
