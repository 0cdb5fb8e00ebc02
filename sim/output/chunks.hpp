// Values as HDF5 stores them: chunks of a few runs, each shuffled, deflated and summed. HDF5 would do it itself, but
// one chunk after the other and with zlib, which takes longer; and building a file is little else.
//
//   values of a run --put--> a block of runs, in memory; once it is full: encoded --write--> H5Dwrite_chunk
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/output/hdf5.hpp"

namespace sim::hdf5 {

/// Extents of the chunks of a data set, runs and moments first: about 256 KB. A long run is cut by months or years,
/// short runs share a chunk. So one run and one series are both quick to read.
std::vector<hsize_t> chunk_of(std::vector<hsize_t> shape, hsize_t item_bytes);

/// What HDF5 is to do with such chunks when it reads them.
void set_filters(hid_t properties);

/// A data set in the making. put() and finish() of several may be called side by side, write() may not.
class Chunks {
 public:
  /// Of such extents; `missing` are the bytes of an item where nothing is put.
  Chunks(std::vector<hsize_t> shape, std::string missing);

  /// All values of a run, once.
  void put(hsize_t run, std::string_view values);
  /// Encodes what is not full yet. What no run was put into is left to HDF5, which knows what is missing.
  void finish();
  /// Writes what is encoded.
  void write(hid_t data_set);

 private:
  struct Block {
    std::vector<std::string> pieces;  // one for each cut of the moments
    hsize_t runs = 0;                 // put so far
  };
  struct Encoded {
    std::vector<hsize_t> at;
    std::string bytes;
    std::uint32_t skipped;  // filters
  };
  Encoded encoded(hsize_t block, std::size_t piece, const std::string& bytes) const;
  void encode(hsize_t block, const Block& full);

  std::vector<hsize_t> shape_, chunk_;
  std::string missing_;
  std::size_t row_bytes_;  // of a moment
  std::map<hsize_t, Block> open_;
  std::vector<Encoded> ready_;
};

}  // namespace sim::hdf5
