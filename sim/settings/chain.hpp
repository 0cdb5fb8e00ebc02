// The files that make one scenario: what a file extends, and the policies that it or the command line combines.
//
//   child.toml --extends--> base.toml;  with = [...], --with --> policies     in the order in which they are laid
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

#include "sim/error.hpp"
#include "sim/settings/file.hpp"

namespace sim {

struct Chain {
  std::vector<TomlFile> files;
  std::vector<std::size_t> combined;  ///< of each file: 0, or which list of policies it is of
  std::optional<Failure> broken;      ///< why there is no more of them, where one cannot be read
};

/// Base first; `policies` of the command line last. Throws Failure where the file itself cannot be read, or a policy of
/// the command line does not go with it.
Chain read_chain(const std::filesystem::path& file, const std::vector<std::filesystem::path>& policies);

}  // namespace sim
