// Digests: of what a file says, not of how; and what no reader may take for what was written.
#include "sim/sha256.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "sim/error.hpp"
#include "sim/host/child.hpp"
#include "sim/output/names.hpp"
#include "sim/output/reader.hpp"
#include "tests/sim/output_sample.hpp"
#include "tests/sim/own_folder.hpp"
#include "tests/sim/spoilt.hpp"

namespace {

namespace fs = std::filesystem;

TEST(Sha256, is_that_of_the_standard) {
  // FIPS 180-2, appendix B.
  EXPECT_EQ(sim::sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sim::sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  sim::Sha256 sum;
  for (int i = 0; i < 2; ++i) {
    for (const char c : {'a', 'b', 'c'}) sum.add(&c, 1);
    EXPECT_EQ(sum.text(), sim::sha256("abc")) << "it begins anew";
  }
}

TEST(PlainName, is_of_letters_digits_and_underscores) {
  EXPECT_EQ(sim::plain_name("need.incidence.elder_care"), "need_incidence_elder_care");
  EXPECT_EQ(sim::plain_name("2x"), "n2x");
  EXPECT_EQ(sim::plain_name("_x"), "n_x");
  EXPECT_EQ(sim::plain_name("预算 2"), "n___2") << "a character of several bytes is one";
  sim::PlainNames names;
  names.take("time");
  EXPECT_EQ(names("a-b"), "a_b");
  EXPECT_EQ(names("a.b"), "a_b_2");
  EXPECT_EQ(names("a_b"), "a_b_3");
  EXPECT_EQ(names("time"), "time_2");
}

class Spoilt : public testing::Test {
 protected:
  void SetUp() override {
    sample::write(file);
    whole = own::content(file);
  }
  // All that a reader can learn of the file.
  std::string all() const {
    const sim::RunReader in(file);
    std::string out;
    for (const sim::RunName& run : in.runs()) out += fmt::format("{} {} {}\n", run.scenario, run.replicate, run.seed);
    for (const auto& [name, text] : in.attributes()) out += fmt::format("{}={}\n", name, text);
    for (const sim::Axis& a : in.axes())
      for (const std::string& label : a.labels) out += fmt::format("{} {}\n", a.name, label);
    for (std::size_t s = 0; s < in.series().size(); ++s) {
      out += in.series()[s].name + in.series()[s].unit + in.series()[s].meaning;
      for (std::size_t r = 0; r < in.runs().size(); ++r)
        for (const double value : in.values(s, r)) out += fmt::format(" {}", std::isnan(value) ? sample::none : value);
    }
    return out;
  }
  // As commands read: in a child. Nothing where it is refused.
  std::string read() const {
    try {
      return sim::read_in_child(file.string(), [this] { return all(); });
    } catch (const sim::Failure& failure) {
      EXPECT_EQ(failure.code(), sim::Exit::bad_data) << failure.what();
      return "";
    }
  }

  own::Folder folder;
  fs::path file = folder.path() / "run.h5";
  std::string whole;
};

TEST_F(Spoilt, files_are_refused_or_read_as_if_they_were_sound) {
  const std::string sound = read();
  ASSERT_FALSE(sound.empty());
  own::Spoilt spoilt(whole);
  const char* const more = std::getenv("SANSHE_SPOILT");
  const int times = more == nullptr ? 500 : std::atoi(more);
  int refused = 0;
  for (int i = 0; i < times; ++i) {
    own::write(file, spoilt());
    const std::string got = read();
    refused += got.empty() ? 1 : 0;
    EXPECT_TRUE(got.empty() || got == sound) << "number " << i;
  }
  EXPECT_GT(refused, times * 2 / 5);
}

TEST_F(Spoilt, labels_are_named) {
  std::string spoilt = whole;
  const std::size_t at = spoilt.find("elder_care");
  ASSERT_NE(at, std::string::npos);
  spoilt[at] = 'E';
  own::write(file, spoilt);
  const std::vector<std::string> wrong = sim::check_run_file(file);
  EXPECT_EQ(wrong, std::vector<std::string>{"service was changed since it was written"});
  EXPECT_EQ(sim::check_run_file(file, sim::Verify::no), std::vector<std::string>{});
  EXPECT_EQ(sim::RunReader(file, sim::Verify::no).axes()[1].labels[0], "Elder_care");
  EXPECT_EQ(read(), "");
}

}  // namespace
