#include "sim/settings/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>
#include <system_error>

#include "sim/host/cause.hpp"
#include "sim/host/disk.hpp"
#include "sim/say.hpp"
#include "sim/settings/foreign.hpp"
#include "sim/utf8.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t most_bytes = 4 << 20;
constexpr std::size_t most_shown = 240;

std::string read(const fs::path& path) {
  const std::string name = path.string();
  const auto refuse = [&name](Exit code, std::string what, std::string mend) {
    return Failure(code, std::vector<Problem>{Problem{name, 0, 0, {}, std::move(what), std::move(mend)}});
  };
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::unknown || status.type() == fs::file_type::none)
    throw refused_by_system(name, error, Doing::reading, say("check its name and permissions"));
  if (!fs::exists(status)) {
    std::vector<std::string> others;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    for (fs::directory_iterator i(folder, error), end; !error && i != end; i.increment(error))
      if (i->path().extension() == ".toml") others.push_back(i->path().filename().string());
    std::sort(others.begin(), others.end());
    const std::string near = nearest(path.filename().string(), others);
    throw refuse(Exit::no_input, say("no such file"),
                 near.empty() ? say("check the name and the folder") : say("did you mean {}?", near));
  }
  if (fs::is_directory(status))
    throw refuse(Exit::bad_data, say("this is a directory"), say("name a .toml file in it"));
  if (!fs::is_regular_file(status))
    throw refuse(Exit::bad_data, say("not a regular file"), say("name a .toml file on disk"));
  if (const std::uintmax_t size = fs::file_size(path, error); !error && size > most_bytes)
    throw refuse(Exit::bad_data, say("the file is too big: {} bytes, and at most {} are read", size, most_bytes),
                 say("is it really a TOML file of settings?"));
  std::string text = content_of(path);
  if (text.find_first_not_of(" \t\r\n") == std::string::npos)
    throw refuse(Exit::bad_data, say("the file is empty"), say("a scenario needs at least: title = \"...\""));
  return text;
}

}  // namespace

std::string printable(std::string_view line) {
  const std::string_view shown = first_characters(line, most_shown);
  return legible(shown) + (shown.size() < line.size() ? "..." : "");
}

Problem problem(const Where& where, std::string what, std::string mend) {
  return {where.file, where.line, where.column, where.text, std::move(what), std::move(mend)};
}

std::string text(const Value& value) {
  if (const auto* string = std::get_if<std::string>(&value)) {
    std::ostringstream out;
    const toml::value<std::string> node(*string);
    out << toml::toml_formatter(node, toml::format_flags::allow_unicode_strings);
    return out.str();
  }
  if (const auto* number = std::get_if<double>(&value)) {
    std::string out = fmt::format("{}", *number);
    if (std::isfinite(*number) && out.find_first_of(".e") == std::string::npos) out += ".0";
    return out;
  }
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
  return std::get<bool>(value) ? "true" : "false";
}

namespace {

// Minus, a dash, and others like them: they look like the minus of numbers.
bool has_another_minus(std::string_view value) {
  static constexpr std::array<std::string_view, 4> signs = {"\u2212", "\u2013", "\uFE63", "\uFF0D"};
  return std::any_of(signs.begin(), signs.end(), [value](std::string_view sign) { return value.starts_with(sign); });
}

// What people write who know other languages.
std::string syntax_advice(const std::string& line) {
  const std::size_t sign = line.find('=');
  const std::size_t at = line.find_first_not_of(" \t+-[", sign == std::string::npos ? 0 : sign + 1);
  const std::string value = at == std::string::npos ? "" : line.substr(at);
  if (value.starts_with(".")) return say("a digit stands before the point: 0{}", value);
  if (has_another_minus(value)) return say("the minus of numbers is \"-\"");
  const std::size_t digits = std::min(value.find_first_not_of("0123456789"), value.size());
  if (digits > 0 && value.substr(digits).starts_with('.') && value.substr(digits + 1).find_first_of("0123456789") != 0)
    return say("a digit stands behind the point: {}.0", value.substr(0, digits));
  if (digits > 1 && value.starts_with('0')) return say("a number begins with no 0 but before a point");
  for (const char* word : {"True", "TRUE", "False", "FALSE"})
    if (value.starts_with(word)) return say("true and false are written small");
  return say("see https://toml.io for the syntax");
}

// A number as any tool writes it. Not "inf" and not "nan", which TOML has as well.
std::optional<Value> number_in(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return std::nullopt;
  const char* const end = text.data() + text.size();
  std::int64_t whole = 0;
  if (const auto [stop, error] = std::from_chars(text.data(), end, whole); error == std::errc() && stop == end)
    return whole;
  double number = 0;
  if (const auto [stop, error] = std::from_chars(text.data(), end, number); error == std::errc() && stop == end)
    return number;
  return std::nullopt;
}

}  // namespace

TomlFile::TomlFile(const fs::path& path) : TomlFile(path, read(path)) {}

