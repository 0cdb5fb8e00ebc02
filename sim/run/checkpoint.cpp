#include "sim/run/checkpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <system_error>

#include "sim/error.hpp"
#include "sim/hash.hpp"
#include "sim/host/cause.hpp"
#include "sim/host/disk.hpp"
#include "sim/say.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view checkpoint_magic = "SIMCHK01";  // the last two: the format
constexpr std::size_t block_bytes = 1 << 20;

/// Writes through a block, and adds up.
class StateWriter final : public ByteWriter {
 public:
  explicit StateWriter(DiskFile& file) : file_(file) {}
  void bytes(const void* from, std::size_t count) override {
    sum_.add(from, count);
    held_.append(static_cast<const char*>(from), count);
    if (held_.size() >= block_bytes) flush();
  }
  /// Adds the checksum and syncs.
  void close() {
    number(sum_.value());
    flush();
    file_.sync();
    file_.close();
  }

 private:
  void flush() {
    file_.write(held_.data(), held_.size());
    held_.clear();
  }
  DiskFile& file_;
  Checksum sum_;
  std::string held_;
};

/// Reads what such a file holds, up to its checksum.
class StateReader final : public ByteReader {
 public:
  explicit StateReader(const fs::path& file) : file_(file, DiskFile::Mode::read), size_(file_.size()) {
    if (size_ < checkpoint_magic.size() + sizeof(std::uint64_t)) throw Damaged{say("it is damaged")};
    size_ -= sizeof(std::uint64_t);
    std::string begin(checkpoint_magic.size(), '\0');
    bytes(begin.data(), begin.size());
    if (begin != checkpoint_magic) throw Damaged{say("it is damaged, or of another format")};
  }
  /// Holds all bytes against the checksum.
  void verify() const {
    Checksum sum;
    std::string held(block_bytes, '\0');
    for (std::uint64_t at = 0; at < size_;) {
      const std::size_t got = file_.read(held.data(), std::min<std::uint64_t>(block_bytes, size_ - at), at);
      if (got == 0) break;
      sum.add(held.data(), got);
      at += got;
    }
    std::uint64_t stored = 0;
    if (file_.read(&stored, sizeof stored, size_) < sizeof stored || stored != sum.value())
      throw Damaged{say("it is damaged")};
  }
  void bytes(void* to, std::size_t count) override {
    if (count > left()) throw Damaged{say("it ends too early")};
    if (count > block_bytes) {
      take(to, count, at_);
    } else {
      if (at_ < from_ || at_ + count > from_ + held_.size()) {
        held_.resize(std::min<std::uint64_t>(block_bytes, left()));
        from_ = at_;
        take(held_.data(), held_.size(), at_);
      }
      if (count > 0) std::memcpy(to, held_.data() + (at_ - from_), count);  // an empty array has no place
    }
    at_ += count;
  }
  std::uint64_t left() const override { return size_ - at_; }

 private:
  void take(void* to, std::size_t count, std::uint64_t from) const {
    if (file_.read(to, count, from) < count) throw Damaged{say("it ends too early")};
  }
  DiskFile file_;
  std::uint64_t size_, at_ = 0, from_ = 0;
  std::string held_;
};

CheckpointHead read_head(ByteReader& in) {
  CheckpointHead head;
  head.program = in.text();
  head.key = in.number<std::uint64_t>();
  head.scenario = in.text();
  head.replicate = in.number<std::uint32_t>();
  head.seed = in.number<std::uint64_t>();
  head.next = {in.number<std::int32_t>()};
  return head;
}

Failure unusable(const fs::path& file, const std::string& why) {
  return {Exit::bad_data, {{file.string(), 0, 0, {}, why, say("remove it: the one before it is used, or none")}}};
}

}  // namespace

bool is_checkpoint(const fs::path& file) {
  const std::string kind = file.extension().string();
  return kind == ".state" || kind == ".before" || kind == ".new";
}

CheckpointHead read_checkpoint(const fs::path& file) {
  try {
    StateReader in(file);
    in.verify();
    return read_head(in);
  } catch (const Damaged& damaged) {
    throw unusable(file, damaged.why);
  } catch (const std::system_error& error) {
    throw refused_by_system(file.string(), error.code(), Doing::reading);
  }
}

