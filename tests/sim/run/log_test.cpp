#include "sim/run/log.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "sim/bytes.hpp"
#include "sim/error.hpp"
#include "sim/hash.hpp"
#include "tests/sim/output_sample.hpp"
#include "tests/sim/own_folder.hpp"
#include "tests/sim/spoilt.hpp"

namespace {

using sim::RunLog, sim::RunRecord;

const std::string sample_program = "sample 1.0, commit abc";

std::uint64_t key_of(const RunRecord& r) {
  return sim::run_key(sample_program, r.scenario, sample::resolved(r), r.seed, r.replicate);
}

void add(RunLog& log, const RunRecord& r) { log.append(key_of(r), r, 1.5, 1000); }

// NaN equals NaN.
std::vector<std::uint64_t> bits(const std::vector<std::vector<double>>& values) {
  std::vector<std::uint64_t> out;
  for (const auto& series : values)
    for (const double v : series) out.push_back(std::bit_cast<std::uint64_t>(v));
  return out;
}

void expect_same(const RunRecord& a, const RunRecord& b) {
  EXPECT_EQ(a.scenario, b.scenario);
  EXPECT_EQ(a.replicate, b.replicate);
  EXPECT_EQ(a.seed, b.seed);
  EXPECT_EQ(a.start, b.start);
  EXPECT_EQ(a.months, b.months);
  ASSERT_EQ(a.axes.size(), b.axes.size());
  for (std::size_t i = 0; i < a.axes.size(); ++i) {
    EXPECT_EQ(a.axes[i].name, b.axes[i].name);
    EXPECT_EQ(a.axes[i].labels, b.axes[i].labels);
    ASSERT_EQ(a.axes[i].details.size(), b.axes[i].details.size());
    for (std::size_t d = 0; d < a.axes[i].details.size(); ++d) {
      EXPECT_EQ(a.axes[i].details[d].name, b.axes[i].details[d].name);
      EXPECT_EQ(a.axes[i].details[d].values, b.axes[i].details[d].values);
    }
  }
  ASSERT_EQ(a.series.size(), b.series.size());
  for (std::size_t s = 0; s < a.series.size(); ++s) {
    EXPECT_EQ(a.series[s].name, b.series[s].name);
    EXPECT_EQ(a.series[s].unit, b.series[s].unit);
    EXPECT_EQ(a.series[s].measure, b.series[s].measure);
    EXPECT_EQ(a.series[s].axes, b.series[s].axes);
    EXPECT_EQ(a.series[s].cadence, b.series[s].cadence);
  }
  EXPECT_EQ(bits(a.values), bits(b.values));
}

struct RunLogs : testing::Test {
  own::Folder folder;
  std::vector<RunRecord> runs = sample::records();
  std::filesystem::path file = folder.path() / "one.runs";

