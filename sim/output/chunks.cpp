#include "sim/output/chunks.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <new>
#include <numeric>
#include <utility>

#include "sim/parallel.hpp"

namespace sim::hdf5 {

namespace {

constexpr hsize_t chunk_bytes = 262144;
constexpr int deflate_level = 1;           // higher ones cost more time than they save space
constexpr std::uint32_t not_deflated = 2;  // the second filter was skipped

template <std::size_t item>
void shuffle(const std::string& bytes, std::string& out) {
  const std::size_t count = bytes.size() / item;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t byte = 0; byte < item; ++byte) out[byte * count + i] = bytes[i * item + byte];
}

// The first bytes of all items, then the second, and so on.
std::string shuffled(const std::string& bytes, std::size_t item) {
  std::string out(bytes.size(), '\0');
  item == 4 ? shuffle<4>(bytes, out) : shuffle<8>(bytes, out);
  return out;
}

// As long as `bytes`, or shorter and true.
std::pair<std::string, bool> deflated(const std::string& bytes) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> work(
      libdeflate_alloc_compressor(deflate_level), libdeflate_free_compressor);
  if (work == nullptr) throw std::bad_alloc();
  std::string out(bytes.size(), '\0');
  const std::size_t size = libdeflate_zlib_compress(work.get(), bytes.data(), bytes.size(), out.data(), out.size());
  if (size == 0) return {bytes, false};
  out.resize(size);
  return {out, true};
}

// Fletcher's checksum of 32 bits, over words of 16 bits, the higher byte first, an odd byte as one: HDF5 File Format
// Specification 3.0, IV.A.2.l.
std::uint32_t fletcher32(std::string_view bytes) {
  std::uint32_t low = 0, high = 0;
  const auto fold = [](std::uint32_t& sum) { sum = (sum & 0xffff) + (sum >> 16); };
  const auto add = [&](char first, char second) {
    low += static_cast<std::uint32_t>(static_cast<unsigned char>(first)) << 8 | static_cast<unsigned char>(second);
    high += low;
  };
  for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(bytes.size(), 720))) {  // before they run over
    const std::string_view some = bytes.substr(0, 720);
    for (std::size_t i = 0; i + 1 < some.size(); i += 2) add(some[i], some[i + 1]);
    if (some.size() % 2 == 1) add(some.back(), '\0');
    fold(low);
    fold(high);
  }
  fold(low);
  fold(high);
  return high << 16 | low;
}

}  // namespace

std::vector<hsize_t> chunk_of(std::vector<hsize_t> shape, hsize_t item_bytes) {
  const hsize_t moment = std::accumulate(shape.begin() + 2, shape.end(), item_bytes, std::multiplies<>());
  shape[1] = std::clamp<hsize_t>(chunk_bytes / moment, 1, shape[1]);
  shape[0] = std::clamp<hsize_t>(chunk_bytes / (moment * shape[1]), 1, shape[0]);
  return shape;
}

void set_filters(hid_t properties) {
  check(H5Pset_shuffle(properties));
  check(H5Pset_deflate(properties, deflate_level));
  check(H5Pset_fletcher32(properties));  // so that other readers notice, too
}

Chunks::Chunks(std::vector<hsize_t> shape, std::string missing)
    : shape_(std::move(shape)),
      chunk_(chunk_of(shape_, missing.size())),
      missing_(std::move(missing)),
      row_bytes_(std::accumulate(shape_.begin() + 2, shape_.end(), missing_.size(), std::multiplies<>())) {}

void Chunks::put(hsize_t run, std::string_view values) {
  const hsize_t block = run / chunk_[0], place = run % chunk_[0];
  const std::size_t part = chunk_[1] * row_bytes_, pieces = (shape_[1] + chunk_[1] - 1) / chunk_[1];
  Block& to = open_[block];
  if (to.pieces.empty()) {
    std::string empty = missing_;
    while (empty.size() < chunk_[0] * part) empty.append(empty, 0, chunk_[0] * part - empty.size());
    to.pieces.assign(pieces, empty);
  }
  for (std::size_t p = 0; p < pieces; ++p) {
    const std::string_view own = values.substr(p * part, part);
    std::copy(own.begin(), own.end(), to.pieces[p].begin() + static_cast<std::ptrdiff_t>(place * part));
  }
  if (++to.runs < std::min(chunk_[0], shape_[0] - block * chunk_[0])) return;
  encode(block, to);
  open_.erase(block);
}

void Chunks::finish() {
  for (const auto& [block, begun] : open_) encode(block, begun);
  open_.clear();
}

void Chunks::encode(hsize_t block, const Block& full) {
  const std::size_t before = ready_.size();
  ready_.resize(before + full.pieces.size());
  each(full.pieces.size(), 1, [&](std::size_t p) { ready_[before + p] = encoded(block, p, full.pieces[p]); });
}

Chunks::Encoded Chunks::encoded(hsize_t block, std::size_t piece, const std::string& bytes) const {
  std::vector<hsize_t> at(shape_.size(), 0);
  at[0] = block * chunk_[0];
  at[1] = piece * chunk_[1];
  auto [out, smaller] = deflated(shuffled(bytes, missing_.size()));
  const std::uint32_t sum = fletcher32(out);
  for (const int shift : {0, 8, 16, 24}) out += static_cast<char>(sum >> shift & 0xff);
  return {std::move(at), std::move(out), smaller ? 0 : not_deflated};
}

void Chunks::write(hid_t data_set) {
  for (const Encoded& one : ready_)
    check(H5Dwrite_chunk(data_set, H5P_DEFAULT, one.skipped, one.at.data(), one.bytes.size(), one.bytes.data()));
  ready_.clear();
}

}  // namespace sim::hdf5
