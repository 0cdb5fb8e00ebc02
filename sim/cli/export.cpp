// `export`: a run file as a tidy table (CSV) or as one JSON document, for programs that read no HDF5.
//
//   FILE --RunReader, in a child process--> rows, series by series and run by run --> stdout, or OUT by rename
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iterator>
#include <system_error>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/compare/export_form.hpp"
#include "sim/error.hpp"
#include "sim/host/cause.hpp"
#include "sim/output/part.hpp"
#include "sim/say.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

// What is asked for of a file: where no series is named all of those that tell what is selected.
Exported chosen(const RunReader& file, const Question& question, const ModelInfo& model) {
  Exported out{{},
               selection_of(question.select, file.axes()),
               terms_of(question, model, file),
               model.scale,
               file.scale_of_runs(model.scale)};
  std::vector<std::string> names, telling;
  for (const SeriesInfo& s : file.series()) {
    names.push_back(s.name);
    if (is_told_by(s, file.axes(), out.selection)) telling.push_back(s.name);
  }
  for (const std::string& name : question.series.empty() ? telling : question.series) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) throw unknown("series", name, names);
    if (std::find(telling.begin(), telling.end(), name) == telling.end())
      throw Failure(Exit::usage, say("{} is not told by {}", name, selection_text(out.selection)),
                    telling.empty() ? say("no series is: choose labels of fewer axes")
                                    : say("these are: {}", fmt::join(telling, ", ")));
    const auto number = static_cast<std::size_t>(found - names.begin());
    const std::string heads = out.terms.heads_of(file.series()[number]);
    if (!heads.empty() && std::find(names.begin(), names.end(), heads) == names.end())
      throw Failure(Exit::usage, say("--per: the file has not kept {}, which counts heads", heads),
                    say("run again with it among [output] series"));
    if (std::find(out.series.begin(), out.series.end(), number) == out.series.end()) out.series.push_back(number);
  }
  if (out.series.empty())
    throw Failure(Exit::usage, say("no series is told by all of {}", selection_text(out.selection)),
                  say("choose labels of fewer axes"));
  return out;
}

fs::path target(const Given& given) {
  if (!given.has("output") || given.text("output") == "-") return {};  // to stdout
  fs::path out = output_of(given, {}, {});
  if (!out.has_filename() || (fs::exists(out) && !fs::is_regular_file(out)))
    throw Failure(Exit::usage, say("{} is no name for a file", out.string()),
                  say("give a file, -o table.csv, or leave -o out: the table goes to the screen or into a pipe"));
  if (fs::exists(out) && !given.has("force"))
    throw Failure(Exit::would_overwrite, say("{} exists already", out.string()),
                  say("choose another file with -o, or replace it with --force"));
  want_no_input(out, given.plain);
  return out;
}

// Whoever read stdout wants no more of it.
struct NobodyReads {};

void to_stdout(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0 && errno == EPIPE) throw NobodyReads{};
    if (done < 0) throw refused_by_system(say("standard output"), {errno, std::generic_category()}, Doing::writing);
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

int export_file(const Context& context, const Given& given) {
  if (given.plain.size() != 1)
    throw Failure(Exit::usage, say("export wants one run file"), say("export results/name.h5"));
  const std::string file = given.plain.front(), format = given.text("format", "csv");
  if (format != "csv" && format != "json")
    throw Failure(Exit::usage, say("--format is \"{}\"", format), say("give csv or json"));
  const fs::path out = target(given);
  const Question question = asked(given);
  const auto work = [&](const Send& send) {
    const std::unique_ptr<Model> model = context.make();
    const RunReader reader(file, question.verify, model->axes());
    const Exported what = chosen(reader, question, model->info());
    if (format == "csv")
      to_csv(reader, what, send);
    else
      to_json(reader, what, send);
  };

  if (out.empty()) {
    try {
      read_in_child(file, work, to_stdout);
    } catch (const NobodyReads&) {
      // `| head` has what it wanted.
    }
    return static_cast<int>(Exit::done);
  }
  want_file(file);
  try {
    PartFile part(out, locks_of(given));
    {
      DiskFile to(part.path(), DiskFile::Mode::fresh);
      read_in_child(file, work, [&to](std::string_view bytes) { to.write(bytes.data(), bytes.size()); });
      to.close();
    }
    part.publish(given.has("force"));
  } catch (const std::system_error& error) {
    if (error.code() == std::errc::file_exists)
      throw Failure(Exit::would_overwrite, say("{} exists already", out.string()),
                    say("choose another file with -o, or replace it with --force"));
    if (error.code() == std::errc::operation_would_block)
      throw Failure(Exit::io,
                    {{out.string(), 0, 0, {}, say("another process is writing it"), say("wait for it, or stop it")}});
    throw refused_by_system(out.string(), error.code(), Doing::writing,
                            say("is there such a folder, with the right to write? or choose another file"));
  }
  return static_cast<int>(Exit::done);
}

// "place, kind, ...": the dimensions that this model's series have besides run and time.
std::string first_names(const std::vector<Axis>& axes) {
  std::vector<std::string> out;
  std::transform(axes.begin(), axes.end(), std::back_inserter(out), [](const Axis& axis) { return axis.name; });
  if (out.size() > 2) {
    out.resize(2);
    out.emplace_back("...");
  }
  return fmt::format("{}", fmt::join(out, ", "));
}

// What is easily mistaken: parts that are added to their whole.
std::string about_wholes(const std::vector<Axis>& axes) {
  std::string out;
  for (const Axis& axis : axes)
    if (axis.whole_first)
      out +=
          say("Where there is a dimension {}, its first label is the whole: choose it or the others, never "
              "their sum.\n",
              axis.name);
  return out;
}

}  // namespace

Command export_command(const Context& context) {
  const std::vector<Axis> axes = context.make()->axes();
  const std::string scale = context.make()->info().scale;
  Command out{
      "export",
      export_file,
      "FILE",
      say("Prints a run file as a tidy table: CSV with a row for each value, or one JSON document."),
      {{"format", "FORMAT", say("csv or json (csv)")},
       {"series", "A,B", say("only these series; all where nothing is said, which may be long: `describe file` tells")},
       {"output", "OUT", say("into a file, which appears only when whole; else, and for -, to stdout"), 'o'},
       {"force", "", say("replaces the file if it exists")},
       no_locks_option(),
       unverified_option()},
      say("The columns of CSV:\n"
          "  scenario, replicate, seed   of the run; then {}a column for each parameter that a sweep varied, and\n"
          "                              ..._is_set, 0 where the scenario's own value stayed\n"
          "  series, time                which series, and the first day of its month, or of its year if it is yearly\n"
          "  {:<27} a column for each dimension of the series exported; empty where one has it not;\n"
          "                              behind it ..._label, where its labels are called otherwise\n"
          "  value, unit                 with all digits that tell it from others; empty where nothing is defined;\n"
          "                              with --per and --whole also basis, what was done to it\n"
          "{}"
          "  pandas: read_csv(OUT, parse_dates=[\"time\"]).query(\"series == 'A'\").pivot_table(...)     R: "
          "read.csv(OUT)\n"
          "JSON has the form of xarray's to_dict(): coords and data_vars, each with dims, attrs and data as nested "
          "lists,\n"
          "null where nothing is defined.  Python: xarray.Dataset.from_dict(json.load(open(OUT)))",
          scale.empty() ? "" : fmt::format("{}, ", scale), first_names(axes), about_wholes(axes))};
  const std::vector<Option> terms = terms_options();
  out.options.insert(out.options.begin() + 2, terms.begin(), terms.end());
  return out;
}

}  // namespace sim
