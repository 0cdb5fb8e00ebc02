// Every reader of what others may have written, fed with bytes.
//
//   bytes --a reader--> anything, or a Failure or Damaged that says what is wrong; never a crash, a leak, a mistake of
//   ours, a second's work
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/bytes.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/compare/export_form.hpp"
#include "sim/error.hpp"
#include "sim/output/reader.hpp"
#include "sim/run/checkpoint.hpp"
#include "sim/run/log_record.hpp"
#include "sim/run/run.hpp"
#include "sim/settings/file.hpp"
#include "sim/sha256.hpp"
#include "sim/sweep/design_reader.hpp"
#include "sim/sweep/plan.hpp"
#include "sim/sweep/slurm.hpp"
#include "tests/fuzz/edits.hpp"
#include "tests/sim/toy_model.hpp"

namespace fuzz {

/// A reader's own, which no bytes may lead to.
class Mistake : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

inline const sim::MakeModel make = toy::make;

inline void scenario(const std::string& text) {
  const sim::Scenario read = sim::read_scenario_text("fuzz", text, "fuzz.toml", make);
  // What was read prints as what reads back to the same.
  const std::string again = sim::read_scenario_text("fuzz", read.resolved(), "again.toml", make).resolved();
  if (again != read.resolved()) throw Mistake("it does not read back to the same");
}

inline void design(const std::string& text) { sim::DesignReader(sim::TomlFile("fuzz.toml", text), make, {}).read(); }

inline void table(const std::string& text) {
  static const sim::Ground ground(make);
  std::vector<sim::Problem> problems;
  sim::point_table_in(text, "fuzz.csv", ground.known, {"a", "b"}, problems);
  sim::to_text(problems);
}

// A form and a run, one behind the other.
inline void log_record(const std::string& bytes) {
  if (bytes.size() < 8) return;
  std::uint32_t split = 0;
  std::memcpy(&split, bytes.data(), sizeof split);
  const std::string_view all = std::string_view(bytes).substr(sizeof split);
  const std::size_t at = split % (all.size() + 1);
  if (at == 0 || at == all.size()) return;
  sim::head_of(all.substr(at));
  sim::record_of(all.substr(at), all.substr(0, at));
}

// With a sum that is right, as whoever edits one would give it.
inline void plan(const std::string& text) {
  constexpr std::string_view begin = "\"sum\":\"";
  std::string summed = text;
  if (const std::size_t at = summed.rfind(begin); at != std::string::npos && summed.size() - at > begin.size() + 64) {
    summed.replace(at + begin.size(), 64, 64, '0');
    summed.replace(at + begin.size(), 64, sim::sha256(summed));
  }
  const sim::Plan read = sim::plan_in(summed, "plan-1.json");
  if (read.runs() < 1000) read.keys();
}

inline void checkpoint(const std::string& bytes) {
  sim::Unpacked in(bytes);
  sim::RunRecord record;
  const std::unique_ptr<sim::Model> model = make();
  sim::load_state(in, record, *model);
}

// A word a line; the first chooses the command.
inline void command_line(const std::string& text) {
  static const sim::Context context{make, "toy", "toy"};
  static const std::array commands = {sim::run_command(context),     sim::sweep_command(context),
                                      sim::slurm_command(context),   sim::export_command(context),
                                      sim::compare_command(context), sim::check_command(context)};
  std::vector<std::string> words(1);
  for (const char c : text) c == '\n' ? static_cast<void>(words.emplace_back()) : words.back().push_back(c);
  const auto named = std::find_if(commands.begin(), commands.end(),
                                  [&words](const sim::Command& one) { return one.name == words.front(); });
  const sim::Given given(named == commands.end() ? commands.front() : *named, std::span(words).subspan(1));
  for (const char* whole : {"replicates", "seed", "threads", "tasks", "part"}) given.whole(whole, 1, 1, 1000);
  for (std::size_t i = 0; i < given.plain.size(); ++i) given.all_after(i, "with");
  given.list("series");
  sim::limit_seconds(given.text("time"));
  sim::last_day(given.text("until"));
  sim::output_of(given, "x.h5", "no stream");
  for (const char* option : {"set", "multiply", "until", "scale"})
    if (given.has(option)) {
      sim::read_scenario_text("fuzz", "title = \"t\"\n", "fuzz.toml", make, sim::overrides(make, given));
      break;
    }
}

// All that commands ask of a run file.
inline void export_of(const sim::RunReader& in) {
  sim::Exported all;
  all.series.resize(in.series().size());
  std::iota(all.series.begin(), all.series.end(), 0);
  all.scale = "population.scale";
  all.scales = in.scale_of_runs(all.scale);
  for (std::size_t run = 0; run < in.runs().size(); ++run) {
    in.holds_scenario(in.runs()[run].scenario);
    in.record(run, all.series);
  }
  const auto nowhere = [](std::string_view) {};
  sim::to_json(in, all, nowhere);
  sim::to_csv(in, all, nowhere);
}

// The first byte says whether the edited file is checked or read, and whether by its digests. To be read by these they
// are made right again, or it would be refused at once; that is half of the work, and done more seldom. A check goes on
// whatever they are.
inline void run_file(const std::string& program) {
  static const std::string base = small_run_file();
  if (program.empty()) return;
  const bool checked = (program[0] & 1) != 0, sealed = !checked && (program[0] & 6) == 6,
             verified = sealed || (checked && (program[0] & 2) != 0);
  const sim::Verify verify = verified ? sim::Verify::yes : sim::Verify::no;
  std::string bytes;
  try {
    bytes = edited(base, std::string_view(program).substr(1), sealed);
  } catch (const sim::hdf5::Error&) {
    return;  // HDF5 itself cannot write that
  }
  if (checked)
    sim::check_run_bytes(bytes, verify);
  else
    export_of(sim::RunReader(bytes, "fuzz.h5", verify));
}

using Reader = void (*)(const std::string&);
inline const std::map<std::string, Reader> readers = {
    {"scenario", scenario}, {"design", design},         {"table", table},       {"log_record", log_record},
    {"plan", plan},         {"checkpoint", checkpoint}, {"run_file", run_file}, {"command_line", command_line}};

/// Lets a reader have the bytes; it may refuse them. Throws Mistake where it takes them for a mistake of ours.
inline void read(Reader reader, const std::string& bytes) {
  try {
    reader(bytes);
  } catch (const sim::Failure& failure) {
    if (failure.code() == sim::Exit::bug) throw Mistake(failure.what());
  } catch (const sim::Damaged&) {
  }
}

inline std::string small_plan() {
  sim::Plan plan;
  plan.program = "toy 1";
  plan.title = "t";
  plan.design = "title = \"t\"\n";
  plan.method = "grid";
  plan.scenarios = {{"a", "A", "", "title = \"a\"\n", 0xabc}, {"b", "B", "", "title = \"b\"\n", 0xdef}};
  plan.parameters = {{"need.growth", "1", "Need"}, {"help.hotline", "1", "Whether"}, {"help.regime", "1", "Who"}};
  plan.points = {{1.5, true, "direct"}, {2.0, std::nullopt, "direct"}};
  plan.own = {{1.0, false, "direct"}, {1.0, true, "direct"}};
  plan.replicates = 2;
  plan.cases = {{0, 0}, {1, 0}, {0, 1}, {1, 1}};
  return sim::to_json(plan);
}

// A short run, as a log and a checkpoint have it.
inline std::string short_run(const std::string& reader) {
  const sim::Scenario scenario =
      sim::read_scenario_text("seed", "title = \"t\"\nuntil = 2010-02-28\n", "seed.toml", make);
  const std::unique_ptr<sim::Model> model = make();
  sim::apply(scenario, *model);
  const sim::RunRecord record = sim::run(make, scenario, {}).record;
  if (reader == "checkpoint") {
    sim::Packed out;
    sim::save_state(out, record, *model);
    return out.out;
  }
  sim::RunHead head{1, "toy 1", record.scenario, record.seed, record.replicate, 0, 0};
  const std::string form = sim::form_of(record), of_form = sim::payload_of(form);
  sim::Packed out;
  out.number(static_cast<std::uint32_t>(of_form.size()));
  return out.out + of_form + sim::payload_of(head, record, form);
}

// What stands for one byte in a line of kept inputs: itself, or \\n, \\t, \\r, \\x.., or \\ before any other.
inline char byte_of(std::string_view& line) {
  const auto take = [&line] {
    const char first = line.front();
    line.remove_prefix(1);
    return first;
  };
  const char first = take();
  if (first != '\\' || line.empty()) return first;
  const char kind = take();
  if (kind == 'n') return '\n';
  if (kind == 't') return '\t';
  if (kind == 'r') return '\r';
  if (kind != 'x' || line.size() < 2) return kind;
  const std::string digits = {take(), take()};
  return static_cast<char>(std::stoi(digits, nullptr, 16));
}

/// The inputs that are kept of a reader, in `folder`: a line each, as Python shows bytes. And one that is sound of what
/// is no text to keep.
inline std::vector<std::string> kept(const std::filesystem::path& folder, const std::string& reader) {
  std::vector<std::string> out;
  if (reader == "plan") out.push_back(small_plan());
  if (reader == "log_record" || reader == "checkpoint") out.push_back(short_run(reader));
  std::ifstream in(folder / (reader + ".txt"));
  for (std::string line; std::getline(in, line);) {
    std::string& input = out.emplace_back();
    for (std::string_view left = line; !left.empty();) input += byte_of(left);
  }
  return out;
}

}  // namespace fuzz
