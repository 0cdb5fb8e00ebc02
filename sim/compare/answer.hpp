// A question to a run file, and its answer: what policies change in the cells that were asked for.
//
//   Question, FILE --Answer: RunReader, pairs, headlines--> Differences, ratios, ranks
#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/compare/differences.hpp"
#include "sim/compare/ranks.hpp"
#include "sim/model.hpp"
#include "sim/output/reader.hpp"

namespace sim {

/// What was typed.
struct Question {
  std::string file;
  Verify verify = Verify::yes;
  std::string baseline = {}, at = {};
  std::vector<std::string> series = {}, select = {}, ratios = {};
  double per = 0;  ///< 0: not asked for
  bool whole = false;
};

/// The terms that are asked for, of this file. Throws Failure (Exit::usage) where the model counts no heads or the file
/// does not say its scale.
Terms terms_of(const Question& question, const ModelInfo& model, const RunReader& file);

/// Throws Failure: Exit::usage where the file has no answer.
class Answer {
 public:
  Answer(const Question& question, const Model& model);

  const std::vector<Difference>& all() const { return differences_; }
  const std::vector<RatioOfDifferences>& ratios() const { return ratios_; }
  const std::vector<Rank>& ranks() const { return ranks_; }  ///< of a sweep, or of several policies
  const std::string& baseline() const { return scenarios_.front(); }
  const std::vector<std::string>& scenarios() const { return scenarios_; }
  const std::vector<std::string>& notes() const { return notes_; }
  /// What scenarios are called by their files, and their titles.
  std::vector<std::pair<std::string, std::string>> titles() const;

 private:
  using Names = std::vector<std::string>;
  // A scenario's pairs, and the months that both runs of each have.
  struct Compared {
    std::string scenario;
    std::vector<RunPair> pairs;
    std::vector<Period> periods = {};
  };
  using Place = std::pair<std::size_t, Period>;  // some months of a run

  void choose_series(const Names& wanted, const Names& headlines);
  void choose_ratios(const Names& wanted);
  void choose_beside();
  void hold(const std::string& name) const;
  const SeriesInfo& info(const std::string& name) const;
  Names monthly_series() const;
  Names unjoined(const SeriesInfo& series) const;
  bool is_told(const std::string& name) const;
  void find_points();
  void pair();
  void find_periods(const std::string& at);
  void read();
  void conclude();
  void rank(const std::string& method);

  RunReader file_;
  Names scenarios_, names_, notes_;  // the baseline first; series; for the user
  Selection selection_;
  Terms terms_;
  std::vector<double> scales_;  // of runs
  std::vector<SeriesInfo> of_model_;
  std::vector<std::size_t> series_, points_;  // of names_, then what they are weighed and divided by; of runs
  std::vector<Compared> compared_;
  std::map<Place, std::vector<double>> numbers_;
  std::size_t shown_ = 0, read_ = 0;  // of series_: the first are shown, others are for ratios, then those beside
  std::vector<std::array<std::size_t, 2>> asked_;  // ratios, by places in series_
  std::vector<Difference> differences_;
  std::vector<RatioOfDifferences> ratios_;
  std::vector<Rank> ranks_;
};

}  // namespace sim