  RunLog open(const std::string& name = "one") { return RunLog(folder.path(), name, sample_program); }
  void write_all(const std::string& name = "one") {
    RunLog log = open(name);
    for (const RunRecord& r : runs) add(log, r);
  }
};

TEST_F(RunLogs, GivesBackWhatWasAppended) {
  runs[1].axes[0].details = {{"x", "km", "East", std::vector<double>{0, 1.5}},
                             {"label", "1", "Name", std::vector<std::string>{"", "玄武区"}}};
  {
    RunLog log = open();
    EXPECT_TRUE(log.entries().empty());
    for (const RunRecord& r : runs) add(log, r);
    expect_same(log.read(*log.find(key_of(runs[2]))), runs[2]);
  }
  const RunLog log = open();
  ASSERT_EQ(log.entries().size(), runs.size());
  for (const RunRecord& r : runs) expect_same(log.read(*log.find(key_of(r))), r);
  EXPECT_EQ(log.entries()[0].head.program, sample_program);
  EXPECT_EQ(log.entries()[0].head.seconds, 1.5);
  EXPECT_EQ(log.entries()[0].head.bytes, 1000u);
  EXPECT_NE(log.entries()[0].head.form, log.entries()[1].head.form) << "other details";
  EXPECT_EQ(log.entries()[2].head.form, log.entries()[3].head.form) << "replicates of a scenario";
  EXPECT_EQ(log.find(1), nullptr);
  EXPECT_TRUE(log.notes().empty());
}

TEST_F(RunLogs, KeysTellRunsApart) {
  const RunRecord& r = runs[0];
  const std::uint64_t own = key_of(r);
  EXPECT_EQ(own, key_of(sample::record("base", 0)));
  EXPECT_NE(own, sim::run_key("sample 1.1", r.scenario, sample::resolved(r), r.seed, r.replicate));
  EXPECT_NE(own, sim::run_key(sample_program, "other", sample::resolved(r), r.seed, r.replicate));
  EXPECT_NE(own, sim::run_key(sample_program, r.scenario, sample::resolved(r) + "#", r.seed, r.replicate));
  EXPECT_NE(own, sim::run_key(sample_program, r.scenario, sample::resolved(r), r.seed + 1, r.replicate));
  EXPECT_NE(own, sim::run_key(sample_program, r.scenario, sample::resolved(r), r.seed, r.replicate + 1));
}

TEST_F(RunLogs, ATornTailIsCutWhereverItTears) {
  write_all();
  const std::string whole = own::content(file);
  const std::uint64_t last = open().entries().back().from;
  for (std::uint64_t size = last; size < whole.size(); size += size < last + 40 ? 1 : 97) {
    own::write(file, whole.substr(0, size));
    RunLog log = open();
    ASSERT_EQ(log.entries().size(), runs.size() - 1) << size;
    EXPECT_EQ(std::filesystem::file_size(file), last);
    EXPECT_TRUE(log.notes().empty()) << "nothing is lost that was whole";
    add(log, runs.back());
    EXPECT_EQ(own::content(file), whole);
  }
}

// A form's damage costs the runs that share it, two each here.
TEST_F(RunLogs, DamageCostsOneRunAlone) {
  write_all();
  const std::string whole = own::content(file);
  const std::vector<RunLog::Entry> entries = open().entries();
  for (std::uint64_t at = 0; at < whole.size(); at += 61) {
    own::write(file, whole);
    own::flip(file, at);
    RunLog log = open();
    const bool in_run = std::any_of(entries.begin(), entries.end(),
                                    [at](const RunLog::Entry& e) { return at >= e.from && at < e.from + e.size; });
    ASSERT_EQ(log.entries().size(), runs.size() - (in_run ? 1 : 2)) << "byte " << at;
    EXPECT_EQ(log.notes().size(), at < entries.back().from ? 1u : 0u);
    for (const RunRecord& r : runs)
      if (log.find(key_of(r)) != nullptr)
        expect_same(log.read(*log.find(key_of(r))), r);
      else
        add(log, r);
    EXPECT_EQ(log.entries().size(), runs.size());
  }
}

TEST_F(RunLogs, OfASpoiltOneRunsAreReadAsTheyWereOrNotAtAll) {
  write_all();
  own::Spoilt spoilt(own::content(file));
  std::size_t read = 0;
  for (int i = 0; i < 100; ++i) {
    own::write(file, spoilt());
    const RunLog log(folder.path());
    for (const RunLog::Entry& entry : log.entries()) {
      const auto same =
          std::find_if(runs.begin(), runs.end(), [&entry](const RunRecord& r) { return key_of(r) == entry.head.key; });
      ASSERT_NE(same, runs.end()) << i;
      expect_same(log.read(entry), *same);
      ++read;
    }
  }
  EXPECT_GT(read, 100u);
  EXPECT_LT(read, 100 * runs.size());
}

TEST_F(RunLogs, AFormLostInOneLogIsTakenFromAnother) {
  write_all("a");
  {
    RunLog b = open("b");
    b.append(1, runs[1], 1, 1);
  }
  const std::uint64_t first = open("a").entries()[0].from;
  own::flip(folder.path() / "a.runs", first / 2);  // in the form before it
  const RunLog c(folder.path());
  EXPECT_EQ(c.entries().size(), runs.size() + 1);
  expect_same(c.read(*c.find(key_of(runs[0]))), runs[0]);
}

TEST_F(RunLogs, ATakenNameIsNumbered) {
  RunLog a = open();
  add(a, runs[0]);
  RunLog b(folder.path(), "one", sample_program, RunLog::Taken::another, RunLog::Reads::own);
  EXPECT_EQ(b.name(), "one-2");
  EXPECT_TRUE(b.entries().empty()) << "only its own are read";
  add(b, runs[1]);
  EXPECT_EQ(RunLog(folder.path()).entries().size(), 2u);
}

TEST_F(RunLogs, DamageAfterItWasOpenedIsNoResult) {
  write_all();
  const RunLog log = open();
  own::flip(file, 400);
  EXPECT_THROW(log.read(log.entries()[0]), sim::Failure);
}

TEST_F(RunLogs, ManyLogsAreReadAsOne) {
  {
    RunLog a = open("a"), b = open("b");
    add(a, runs[0]);
    add(b, runs[1]);
    add(b, runs[2]);
  }
  RunLog c = open("c");
  EXPECT_EQ(c.entries().size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) expect_same(c.read(*c.find(key_of(runs[i]))), runs[i]);
  add(c, runs[3]);
  EXPECT_EQ(c.entries().size(), 4u);
  c.remove();
  EXPECT_TRUE(c.entries().empty());
  add(c, runs[0]);
  expect_same(c.read(c.entries()[0]), runs[0]);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "a.runs"));
}

