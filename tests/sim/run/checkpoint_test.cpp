#include "sim/run/checkpoint.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "models/yardstick/yardstick.hpp"
#include "sim/error.hpp"
#include "sim/hash.hpp"
#include "sim/parallel.hpp"
#include "sim/run/ensemble.hpp"
#include "sim/run/run.hpp"
#include "tests/sim/own_folder.hpp"
#include "tests/sim/spoilt.hpp"
#include "tests/sim/toy_model.hpp"

namespace {

using sim::Checkpoint, sim::Month;

const std::string program = "yardstick 1.0, commit abc";
constexpr std::uint64_t key = 0xabcdef;

std::unique_ptr<sim::Model> make() { return std::make_unique<yardstick::Model>(); }

sim::Scenario scenario() {
  sim::Scenario s;
  s.name = "yardstick";
  s.start = Month::of(2010, 1);
  s.end = Month::of(2012, 1);
  s.settings = {{"population.size", std::int64_t{30'000}, {}}};
  const sim::Setting less{"service.capacity", std::int64_t{1}, {}}, half{"need.base", 0.5, {}};
  s.changes = {{"less", "a test", Month::of(2010, 7), {less}, {}, {}},
               {"half", "a test", Month::of(2011, 2), {}, {half}, {}}};
  return s;
}

struct Checkpoints : testing::Test {
  own::Folder folder;
  sim::Scenario whole = scenario();
  std::vector<std::string> notes;
  std::filesystem::path state = folder.path() / "0000000000abcdef.state",
                        before = folder.path() / "0000000000abcdef.before";

  Checkpoints() { std::filesystem::create_directories(folder.path()); }
  Checkpoint checkpoint(std::uint64_t of = key, const std::string& by = program) {
    return {folder.path(), by, of, [this](const std::string& note) { notes.push_back(note); }};
  }
  // Runs until a month is over, and saves what a signal would.
  void run_until(int months, const Checkpoint& saved, int every = 0) {
    std::atomic<bool> stop = false;
    sim::RunOptions options{.checkpoint = &saved, .checkpoint_every = every};
    options.stop = &stop;
    options.progress = [&](int done) { stop = done == months; };
    EXPECT_THROW(sim::run(make, whole, options), sim::Stopped);
  }
  // Goes on to the end; `from` is the month it began with.
  std::vector<std::vector<double>> go_on(const Checkpoint& saved, int& from) {
    from = -1;
    sim::RunOptions options{.checkpoint = &saved};
    options.progress = [&from](int done) { from = from < 0 ? done : from; };
    return sim::run(make, whole, options).record.values;
  }
};

TEST_F(Checkpoints, ARunCutAtAnyMonthIsTheSame) {
  const auto uncut = sim::run(make, whole, {}).record.values;
  for (int months = 0; months < whole.end - whole.start; ++months) {
    int from = 0;
    {
      const sim::Threads limit(1 + months % 2);
      run_until(months, checkpoint());
    }
    const sim::Threads limit(2 - months % 2);
    EXPECT_EQ(go_on(checkpoint(), from), uncut) << months;
    EXPECT_EQ(from, months);
    checkpoint().remove();
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  }
  EXPECT_EQ(notes, std::vector<std::string>());
}

TEST_F(Checkpoints, CutAgainAndAgain) {
  const auto uncut = sim::run(make, whole, {}).record.values;
  for (const int months : {3, 4, 11, 20}) run_until(months, checkpoint());
  int from = 0;
  EXPECT_EQ(go_on(checkpoint(), from), uncut);
  EXPECT_EQ(from, 20);
}

TEST_F(Checkpoints, EverySoManyMonths) {
  run_until(8, checkpoint(), 3);
  const std::vector<sim::CheckpointHead> heads = sim::checkpoints_in(folder.path());
  ASSERT_EQ(heads.size(), 1u) << "one run";
  EXPECT_EQ(heads[0].scenario, "yardstick");
  EXPECT_EQ(heads[0].program, program);
  EXPECT_EQ(heads[0].key, key);
  std::filesystem::remove(state);  // of the signal
  int from = 0;
  go_on(checkpoint(), from);
  EXPECT_EQ(from, 6);
}

TEST_F(Checkpoints, AWorldThatComesToRestMayBeCutBeforeItsFirstMonth) {
  const sim::MakeModel resting = [] {
    auto model = std::make_unique<sim::Bound<toy::Spec>>();
    model->world.rest = 6;
    return model;
  };
  sim::Scenario village;
  village.start = Month::of(2010, 1);
  village.end = village.start + 12;
  village.rows = {{"service", "elder_care", {}, "assumed", {}}};
  std::vector<int> told;
  const sim::RunRecord uncut = sim::run(resting, village, {.progress = [&](int done) { told.push_back(done); }}).record;
  EXPECT_EQ(uncut.months, 12);
  EXPECT_EQ(told.size(), 13u) << "the months before the first are building";
  EXPECT_NE(sim::run(toy::make, village, {}).record.values, uncut.values) << "needs had arisen before";

  const Checkpoint saved = checkpoint();
  std::atomic<bool> stop = false;
  sim::RunOptions cut{.stop = &stop, .checkpoint = &saved, .checkpoint_every = 4};
  cut.progress = [&](int) { stop = true; };  // the first month is about to begin
  EXPECT_THROW(sim::run(resting, village, cut), sim::Stopped);
  std::filesystem::remove(state);  // of the signal: four months before the first there is another
  ASSERT_EQ(sim::checkpoints_in(folder.path()).front().next, village.start - 4);
  EXPECT_EQ(sim::run(resting, village, {.checkpoint = &saved}).record.values, uncut.values);
}

TEST_F(Checkpoints, ADamagedOneIsRefusedAndThatBeforeItUsed) {
  run_until(8, checkpoint(), 3);
  const auto uncut = sim::run(make, whole, {}).record.values;
  const std::string sound = own::content(state);
  const std::size_t step = sound.size() / 60;
  for (std::size_t at = 0; at < sound.size(); at += at < 80 ? 5 : step) {
    own::write(state, sound);
    own::flip(state, at);
    auto model = make();
    sim::apply(whole, *model);
    sim::RunRecord record;
    notes.clear();
    EXPECT_EQ(checkpoint().load(*model, record), Month::of(2010, 7)) << at;
    const auto heads = sim::checkpoints_in(folder.path());
    ASSERT_EQ(heads.size(), 1u) << at;
    EXPECT_EQ(heads[0].next, Month::of(2010, 7)) << at;
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_NE(notes[0].find(state.string() + " is not used: it is damaged"), std::string::npos) << notes[0];
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{20}, sound.size() - 1}) {
    own::write(state, sound.substr(0, size));
    int from = 0;
    EXPECT_EQ(go_on(checkpoint(), from), uncut);
    EXPECT_EQ(from, 6) << size;
  }
  own::flip(before, 1000);
  int from = -1;
  EXPECT_EQ(go_on(checkpoint(), from), uncut) << "from the beginning";
  EXPECT_EQ(from, 0);
}

TEST_F(Checkpoints, ASpoiltOneIsRefusedOrEqual) {
  run_until(8, checkpoint());
  const auto loaded = [this] {  // all that it holds, or nothing
    auto model = make();
    sim::apply(whole, *model);
    sim::RunRecord record;
    sim::Packed out;
    if (const auto next = checkpoint().load(*model, record)) {
      out.number(next->index);
      sim::save_state(out, record, *model);
    }
    return out.out;
  };
  const std::string sound = loaded();
  ASSERT_FALSE(sound.empty());
  own::Spoilt spoilt(own::content(state));
  int refused = 0;
  for (int i = 0; i < 100; ++i) {
    own::write(state, spoilt());
    const std::string got = loaded();
    refused += got.empty() ? 1 : 0;
    EXPECT_TRUE(got.empty() || got == sound) << i;
  }
  EXPECT_GT(refused, 80);
  EXPECT_EQ(notes.size(), static_cast<std::size_t>(refused));
}

TEST_F(Checkpoints, AShortOneWithARightSumIsRefusedAsBadData) {
  int from = 0;
  run_until(5, checkpoint());
  std::string cut = own::content(state);
  cut.resize(cut.size() - 1000);
  sim::Checksum sum;
  sum.add(cut.data(), cut.size());
  const std::uint64_t value = sum.value();
  own::write(state, cut + std::string(reinterpret_cast<const char*>(&value), sizeof value));
  try {
    go_on(checkpoint(), from);
    ADD_FAILURE() << "it was used";
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), sim::Exit::bad_data);
    EXPECT_NE(std::string(failure.what()).find(state.string() + ": error: it ends too early"), std::string::npos)
        << failure.what();
  }
  std::filesystem::remove(state);
  EXPECT_EQ(go_on(checkpoint(), from), sim::run(make, whole, {}).record.values);
}

TEST_F(Checkpoints, AForeignOneIsRefused) {
  run_until(5, checkpoint());
  int from = 0;
  go_on(checkpoint(key, "yardstick 2.0"), from);
  EXPECT_EQ(from, 0);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_NE(notes[0].find("of another program: yardstick 1.0, commit abc"), std::string::npos) << notes[0];
  std::filesystem::rename(state, folder.path() / "0000000000000001.state");
  go_on(checkpoint(1), from);
  EXPECT_EQ(from, 0);
  ASSERT_EQ(notes.size(), 2u);
  EXPECT_NE(notes[1].find("of another run: yardstick, replicate 0, seed 1"), std::string::npos) << notes[1];
}

TEST_F(Checkpoints, AFullDiskIsSaidAndTheOldOneKept) {
  run_until(5, checkpoint());
  std::filesystem::create_symlink("/dev/full", folder.path() / "0000000000abcdef.new");
  auto model = make();
  try {
    checkpoint().save(whole.end, {}, *model);
    ADD_FAILURE() << "saved to a full disk";
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), sim::Exit::io);
    EXPECT_NE(std::string(failure.what()).find("no space is left"), std::string::npos) << failure.what();
  }
  sim::EnsembleOptions options;
  options.checkpoint = [this](std::size_t) { return checkpoint(); };
  options.checkpoint_every = 7;
  EXPECT_THROW(sim::run_all(make, std::vector{whole}, sim::all_runs(1, 1), options, {}), sim::Failure)
      << "it ends all, for what was begun can be gone on with";
  std::filesystem::remove(folder.path() / "0000000000abcdef.new");
  int from = 0;
  go_on(checkpoint(), from);
  EXPECT_EQ(from, 5);
}

