#include "sim/error.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/say.hpp"
#include "sim/utf8.hpp"

namespace sim {

Failure::Failure(Exit code, std::vector<Problem> problems)
    : std::runtime_error(to_text(problems)), code_(code), problems_(std::move(problems)) {}

Failure::Failure(Exit code, std::string what, std::string mend)
    : Failure(code, std::vector<Problem>{Problem{{}, 0, 0, {}, std::move(what), std::move(mend)}}) {}

std::string to_text(const std::vector<Problem>& problems) {
  constexpr std::size_t most_shown = 200;    // nobody mends more before trying again
  constexpr std::size_t most_columns = 500;  // of a caret: lines longer than half of that are cut
  std::string out;
  for (const Problem& p : std::span(problems).first(std::min(problems.size(), most_shown))) {
    const std::string file = legible(p.file), text = legible(p.text);
    if (!file.empty()) out += p.line > 0 ? fmt::format("{}:{}:{}: ", file, p.line, p.column) : file + ": ";
    out += say("error: {}\n", legible(p.what, "\n"));
    if (!text.empty()) {
      const std::string gutter = fmt::format("{:>5} | ", p.line);
      out += gutter + text + "\n";
      const auto before = static_cast<std::size_t>(std::max(p.column, 1) - 1), all = characters(text);
      const std::size_t place = columns(first_characters(text, before)) + (before > all ? before - all : 0);
      if (p.column > 0 && place < most_columns)
        out += std::string(gutter.size() - 2, ' ') + "| " + std::string(place, ' ') + "^\n";
    }
    if (!p.mend.empty()) out += fmt::format("      = {}\n", legible(p.mend, "\n"));
  }
  if (problems.size() > most_shown) out += say("and {} more\n", problems.size() - most_shown);
  return out;
}

namespace {
// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours cost one.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}
}  // namespace

std::string nearest(std::string_view name, std::span<const std::string> candidates) {
  std::string best;
  std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    // Their lengths alone tell them too far apart: a name may be as long as a file.
    if (std::max(name.size(), candidate.size()) - std::min(name.size(), candidate.size()) >= least) continue;
    if (const std::size_t d = distance(name, candidate); d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace sim
