// SHA-256, by which others can verify texts and values. The only door to OpenSSL.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace sim {

/// Of bytes that come in pieces, however they are cut.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(const void* data, std::size_t count);
  void add(std::string_view text) { add(text.data(), text.size()); }
  /// 64 hexadecimal digits, in lower case; then it begins anew.
  std::string text();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

std::string sha256(std::string_view bytes);

}  // namespace sim
