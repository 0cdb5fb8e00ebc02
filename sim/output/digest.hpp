// What a run file says, as a SHA-256 of each variable: of its name, type, dimensions, attributes and values, not of how
// they are stored. Whoever copies a file with other filters keeps them true; whoever changes a number does not.
//
//   variable --head--> "name\ntype\ndim=size,...\nkey=value\n...\n"  |
//   values   --sums--> a sum for each run, or one of all             | digest --> a line of the manifest
//
// The manifest stands in the attribute `manifest` of the group /digest: "SHA256  NAME" a line, by the bytes of NAME;
// "." is the file's own attributes. The group /provenance has a `digest` of its own attributes.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "sim/output/hdf5.hpp"

namespace sim::hdf5 {

inline constexpr char root_name[] = ".";

/// What a variable is and says of itself; of the file or a group, under the name ".".
std::string head(hid_t object, const std::string& name, const Addresses& known = {});

/// Sums of values, in so many equal parts.
template <class T>
std::vector<std::string> sums(std::span<const T> values, std::size_t parts);

std::string digest(const std::string& head, const std::vector<std::string>& sums);
/// Of what a file has now.
std::string digest(hid_t object, const std::string& name, const Addresses& known = {});
/// Of a group's attributes, without the digest itself.
std::string digest_of_group(hid_t group);

/// Digests by name.
using Manifest = std::map<std::string, std::string>;
std::string to_text(const Manifest& manifest);
/// Empty where the file has none.
Manifest manifest_in(hid_t file);

/// 1 where a file says nothing of its format and has strings of any length, as those before had.
int format_of(hid_t file);

/// Of the file and its variables, which are its data sets but for dimensions that are none, as they are now.
Manifest manifest_of(hid_t file);

}  // namespace sim::hdf5
