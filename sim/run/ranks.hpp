// The processes of one MPI job, and which of them takes which run. The only door to MPI.
//
//   mpirun -np 3 PROGRAM ...   rank 0: checks, list of what is to do  --share-->  all ranks
//                              rank 0, a thread of its own: answers "the next?" until every rank has said goodbye
//
// Ranks take runs one by one, as they come free, so that slow and fast ones end together. A program that was started
// alone, or built without MPI, is rank 0 of 1. When a rank dies, MPI ends the whole job: what is to survive that is on
// the disk already.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace sim {

class Ranks {
 public:
  /// Joins the job that mpirun or srun started this program in.
  Ranks();
  /// Says goodbye for a rank that ends in an error.
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  int rank() const { return rank_; }
  int size() const { return size_; }
  /// How many of them share this machine.
  int on_this_machine() const { return neighbours_; }

  /// The text of rank 0, on every rank; nothing where rank 0 ended in an error before. Called once.
  std::optional<std::string> share(const std::string& text);
  /// Rank 0 begins to give out 0 .. count - 1. Called once, on every rank.
  void begin(std::size_t count);
  /// The next that nobody has; nothing when there is none. One call at a time.
  std::optional<std::size_t> next();
  /// Waits until all ranks are done. On rank 0 the worst of their exit codes, on the others 0: mpirun takes one rank's
  /// code for all and ends the others in mid-air.
  int end(int code);

 private:
  struct Job;
  std::unique_ptr<Job> job_;  // none when alone
  int rank_ = 0, size_ = 1, neighbours_ = 1;
  std::size_t next_ = 0, count_ = 0;  // when alone
};

}  // namespace sim