TEST_F(RunLogs, TheSameRunTwiceCountsOnceAndMustAgree) {
  write_all("a");
  write_all("b");
  EXPECT_EQ(open("c").entries().size(), runs.size());
  const std::uint64_t same = key_of(runs[0]);
  runs[0].values[0][0] += 1;
  RunLog log = open("d");
  EXPECT_THROW(log.append(same, runs[0], 1, 1), sim::Failure);
  try {
    open("e");
    ADD_FAILURE() << "two results of one run";
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), sim::Exit::bug);
    EXPECT_NE(std::string(failure.what()).find("base, replicate 0"), std::string::npos) << failure.what();
  }
}

TEST_F(RunLogs, OneProcessEachLog) {
  const RunLog log = open();
  try {
    open();
    ADD_FAILURE() << "opened twice";
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), sim::Exit::io);
    EXPECT_NE(std::string(failure.what()).find("another process"), std::string::npos);
  }
}

TEST_F(RunLogs, WithoutRunsNothingIsLeft) {
  open();
  EXPECT_FALSE(std::filesystem::exists(folder.path()));
  write_all();
  open().remove();
  EXPECT_FALSE(std::filesystem::exists(folder.path()));
}

// Its sum is right, and it is no run and no form: whoever made it, what stands beside it is read.
TEST_F(RunLogs, AWholeRecordOfSomebodyElseIsPassedOver) {
  {
    RunLog log = open();
    for (const RunRecord& r : runs) add(log, r);
  }
  for (const std::string& payload : {std::string("x"), std::string("\1"), std::string()}) {
    sim::Packed record;
    const std::string magic = "SIMRUN06";
    record.bytes(magic.data(), magic.size());
    record.number<std::uint64_t>(payload.size());
    record.number(sim::checksum(payload));
    std::ofstream(file, std::ios::binary | std::ios::app) << record.out << payload;
  }
  const RunLog log(folder.path());
  EXPECT_EQ(log.entries().size(), runs.size());
  ASSERT_EQ(log.notes().size(), 1u);
  EXPECT_NE(log.notes()[0].find("damaged in places"), std::string::npos);
}

}  // namespace
