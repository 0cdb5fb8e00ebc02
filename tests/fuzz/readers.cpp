// Every reader of what others may have written, fed with bytes by libFuzzer. `./dev fuzz MINUTES` runs them one after
// another; SANSHE_FUZZ names the one.
//
//   bytes --a reader--> anything, or a Failure or Damaged that says what is wrong; never a crash, a leak, a second's
//   work
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "sim/bytes.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/error.hpp"
#include "sim/run/checkpoint.hpp"
#include "sim/run/log_record.hpp"
#include "sim/run/run.hpp"
#include "sim/settings/file.hpp"
#include "sim/sha256.hpp"
#include "sim/sweep/design_reader.hpp"
#include "sim/sweep/plan.hpp"
#include "sim/sweep/slurm.hpp"
#include "tests/sim/toy_model.hpp"

namespace {

const sim::MakeModel make = toy::make;

void scenario(const std::string& text) {
  const sim::Scenario read = sim::read_scenario_text("fuzz", text, "fuzz.toml", make);
  // What was read prints as what reads back to the same.
  const std::string again = sim::read_scenario_text("fuzz", read.resolved(), "again.toml", make).resolved();
  if (again != read.resolved()) std::abort();
}

void design(const std::string& text) { sim::DesignReader(sim::TomlFile("fuzz.toml", text), make, {}).read(); }

void table(const std::string& text) {
  const sim::Ground ground(make);
  std::vector<sim::Problem> problems;
  sim::point_table_in(text, "fuzz.csv", ground.known, {"a", "b"}, problems);
  sim::to_text(problems);
}

// A form and a run, one behind the other.
void log_record(const std::string& bytes) {
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
void plan(const std::string& text) {
  constexpr std::string_view begin = "\"sum\":\"";
  std::string summed = text;
  if (const std::size_t at = summed.rfind(begin); at != std::string::npos && summed.size() - at > begin.size() + 64) {
    summed.replace(at + begin.size(), 64, 64, '0');
    summed.replace(at + begin.size(), 64, sim::sha256(summed));
  }
  const sim::Plan read = sim::plan_in(summed, "plan-1.json");
  if (read.runs() < 1000) read.keys();
}

void checkpoint(const std::string& bytes) {
  sim::Unpacked in(bytes);
  sim::RunRecord record;
  const std::unique_ptr<sim::Model> model = make();
  sim::load_state(in, record, *model);
}

void command_line(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) c == '\n' ? static_cast<void>(words.emplace_back()) : words.back().push_back(c);
  const sim::Context context{make, "toy", "toy"};
  for (const auto command : {sim::run_command, sim::sweep_command, sim::slurm_command, sim::export_command,
                             sim::compare_command, sim::check_command}) {
    try {
      const sim::Given given(command(context), words);
      for (const char* whole : {"replicates", "seed", "threads", "tasks", "part"}) given.whole(whole, 1, 1, 1000);
      for (std::size_t i = 0; i < given.plain.size(); ++i) given.all_after(i, "with");
      given.list("series");
      sim::limit_seconds(given.text("time"));
      sim::last_day(given.text("until"));
      sim::output_of(given, "x.h5", "no stream");
      sim::read_scenario_text("fuzz", "title = \"t\"\n", "fuzz.toml", make, sim::overrides(make, given));
    } catch (const sim::Failure&) {
      continue;
    }
  }
}

const std::map<std::string, std::function<void(const std::string&)>> readers = {
    {"scenario", scenario},        {"design", design}, {"table", table},
    {"log_record", log_record},    {"plan", plan},     {"checkpoint", checkpoint},
    {"command_line", command_line}};

// A short run, as a log and a checkpoint have it.
std::string seed(const std::string& reader) {
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

const char* reader_name() {
  const char* const name = std::getenv("SANSHE_FUZZ");
  return name == nullptr ? "scenario" : name;
}

}  // namespace

// SANSHE_SEED=FILE: writes the first input of readers of bytes, which are no text to keep.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  if (const char* const file = std::getenv("SANSHE_SEED")) std::ofstream(file, std::ios::binary) << seed(reader_name());
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto& reader = readers.at(reader_name());
  try {
    reader(std::string(reinterpret_cast<const char*>(data), size));
  } catch (const sim::Failure&) {
  } catch (const sim::Damaged&) {
  }
  return 0;
}
