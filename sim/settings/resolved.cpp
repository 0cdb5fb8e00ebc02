// A merged scenario as TOML: what run files embed and what reads back to the same scenario.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/settings/file.hpp"

namespace sim {

namespace {

std::string first_day(Month month) { return month.text() + "-01"; }

std::string last_day(Month month) { return fmt::format("{}-{:02}", month.text(), (month + 1).days() - month.days()); }

}  // namespace

std::string Scenario::resolved() const {
  std::string out;
  const auto line = [&out](std::string_view key, const Value& value) {
    out += fmt::format("{} = {}\n", key, text(value));
  };
  line("title", title);
  if (!question.empty()) line("question", question);
  if (!expect.empty()) line("expect", expect);
  out += fmt::format("start = {}\nuntil = {}\n", first_day(start), last_day(end - 1));
  if (!series.empty() || !snapshots) out += "\n[output]\n";
  if (!series.empty()) {
    std::vector<std::string> names;
    for (const std::string& one : series) names.push_back(text(one));
    out += fmt::format("series = [{}]\n", fmt::join(names, ", "));
  }
  if (!snapshots) line("snapshots", snapshots);
  std::string table;
  for (const Setting& s : settings) {
    const std::size_t dot = s.path.find('.');
    if (s.path.substr(0, dot) != table) {
      table = s.path.substr(0, dot);
      out += fmt::format("\n[{}]\n", table);
    }
    const std::string key = s.path.substr(dot + 1);  // in quotes where a place has its own beside that of the whole
    line(key.find('.') == std::string::npos ? key : text(key), s.value);
  }
  for (const RowSetting& row : rows) {
    out += fmt::format("\n[[{}]]\n", row.list);
    line("name", row.name);
    if (!row.source.empty()) line("source", row.source);
    for (const Setting& s : row.fields) {
      const std::string path = s.path.substr(0, s.path.size() - row.name.size() - 1);
      line(path.substr(path.rfind('.') + 1), s.value);
    }
  }
  for (const Change& c : changes) {
    out += "\n[[change]]\n";
    line("id", c.id);
    out += fmt::format("from = {}\n", first_day(c.from));
    line("because", c.because);
    for (const Setting& s : c.set) line(fmt::format("set.\"{}\"", s.path), s.value);
    for (const Setting& s : c.multiply) line(fmt::format("multiply.\"{}\"", s.path), s.value);
  }
  return out;
}

std::string Scenario::without_words() const {
  Scenario plain = *this;
  plain.title.clear();
  plain.question.clear();
  plain.expect.clear();
  for (RowSetting& row : plain.rows) row.source.clear();
  for (Change& c : plain.changes) {
    c.id.clear();
    c.because.clear();
  }
  return plain.resolved();
}

}  // namespace sim
