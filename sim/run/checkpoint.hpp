// Checkpoints: a run between two months, on the disk. The state is the model's tables and the month; with it go the
// values recorded so far. Parameters are not in it: the scenario and its changes up to the month give them again.
//
//   Model::save  -->  KEY.new  --sync-->  KEY.state (and the one before it: KEY.before)  -->  Model::load
//
//   file: magic | program, run | month | values | tables | checksum
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/bytes.hpp"
#include "sim/clock.hpp"
#include "sim/model.hpp"
#include "sim/output/run_file.hpp"

namespace sim {

/// Which run a checkpoint is of, and where that goes on.
struct CheckpointHead {
  std::string program;
  std::uint64_t key = 0;
  std::string scenario;
  std::uint32_t replicate = 0;
  std::uint64_t seed = 0;
  Month next;  ///< the first month that is not in it
};

/// The values recorded so far, and the tables. What is read back throws Damaged if it does not fit.
void save_state(ByteWriter& out, const RunRecord& record, Model& model);
void load_state(ByteReader& in, RunRecord& record, Model& model);

/// The checkpoints of one run.
class Checkpoint {
 public:
  using Note = std::function<void(const std::string&)>;

  /// `note` is told why a checkpoint is not used.
  Checkpoint(const std::filesystem::path& folder, std::string program, std::uint64_t key, Note note = {});

  /// Saves the run as it is before a month. The newest checkpoint until then is kept. Throws Failure (Exit::io).
  void save(Month next, const RunRecord& record, Model& model) const;
  /// Takes tables and values from the newest checkpoint that is sound and of this run; its next month, or nothing. The
  /// model has its scenario's settings and is otherwise fresh. Throws Failure (Exit::io, lacking) where one cannot be
  /// read: that it is damaged is not known then.
  std::optional<Month> load(Model& model, RunRecord& record) const;
  /// Whether there is one, sound or not.
  bool exists() const;
  /// The run is over.
  void remove() const;

 private:
  Month read(const std::filesystem::path& file, Model& model, RunRecord& record) const;

  std::string program_;
  std::uint64_t key_;
  Note note_;
  std::filesystem::path new_, state_, before_;
};

/// Whether a file is one by its name.
bool is_checkpoint(const std::filesystem::path& file);
/// What one says of itself; reads it whole. Throws Failure (Exit::bad_data) if it is not sound.
CheckpointHead read_checkpoint(const std::filesystem::path& file);
/// What sound checkpoints in a folder say of themselves, one for each run. Reads them whole.
std::vector<CheckpointHead> checkpoints_in(const std::filesystem::path& folder);
/// Removes the checkpoints of a folder, or of those runs only.
void remove_checkpoints(const std::filesystem::path& folder, const std::function<bool(std::uint64_t key)>& wanted = {});

}  // namespace sim
