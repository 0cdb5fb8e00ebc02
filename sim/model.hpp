// A model as the kernel sees it: parameters, row lists, schedule, axes, series; all that settings, output, docs and the
// command line know. bound.hpp makes one from plain structs.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/bytes.hpp"
#include "sim/clock.hpp"
#include "sim/error.hpp"
#include "sim/field.hpp"
#include "sim/random.hpp"
#include "sim/series.hpp"

namespace sim {

/// What a model is called and says of itself.
struct ModelInfo {
  std::string name;                         ///< the program's name
  std::string title;                        ///< one line
  std::string odd;                          ///< its description, Markdown
  std::string scenario;                     ///< scenario file that `run` suggests
  std::vector<std::string> headlines = {};  ///< monthly series that the closing summary of `run` compares
  /// Names and TOML of the scenarios that `init` writes: one that is whole, then some that it makes extend this one.
  std::vector<std::pair<std::string_view, std::string_view>> starters = {};
  std::string scale = {};  ///< the parameter that --scale sets: which share of the world is simulated; "" if none
  Currency currency = {};  ///< of its money; series in this unit are stored as money
  /// Series that count heads, a monthly and a yearly one: what other counts may be told per so many of.
  std::vector<std::string> heads = {};
  std::string places = {};  ///< the row list of its places, which may have values of their own (ByPlace); "" if none
  struct Span {
    int first = 1900, last = 2200;
  };
  Span years = {};  ///< that it can carry: what grows by a share a year outgrows every number in the end
  /// What people call what the model calls otherwise, in single words: {"salary", "wage"}.
  std::vector<std::pair<std::string_view, std::string_view>> synonyms = {};
};

/// One entry of a schedule, bound to a world.
struct Phase {
  std::string name;  ///< also the random stream and the timing label
  When when;
  std::string_view about;  ///< the behaviour's sentence
  std::function<void(Draws)> run;
};

/// One model instance: the settings and the state of one run.
class Model {
 public:
  virtual ~Model() = default;
  virtual const ModelInfo& info() const = 0;
  /// Every settable member, rows' fields included. Bound to this instance.
  virtual std::vector<Parameter> parameters() = 0;
  virtual std::vector<RowList> rows() = 0;
  virtual std::vector<Phase> schedule() = 0;
  virtual std::vector<Axis> axes() const = 0;
  virtual std::vector<SeriesInfo> series() const = 0;
  /// Once at a month's end, before its series are recorded.
  virtual void read() = 0;
  /// The values of series number `index` as they were last read, into its cells.
  virtual void record(std::size_t index, const Cells& cells) const = 0;
  /// Months that are lived before the first one that is recorded, until the world is at rest.
  virtual int lead() const { return 0; }
  /// Before the phases of a month, or of the world's building. `first`: the first month that is recorded.
  virtual void set_month(Month now, Month first, bool building) = 0;
  /// What no single parameter can be blamed for ("shares sum to 1.2"); a problem a line, empty when all is well.
  virtual std::vector<std::string> faults() const = 0;
  /// What is no fault but does not add up ("the parts come to 7,900,000, the whole has 8,000,000"), of the
  /// settings at the start; a note a line.
  virtual std::vector<std::string> doubts() const { return {}; }
  virtual std::size_t bytes() = 0;
  /// The tables, between two months, and back into a fresh model with the same settings; throws Damaged.
  virtual void save(ByteWriter& out) = 0;
  virtual void load(ByteReader& in) = 0;
};

using MakeModel = std::function<std::unique_ptr<Model>()>;

}  // namespace sim
