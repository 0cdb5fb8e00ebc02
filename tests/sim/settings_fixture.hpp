// What the tests of settings share: a folder of scenario files, and words for what is wrong with them.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "sim/settings/scenario.hpp"
#include "tests/sim/toy_model.hpp"

namespace toy {

namespace fs = std::filesystem;
using sim::Exit;
using sim::Month;
using sim::Overrides;
using sim::Problem;
using sim::Scenario;

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder = fs::temp_directory_path() / ("settings_test_" + std::to_string(getpid()) + "_" + test) / "scenarios";
    fs::create_directories(folder);
  }
  ~SettingsTest() override { fs::remove_all(folder.parent_path()); }

  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }
  Scenario read(const std::string& name, const Overrides& overrides = {}) const {
    return sim::read_scenario(folder / name, toy::make, overrides);
  }
  std::vector<Problem> problems(const std::string& name, const Overrides& overrides = {},
                                Exit code = Exit::bad_data) const {
    try {
      read(name, overrides);
    } catch (const sim::Failure& failure) {
      EXPECT_EQ(failure.code(), code) << failure.what();
      for (const Problem& p : failure.problems()) {
        EXPECT_FALSE(p.what.empty());
        EXPECT_EQ(p.line > 0, !p.text.empty());
      }
      return failure.problems();
    }
    return {};
  }
  // The text, after a title in line 1, has exactly one problem: in this line, and these words are said of it.
  void refused(const std::string& text, int line, const std::vector<std::string>& words) const {
    write("wrong.toml", "title = \"wrong\"\n" + text);
    const std::vector<Problem> found = problems("wrong.toml");
    const std::string said = sim::to_text(found);
    ASSERT_EQ(found.size(), 1u) << text << "\n" << said;
    EXPECT_EQ(found[0].line, line) << said;
    for (const std::string& word : words) EXPECT_NE(said.find(word), std::string::npos) << word << "\n" << said;
  }

  fs::path folder;
};

inline const std::string title = "title = \"t\"\n";
inline const std::string elder = "[[service]]\nname = \"elder_care\"\nsource = \"assumed\"\n";

inline std::string change(const std::string& id, const std::string& from, const std::string& effect) {
  return "[[change]]\nid = \"" + id + "\"\nfrom = " + from + "\nbecause = \"a decree\"\n" + effect + "\n";
}

}  // namespace toy
