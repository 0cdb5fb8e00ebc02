#include "sim/run/provenance.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <string_view>

#include "sim/build_info.hpp"
#include "sim/hash.hpp"
#include "sim/host/machine.hpp"

namespace sim {

std::string program_version() { return build_info::version; }

std::string version_text(const std::string& program) {
  return fmt::format("{} {} (commit {}{})\n{}; {}\n", program, build_info::version, build_info::commit,
                     build_info::dirty ? ", changed since" : "", build_info::compiler, build_info::libraries);
}

std::string program_identity(const std::string& program) {
  std::string out = fmt::format("{} {}, commit {}", program, build_info::version, build_info::commit);
  if (!build_info::dirty && build_info::commit != std::string_view("unknown")) return out;
  std::ifstream self("/proc/self/exe", std::ios::binary);
  std::ostringstream bytes;
  bytes << self.rdbuf();
  return out + fmt::format(", changed since ({:016x})", checksum(bytes.view()));
}

FileInfo file_info(const ModelInfo& model, std::string title, std::string summary, const Circumstances& how) {
  FileInfo info;
  info.title = std::move(title);
  info.summary = std::move(summary);
  info.attributes = {
      {"Conventions", "CF-1.8, ACDD-1.3"},
      {"source", fmt::format("{} {}, agent-based model: {}", model.name, build_info::version, model.title)},
      {"keywords", "agent-based model, simulation, common random numbers, " + model.name},
      {"creator_name", fmt::format("{} {}", model.name, build_info::version)},
      {"creator_type", "group"},
      {"references", fmt::format("`{} describe odd` prints the model's description (ODD protocol)", model.name)},
      {"license", "CC BY 4.0; of the program: MIT"},
      {"program_version", build_info::version},
      {"git_commit", build_info::commit},
      {"git_dirty", build_info::dirty ? "true" : "false"},
      {"seed", std::to_string(how.seed)},
  };
  info.provenance = {
      {"date_created", utc_now()},
      {"host", host_name()},
      {"command", how.command},
      {"compiler", build_info::compiler},
      {"libraries", build_info::libraries},
      {"run_seconds", how.run_seconds},
      {"runs", how.runs},
  };
  if (how.threads > 0) {  // not of a sweep, whose runs come from anywhere
    info.provenance.emplace_back("threads", std::to_string(how.threads));
    info.provenance.emplace_back("wall_seconds", fmt::format("{:.3f}", how.wall_seconds));
  }
  return info;
}

}  // namespace sim
