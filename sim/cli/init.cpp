// `init`: a folder to begin in, with a scenario, one that extends it, the schema that editors read, and what to do
// next.
//
//   the model's starters + a word on TOML + describe schema  -->  every text in memory  -->  DIR, all of it or nothing
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/describe/describe.hpp"
#include "sim/host/cause.hpp"
#include "sim/host/disk.hpp"
#include "sim/host/machine.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;  // file name and text

constexpr std::string_view schema_name = "scenario.schema.json";

// {0} the schema's file, {1} the program's name
constexpr std::string_view about_toml = R"(#:schema ./{0}
# A scenario is a text in TOML: lines of `name = value`. What follows a # is a comment, for people alone.
#   "a text" is in quotes; numbers are not (1_000.0 is a thousand, 0.5 a half); a date is 2013-07-01.
#   [brackets] begin the parameters of one part of the model. What is not set keeps the model's default.
#   [[two brackets]] begin one more row of a list; a [[change]] gives parameters other values from a date on.
# Change a number, then: {1} check THIS-FILE     which says what is wrong in a file, if anything, and how to mend it
#                        {1} explain NAME        one parameter: its meaning, unit, range and source
# The first line tells editors that know TOML (VS Code with Even Better TOML) all names, units and ranges.
)";

// {0} the schema's file, {1} the base
constexpr std::string_view about_variant = R"(#:schema ./{0}
# All that {1} says holds here too, but for what is said below.
extends  = "{1}"
)";

// A text without the comments at its head: these are the new file's own.
std::string_view body(std::string_view text) {
  while (text.starts_with('#') || text.starts_with('\n')) text.remove_prefix(text.find('\n') + 1);
  return text;
}

Texts scenarios(const ModelInfo& model) {
  Texts out;
  for (const auto& [name, text] : model.starters) {
    const std::string head = out.empty() ? fmt::format(about_toml, schema_name, model.name)
                                         : fmt::format(about_variant, schema_name, out.front().first);
    out.emplace_back(fmt::format("{}.toml", name), fmt::format("{}{}{}", head, out.empty() ? "\n" : "", body(text)));
  }
  return out;
}

// A line of Python that draws the model's first headline, a line for each scenario.
std::string drawing(Model& model, const std::string& file, const std::string& picture) {
  const std::vector<SeriesInfo> all = model.series();
  const auto found = std::find_if(all.begin(), all.end(), [&model](const SeriesInfo& s) {
    return !model.info().headlines.empty() && s.name == model.info().headlines.front();
  });
  const SeriesInfo& series = found == all.end() ? all.front() : *found;
  const std::vector<Axis> axes = model.axes();
  std::string part;
  for (const std::string& name : series.axes) {
    const Axis& axis = axis_named(axes, name);
    if (!axis.apart.empty()) part += fmt::format(".query({}='{} == 0')", name, axis.apart);
    part += fmt::format(fmt::runtime(axis.whole_first ? ".isel({}=0)" : ".sum('{}')"), name);
  }
  const std::string code = fmt::format(
      "import sys, xarray, matplotlib.pyplot as plt; "
      "xarray.open_dataset(sys.argv[1])['{}']{}.groupby('scenario').mean().plot.line(x='time'); "
      "plt.savefig(sys.argv[2], bbox_inches='tight')",
      series.name, part);
  return fmt::format("{} -c \"{}\" {} {}", shell_word(python()), code, shell_word(file), shell_word(picture));
}

// What to do with the files of a folder: a line each, a command and what it is for.
std::string first_steps(Model& model, const std::string& program, const fs::path& folder, const Texts& files) {
  const auto in_folder = [&folder](const std::string& name) { return (folder / name).string(); };
  std::string all;
  for (const auto& [name, text] : files) all += fmt::format(" {}", shell_word(in_folder(name)));
  const std::string result = in_folder("first.h5"), typed = shell_word(program);
  return fmt::format("{0} check{1}\n{0} run{1} --replicates 10 -o {2}\n{0} compare {2}\n{3}\n", typed, all,
                     shell_word(result), drawing(model, result, in_folder("first.png")));
}

// Where this program is, for a folder that will be come back to; its name where the system does not tell.
std::string whole_path(const std::string& name) {
  std::error_code unknown;
  const fs::path self = fs::read_symlink("/proc/self/exe", unknown);
  return unknown ? name : self.string();
}

