#include "sim/output/names.hpp"

#include <fmt/format.h>

namespace sim {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::string plain_name(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (is_letter(c) || (c >= '0' && c <= '9'))
      out += c;
    else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80)  // of a character of several bytes the first alone
      out += '_';
  return !out.empty() && is_letter(out[0]) ? out : std::string("n").append(out);
}

std::string PlainNames::operator()(std::string_view text) {
  const std::string plain = plain_name(text);
  std::string out = plain;
  for (int more = 2; !taken_.insert(out).second; ++more) out = fmt::format("{}_{}", plain, more);
  return out;
}

}  // namespace sim
