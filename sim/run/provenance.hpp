// Which program wrote a file, and on what machine.
#pragma once

#include <string>

#include "sim/model.hpp"
#include "sim/output/run_file.hpp"

namespace sim {

/// "0.1.0"
std::string program_version();
/// The program's name, version and commit, and the libraries it was built with: what --version prints.
std::string version_text(const std::string& program);
/// Which program: equal texts compute equal bits. A program that is no commit's is told by its own bytes.
std::string program_identity(const std::string& program);

/// How the runs of a file came about.
struct Circumstances {
  std::string command;
  std::uint64_t seed = 1;
  std::size_t threads = 1;
  double wall_seconds = 0;
  std::string run_seconds;  ///< of each run, in the order of the file
  std::string runs;         ///< hash of which runs these are
};

/// The attributes of a run file, title and summary included.
FileInfo file_info(const ModelInfo& model, std::string title, std::string summary, const Circumstances& how);

}  // namespace sim
