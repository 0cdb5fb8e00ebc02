// What the program says of itself: every page is made from the model's one declaration of its fields, series, phases.
//
//   MakeModel --> Facts (facts) --> text and Markdown (page) | JSON | JSON Schema (schema)
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/model.hpp"
#include "sim/say.hpp"

namespace sim {

/// The page `describe TOPIC [SCENARIO.toml] --format text|markdown|json` prints. Topics: parameters, series, schedule,
/// schema, design-schema, file, words, odd, and the plural of every row list of the model, whose rows are read from a
/// scenario file. Throws Failure: usage for an unknown topic or format; what read_scenario throws for a scenario. With
/// `assumed` of parameters those alone that have no source but an assumption. Topic words lists what the kernel's files
/// say and, after it, `words`: what the model's do.
std::string describe(const MakeModel& make, const std::vector<std::string>& arguments, const std::string& format,
                     bool assumed = false, std::span<const Word> words = {});

/// One parameter, series, phase or row list, and how to set or read it. Of a parameter its value in a scenario's file
/// too, where one is given. Throws Failure (usage) for an unknown name; what read_scenario throws for the scenario.
std::string explain(const MakeModel& make, const std::string& name, const std::string& scenario = {});

}  // namespace sim