TomlFile::TomlFile(fs::path path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  if (const std::optional<Foreign> is = foreign(text_))
    throw Failure(Exit::bad_data, {{path_.string(), 0, 0, {}, is->what, is->mend}});
  if (const std::optional<TextPlace> deep = nested_too_deep(text_)) {
    toml::source_position at;
    at.line = static_cast<toml::source_index>(deep->line);
    at.column = static_cast<toml::source_index>(deep->column);
    throw Failure(Exit::bad_data, {problem(where({at, at, nullptr}),
                                           say("here settings lie in each other more than {} deep", most_nested),
                                           say("a key has two or three parts: behaviour.parameter"))});
  }
  try {
    root_ = toml::parse(text_);
  } catch (const toml::parse_error& error) {
    const std::string what(error.description());
    const bool encoding = what.find("utf-8") != std::string::npos;
    const Where place = where(error.source());
    throw Failure(Exit::bad_data,
                  {problem(place, encoding ? say("these bytes are not UTF-8 text") : say("not TOML: {}", what),
                           encoding ? say("save the file as UTF-8") : syntax_advice(place.text))});
  }
}

Where TomlFile::where(const toml::source_region& region) const {
  Where out{path_.string(), static_cast<int>(region.begin.line), static_cast<int>(region.begin.column), {}};
  const std::size_t line = region.begin.line;
  if (line < 1 || line > line_starts_.size()) return out;
  const std::size_t begin = line_starts_[line - 1];
  const std::size_t end = line < line_starts_.size() ? line_starts_[line] - 1 : text_.size();
  out.text = printable(std::string_view(text_).substr(begin, end - begin));
  while (!out.text.empty() && out.text.back() == ' ') out.text.pop_back();
  return out;
}

std::vector<Entry> TomlFile::entries(const toml::table& table) const {
  std::vector<Entry> out;
  for (auto&& [key, node] : table)
    out.push_back({std::string(key.str()), &node, where(key.source()), where(node.source())});
  std::stable_sort(out.begin(), out.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
  });
  return out;
}

std::vector<Written> TomlFile::flatten(const toml::table& table, const std::string& prefix) const {
  std::vector<Written> out;
  for (const Entry& entry : entries(table)) {
    std::string path = prefix.empty() ? entry.key : prefix + "." + entry.key;
    if (const toml::table* inner = entry.node->as_table(); inner != nullptr && !inner->empty()) {
      for (Written& w : flatten(*inner, path)) out.push_back(std::move(w));
    } else {
      out.push_back(written(std::move(path), entry));
    }
  }
  return out;
}

namespace {

Written taken(std::string path, const toml::node& node, const Where& value, const Where& key) {
  Written out{std::move(path), std::nullopt, kind(node), value, key};
  if (const auto* truth = node.as_boolean()) out.value = truth->get();
  if (const auto* whole = node.as_integer()) out.value = whole->get();
  if (const auto* number = node.as_floating_point()) out.value = number->get();
  if (const auto* text = node.as_string()) out.value = text->get();
  return out;
}

}  // namespace

Written written(std::string path, const Entry& entry) {
  return taken(std::move(path), *entry.node, entry.value, entry.where);
}

Written written(std::string path, const toml::node& node, const Where& where) {
  return taken(std::move(path), node, where, where);
}

std::optional<std::string> filled(const Entry& entry, const std::string& name, const std::string& like, bool one_line,
                                  std::vector<Problem>& problems) {
  const auto* found = entry.node->as_string();
  if (found != nullptr && found->get().find_first_not_of(" \t\r\n") != std::string::npos) {
    const std::optional<std::string> control = control_character(found->get(), one_line ? "" : "\t\r\n");
    if (!control) return found->get();
    problems.push_back(problem(entry.value, say("{} has the control character {}", name, *control),
                               say("take it out: this text is shown")));
    return std::nullopt;
  }
  problems.push_back(problem(
      entry.value,
      found == nullptr ? say("{} wants text, and this is {}", name, kind(*entry.node)) : say("{} is empty", name),
      fmt::format("{} = {}", name, like)));
  return std::nullopt;
}

Written written(std::string path, const std::string& text, const Where& where) {
  if (const std::optional<Value> number = number_in(text)) {
    const bool whole = std::holds_alternative<std::int64_t>(*number);
    const bool digits = text.find_first_not_of("+-0123456789") == std::string::npos;
    return {std::move(path), number,
            whole    ? say("a whole number")
            : digits ? say("a whole number that is too large")
                     : say("a decimal number"),
            where, where};
  }
  if (nested_too_deep(text)) return {std::move(path), std::nullopt, say("more than a value"), where, where};
  try {
    const toml::table table = toml::parse("value = " + text);
    if (table.size() == 1) return taken(std::move(path), *table.get("value"), where, where);
  } catch (const toml::parse_error&) {
    // Not TOML: a bare word.
  }
  std::string is = say("text {}", sim::text(Value(printable(text))));
  if (has_another_minus(text)) is += say(", whose sign is another than the minus of numbers, \"-\"");
  return {std::move(path), Value(text), std::move(is), where, where};
}

std::optional<Date> date(const toml::node& node) {
  const auto* found = node.as_date();
  if (found == nullptr) return std::nullopt;
  const toml::date& d = found->get();
  return Date(std::chrono::year(d.year), std::chrono::month(d.month), std::chrono::day(d.day));
}

std::string kind(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::boolean:
      return say("true or false");
    case toml::node_type::integer:
      return say("a whole number");
    case toml::node_type::floating_point:
      return std::isfinite(node.as_floating_point()->get()) ? say("a decimal number") : say("no finite number");
    case toml::node_type::string:
      return say("text");
    case toml::node_type::array:
      return say("a list");
    case toml::node_type::table:
      return say("a table");
    case toml::node_type::date:
      return say("a date");
    default:
      return say("a time");
  }
}

}  // namespace sim
