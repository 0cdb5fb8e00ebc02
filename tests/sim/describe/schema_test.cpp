// The JSON Schema against the reader: what the reader accepts is valid; what the schema can know to be wrong is not.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "sim/describe/describe.hpp"
#include "sim/settings/scenario.hpp"
#include "tests/sim/toy_model.hpp"

namespace {

namespace fs = std::filesystem;

class Schema : public testing::Test {
 protected:
  Schema() : folder(fs::temp_directory_path() / fmt::format("schema_test_{}", getpid()) / "s") {
    fs::create_directories(folder);
    write("schema.json", sim::describe(toy::make, {"schema"}, "json"));
    write("base.toml", "title = \"b\"\n[[service]]\nname = \"elder_care\"\nsource = \"s\"\n" + change(""));
  }
  ~Schema() override { fs::remove_all(folder.parent_path()); }

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name) << text; }
  static std::string change(const std::string& effect) {
    return "[[change]]\nid = \"c\"\nfrom = 2012-07-01\nbecause = \"a decree\"\n" +
           (effect.empty() ? "set.\"need.growth\" = 2" : effect) + "\n";
  }
  bool reads(const std::string& name) const {
    try {
      sim::read_scenario(folder / name, toy::make);
      return true;
    } catch (const sim::Failure&) {
      return false;
    }
  }
  // Each text after `extends`, read and validated.
  void check(const std::vector<std::string>& texts, bool right) const {
    std::string command =
        "/usr/bin/python3 " SOURCE_DIR "/tests/sim/describe/schema_check.py " + (folder / "schema.json").string();
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string name = fmt::format("{}.toml", i);
      write(name, texts[i].find("title") == 0 ? texts[i] : "extends = \"base.toml\"\n" + texts[i]);
      EXPECT_EQ(reads(name), right) << texts[i];
      command += fmt::format(" {}", (folder / name).string());
    }
    std::FILE* pipe = popen(command.c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::vector<std::string> said(1);
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
      if (c == '\n')
        said.emplace_back();
      else
        said.back() += static_cast<char>(c);
    ASSERT_EQ(pclose(pipe), 0) << "python3-jsonschema is needed";
    ASSERT_EQ(said.size(), texts.size() + 1);
    for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(said[i] == "valid", right) << texts[i] << "\n" << said[i];
  }

  fs::path folder;
};

TEST_F(Schema, AcceptsWhatTheReaderAccepts) {
  check({R"(title = "Baseline"
question = "What if?"
expect = "More, unless less"
start = 2012-03-01
until = 2013-02-10
[output]
series = ["asked", "open_needs"]
[population]
villagers = 10
[help_seeking]
intercept = -2
regime = "direct"
hotline = true
budget = 500
slogan = ""
[need.incidence]
elder_care = 0.25
[[service]]
name = "elder_care"
source = "Smith 2010"
months = 18
share = 1
rural_only = true
[[change]]
id = "c"
from = 2012-07-01
because = "a decree"
set."help_seeking.regime" = "dual_management"
set.help_seeking.hotline = false
multiply."help_seeking.budget" = 1.5
)",
         "", "drop = [\"c\"]\n", "drop = []\nchange = []\nservice = []\n[output]\n[need]\n",
         "[[service]]\nname = \"elder_care\"\nincidence = 0.3\n", "[service.months]\nelder_care = 3\n",
         "[need]\n\"incidence.elder_care\" = 0.5\n", "start = 1900-01-01\nuntil = 2200-12-31\n",
         change("set.\"need.incidence.elder_care\" = 1"), change("set.need.incidence.elder_care = 1"),
         change("set.\"need.incidence\".elder_care = 1"), change("set.need.\"incidence.elder_care\" = 1"),
         change("set.need = {growth = 1, incidence = {elder_care = 0}}"),
         change("multiply.\"service.months.elder_care\" = 2"), change("multiply.need.growth = 0"),
         change("multiply.need.growth = 1.5")},
        true);
}

TEST_F(Schema, RefusesWhatItCanKnowToBeWrong) {
  check({"title = \"\"\n",
         "titel = \"t\"\n",
         "question = 3\n",
         "expect = \" \"\n",
         "start = 2011-02-03\n",
         "start = 2011\n",
         "until = 2201-01-01\n",
         "drop = \"c\"\n",
         "drop = [1]\n",
         "output = 3\n",
         "[output]\nserie = []\n",
         "[output]\nseries = [\"askd\"]\n",
         "[need]\ngrowt = 1\n",
         "[need]\ngrowth = 5\n",
         "[need]\ngrowth = -1\n",
         "[need]\ngrowth = \"1\"\n",
         "[need]\ngrowth = true\n",
         "[need]\nincidence = 1\n",
         "[need]\nincidence = {}\n",
         "[[need]]\ngrowth = 1\n",
         "[nee]\ngrowth = 1\n",
         "need = 3\n",
         "[population]\nvillagers = 1.5\n",
         "[population]\nvillagers = 0\n",
         "[help_seeking]\nregime = \"dierct\"\n",
         "[help_seeking]\nhotline = 1\n",
         "[help_seeking]\nslogan = 1\n",
         "[help_seeking]\nbudget = [1]\n",
         "[residents]\n",
         "[[service]]\nsource = \"s\"\n",
         "[[service]]\nname = \"Elder Care\"\nsource = \"s\"\n",
         "[[service]]\nname = \"a\"\nsource = \"\"\n",
         "[[service]]\nname = \"elder_care\"\nmonts = 3\n",
         "[[service]]\nname = \"elder_care\"\nmonths = 0\n",
         "service = 3\n",
         "service = [3]\n",
         "[service]\nname = \"x\"\n",
         "change = 3\n",
         "[change]\nid = \"x\"\n",
         "[[change]]\nid = \"x\"\nfrom = 2012-01-01\nset.\"need.growth\" = 1\n",
         "[[change]]\nid = \"x\"\nbecause = \"b\"\nset.\"need.growth\" = 1\n",
         "[[change]]\nfrom = 2012-01-01\nbecause = \"b\"\nset.\"need.growth\" = 1\n",
         "[[change]]\nid = \"x\"\nfrom = 2012-01-01\nbecause = \"b\"\n",
         "[[change]]\nid = \"x\"\nfrom = 2012-01-02\nbecause = \"b\"\nset.\"need.growth\" = 1\n",
         change("set = {}"),
         change("set = 3"),
         change("st.\"need.growth\" = 1"),
         change("set.\"need.grow\" = 1"),
         change("set.\"need.growth\" = 9"),
         change("set.need = {}"),
         change("set.need.grow = 1"),
         change("set.\"need.incidence.elder_care\" = 2"),
         change("set.need.incidence = {}"),
         change("set.\"population.villagers\" = 7"),
         change("multiply.\"population.villagers\" = 2"),
         change("multiply.\"help_seeking.regime\" = 2"),
         change("multiply.\"need.growth\" = \"x\""),
         change("multiply.\"help_seeking.hotline\" = 2")},
        false);
}

}  // namespace