void save_state(ByteWriter& out, const RunRecord& record, Model& model) {
  out.number<std::uint64_t>(record.values.size());
  for (const std::vector<double>& values : record.values) out.array(std::span(values));
  model.save(out);
}

void load_state(ByteReader& in, RunRecord& record, Model& model) {
  record.values.resize(in.count(sizeof(std::uint64_t)));
  for (std::vector<double>& values : record.values) values = in.array<double>();
  model.load(in);
}

Checkpoint::Checkpoint(const fs::path& folder, std::string program, std::uint64_t key, Note note)
    : program_(std::move(program)), key_(key), note_(std::move(note)) {
  const fs::path stem = folder / fmt::format("{:016x}", key);
  new_ = stem.string() + ".new";
  state_ = stem.string() + ".state";
  before_ = stem.string() + ".before";
}

void Checkpoint::save(Month next, const RunRecord& record, Model& model) const {
  writing(state_, [&] {
    {
      DiskFile file(new_, DiskFile::Mode::fresh);
      StateWriter out(file);
      out.bytes(checkpoint_magic.data(), checkpoint_magic.size());
      out.text(program_);
      out.number(key_);
      out.text(record.scenario);
      out.number(record.replicate);
      out.number(record.seed);
      out.number(next.index);
      save_state(out, record, model);
      out.close();
    }
    if (fs::exists(state_)) change_name(state_, before_);
    give_name(new_, state_);
  });
}

Month Checkpoint::read(const fs::path& file, Model& model, RunRecord& record) const {
  StateReader in(file);
  in.verify();
  const CheckpointHead head = read_head(in);
  if (head.program != program_) throw Damaged{say("it is of another program: {}", head.program)};
  if (head.key != key_)
    throw Damaged{say("it is of another run: {}, replicate {}, seed {}", head.scenario, head.replicate, head.seed)};
  try {
    load_state(in, record, model);
  } catch (const Damaged& damaged) {  // the model has a part of it now
    throw unusable(file, damaged.why);
  }
  return head.next;
}

std::optional<Month> Checkpoint::load(Model& model, RunRecord& record) const {
  for (const fs::path& file : {state_, before_}) {
    if (!fs::exists(file)) continue;
    std::string why;
    try {
      return read(file, model, record);
    } catch (const Damaged& damaged) {
      why = damaged.why;
    } catch (const std::system_error& error) {  // it says nothing of the file: months of work may be in it
      const Failure failure =
          refused_by_system(file.string(), error.code(), Doing::reading, say("remove it to begin without it"));
      throw Failure(failure.code() == Exit::lacking ? Exit::lacking : Exit::io, failure.problems());
    }
    if (note_) note_(say("the checkpoint {} is not used: {}", file.string(), why));
  }
  return std::nullopt;
}

bool Checkpoint::exists() const { return fs::exists(state_); }

void Checkpoint::remove() const {
  std::error_code ignored;
  for (const fs::path& file : {new_, state_, before_}) fs::remove(file, ignored);
}

std::vector<CheckpointHead> checkpoints_in(const fs::path& folder) {
  std::vector<CheckpointHead> out;
  if (!fs::exists(folder)) return out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!is_checkpoint(entry.path()) || entry.path().extension() == ".new") continue;
    try {
      CheckpointHead head = read_checkpoint(entry.path());
      if (std::none_of(out.begin(), out.end(), [&head](const CheckpointHead& h) { return h.key == head.key; }))
        out.push_back(std::move(head));
    } catch (const Failure&) {
      continue;  // whoever wants to use it is told why not
    }
  }
  return out;
}

void remove_checkpoints(const fs::path& folder, const std::function<bool(std::uint64_t)>& wanted) {
  if (!fs::exists(folder)) return;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!is_checkpoint(entry.path())) continue;
    const std::string name = entry.path().stem().string();
    std::uint64_t key = 0;
    std::from_chars(name.data(), name.data() + name.size(), key, 16);
    if (!wanted || wanted(key)) files.push_back(entry.path());
  }
  std::error_code ignored;
  for (const fs::path& file : files) fs::remove(file, ignored);
}

}  // namespace sim
