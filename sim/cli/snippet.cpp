// The command `snippet`: three lines that draw a series of this very file in another tool.
//
//   FILE --in a child process: RunReader--> a series, which of its cells, in the tool's words --> standard output
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/compare/selection.hpp"
#include "sim/error.hpp"
#include "sim/host/child.hpp"
#include "sim/output/reader.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

constexpr std::array<std::string_view, 6> tools = {"python", "r", "octave", "julia", "matlab", "excel"};

// A series as tools see it.
struct Drawn {
  std::string file, name;
  std::vector<std::string> axes;  // but for run and time
  std::vector<bool> is_added;     // of each axis: over all its labels; else its first is taken
  std::string whole;              // "axis=label", of the first axis whose first label is the whole
  bool yearly = false;
};

// The text in quotes, as all of these languages take it; some have more signs of their own.
std::string in_quotes(std::string_view text, std::string_view signs = {}) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || signs.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out + "\"";
}

// What is drawn where nobody says: of the headlines one that is no total and has no groups; else what there is.
const SeriesInfo& drawn(const RunReader& file, const std::string& wanted, const std::vector<std::string>& headlines) {
  std::vector<std::string> names;
  for (const SeriesInfo& s : file.series()) names.push_back(s.name);
  const auto place = [&](const std::string& name) { return std::find(names.begin(), names.end(), name); };
  if (!wanted.empty() && place(wanted) == names.end()) throw unknown("series", wanted, names);
  if (!wanted.empty()) return file.series()[static_cast<std::size_t>(place(wanted) - names.begin())];
  for (const std::string& name : headlines) {
    if (place(name) == names.end()) continue;
    const SeriesInfo& s = file.series()[static_cast<std::size_t>(place(name) - names.begin())];
    const bool plain = std::all_of(s.axes.begin(), s.axes.end(),
                                   [&](const std::string& axis) { return axis_named(file.axes(), axis).whole_first; });
    if (plain && s.measure != Measure::flow) return s;
  }
  return file.series().front();
}

// Tools whose arrays have the axes the other way round: x(kind, place, time, run).
std::string reversed(const Drawn& d, std::string_view all, std::string_view first) {
  std::vector<std::string> places;
  for (std::size_t a = d.axes.size(); a-- > 0;) places.emplace_back(d.is_added[a] ? all : first);
  places.emplace_back(all);
  places.emplace_back(all);
  return fmt::format("{}", fmt::join(places, ", "));
}

std::string python(const Drawn& d) {
  std::string cells;
  for (std::size_t a = 0; a < d.axes.size(); ++a)
    cells += d.is_added[a] ? fmt::format(".sum(\"{}\")", d.axes[a]) : fmt::format(".isel({}=0)", d.axes[a]);
  return fmt::format(
      "import matplotlib.pyplot as plt, xarray\n"
      "xarray.open_dataset({}, engine=\"netcdf4\")[\"{}\"]{}.groupby(\"scenario\").mean().plot.line(x=\"{}\")\n"
      "plt.savefig(\"{}.png\", bbox_inches=\"tight\")\n",
      in_quotes(d.file), d.name, cells, d.yearly ? "year" : "time", d.name);
}

std::string r(const Drawn& d) {
  const std::size_t n = d.axes.size();
  const std::string when = d.yearly ? "f$dim$year$vals" : "as.Date(f$dim$time$vals, origin = \"2010-01-01\")";
  return fmt::format(
      "library(ncdf4); f <- nc_open({}); x <- ncvar_get(f, \"{}\", collapse_degen = FALSE)\n"
      "y <- apply(x[{}, drop = FALSE], c({}, {}), sum); t <- {}  # a column for each run\n"
      "png(\"{}.png\"); matplot(t, y, type = \"l\", lty = 1, col = ncvar_get(f, \"scenario_index\") + 1, xaxt = \"n\", "
      "xlab = \"\", ylab = {}); {}; dev.off()\n",
      in_quotes(d.file), d.name, reversed(d, "", "1"), n + 1, n + 2, when, d.name, in_quotes(d.name),
      d.yearly ? "axis(1)" : "axis.Date(1, t)");
}

