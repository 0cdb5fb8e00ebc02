#include "sim/utf8.hpp"

#include <fmt/format.h>

#include <boost/locale/utf.hpp>

namespace sim {

namespace {

struct Character {
  char32_t code;  // the replacement character for a byte that is no UTF-8
  std::string_view bytes;
};

Character taken(std::string_view& text) {
  using boost::locale::utf::illegal;
  using boost::locale::utf::incomplete;
  const char* end = text.data();
  char32_t code = boost::locale::utf::utf_traits<char>::decode(end, text.data() + text.size());
  auto length = static_cast<std::size_t>(end - text.data());
  if (code == illegal || code == incomplete) code = 0xfffd, length = 1;
  const Character out{code, text.substr(0, length)};
  text.remove_prefix(length);
  return out;
}

bool control(const Character& c, std::string_view kept) {
  const char32_t code = c.code;
  if (code < 0x20) return kept.find(static_cast<char>(code)) == std::string_view::npos;
  return (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029 || (code >= 0x202a && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069);
}

// Two columns of a terminal: the scripts of East Asia and what is drawn like them.
bool wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
         (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

// None: it is drawn on the character before it.
bool mark(char32_t c) {
  return (c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) || (c >= 0xfe00 && c <= 0xfe0f);
}

}  // namespace

std::size_t columns(std::string_view text) {
  std::size_t out = 0;
  while (!text.empty()) {
    const char32_t code = taken(text).code;
    out += mark(code) ? 0 : wide(code) ? 2 : 1;
  }
  return out;
}

std::size_t characters(std::string_view text) {
  std::size_t out = 0;
  for (; !text.empty(); ++out) taken(text);
  return out;
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::string_view rest = text;
  for (; count > 0 && !rest.empty(); --count) taken(rest);
  return text.substr(0, text.size() - rest.size());
}

std::string legible(std::string_view text, std::string_view kept) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Character c = taken(text);
    if (control(c, kept))
      out += ' ';
    else if (c.code == 0xfffd)
      out += "\xef\xbf\xbd";
    else
      out += c.bytes;
  }
  return out;
}

std::optional<std::string> control_character(std::string_view text, std::string_view kept) {
  while (!text.empty())
    if (const Character c = taken(text); control(c, kept))
      return fmt::format("U+{:04X}", static_cast<std::uint32_t>(c.code));
  return std::nullopt;
}

}  // namespace sim