std::string readme(Model& model, const Texts& files) {
  const std::string &name = model.info().name, program = whole_path(name);
  std::string list;
  for (const auto& [file, text] : files)
    list += fmt::format("- `{}`: {}\n", file,
                        file == files.front().first ? say("a whole scenario, with comments. Begin here")
                                                    : say("what `{}` says, but for one thing", files[0].first));
  return say(
      "# First steps with {0}\n\n{1}- `{2}`: names, units and ranges of all that can be set, for editors\n\n"
      "In this folder, check the scenarios, run them ten times each under the same luck, compare them in pairs, and\n"
      "draw:\n\n```sh\n{3}```\n\n"
      "The last line wants a Python with xarray, netCDF4 and matplotlib: SANSHE_PYTHON says which.\n"
      "Then copy `{4}`, change what it changes, and do it again. `{5} --help`\nlists all commands.\n",
      name, list, schema_name, first_steps(model, program, {}, files), files.back().first, shell_word(program));
}

Failure refused(Exit code, const fs::path& folder, std::string what, std::string mend) {
  return {code, {{folder.string(), 0, 0, {}, std::move(what), std::move(mend)}}};
}

// Removes what it made unless all is well.
class Made {
 public:
  ~Made() {
    std::error_code ignored;
    for (auto i = paths_.rbegin(); i != paths_.rend(); ++i) fs::remove(*i, ignored);
  }
  void folder(const fs::path& path) {
    if (fs::exists(path)) return;
    if (path.has_parent_path()) folder(path.parent_path());
    if (fs::create_directory(path)) paths_.push_back(path);
  }
  void file(const fs::path& path, const std::string& text) {
    DiskFile out(path, DiskFile::Mode::fresh);
    paths_.push_back(path);
    out.write(text.data(), text.size());
    out.sync();
    out.close();
  }
  void keep() { paths_.clear(); }

 private:
  std::vector<fs::path> paths_;
};

// Whether the folder holds nothing but what this command writes, whole or ended half-way.
bool is_of_init(const fs::path& folder, const Texts& files) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const auto ours = std::find_if(files.begin(), files.end(),
                                   [&entry](const auto& file) { return file.first == entry.path().filename(); });
    if (ours == files.end() || !entry.is_regular_file() || entry.is_symlink() ||
        entry.file_size() > ours->second.size() || !ours->second.starts_with(content_of(entry.path())))
      return false;
  }
  return true;
}

int init_folder(const Context& context, const Given& given) {
  const std::string wanted = say("init DIR: a new folder, or an empty one");
  if (given.plain.size() != 1) throw Failure(Exit::usage, say("init wants one folder"), wanted);
  want_place(given.plain.front(), {}, wanted);
  const fs::path folder = fs::path(given.plain.front()).lexically_normal();
  const std::unique_ptr<Model> model = context.make();
  Texts files = scenarios(model->info());
  if (files.empty())
    throw Failure(Exit::usage, say("this model has no scenario to begin with"), say("write one: see --help"));
  const std::string steps = first_steps(*model, context.program, folder == "." ? fs::path() : folder, files);
  const std::string about = readme(*model, files);
  files.emplace_back(schema_name, describe(context.make, {"schema"}, "json"));
  files.emplace_back("README.md", about);

  try {
    if (fs::exists(folder) && !fs::is_directory(folder))
      throw refused(Exit::would_overwrite, folder, say("is there and is no folder"), say("name a new folder"));
    if (fs::exists(folder) && !is_of_init(folder, files))
      throw refused(Exit::would_overwrite, folder, say("is not empty"), say("name a new folder, or an empty one"));
    Made made;
    made.folder(folder.has_filename() ? folder : folder.parent_path());
    for (const auto& [name, text] : files) made.file(folder / name, text);
    made.keep();
  } catch (const std::system_error& error) {
    const Cause because = cause(error.code(), Doing::writing);
    throw refused(because.code, folder, say("cannot be made: {}", because.why),
                  say("is there room, and the right to write? nothing is left of it"));
  }
  fmt::print("{}", say("Made in {}:\n", folder.string()));
  for (const auto& [name, text] : files) fmt::print("  {}\n", name);
  fmt::print("{}", say("\nNext:\n"));
  for (std::size_t begin = 0, end = 0; (end = steps.find('\n', begin)) != std::string::npos; begin = end + 1)
    fmt::print("  {}\n", steps.substr(begin, end - begin));
  return static_cast<int>(Exit::done);
}

}  // namespace

Command init_command(const Context&) {
  return {"init",
          init_folder,
          "DIR",
          say("Makes a folder to begin in: a small commented scenario, a variant that extends it, the JSON Schema that "
              "editors\n"
              "read, and a README with the next commands. The folder is new or empty."),
          {}};
}

}  // namespace sim
