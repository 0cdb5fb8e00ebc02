// The command `compare`: what a policy changes, from a run file.
//
//   run file --in a child process: Answer--> table, JSON or CSV --> standard output
#include <fmt/format.h>

#include <cstdio>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/compare/fields.hpp"
#include "sim/compare/lines.hpp"
#include "sim/error.hpp"
#include "sim/host/child.hpp"
#include "sim/host/progress.hpp"
#include "sim/say.hpp"
#include "sim/utf8.hpp"

namespace sim {

namespace {

int compare_runs(const Context& context, const Given& given) {
  if (given.plain.size() != 1)
    throw Failure(Exit::usage, say("compare takes one run file"), say("compare results/name.h5; compare --help"));
  if (given.has("json") && given.has("csv"))
    throw Failure(Exit::usage, say("--json and --csv are two forms of the same"), say("choose one of them"));
  if (given.has("csv") && given.has("ratio"))
    throw Failure(Exit::usage, say("--csv has a line for each series, and none for a ratio"), say("--json has both"));
  const std::string& file = given.plain[0];
  const Question question = asked(given);
  const auto work = [&] {
    const Answer what(question, *context.make());
    std::string out;
    for (const std::string& note : what.notes()) out += say("note: {}\n", note);
    out += '\0';
    return out + (given.has("json")  ? to_json(file, what)
                  : given.has("csv") ? to_csv(what.all())
                                     : titles_text(what.titles()) + comparison_text(what.all()) +
                                           rank_text(what.ranks(), what.scenarios()) + ratio_text(what.ratios()));
  };
  const std::string text = read_in_child(file, work);
  const std::size_t end = text.find('\0');
  tell(text.substr(0, end));
  const std::string said = text.substr(end + 1);
  fmt::print("{}", given.has("json") || given.has("csv") ? said : laid_out(legible(said, "\n\t"), columns_of(stdout)));
  return 0;
}

}  // namespace

Command compare_command(const Context&) {
  Command out{
      "compare",
      compare_runs,
      "FILE",
      say("What policies change, from a run file with two or more scenarios: differences between runs of equal luck, "
          "with\n95 % intervals. A flow is compared in its total, a stock at the end, a rate in its mean over the last "
          "12 "
          "months."),
      {{"baseline", "NAME", say("the scenario that the others are compared with (the first of the file)")},
       {"series", "A,B", say("these series, or all: every monthly one (the model's headlines)")},
       {"at", "DATE", say("the last month looked at: totals up to it, stocks in it, rates over 12 months to it")},
       {"ratio", "A/B", say("series A's difference over B's, as in public_spending/cases_served; repeatable"), '\0',
        true},
       {"json", "", say("one JSON document")},
       {"csv", "", say("a table: a header line, then a line for each scenario and series")},
       unverified_option()},
      say("Pairs are runs of the same replicate and seed, and of the same values of what a sweep varied; replicates at "
          "one\npoint of a sweep are averaged first. Runs without a partner are left out, and counted on standard "
          "error.\n"
          "Without a sweep the interval is that of the mean (simulation noise). Of a sweep it is where 95 % of the "
          "points\n"
          "lie, or all of them where they are fewer than 40 or no sample of the ranges (grid, one-at-a-time, morris,\n"
          "saltelli): what the parameters leave uncertain, which more points do not narrow.\n"
          "--select looks at these cells alone, of series that have the axes, or a coordinate that labels one. Means "
          "over\ngroups are weighted by what they are means of. --ratio tells what one more of B comes with: with "
          "Fieller's\ninterval over pairs, a bootstrap's over points, undefined where B may not differ at all. Of a "
          "sweep, "
          "or of more than\none policy, a table says which scenario is best in what share of the points (or pairs), "
          "and "
          "how "
          "sure the\nfirst is of being first.")};
  const std::vector<Option> terms = terms_options();
  out.options.insert(out.options.begin() + 3, terms.begin(), terms.end());
  return out;
}

}  // namespace sim
