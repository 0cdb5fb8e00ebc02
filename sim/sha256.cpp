#include "sim/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <new>

namespace sim {

namespace {

// OpenSSL fails for lack of memory alone.
void want(bool done) {
  if (!done) throw std::bad_alloc();
}

}  // namespace

struct Sha256::Context {
  struct Free {
    void operator()(EVP_MD_CTX* of) const { EVP_MD_CTX_free(of); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> own{EVP_MD_CTX_new()};
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  want(context_->own != nullptr && EVP_DigestInit_ex(context_->own.get(), EVP_sha256(), nullptr) == 1);
}

Sha256::~Sha256() = default;

void Sha256::add(const void* data, std::size_t count) { want(EVP_DigestUpdate(context_->own.get(), data, count) == 1); }

std::string Sha256::text() {
  std::array<unsigned char, 32> bytes{};
  want(EVP_DigestFinal_ex(context_->own.get(), bytes.data(), nullptr) == 1 &&
       EVP_DigestInit_ex(context_->own.get(), nullptr, nullptr) == 1);
  std::string out;
  for (const unsigned char byte : bytes)
    for (const int digit : {byte >> 4, byte & 15}) out += "0123456789abcdef"[digit];
  return out;
}

std::string sha256(std::string_view bytes) {
  Sha256 sum;
  sum.add(bytes);
  return sum.text();
}

}  // namespace sim
