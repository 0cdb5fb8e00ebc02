// What the yardstick's program cannot show from outside: mistakes of ours, extra commands, --scale, a failing phase.
#include "sim/cli/command_line.hpp"

#include "sim/bound.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <new>
#include <stdexcept>

#include "sim/table.hpp"

namespace {

namespace fs = std::filesystem;

struct Population {
  double scale = 1;
  template <class V>
  void visit(V& v) {
    v(scale,
      {.name = "scale", .unit = "1", .least = 0, .most = 2, .meaning = "Share of the people", .source = "assumed"});
  }
};

struct Town {
  sim::Month now;
  Population population;
  template <class V>
  void groups(V& v) {
    v("population", population);
  }
  template <class V>
  void rows(V&) {}
  template <class V>
  void tables(V&) {}
};

struct Flood {
  static constexpr std::string_view about = "The river may flood the town.";
  bool comes = false;
  template <class V>
  void visit(V& v) {
    v(comes, {.name = "comes", .meaning = "Whether it does", .source = "assumed"});
  }
  void operator()(Town& town, sim::Draws) const {
    if (comes && town.now.month() == 3) throw std::runtime_error("the town is under water");
  }
};

struct Rules {
  Flood flood;
  template <class V>
  void visit(V& v) {
    v("flood", sim::monthly, flood);
  }
};

struct Spec {
  using World = Town;
  using Rules = ::Rules;
  static const sim::ModelInfo& info() {
    static const sim::ModelInfo known{"town", "A town", "# Town\n", "town.toml", {"people"}, {}, "population.scale"};
    return known;
  }
  static std::vector<sim::Axis> axes(const Town&) { return {}; }
  static const std::vector<sim::Series<Town>>& series() {
    static const std::vector<sim::Series<Town>> table = {
        {"people", "count", "People", sim::Measure::stock, {}, [](const Town& t, const sim::Cells& out) {
           out() = 1000 * t.population.scale;
         }}};
    return table;
  }
  static std::vector<std::string> faults(const Town&) { return {}; }
};

class CommandLine : public testing::Test {
 protected:
  CommandLine() {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder = fs::temp_directory_path() / ("cli_test_" + std::to_string(getpid()) + "_" + test);
    fs::create_directories(folder);
    write("dry.toml", "title = \"Dry\"\n");
    write("wet.toml", "title = \"Wet\"\n[flood]\ncomes = true\n");
  }
  ~CommandLine() override { fs::remove_all(folder); }

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name) << text; }
  std::string path(const std::string& name) const { return (folder / name).string(); }
  int call(std::vector<std::string> words, const std::vector<sim::ExtraCommand>& extras = {}) {
    words.insert(words.begin(), "town");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const auto make = [] { return std::make_unique<sim::Bound<Spec>>(); };
    const int code = sim::command_line(static_cast<int>(argv.size()), argv.data(), make, extras);
    out = testing::internal::GetCapturedStdout();
    err = testing::internal::GetCapturedStderr();
    return code;
  }
  bool said(const std::string& words) const { return (out + err).find(words) != std::string::npos; }

  fs::path folder;
  std::string out, err;
};

TEST_F(CommandLine, ExtraCommandsTakeTheWordsAfterTheirName) {
  std::vector<std::string> got;
  const auto extra = [&got](const std::vector<std::string>& words) {
    got = words;
    return 7;
  };
  EXPECT_EQ(call({"bench", "10", "--fast"}, {{"bench", extra}}), 7);
  EXPECT_EQ(got, (std::vector<std::string>{"10", "--fast"}));
  EXPECT_EQ(call({"bensh"}, {{"bench", extra}}), 64);
  EXPECT_TRUE(said("did you mean bench?")) << err;
}

TEST_F(CommandLine, MistakesOfOursSaySo) {
  const std::vector<sim::ExtraCommand> extras = {
      {"break", [](const auto&) -> int { throw std::logic_error("row 7 has no owner"); }},
      {"fill", [](const auto&) -> int { throw std::bad_alloc(); }},
      {"strange", [](const auto&) -> int { throw 1; }},
      {"refuse", [](const auto&) -> int { throw sim::Failure(sim::Exit::bad_data, "not so"); }},
  };
  EXPECT_EQ(call({"break"}, extras), 70);
  EXPECT_TRUE(said("row 7 has no owner") && said("mistake of ours")) << err;
  EXPECT_EQ(call({"fill"}, extras), 71);
  EXPECT_TRUE(said("out of memory") && !said("mistake of ours")) << err;
  EXPECT_EQ(call({"strange"}, extras), 70);
  EXPECT_EQ(call({"refuse"}, extras), 65);
  EXPECT_TRUE(said("error: not so")) << err;
}

TEST_F(CommandLine, ScaleStandsForTheShareOfThePopulation) {
  EXPECT_EQ(call({"run", path("dry.toml"), "--scale", "0.5", "-o", path("x.h5"), "--json"}), 0) << err;
  EXPECT_EQ(call({"run", path("dry.toml"), "--scale", "half", "-o", path("y.h5")}), 64);
  EXPECT_EQ(call({"run", path("dry.toml"), "--scale", "0", "-o", path("y.h5")}), 64);
  EXPECT_EQ(call({"run", path("dry.toml"), "--scale", "3", "-o", path("y.h5")}), 65) << "out of the parameter's range";
  EXPECT_TRUE(said("population.scale")) << err;
  EXPECT_FALSE(fs::exists(folder / "y.h5"));
}

TEST_F(CommandLine, ARunThatFailsIsNamedAndTheOthersAreKept) {
  EXPECT_EQ(call({"run", path("dry.toml"), path("wet.toml"), "--replicates", "2", "-o", path("x.h5")}), 1);
  EXPECT_TRUE(said("wet, replicate 0, failed: the town is under water")) << err;
  EXPECT_TRUE(said("2 runs of dry and wet") && said("2 failed") && said("Written")) << out;
  EXPECT_TRUE(fs::exists(folder / "x.h5"));
  EXPECT_EQ(call({"run", path("wet.toml"), "-o", path("y.h5")}), 1);
  EXPECT_TRUE(said("No file was written")) << out;
  EXPECT_FALSE(fs::exists(folder / "y.h5"));
}

}  // namespace
