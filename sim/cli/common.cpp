#include "sim/cli/common.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <set>
#include <thread>

#include "sim/error.hpp"
#include "sim/host/machine.hpp"
#include "sim/host/process.hpp"
#include "sim/say.hpp"
#include "sim/utf8.hpp"
#include "sim/wording.hpp"

namespace sim {

void tell(const std::string& message) { std::fputs(legible(message, "\n\t").c_str(), stderr); }

std::vector<Option> with_shared(const Context& context, std::vector<Option> first, std::vector<Option> last) {
  const std::vector<Option> shared = {
      {"seed", "S", say("the luck that all runs share (1)")},
      {"threads", "N", say("threads (all cores); the results do not depend on it")},
      {"until", "DATE", say("last day simulated, or the year or month to whose end")},
      {"set", "A.B=V", say("a parameter's value, whatever the scenario says; repeatable"), '\0', true},
      {"multiply", "A.B=F", say("scales a parameter and its dated changes; repeatable"), '\0', true},
      {"dry-run", "", say("only says what is left to run, and its time, memory and file size")},
      {"checkpoint-every", "MONTHS", say("saves every run in between too, after so many months")},
      {"quiet", "", say("no progress and no summary")},
      {"json", "", say("the outcome as JSON on stdout, instead of the summary")},
      no_locks_option(),
  };
  first.insert(first.end(), shared.begin(), shared.end());
  first.insert(first.end(), last.begin(), last.end());
  add_scale(context, first, "until");
  return first;
}

void add_scale(const Context& context, std::vector<Option>& options, std::string_view before) {
  const std::string path = context.make()->info().scale;
  if (path.empty()) return;
  const auto place =
      std::find_if(options.begin(), options.end(), [before](const Option& o) { return o.name == before; });
  options.insert(place, {"scale", "F", say("share of the world that is simulated: --set {}=F", path)});
}

Overrides overrides(const MakeModel& make, const Given& given) {
  constexpr const char* form = "behaviour.parameter=value";
  Overrides out{given.pairs("set", form), given.pairs("multiply", form), given.text("until")};
  if (!given.has("scale")) return out;
  const std::string typed = given.text("scale");
  double factor = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), factor);
  if (error != std::errc() || end != typed.data() + typed.size() || !std::isfinite(factor) || factor <= 0)
    throw Failure(Exit::usage, say("--scale is \"{}\"", typed), say("give a number above 0: 1 is the whole world"));
  out.set.emplace_back(make()->info().scale, fmt::format("{}", factor));
  return out;
}

namespace {
constexpr std::int64_t most_seed = (std::int64_t{1} << 53) - 1;  // some readers of files have doubles alone
}

std::uint64_t seed_of(const Given& given) { return static_cast<std::uint64_t>(given.whole("seed", 1, 0, most_seed)); }