TEST_F(Checkpoints, AnEnsembleStopsWithAllItsRunsSavedAndGoesOn) {
  const std::vector<sim::Scenario> one = {whole};
  const std::vector<sim::Wanted> wanted = sim::all_runs(1, 6);
  using Values = std::vector<std::vector<std::vector<double>>>;
  Values uncut(6), cut(6);
  const auto into = [](Values& out) {
    return [&out](std::size_t i, const sim::RunResult& r, double) { out[i] = r.record.values; };
  };
  sim::run_all(make, one, wanted, {}, into(uncut));

  std::atomic<bool> stop = false;
  std::atomic<int> months = 0;
  sim::EnsembleOptions options;
  options.checkpoint = [this](std::size_t i) { return checkpoint(i + 1); };
  options.stop = &stop;
  options.month = [&](int more) { stop = (months += more) >= 30; };
  const sim::Threads limit(2);
  std::atomic<int> made = 0;  // the third world is still being built when the second run, beside it, stops
  const auto slow = [&made, &stop] {
    const int number = ++made;
    const auto wait = [](const auto& ready) {  // a minute at the most: then something is wrong
      for (int ms = 0; !ready() && ms < 60'000; ++ms) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    };
    if (sim::thread_count() > 1 && number == 2) wait([&made] { return made >= 3; });
    if (sim::thread_count() > 1 && number == 3) wait([&stop] { return stop.load(); });
    return make();
  };
  EXPECT_THROW(sim::run_all(slow, one, wanted, options, into(cut)), sim::Stopped);
  const int done = months;
  const std::size_t ended = std::count_if(cut.begin(), cut.end(), [](const auto& v) { return !v.empty(); });
  const auto heads = sim::checkpoints_in(folder.path());
  EXPECT_EQ(heads.size(), sim::thread_count() > 1 ? 2u : 1u);
  int begun = 0;
  for (const auto& head : heads) begun += head.next - whole.start;
  EXPECT_EQ(done, begun + static_cast<int>(ended) * 24) << "no month is lost";

  stop = false;
  months = 0;
  options.month = [&months](int more) { months += more; };
  std::vector<sim::Wanted> left;
  std::vector<std::size_t> place;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (cut[i].empty()) left.push_back(wanted[i]), place.push_back(i);
  options.checkpoint = [&](std::size_t i) { return checkpoint(place[i] + 1); };
  sim::run_all(make, one, left, options,
               [&](std::size_t i, const sim::RunResult& r, double) { cut[place[i]] = r.record.values; });
  EXPECT_EQ(cut, uncut);
  EXPECT_EQ(months, static_cast<int>(left.size()) * 24) << "progress counts what was done before";
  EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << "runs that are over have no checkpoint";
}

}  // namespace
