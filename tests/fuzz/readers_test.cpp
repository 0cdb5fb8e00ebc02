// The readers without libFuzzer, for every day: the inputs that are kept, and always the same that are made of them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <ctime>

#include "tests/fuzz/readers.hpp"

// HDF5 1.10 loses memory of its own when it meets what it does not expect.
extern "C" const char* __lsan_default_suppressions() { return "leak:libhdf5"; }

namespace {

// Makes inputs of others: a bit, a byte, a piece taken out, put twice, or taken from another.
class Spoiling {
 public:
  explicit Spoiling(std::vector<std::string> kept) : kept_(std::move(kept)) {}

  std::string operator()() {
    std::string out = any_of_them();
    for (std::size_t times = 1 + below(4); times > 0; --times) spoil(out);
    return out;
  }

 private:
  void spoil(std::string& out) {
    static constexpr char signs[] = "\xff\n\"'=.,[]{}-+eE019#\\ ";  // and the NUL at its end
    const std::size_t at = below(out.size() + 1), most = std::min<std::size_t>(out.size() - at, 1 + below(64));
    switch (below(6)) {
      case 0:
        if (at < out.size()) out[at] = static_cast<char>(out[at] ^ (1 << below(8)));
        return;
      case 1:
        if (at < out.size()) out[at] = static_cast<char>(below(256));
        return;
      case 2:
        out.erase(at, most);
        return;
      case 3:
        out.insert(at, out.substr(at, most));
        return;
      case 4: {
        const std::string& other = any_of_them();
        out.insert(at, other.substr(below(other.size() + 1), 1 + below(64)));
        return;
      }
      default:
        out.insert(at, 1, signs[below(sizeof signs)]);
    }
  }
  const std::string& any_of_them() { return kept_[below(kept_.size())]; }
  std::size_t below(std::size_t most) {
    state_ = state_ * 6364136223846793005 + 1442695040888963407;
    return (state_ >> 33) % most;
  }

  std::vector<std::string> kept_;
  std::uint64_t state_ = 20261130;
};

std::string shown(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) out += c >= ' ' && c <= '~' ? std::string(1, c) : fmt::format("\\x{:02x}", c & 0xff);
  return out;
}

class Readers : public testing::TestWithParam<std::string> {};

TEST_P(Readers, take_anything) {
  const fuzz::Reader reader = fuzz::readers.at(GetParam());
  const std::vector<std::string> inputs = fuzz::kept(SOURCE_DIR "/tests/fuzz/kept", GetParam());
  ASSERT_FALSE(inputs.empty());
  Spoiling spoilt(inputs);
  constexpr std::size_t times = 10'000;
  for (std::size_t i = 0; i < times + inputs.size(); ++i) {
    const std::string input = i < inputs.size() ? inputs[i] : spoilt();
    const std::clock_t begin = std::clock();
    try {
      fuzz::read(reader, input);
    } catch (const std::exception& error) {
      FAIL() << error.what() << ", of number " << i << ": " << shown(input);
    }
    ASSERT_LT(std::clock() - begin, CLOCKS_PER_SEC) << "of number " << i << ": " << shown(input);
  }
}

std::vector<std::string> names() {
  std::vector<std::string> out;
  for (const auto& [name, reader] : fuzz::readers) out.push_back(name);
  return out;
}
INSTANTIATE_TEST_SUITE_P(of, Readers, testing::ValuesIn(names()), [](const auto& about) { return about.param; });

}  // namespace
