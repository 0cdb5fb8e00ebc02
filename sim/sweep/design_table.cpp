// Points from any tool: CSV with a header line of parameters, a point a line. A separator is what the header has of
// comma, semicolon and tab; quotes as usual; no cell is longer than its line.

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "sim/host/disk.hpp"
#include "sim/say.hpp"
#include "sim/settings/foreign.hpp"
#include "sim/sweep/design_points.hpp"
#include "sim/sweep/design_reader.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_problems = 199;  // with how many more there are: as many as are shown

struct Cell {
  std::string text;
  int column = 1;
};

struct Line {
  std::string file, text;
  int number = 0;

  Where at(const Cell& cell) const { return {file, number, cell.column, printable(text)}; }
};

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// The cells of a line; nothing, and a problem, where a quote is not closed.
std::optional<std::vector<Cell>> split(const Line& line, char separator, std::vector<Problem>& problems) {
  std::vector<Cell> cells(1);
  bool quoted = false;
  int column = 0;  // characters, not bytes
  for (std::size_t i = 0; i < line.text.size(); ++i) {
    const char c = line.text[i];
    column += (c & 0xC0) != 0x80;
    if (c == '"' && quoted && i + 1 < line.text.size() && line.text[i + 1] == '"') {
      cells.back().text += line.text[++i];
      ++column;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == separator && !quoted) {
      cells.push_back({{}, column + 1});
    } else {
      cells.back().text += c;
    }
  }
  for (Cell& cell : cells) cell.text = trimmed(cell.text);
  if (!quoted) return cells;
  problems.push_back(
      problem(line.at(cells.back()), say("a quote is not closed on its line"), say("put a \" at its end")));
  return std::nullopt;
}

class Table {
 public:
  Table(const Known& known, const std::vector<std::string>& scenarios, std::vector<Problem>& problems)
      : known_(known), scenarios_(scenarios), problems_(problems) {}

  PointTable read(const std::string& all, const fs::path& path) {
    Line line{path.string(), {}, 0};
    if (const std::optional<Foreign> is = foreign(all)) {
      refuse({path.string(), {}, 0}, {{}, 0}, is->what, is->mend);
      return out_;
    }
    for (std::size_t begin = 0; begin < all.size();) {
      const std::size_t end = std::min(all.find('\n', begin), all.size());
      line.text = all.substr(begin, end - begin);
      begin = end + 1;
      ++line.number;
      if (!line.text.empty() && line.text.back() == '\r') line.text.pop_back();
      if (line.number == 1 && line.text.rfind("\xEF\xBB\xBF", 0) == 0) line.text.erase(0, 3);
      if (trimmed(line.text).empty()) continue;
      if (out_.factors.empty()) {
        header(line);
        if (!problems_.empty()) return out_;
      } else {
        row(line);
      }
      if (static_cast<double>(out_.rows.size()) > most_points) {
        refuse(line, {}, say("the table has more than {} points", most_points), say("split it"));
        return out_;
      }
    }
    if (more_ > 0)
      problems_.push_back({path.string(), line.number, 1, {}, say("and {} more in this table", more_), {}});
    if (out_.rows.empty() && problems_.empty())
      refuse({path.string(), {}, 0}, {{}, 0}, say("the table has no points"),
             say("a header line, then a point a line"));
    return out_;
  }

 private:
  // Beyond what anybody reads, problems are counted.
  void gather(std::vector<Problem> found) {
    for (Problem& one : found)
      if (enough())
        ++more_;
      else
        problems_.push_back(std::move(one));
  }
  bool enough() const { return problems_.size() >= most_problems; }
  void refuse(const Line& line, const Cell& cell, std::string what, std::string mend = {}) {
    if (enough())
      ++more_;
    else  // the line is shown with each, which may be long
      problems_.push_back(problem(line.at(cell), std::move(what), std::move(mend)));
  }

  void header(const Line& line) {
    if (line.number == 1 && line.text.size() <= 5 && line.text.starts_with("sep="))
      return refuse(line, {{}, 1}, say("this line tells Excel its separator, and names no columns"),
                    say("take it out"));
    for (const char c : {',', ';', '\t'})
      if (line.text.find(c) != std::string::npos) {
        separator_ = c;
        break;
      }
    const auto cells = split(line, separator_, problems_);
    if (!cells) return;
    std::set<std::string_view> names;
    for (const Cell& cell : *cells) {
      if (enough()) return;
      Factor factor{cell.text, {}, {}, {}, 0, 0, false, false};
      const KnownParameter* known = known_.find(cell.text);
      if (cell.text.empty())
        refuse(line, cell, say("this column has no name"),
               say("an index, perhaps: in pandas, to_csv(..., index=False)"));
      else if (known == nullptr && cell.text != "scenario")
        refuse(line, cell, say("unknown parameter {}", printable(cell.text)), known_.advice(cell.text));
      if (!cell.text.empty() && !names.insert(cell.text).second)
        refuse(line, cell, say("two columns are called {}", cell.text), say("take one out"));
      if (known != nullptr && known->list != nullptr) factor.list = known->list->name, factor.row = known->row;
      columns_.push_back(known);
      out_.factors.push_back(std::move(factor));
    }
  }

  void row(const Line& line) {
    std::vector<Problem> found;
    const auto cells = split(line, separator_, found);
    gather(std::exchange(found, {}));
    if (!cells) return;
    if (cells->size() != columns_.size())
      return refuse(line, cells->back(), say("{} cells, and the header has {}", cells->size(), columns_.size()),
                    say("one value for each column; a decimal point is a point"));
    PointRow point;
    for (std::size_t j = 0; j < cells->size(); ++j) {
      const Cell& cell = (*cells)[j];
      if (cell.text.empty())
        refuse(line, cell, say("{} has no value", out_.factors[j].name),
               say("a missing value in the tool that wrote it?"));
      else if (columns_[j] != nullptr)
        point.push_back(fit(*columns_[j], typed(*columns_[j], cell.text, line.at(cell)), found));
      else if (std::find(scenarios_.begin(), scenarios_.end(), cell.text) != scenarios_.end())
        point.emplace_back(cell.text);
      else
        refuse(line, cell, say("no scenario of this design is called {}", text(printable(cell.text))),
               near_text(cell.text, scenarios_));
    }
    gather(std::move(found));
    out_.rows.push_back(std::move(point));
    out_.where.push_back({line.file, line.number, 1, {}});
  }

  const Known& known_;
  const std::vector<std::string>& scenarios_;
  std::vector<Problem>& problems_;
  std::vector<const KnownParameter*> columns_;  // none for "scenario"
  char separator_ = ',';
  std::size_t more_ = 0;  // problems that are only counted
  PointTable out_;
};

}  // namespace

PointTable read_point_table(const fs::path& file, const Known& known, const std::vector<std::string>& scenarios,
                            std::vector<Problem>& problems) {
  if (!fs::is_regular_file(file))
    throw Failure(Exit::no_input,
                  {{file.string(), 0, 0, {}, say("no such table"), say("table is relative to this file")}});
  return point_table_in(content_of(file), file, known, scenarios, problems);
}

PointTable point_table_in(const std::string& text, const fs::path& file, const Known& known,
                          const std::vector<std::string>& scenarios, std::vector<Problem>& problems) {
  return Table(known, scenarios, problems).read(text, file);
}

}  // namespace sim
