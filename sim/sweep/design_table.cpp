// Points from any tool: CSV with a header line of parameters, a point a line. A separator is what the header has of
// comma, semicolon and tab; quotes as usual; no cell is longer than its line.

#include <algorithm>
#include <charconv>
#include <fstream>

#include "sim/say.hpp"
#include "sim/sweep/design_points.hpp"
#include "sim/sweep/design_reader.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_problems = 200;

struct Cell {
  std::string text;
  int column = 1;
};

struct Line {
  std::string file, text;
  int number = 0;

  Where at(const Cell& cell) const { return {file, number, cell.column, printable(ascii(text))}; }
  /// Only what every terminal shows: a file of any tool has any bytes.
  static std::string ascii(std::string line) {
    std::replace_if(
        line.begin(), line.end(), [](char c) { return (c & 0x80) != 0; }, '?');
    return line;
  }
};

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// The cells of a line; nothing, and a problem, where a quote is not closed.
std::optional<std::vector<Cell>> split(const Line& line, char separator, std::vector<Problem>& problems) {
  std::vector<Cell> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.text.size(); ++i) {
    const char c = line.text[i];
    if (c == '"' && quoted && i + 1 < line.text.size() && line.text[i + 1] == '"') {
      cells.back().text += line.text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == separator && !quoted) {
      cells.push_back({{}, static_cast<int>(i) + 2});
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

// A cell as what its parameter takes, where it can be that.
Written read(const KnownParameter& known, const Cell& cell, const Where& where) {
  Written as_text{known.path, Value(cell.text), "text " + text(Line::ascii(cell.text)), where};
  if (std::holds_alternative<std::string>(known.initial)) return as_text;
  if (std::holds_alternative<bool>(known.initial)) {
    for (const auto& [word, truth] : {std::pair("true", true),
                                      {"True", true},
                                      {"TRUE", true},
                                      {"1", true},
                                      {"false", false},
                                      {"False", false},
                                      {"FALSE", false},
                                      {"0", false}})
      if (cell.text == word) return {known.path, Value(truth), say("true or false"), where};
    return as_text;
  }
  double number = 0;
  const char* begin = cell.text.data() + (cell.text.find('+') == 0 ? 1 : 0);
  const char* end = cell.text.data() + cell.text.size();
  const auto [stop, error] = std::from_chars(begin, end, number);
  if (error != std::errc() || stop != end) return as_text;
  constexpr double exact = 9e15;  // below it a double holds every whole number
  if (std::holds_alternative<std::int64_t>(known.initial) && std::abs(number) < exact && number == std::floor(number))
    return {known.path, Value(static_cast<std::int64_t>(number)), say("a whole number"), where};
  return {known.path, Value(number), say("a decimal number"), where};
}

class Table {
 public:
  Table(const Known& known, const std::vector<std::string>& scenarios, std::vector<Problem>& problems)
      : known_(known), scenarios_(scenarios), problems_(problems) {}

  PointTable read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!fs::is_regular_file(path) || !in)
      throw Failure(Exit::no_input,
                    {{path.string(), 0, 0, {}, say("no such table"), say("table is relative to this file")}});
    Line line{path.string(), {}, 0};
    while (std::getline(in, line.text) && problems_.size() < most_problems) {
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
    if (in.bad()) throw Failure(Exit::io, {{path.string(), 0, 0, {}, say("the table cannot be read to its end"), {}}});
    if (out_.rows.empty() && problems_.empty())
      refuse({path.string(), {}, 0}, {{}, 0}, say("the table has no points"),
             say("a header line, then a point a line"));
    return out_;
  }

 private:
  void refuse(const Line& line, const Cell& cell, std::string what, std::string mend = {}) {
    problems_.push_back(problem(line.at(cell), std::move(what), std::move(mend)));
  }

  void header(const Line& line) {
    for (const char c : {',', ';', '\t'})
      if (line.text.find(c) != std::string::npos) {
        separator_ = c;
        break;
      }
    const auto cells = split(line, separator_, problems_);
    if (!cells) return;
    for (const Cell& cell : *cells) {
      Factor factor{cell.text, {}, {}, {}, 0, 0, false, false};
      const KnownParameter* known = known_.find(cell.text);
      if (cell.text.empty())
        refuse(line, cell, say("this column has no name"),
               say("an index, perhaps: in pandas, to_csv(..., index=False)"));
      else if (known == nullptr && cell.text != "scenario")
        refuse(line, cell, say("unknown parameter {}", Line::ascii(cell.text)), known_.advice(cell.text));
      for (const Factor& other : out_.factors)
        if (other.name == cell.text && !cell.text.empty())
          refuse(line, cell, say("two columns are called {}", cell.text), say("take one out"));
      if (known != nullptr && known->list != nullptr) factor.list = known->list->name, factor.row = known->row;
      columns_.push_back(known);
      out_.factors.push_back(std::move(factor));
    }
  }

  void row(const Line& line) {
    const auto cells = split(line, separator_, problems_);
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
        point.push_back(fit(*columns_[j], sim::read(*columns_[j], cell, line.at(cell)), problems_));
      else if (std::find(scenarios_.begin(), scenarios_.end(), cell.text) != scenarios_.end())
        point.emplace_back(cell.text);
      else
        refuse(line, cell, say("no scenario of this design is called {}", text(Line::ascii(cell.text))),
               near_text(cell.text, scenarios_));
    }
    out_.rows.push_back(std::move(point));
    out_.where.push_back({line.file, line.number, 1, {}});
  }

  const Known& known_;
  const std::vector<std::string>& scenarios_;
  std::vector<Problem>& problems_;
  std::vector<const KnownParameter*> columns_;  // none for "scenario"
  char separator_ = ',';
  PointTable out_;
};

}  // namespace

PointTable read_point_table(const fs::path& file, const Known& known, const std::vector<std::string>& scenarios,
                            std::vector<Problem>& problems) {
  return Table(known, scenarios, problems).read(file);
}

}  // namespace sim
