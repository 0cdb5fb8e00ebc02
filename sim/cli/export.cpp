// `export`: a run file as a tidy table (CSV) or as one JSON document, for programs that read no HDF5.
//
//   FILE --RunReader, in a child process--> rows, series by series and run by run --> stdout, or OUT by rename
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <system_error>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/cli/export_form.hpp"
#include "sim/error.hpp"
#include "sim/output/part.hpp"
#include "sim/say.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

// The series that were asked for, by their numbers in the file: all where nothing is said.
std::vector<std::size_t> chosen(const RunReader& file, const Given& given) {
  std::vector<std::string> names;
  for (const SeriesInfo& s : file.series()) names.push_back(s.name);
  std::vector<std::size_t> out;
  if (!given.has("series"))
    for (std::size_t s = 0; s < names.size(); ++s) out.push_back(s);
  for (const std::string& name : given.list("series")) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      const std::string near = nearest(name, names);
      throw Failure(Exit::usage, say("the file has no series \"{}\"", name),
                    near.empty() ? say("it has {}", fmt::join(names, ", ")) : say("did you mean {}?", near));
    }
    const auto number = static_cast<std::size_t>(found - names.begin());
    if (std::find(out.begin(), out.end(), number) == out.end()) out.push_back(number);
  }
  return out;
}

fs::path target(const Given& given) {
  fs::path out = given.text("output");
  if (!given.has("output")) return {};
  if (!out.has_filename() || (fs::exists(out) && !fs::is_regular_file(out)))
    throw Failure(Exit::usage, say("{} is no name for a file", out.string()),
                  say("give a file, -o table.csv, or leave -o out: the table goes to the screen or into a pipe"));
  if (fs::exists(out) && !given.has("force"))
    throw Failure(Exit::would_overwrite, say("{} exists already", out.string()),
                  say("choose another file with -o, or replace it with --force"));
  return out;
}

// Whoever read stdout wants no more of it.
struct NobodyReads {};

void to_stdout(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0 && errno == EPIPE) throw NobodyReads{};
    if (done < 0) throw std::system_error(errno, std::generic_category(), say("standard output"));
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

int export_file(const Context&, const Given& given) {
  if (given.plain.size() != 1)
    throw Failure(Exit::usage, say("export wants one run file"), say("export results/name.h5"));
  const std::string file = given.plain.front(), format = given.text("format", "csv");
  if (format != "csv" && format != "json")
    throw Failure(Exit::usage, say("--format is \"{}\"", format), say("give csv or json"));
  const fs::path out = target(given);
  const auto work = [&](const Send& send) {
    const RunReader reader(file, verify(given));
    const std::vector<std::size_t> series = chosen(reader, given);
    if (format == "csv")
      to_csv(reader, series, send);
    else
      to_json(reader, series, send);
  };

  std::signal(SIGPIPE, SIG_IGN);
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
    PartFile part(out);
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
    const bool busy = error.code() == std::errc::operation_would_block;
    throw Failure(
        Exit::io,
        {{out.string(),
          0,
          0,
          {},
          say("cannot be written: {}", (busy ? say("another process is writing it") : error.code().message())),
          say("is there such a folder, with room and the right to write? or choose another file")}});
  }
  return static_cast<int>(Exit::done);
}

// "place, kind, ...": the dimensions that this model's series have besides run and time.
std::string first_names(const std::vector<Axis>& axes) {
  std::vector<std::string> out;
  for (const Axis& axis : axes) out.push_back(axis.name);
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
  return {
      "export",
      export_file,
      "FILE",
      say("Prints a run file as a tidy table: CSV with a row for each value, or one JSON document."),
      {{"format", "FORMAT", say("csv or json (csv)")},
       {"series", "A,B", say("only these series; all where nothing is said, which may be long: `describe file` tells")},
       {"output", "OUT", say("into a file, which appears only when whole; else to stdout"), 'o'},
       {"force", "", say("replaces the file if it exists")},
       unverified_option()},
      say("The columns of CSV:\n"
          "  scenario, replicate, seed   of the run; then a column for each parameter that a sweep varied, and\n"
          "                              ..._is_set, 0 where the scenario's own value stayed\n"
          "  series, time                which series, and the first day of its month, or of its year if it is yearly\n"
          "  {:<27} a column for each dimension of the series exported; empty where one has it not\n"
          "  value, unit                 with all digits that tell it from others; empty where nothing is defined\n"
          "{}"
          "  pandas: read_csv(OUT, parse_dates=[\"time\"]).query(\"series == 'A'\").pivot_table(...)     R: "
          "read.csv(OUT)\n"
          "JSON has the form of xarray's to_dict(): coords and data_vars, each with dims, attrs and data as nested "
          "lists,\n"
          "null where nothing is defined.  Python: xarray.Dataset.from_dict(json.load(open(OUT)))",
          first_names(axes), about_wholes(axes))};
}

}  // namespace sim
