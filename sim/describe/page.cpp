#include "sim/describe/page.hpp"

#include <algorithm>

namespace sim {

namespace {

constexpr std::size_t page_columns = 100;
constexpr std::size_t gutter = 2;

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t has = columns(text);
  return has < width ? text + std::string(width - has, ' ') : text;
}

// The words in lines of at most `width` columns.
std::vector<std::string> lines_of(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (!lines.back().empty() && columns(lines.back()) + 1 + columns(word) > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

// Text as a cell of Markdown: nothing in it ends the cell or looks like HTML.
std::string cell(std::string_view text) {
  std::string out;
  bool code = false;
  for (const char c : text) {
    if (c == '`') code = !code;
    if (c == '|' || (c == '<' && !code)) out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

void Page::gap() {
  if (!out_.empty()) out_ += '\n';
}

void Page::title(std::string_view text) {
  gap();
  out_ +=
      markdown_ ? "# " + std::string(text) + "\n" : std::string(text) + "\n" + std::string(columns(text), '=') + "\n";
}

void Page::heading(std::string_view text) {
  gap();
  out_ +=
      markdown_ ? "## " + std::string(text) + "\n" : std::string(text) + "\n" + std::string(columns(text), '-') + "\n";
}

void Page::paragraph(std::string_view text) {
  gap();
  for (const std::string& line : lines_of(text, markdown_ ? 120 : page_columns)) out_ += line + "\n";
}

void Page::code(std::string_view language, std::string_view lines) {
  gap();
  if (markdown_) out_ += "```" + std::string(language) + "\n";
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    out_ += (markdown_ || end == at ? "" : "    ") + std::string(lines.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  if (markdown_) out_ += "```\n";
}

void Page::table(const Row& headers, const std::vector<Row>& rows, std::size_t under) {
  gap();
  if (markdown_) return markdown_table(headers, rows);
  const std::size_t above = headers.size() - under;
  std::vector<std::size_t> widths(above);
  for (const Row& row : rows)
    for (std::size_t i = 0; i < above; ++i) widths[i] = std::max(widths[i], columns(row[i]));
  if (under == 0) {
    std::size_t before = 0;
    for (std::size_t i = 0; i + 1 < above; ++i) before += widths[i] + gutter;
    widths.back() = before + 30 < page_columns ? page_columns - before : 30;
  }
  for (const Row& row : rows) {
    text_rows({Row(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(above))}, widths);
    std::string below;
    for (std::size_t i = above; i < row.size(); ++i) {
      if (row[i].empty()) continue;
      if (!below.empty()) below += (below.back() == '.' ? " " : ". ") + headers[i] + ": ";
      below += row[i];
    }
    if (below.empty()) continue;
    for (const std::string& line : lines_of(below, page_columns - 6)) out_ += "      " + line + "\n";
  }
}

void Page::grid(const Row& headers, const std::vector<Row>& rows) {
  gap();
  if (markdown_) return markdown_table(headers, rows);
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    widths.push_back(columns(headers[i]));
    for (const Row& row : rows) widths[i] = std::max(widths[i], columns(row[i]));
  }
  for (std::size_t from = 1; from < headers.size();) {
    std::size_t to = from, total = widths[0];
    while (to < headers.size() && (to == from || total + gutter + widths[to] <= page_columns))
      total += gutter + widths[to++];
    if (from > 1) out_ += '\n';
    const auto part = [&](const Row& row) {
      std::string line = padded(row[0], widths[0]);
      for (std::size_t i = from; i < to; ++i) line += std::string(gutter, ' ') + padded(row[i], widths[i]);
      out_ += without_trailing_spaces(line) + "\n";
    };
    part(headers);
    for (const Row& row : rows) part(row);
    from = to;
  }
}

void Page::markdown_table(const Row& headers, const std::vector<Row>& rows) {
  out_ += '|';
  for (const std::string& header : headers) out_ += ' ' + header + " |";
  out_ += "\n|";
  for (std::size_t i = 0; i < headers.size(); ++i) out_ += " --- |";
  for (const Row& row : rows) {
    out_ += "\n|";
    for (std::size_t i = 0; i < row.size(); ++i)
      out_ += ' ' + (i == 0 && !row[i].empty() ? cell('`' + row[i] + '`') : cell(row[i])) + " |";
  }
  out_ += '\n';
}

// Cells side by side; the last one goes on in lines below itself where it is longer than its width.
void Page::text_rows(const std::vector<Row>& rows, const std::vector<std::size_t>& widths) {
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i + 1 < row.size(); ++i) line += padded(row[i], widths[i]) + std::string(gutter, ' ');
    const std::string hang(columns(line), ' ');
    for (const std::string& part : lines_of(row.back(), widths.back())) {
      out_ += without_trailing_spaces(line + part) + "\n";
      line = hang;
    }
  }
}

}  // namespace sim
