#include "sim/host/compressed.hpp"

#include <blosc.h>

#include <algorithm>
#include <new>

#include "sim/bytes.hpp"
#include "sim/host/machine.hpp"
#include "sim/say.hpp"

namespace sim {

namespace {

constexpr std::size_t block_bytes = 1U << 28;  // Blosc takes less than 2 GiB at once
constexpr int level = 1;                       // of 9: higher ones take longer and gain a few per cent

}  // namespace

std::string compressed(std::string_view bytes) {
  Packed out;
  out.number<std::uint64_t>(bytes.size());
  std::string block;
  for (std::size_t at = 0; at < bytes.size(); at += block_bytes) {
    const std::string_view from = bytes.substr(at, block_bytes);
    block.resize(from.size() + BLOSC_MAX_OVERHEAD);
    const int size = blosc_compress_ctx(level, BLOSC_SHUFFLE, sizeof(double), from.size(), from.data(), block.data(),
                                        block.size(), BLOSC_ZSTD_COMPNAME, 0, 1);
    if (size <= 0) throw std::bad_alloc();  // all else that it refuses is no such block
    out.text({block.data(), static_cast<std::size_t>(size)});
  }
  return std::move(out.out);
}

std::string uncompressed(std::string_view packed) {
  Unpacked in(packed);
  const auto all = in.number<std::uint64_t>();
  std::string out;
  while (out.size() < all) {
    const std::string block = in.text();
    const std::size_t at = out.size();
    std::size_t size = 0;
    const bool sound = blosc_cbuffer_validate(block.data(), block.size(), &size) == 0 && size > 0 &&
                       size <= std::min<std::uint64_t>(block_bytes, all - at);
    if (sound) out.resize(at + size);
    if (!sound || blosc_decompress_ctx(block.data(), &out[at], size, 1) != static_cast<int>(size)) {
      if (!memory_granted(memory_for_files)) throw std::bad_alloc();
      throw Damaged{say("what is compressed in it cannot be read")};
    }
  }
  return out;
}

}  // namespace sim
