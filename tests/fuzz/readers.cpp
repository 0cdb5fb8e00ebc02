// The readers under libFuzzer. `./dev fuzz MINUTES` runs them one after another; SANSHE_FUZZ names the one.
#include <cstdlib>
#include <ctime>
#include <fstream>

#include "tests/fuzz/readers.hpp"

namespace {

const char* reader_name() {
  const char* const name = std::getenv("SANSHE_FUZZ");
  return name == nullptr ? "scenario" : name;
}

}  // namespace

// SANSHE_KEPT=FOLDER: writes the inputs that are kept there, a file each.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  H5set_free_list_limits(-1, -1, -1, -1, -1, -1);  // else it gives half a megabyte back whenever it closes a file
  if (const char* const folder = std::getenv("SANSHE_KEPT"))
    for (int number = 0; const std::string& input : fuzz::kept(SOURCE_DIR "/tests/fuzz/kept", reader_name()))
      std::ofstream(std::filesystem::path(folder) / std::to_string(number++), std::ios::binary) << input;
  return 0;
}

// HDF5 asks for memory a thousand times an input. What is freed is held back for some inputs more, not for hundreds, as
// memory that is used again is in the processor's cache; ASAN_OPTIONS=malloc_context_size=30 tells more of a finding.
extern "C" const char* __asan_default_options() {
  return "quarantine_size_mb=4:malloc_context_size=3:max_malloc_fill_size=64";
}

// HDF5 1.10 loses memory of its own when it meets what it does not expect.
extern "C" const char* __lsan_default_suppressions() { return "leak:libhdf5"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Reader reader = fuzz::readers.at(reader_name());
  const std::clock_t begin = std::clock();  // the processor's time: libFuzzer's own is that of a busy machine
  fuzz::read(reader, std::string(reinterpret_cast<const char*>(data), size));
  if (std::clock() - begin > CLOCKS_PER_SEC) throw fuzz::Mistake("it took more than a second");
  return 0;
}
