#include "sim/compare/lines.hpp"

#include <algorithm>
#include <vector>

#include "sim/utf8.hpp"

namespace sim {

namespace {

using Texts = std::vector<std::string>;

std::vector<std::string_view> parts(std::string_view text, char between) {
  std::vector<std::string_view> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(between, begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string ended(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string sentence(std::string_view text, std::size_t width) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  std::string out, line(begin, ' ');
  for (const std::string_view word : parts(text.substr(begin), ' ')) {
    const bool fresh = columns(line) == begin;
    if (!fresh && columns(line) + 1 + columns(word) > width) {
      out += ended(line);
      line.assign(begin, ' ');
    } else if (!fresh) {
      line += ' ';
    }
    line += word;
  }
  return out + ended(line);
}

std::string filled_up(const std::string& text, std::size_t width, bool left) {
  const std::string space(width - std::min(width, columns(text)), ' ');
  return left ? text + space : space + text;
}

std::string in_columns(const std::vector<Texts>& rows, std::size_t width) {
  std::vector<std::size_t> widths;
  for (const Texts& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c == widths.size()) widths.push_back(0);
      widths[c] = std::max(widths[c], columns(row[c]));
    }
  std::size_t numbers = 0;
  for (std::size_t c = 1; c < widths.size(); ++c) numbers += widths[c] + 2;
  std::string out;
  for (const Texts& row : rows) {
    const bool beside = 2 + widths[0] + numbers <= width, below = !beside && 2 + numbers <= width;
    std::string line = beside ? "  " + filled_up(row[0], widths[0], true) : "  ";
    if (!beside && !row[0].empty()) out += sentence("  " + row[0], width);
    for (std::size_t c = 1; c < row.size(); ++c) {
      if (beside || below) line += "  " + filled_up(row[c], widths[c], false);
      if (!beside && !below && &row != &rows.front() && !row[c].empty())
        out += sentence("    " + (rows.front()[c].empty() ? "" : rows.front()[c] + ": ") + row[c], width);
    }
    if (beside || below) out += ended(line);
  }
  return out;
}

}  // namespace

std::string laid_out(std::string_view text, std::size_t width) {
  std::string out;
  std::vector<Texts> rows;
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.empty()) return out;
  for (const std::string_view line : parts(text, '\n')) {
    if (line.find('\t') != std::string_view::npos) {
      Texts& row = rows.emplace_back();
      for (const std::string_view one : parts(line, '\t')) row.emplace_back(one);
      continue;
    }
    if (!rows.empty()) out += in_columns(rows, width);
    rows.clear();
    out += sentence(line, width);
  }
  return rows.empty() ? out : out + in_columns(rows, width);
}

std::string command_lines(std::string_view command, std::size_t width) {
  constexpr std::size_t indent = 2, more = 4;
  std::string out, line(indent, ' ');
  bool quoted = false;  // by single quotes, where a backslash is one
  std::string word;
  bool first = true;
  const auto put = [&] {
    if (!first && columns(line) + 1 + columns(word) + 2 > width) {
      out += line + " \\\n";
      line.assign(more, ' ');
    } else if (!first) {
      line += ' ';
    }
    line += word;
    word.clear();
    first = false;
  };
  for (const char c : command) {
    if (c == '\'') quoted = !quoted;
    if (c == ' ' && !quoted)
      put();
    else
      word += c;
  }
  put();
  return out + line + "\n";
}

}  // namespace sim
