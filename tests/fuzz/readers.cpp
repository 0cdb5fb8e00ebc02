// The readers under libFuzzer. `./dev fuzz MINUTES` runs them one after another; SANSHE_FUZZ names the one.
#include <cstdlib>
#include <fstream>

#include "tests/fuzz/readers.hpp"

namespace {

const char* reader_name() {
  const char* const name = std::getenv("SANSHE_FUZZ");
  return name == nullptr ? "scenario" : name;
}

}  // namespace

// SANSHE_SEED=FILE: writes the first input of readers of bytes.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  if (const char* const file = std::getenv("SANSHE_SEED"))
    std::ofstream(file, std::ios::binary) << fuzz::seed(reader_name());
  return 0;
}

// HDF5 1.10 loses memory of its own when it meets what it does not expect.
extern "C" const char* __lsan_default_suppressions() { return "leak:libhdf5"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Reader reader = fuzz::readers.at(reader_name());
  fuzz::read(reader, std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
