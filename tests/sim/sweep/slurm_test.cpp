#include "sim/sweep/slurm.hpp"

#include <gtest/gtest.h>

namespace {

sim::SlurmJob job() {
  sim::SlurmJob out;
  out.program = "sanshe";
  out.design = "designs/beliefs.toml";
  out.folder = "results/beliefs";
  out.options = {"--set", "a.b=1"};
  out.typed = "sanshe slurm ...";
  out.here = "/home/mei";
  out.runs = 100;
  out.tasks = 8;
  out.threads = 4;
  out.seconds = 600;
  out.memory = 1e9;
  return out;
}

bool has(const std::string& script, const std::string& line) {
  return script.find("\n" + line + "\n") != std::string::npos;
}

TEST(Script, ArrayHasAPartOfTheRunsInEachTask) {
  const std::string script = sbatch_script(job());
  EXPECT_TRUE(has(script, "#SBATCH --array=1-8"));
  EXPECT_TRUE(has(script, "#SBATCH --ntasks=1"));
  EXPECT_TRUE(has(script, "#SBATCH --cpus-per-task=4"));
  EXPECT_TRUE(has(script, "#SBATCH --job-name=beliefs"));
  EXPECT_TRUE(has(script, "#SBATCH --output=results/beliefs/slurm/%A_%a.txt"));
  EXPECT_TRUE(has(script,
                  "sanshe sweep designs/beliefs.toml -o results/beliefs --part \"$SLURM_ARRAY_TASK_ID/8\" --threads 4 "
                  "--set a.b=1 &"));
  EXPECT_NE(script.find("8 tasks with up to 13 runs each"), std::string::npos);
}

TEST(Script, MpiHasOneTaskForEachRank) {
  sim::SlurmJob mpi = job();
  mpi.mpi = true;
  const std::string script = sbatch_script(mpi);
  EXPECT_EQ(script.find("--array"), std::string::npos);
  EXPECT_EQ(script.find("--part "), std::string::npos);
  EXPECT_TRUE(has(script, "#SBATCH --ntasks=8"));
  EXPECT_TRUE(has(script, "#SBATCH --mem-per-cpu=406M"));  // a quarter of (1.5 x 1 GB + 200 MB)
  EXPECT_TRUE(has(script, "#SBATCH --output=results/beliefs/slurm/%j.txt"));
}

TEST(Script, AsksForMoreThanWasMeasured) {
  const std::string script = sbatch_script(job());
  EXPECT_TRUE(has(script, "#SBATCH --mem=1622M"));      // 1.5 x 1 GB + 200 MB
  EXPECT_TRUE(has(script, "#SBATCH --time=00:25:00"));  // 2 x 10 min + 5 min
  EXPECT_TRUE(has(script, "#SBATCH --signal=B:USR1@120"));
  EXPECT_TRUE(has(script, "most_restarts=10"));
}

TEST(Script, LimitMakesRestarts) {
  sim::SlurmJob limited = job();
  limited.limit = 300;
  const std::string script = sbatch_script(limited);
  EXPECT_TRUE(has(script, "#SBATCH --time=00:05:00"));
  EXPECT_TRUE(has(script, "#SBATCH --signal=B:USR1@75"));
  EXPECT_TRUE(has(script, "most_restarts=16"));  // 25 min in pieces of 225 s
  limited.limit = 30 * 3600;
  EXPECT_TRUE(has(sbatch_script(limited), "#SBATCH --time=1-06:00:00"));
}

TEST(Script, QuotesWhatAShellWouldTakeApart) {
  sim::SlurmJob odd = job();
  odd.folder = "my results/it's";
  odd.account = "a b";
  const std::string script = sbatch_script(odd);
  EXPECT_NE(script.find(R"( -o 'my results/it'\''s' --part)"), std::string::npos);
  EXPECT_TRUE(has(script, "#SBATCH --account='a b'"));
}

TEST(Script, RunsThatShareAPastAreInOneTask) {
  sim::SlurmJob pairs = job();
  pairs.together = 2;
  EXPECT_EQ(pairs.most_tasks(), 50u);
  EXPECT_EQ(pairs.each(), 14u);  // 7 of 50 pairs
  pairs.tasks = 50;
  EXPECT_EQ(pairs.each(), 2u);
}

TEST(Script, SealsAsTheTasksWereAskedFor) {
  sim::SlurmJob mine = job();
  mine.partition = "long";
  mine.account = "a b";
  const std::string before = "#   sbatch --dependency=afterok:JOB ";
  const std::string after =
      " --mem=1000M --output=results/beliefs/slurm/seal-%j.txt --wrap 'sanshe seal results/beliefs -o "
      "results/beliefs.h5'";
  EXPECT_TRUE(
      has(sbatch_script(mine), before + "--partition=long --account='a b' --chdir=/home/mei --time=01:00:00" + after));
  mine.limit = 600;
  mine.partition = mine.account = "";
  EXPECT_TRUE(has(sbatch_script(mine), before + "--chdir=/home/mei --time=00:10:00" + after));
}

TEST(Script, SaysWhatItWasMeasuredOn) {
  sim::SlurmJob here = job();
  here.measured_on = 4;
  EXPECT_NE(sbatch_script(here).find("on 4 threads here, a task takes 10 min"), std::string::npos);
  here.measured_on = 2;
  EXPECT_NE(sbatch_script(here).find("on 2 threads of 4 here, a task takes 10 min"), std::string::npos);
}

TEST(Script, SaysWhatAShortLimitDoes) {
  sim::SlurmJob limited = job();
  limited.limit = 300;
  EXPECT_TRUE(has(sbatch_script(limited),
                  "# --time is short: if a task takes 25 min 00 s, it saves and goes back to the queue 6 times before "
                  "it is done."));
  limited.limit = 2 * 3600;
  EXPECT_EQ(sbatch_script(limited).find("--time is short"), std::string::npos);
}

TEST(Script, HasALineForModules) { EXPECT_TRUE(has(sbatch_script(job()), "# module load gcc openmpi hdf5")); }

TEST(Tasks, TakeAboutAnHour) {
  EXPECT_EQ(sim::tasks_of_an_hour(0, 1000), 1u);
  EXPECT_EQ(sim::tasks_of_an_hour(1000, 1000), 1u);
  EXPECT_EQ(sim::tasks_of_an_hour(360'000, 1000), 100u);
  EXPECT_EQ(sim::tasks_of_an_hour(1e300, 1000), 1000u) << "no more than are allowed";
}

TEST(Limit, IsWrittenAsSlurmDoes) {
  EXPECT_EQ(sim::limit_seconds("90"), 5400);
  EXPECT_EQ(sim::limit_seconds("02:30:15"), 9015);
  EXPECT_EQ(sim::limit_seconds("1-12"), 36 * 3600);
  EXPECT_EQ(sim::limit_seconds("2-00:10:00"), 2 * 86400 + 600);
  for (const char* wrong : {"", "0", "soon", "1:30", "1-", "-1", "1:2:3:4", "00:00:59", "1.5", "1-2-3"})
    EXPECT_FALSE(sim::limit_seconds(wrong)) << wrong;
}

}  // namespace