int checkpoint_every(const Given& given) { return static_cast<int>(given.whole("checkpoint-every", 0, 1, 12'000)); }

int threads_of(const Given& given) {
  const auto typed = static_cast<int>(given.whole("threads", 0, 1, 1024));
  const int threads = typed > 0 ? typed : allowed_processors();
  const std::size_t all = threads > 0 ? static_cast<std::size_t>(threads) : std::thread::hardware_concurrency();
  want_threads(std::max<std::size_t>(all, 2) - 1);  // even where it works alone, oneTBB may start a thread
  return threads;
}

std::string kept_text(const Layout& layout) {
  constexpr std::size_t most = 12;
  const auto yearly = static_cast<std::size_t>(
      std::count_if(layout.series.begin(), layout.series.end(), [](const SeriesInfo& s) { return s.yearly(); }));
  std::vector<std::string> names;
  for (const SeriesInfo& s : layout.series) names.push_back(s.name + (s.yearly() ? " (yearly)" : ""));
  return names.size() <= most ? listed(names)
                              : say("{} monthly and {} yearly series", layout.series.size() - yearly, yearly);
}

void want_something_kept(const Layout& layout, const std::string& file) {
  if (layout.series.empty())
    throw Failure(Exit::bad_data,
                  {{file,
                    0,
                    0,
                    {},
                    say("no run has anything to keep: only yearly series are asked for, and no whole year"),
                    say("run a whole calendar year, or name monthly series in [output] series")}});
}

EnsembleOptions kept_in(const RunLog& log, const std::string& program, std::uint64_t seed, int every,
                        const std::atomic<bool>& stop, std::function<std::uint64_t(std::size_t)> key) {
  EnsembleOptions options;
  options.seed = seed;
  options.stop = &stop;
  options.checkpoint_every = every;
  options.checkpoint = [&log, program, key = std::move(key)](std::size_t job) {
    return Checkpoint(log.folder(), program, key(job), [](const std::string& note) { tell(say("note: {}\n", note)); });
  };
  return options;
}

void want_run_file(const std::filesystem::path& file, bool may_replace) {
  namespace fs = std::filesystem;
  writing(file, [&file] { static_cast<void>(fs::status(file)); });  // says what keeps it from being looked at
  static constexpr std::array others = {".toml", ".json", ".jsonl", ".runs", ".state", ".before", ".new"};
  if (!file.has_filename() || fs::is_directory(file) ||
      std::find(others.begin(), others.end(), file.extension()) != others.end())
    throw Failure(Exit::usage, say("{} is no name for a run file", file.string()),
                  say("give a file: -o results/name.h5"));
  if (fs::exists(file) && !fs::is_regular_file(file))  // /dev/null would be no device any more
    throw Failure(Exit::usage, say("{} is there and is no regular file", file.string()),
                  say("give a file: -o results/name.h5"));
  if (fs::exists(file) && !may_replace)
    throw Failure(Exit::would_overwrite, say("{} exists already", file.string()),
                  say("choose another file with -o, or replace it with --force"));
}

void want_no_input(const std::filesystem::path& file, std::span<const std::string> inputs) {
  for (const std::string& input : inputs)
    if (std::error_code none; std::filesystem::equivalent(file, input, none))
      throw Failure(Exit::usage, say("{} is what this command reads", file.string()),
                    say("write to another file, and give it that name afterwards"));
}

double scale_of(const MakeModel& make, const Scenario& scenario) {
  const std::unique_ptr<Model> model = make();
  apply(scenario, *model);
  for (const Parameter& p : model->parameters())
    if (p.path == model->info().scale) {
      const Value value = p.get();
      if (const auto* number = std::get_if<double>(&value)) return *number;
    }
  return 1;
}

Option unverified_option() {
  return {"unverified", "",
          say("reads a file that was changed since it was written, or that has no digests, as it is")};
}

namespace {

std::filesystem::path where_it_leads(std::filesystem::path path) {
  namespace fs = std::filesystem;
  constexpr int most_links = 40;  // as many as Linux follows
  for (int links = 0; fs::is_symlink(fs::symlink_status(path)); ++links) {
    if (links == most_links) throw std::system_error(std::make_error_code(std::errc::too_many_symbolic_link_levels));
    path = path.parent_path() / fs::read_symlink(path);
  }
  return path;
}

}  // namespace

std::string no_pipe() { return say("a run file is no stream: -o results/name.h5; `export` writes tables into a pipe"); }

void want_place(const std::string& typed, std::string_view option, const std::string& dash) {
  if (typed == "-") throw Failure(Exit::usage, say("{}- names no file or folder", option), dash);
  if (typed.starts_with('-'))
    throw Failure(Exit::usage, say("{}{} looks like an option", option, typed),
                  say("write {}./{} if a file or folder has that name", option, typed));
  const std::string first = typed.substr(0, typed.find('/'));
  if (first.starts_with('~') && first.size() < typed.size() && !std::filesystem::exists(first))
    throw Failure(Exit::usage, say("there is no folder {} here: the shell has left the sign as it is", first),
                  say("write {}\"$HOME{}\", or ./{} if you mean that", option, typed.substr(first.size()), typed));
}

std::filesystem::path output_of(const Given& given, const std::string& otherwise, const std::string& dash) {
  const std::string typed = given.text("output", otherwise);
  want_place(typed, "-o ", dash);
  std::filesystem::path out;
  writing(typed, [&] { out = where_it_leads(typed); });
  return out;
}

Option no_locks_option() {
  return {"no-locks", "", say("goes on where the disk has no locks: one process at a time may work there then")};
}

Locks locks_of(const Given& given) { return given.has("no-locks") ? Locks::none : Locks::wanted; }

Verify verify(const Given& given) { return given.has("unverified") ? Verify::no : Verify::yes; }

std::vector<Option> terms_options() {
  return {{"select", "A=L,B=M", say("label L of axis A and M of B, as in service=elder_care,zone=village; repeatable"),
           '\0', true},
          {"per", "HEADS", say("counts, money and totals per so many heads, as in 10000; means stay what they are")},
          {"whole", "", say("counts, money and totals brought to the whole world, of a sample by estimate")}};
}

Question asked(const Given& given) {
  Question out{given.plain.at(0), verify(given)};
  out.baseline = given.text("baseline");
  out.at = given.text("at");
  out.series = given.list("series");
  out.select = given.list("select");
  out.ratios = given.all("ratio");
  out.per = static_cast<double>(given.whole("per", 0, 1, 1'000'000'000));
  out.whole = given.has("whole");
  return out;
}

std::string period_text(const Layout& layout) {
  return say("{} to {}", layout.start.text(), (layout.start + (layout.months - 1)).text());
}

std::vector<Scenario> read_scenarios(const std::vector<std::string>& files, const MakeModel& make,
                                     const Overrides& overrides,
                                     const std::vector<std::vector<std::string>>& policies) {
  std::vector<Scenario> out;
  std::vector<Problem> problems;
  std::set<std::string> told;  // what is said of --set is the same in every scenario
  bool all_missing = true;
  for (std::size_t i = 0; i < files.size(); ++i) {
    try {
      const std::vector<std::string> none;
      const std::vector<std::string>& beside = policies.empty() ? none : policies[i];
      out.push_back(read_scenario(files[i], make, overrides, {beside.begin(), beside.end()}));
      for (const std::string& note : out.back().notes)
        if (told.insert(note).second) tell(say("note: {}\n", note));
    } catch (const Failure& failure) {
      if (failure.code() == Exit::lacking || failure.code() == Exit::io) throw;  // it says nothing of the file
      all_missing = all_missing && failure.code() == Exit::no_input;
      for (const Problem& p : failure.problems())
        if (told.insert(to_text(std::vector{p})).second) problems.push_back(p);
    }
  }
  if (!problems.empty()) throw Failure(all_missing ? Exit::no_input : Exit::bad_data, std::move(problems));
  return out;
}

}  // namespace sim
