#include "sim/settings/foreign.hpp"

#include <algorithm>

#include "sim/say.hpp"
#include "sim/utf8.hpp"

namespace sim {

namespace {

// Behind a string that begins at `at`; one of a single line ends with its line.
std::size_t behind_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string three(3, quote);
  const bool many_lines = text.substr(at).starts_with(three);
  for (std::size_t i = at + (many_lines ? 3 : 1); i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"')
      ++i;
    else if (many_lines && text.substr(i).starts_with(three))
      return i + 3;
    else if (!many_lines && (text[i] == quote || text[i] == '\n'))
      return text[i] == quote ? i + 1 : i;
  }
  return text.size();
}

TextPlace place_of(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::size_t line = before.rfind('\n') + 1;  // 0 where there is none
  return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<int>(characters(before.substr(line))) + 1};
}

}  // namespace

std::optional<Foreign> foreign(std::string_view text) {
  constexpr std::string_view little = "\xFF\xFE", big = "\xFE\xFF";
  const std::string_view begin = text.substr(0, 64);
  if (begin.starts_with(little) || begin.starts_with(big))
    return Foreign{say("this is UTF-16, as some programs of Windows write text"), say("save it as UTF-8")};
  if (begin.find('\0') != std::string_view::npos)
    return Foreign{say("this is no text: there are zero bytes in it"), say("save it as UTF-8 text")};
  if (text.find('\r') != std::string_view::npos && text.find('\n') == std::string_view::npos &&
      text.find('\r') + 1 < text.size())
    return Foreign{say("its lines end with CR alone, as on Macs of before 2001"),
                   say("save it with line ends LF, or CR and LF")};
  return std::nullopt;
}

std::optional<TextPlace> nested_too_deep(std::string_view text) {
  int parts = 1, open = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = behind_string(text, i) - 1;
      continue;
    }
    if (c == '#') {
      i = std::min(text.find('\n', i), text.size()) - 1;
      continue;
    }
    if (c == '.') ++parts;
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && open > 0) --open;
    if (c == '\n' || c == ',' || c == '=' || c == '[' || c == '{') parts = 1;
    if (parts > most_nested || open > most_nested) return place_of(text, i);
  }
  return std::nullopt;
}

}  // namespace sim