// Octave and MATLAB: sums over what is left of the first axes.
std::string with_ncread(const Drawn& d, bool octave) {
  std::string y = fmt::format("x({})", reversed(d, ":", "1"));
  for (std::size_t a = 0; a < d.axes.size(); ++a)
    if (d.is_added[d.axes.size() - 1 - a]) y = fmt::format("sum({}, {})", y, a + 1);
  const std::size_t n = d.axes.size();
  const std::string days = "ncread(f, \"time\")", when = d.yearly ? "double(ncread(f, \"year\"))"
                                                         : octave
                                                             ? fmt::format("datenum(2010, 1, 1) + {}", days)
                                                             : fmt::format("datetime(2010, 1, 1) + days({})", days);
  return fmt::format(
      "{}f = {}; x = ncread(f, \"{}\");\n"
      "y = reshape({}, size(x, {}), size(x, {}));  % a column for each run\n"
      "{}plot({}, y); {}ylabel(\"{}\", \"interpreter\", \"none\"); {}\n",
      octave ? "pkg load netcdf; " : "", in_quotes(d.file), d.name, y, n + 1, n + 2,
      octave ? "figure(\"visible\", \"off\"); " : "", when, octave && !d.yearly ? "datetick(\"x\", \"yyyy\"); " : "",
      d.name,
      octave ? fmt::format("print(\"{}.png\", \"-dpng\")", d.name) : fmt::format("saveas(gcf, \"{}.png\")", d.name));
}

std::string julia(const Drawn& d) {
  std::string y = fmt::format("x[{}]", reversed(d, ":", "1:1"));
  const std::size_t n = d.axes.size();
  std::vector<std::string> over;
  for (std::size_t a = 1; a <= n; ++a) over.push_back(std::to_string(a));
  const std::string dims = fmt::format("({},)", fmt::join(over, ", "));
  if (n > 0) y = fmt::format("dropdims(sum({}, dims = {}), dims = {})", y, dims, dims);
  return fmt::format(
      "using NCDatasets, Plots; f = NCDataset({}); x = Array(f[\"{}\"])\n"
      "y = {}  # a column for each run\n"
      "plot(f[\"{}\"][:], y; legend = false, ylabel = \"{}\"); savefig(\"{}.png\")\n",
      in_quotes(d.file, "$"), d.name, y, d.yearly ? "year" : "time", d.name, d.name);
}

std::string excel(const Drawn& d, const std::string& program) {
  return fmt::format(
      "{} export {} --series {}{} -o {}.csv\n"
      "Excel: Data > From Text/CSV > {}.csv, file origin 65001 (UTF-8) > Load\n"
      "Excel: Insert > PivotChart: Axis time, Legend scenario, Values Sum of value, Filters replicate, which is set to "
      "0\n",
      shell_word(program), shell_word(d.file), d.name, d.whole.empty() ? "" : say(" --select {}", shell_word(d.whole)),
      d.name, d.name);
}

std::string written(const Drawn& d, const std::string& tool, const std::string& program) {
  if (tool == "python") return python(d);
  if (tool == "r") return r(d);
  if (tool == "julia") return julia(d);
  if (tool == "excel") return excel(d, program);
  return with_ncread(d, tool == "octave");
}

int snippet(const Context& context, const Given& given) {
  const std::vector<std::string> known(tools.begin(), tools.end());
  if (given.plain.size() != 2)
    throw Failure(Exit::usage, say("snippet takes a tool and a run file"),
                  say("snippet python results/name.h5; the tools are {}", listed(known)));
  const std::string &tool = given.plain[0], &file = given.plain[1];
  if (std::find(known.begin(), known.end(), tool) == known.end()) {
    const std::string near = nearest(tool, known);
    throw Failure(Exit::usage, say("there are no lines for {}", tool),
                  near.empty() ? say("the tools are {}", listed(known)) : say("did you mean {}?", near));
  }
  const auto work = [&] {
    const std::unique_ptr<Model> model = context.make();
    const RunReader reader(file, verify(given), model->axes());
    const SeriesInfo& series = drawn(reader, given.text("series"), model->info().headlines);
    Drawn d{file, series.name, series.axes, {}, {}, series.yearly()};
    for (const std::string& name : series.axes) {
      const Axis& axis = axis_named(reader.axes(), name);
      d.is_added.push_back(!axis.whole_first && !axis.both_sides && adds_up(series));
      if (axis.whole_first && d.whole.empty()) d.whole = fmt::format("{}={}", name, axis.labels.front());
    }
    return written(d, tool, context.program);
  };
  fmt::print("{}", read_in_child(file, work));
  return 0;
}

}  // namespace

Command snippet_command(const Context&) {
  return {
      "snippet",
      snippet,
      "TOOL FILE",
      say("Three lines that draw a series of this very file in python, r, octave, julia, matlab or excel: the whole, "
          "month\nby month."),
      {{"series", "NAME", say("this series (one of the model's headlines)")}, unverified_option()},
      say("What the tools need: Python xarray, netCDF4 and matplotlib; R ncdf4; Octave netcdf; Julia NCDatasets and "
          "Plots.\nGroups of counts and money are added up, of means the first is drawn. Pipe it: snippet python FILE "
          "| "
          "python3")};
}

}  // namespace sim
