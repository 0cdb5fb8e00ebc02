// What commands that run scenarios share: options, how they change scenarios, messages.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/options.hpp"
#include "sim/compare/answer.hpp"
#include "sim/model.hpp"
#include "sim/output/run_file.hpp"
#include "sim/run/ensemble.hpp"
#include "sim/run/log.hpp"
#include "sim/settings/scenario.hpp"

namespace sim {

inline constexpr std::int64_t most_replicates = 1'000'000;

/// Those of --seed, --threads, --set ... that mean the same for a run and for a sweep, between a command's first
/// options and its last.
std::vector<Option> with_shared(const Context& context, std::vector<Option> first, std::vector<Option> last);

/// Adds --scale before another option, if the model has a parameter for it.
void add_scale(const Context& context, std::vector<Option>& options, std::string_view before);

/// What --set, --multiply, --scale and --until change in every scenario. Throws Failure (Exit::usage).
Overrides overrides(const MakeModel& make, const Given& given);

/// Reads the scenario files, of each with policies beside it (none, or a list for each file), and throws one Failure
/// with all problems of all of them.
std::vector<Scenario> read_scenarios(const std::vector<std::string>& files, const MakeModel& make,
                                     const Overrides& overrides,
                                     const std::vector<std::vector<std::string>>& policies = {});

/// --seed and --checkpoint-every (0: only when stopped).
std::uint64_t seed_of(const Given& given);
int checkpoint_every(const Given& given);

/// --threads, or what a control group allows; 0: all cores.
int threads_of(const Given& given);

/// "a, b and c (yearly)"; of very many, how many.
std::string kept_text(const Layout& layout);

/// Throws Failure (Exit::bad_data) if runs would keep nothing.
void want_something_kept(const Layout& layout, const std::string& file = {});

/// Throws Failure unless a run file may have this name (Exit::usage), for the finished file takes the place of what has
/// it; or if there is one that may not be replaced (Exit::would_overwrite).
void want_run_file(const std::filesystem::path& file, bool may_replace);
/// Throws Failure (Exit::usage) where what is to be written is one of what is read, even if it may be replaced.
void want_no_input(const std::filesystem::path& file, std::span<const std::string> inputs);

/// Options for runs that are kept in a log: luck, when to stop, and checkpoints beside the log. `key` gives the key of
/// a job; log and key must outlive them.
EnsembleOptions kept_in(const RunLog& log, const std::string& program, std::uint64_t seed, int every,
                        const std::atomic<bool>& stop, std::function<std::uint64_t(std::size_t)> key);

/// Which share of the world a scenario simulates; 1 where the model knows no such parameter.
double scale_of(const MakeModel& make, const Scenario& scenario);

/// --unverified, of commands that read run files.
Option unverified_option();
Verify verify(const Given& given);

/// --select, --per and --whole, of commands that tell what is in them.
std::vector<Option> terms_options();
/// What --series, --select, --per, --whole and what `compare` has besides ask of a file.
Question asked(const Given& given);

/// Throws Failure (Exit::usage) for what only a shell would have made a place of ("~/x.h5"), and for "-", which `dash`
/// says more about. `option`: as it stands before the word, "-o " or nothing.
void want_place(const std::string& typed, std::string_view option, const std::string& dash);
/// -o, or `otherwise`: the file that a symbolic link leads to. Throws as want_place.
std::filesystem::path output_of(const Given& given, const std::string& otherwise, const std::string& dash);
/// What to say more about "-" where a run file is wanted.
std::string no_pipe();

/// --no-locks, of commands that write.
Option no_locks_option();
Locks locks_of(const Given& given);

/// "2010-01 to 2020-12"
std::string period_text(const Layout& layout);

/// To stderr, without what would move a cursor. A message that nobody reads any more is no reason to lose runs:
/// failures are left alone.
void tell(const std::string& message);

}  // namespace sim
