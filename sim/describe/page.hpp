// One page in two forms: text for a terminal of 100 columns, and Markdown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/utf8.hpp"

namespace sim {

using Row = std::vector<std::string>;

class Page {
 public:
  explicit Page(bool markdown) : markdown_(markdown) {}

  void title(std::string_view text);
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  /// Rows of a list; the first column holds names. In text the last `under` columns stand in lines of their own below
  /// the others, and without any the last column takes as many lines as it needs.
  void table(const Row& headers, const std::vector<Row>& rows, std::size_t under = 0);
  /// A table of short cells and any number of columns: text goes on below where it is too wide.
  void grid(const Row& headers, const std::vector<Row>& rows);
  void code(std::string_view language, std::string_view lines);

  const std::string& text() const { return out_; }

 private:
  void gap();
  void markdown_table(const Row& headers, const std::vector<Row>& rows);
  void text_rows(const std::vector<Row>& rows, const std::vector<std::size_t>& widths);

  bool markdown_;
  std::string out_;
};

}  // namespace sim
