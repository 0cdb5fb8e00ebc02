#include "sim/run/log_record.hpp"

#include <algorithm>
#include <cstdlib>
#include <type_traits>
#include <variant>

#include "sim/bytes.hpp"
#include "sim/hash.hpp"
#include "sim/host/compressed.hpp"
#include "sim/say.hpp"

namespace sim {

namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;

void put(ByteWriter& out, const Texts& texts) {
  out.number<std::uint64_t>(texts.size());
  for (const std::string& text : texts) out.text(text);
}

Texts texts(ByteReader& in) {
  Texts out(in.count(sizeof(std::uint64_t)));
  for (std::string& text : out) text = in.text();
  return out;
}

void put(ByteWriter& out, const Detail& detail) {
  for (const std::string* text : {&detail.name, &detail.unit, &detail.meaning}) out.text(*text);
  out.number<std::uint8_t>(static_cast<std::uint8_t>(detail.values.index()));
  if (const auto* all = std::get_if<Numbers>(&detail.values))
    out.array(std::span(*all));
  else
    put(out, std::get<Texts>(detail.values));
}

Detail detail(ByteReader& in) {
  Detail out{in.text(), in.text(), in.text(), {}};
  if (in.number<std::uint8_t>() == 0)
    out.values = in.array<double>();
  else
    out.values = texts(in);
  return out;
}

// All but the values and the run's own numbers.
void put_form(ByteWriter& out, const RunRecord& record) {
  out.number(record.start.index);
  out.number<std::int32_t>(record.months);
  out.number<std::uint64_t>(record.axes.size());
  for (const Axis& axis : record.axes) {
    out.text(axis.name);
    out.text(axis.meaning);
    put(out, axis.labels);
    out.number<std::uint64_t>(axis.details.size());
    for (const Detail& d : axis.details) put(out, d);
    out.number(axis.whole_first);
    out.text(axis.apart);
  }
  out.number<std::uint64_t>(record.series.size());
  for (const SeriesInfo& s : record.series) {
    for (const std::string* text : {&s.name, &s.unit, &s.meaning}) out.text(*text);
    out.number(s.measure);
    put(out, s.axes);
    out.number(s.cadence);
    out.number(s.money);
    out.text(s.weight);
  }
}

[[noreturn]] void misfit() { throw Damaged{say("its parts do not fit each other")}; }

// A number that stands for a word, of those up to `last`.
template <class Word>
Word word(ByteReader& in, Word last) {
  using Number = std::underlying_type_t<Word>;
  const auto number = in.number<Number>();
  if (number < 0 || number > static_cast<Number>(last)) misfit();
  return static_cast<Word>(number);
}

bool flag(ByteReader& in) {
  const auto number = in.number<std::uint8_t>();
  if (number > 1) misfit();
  return number == 1;
}

// Whether every series has its axes and a value for each of its cells and moments.
void want_fitting(const RunRecord& record) {
  constexpr std::int32_t most_months = 12 * 1000;
  if (record.months < 1 || record.months > most_months || record.start.index < -most_months ||
      record.start.index > most_months)
    misfit();
  for (std::size_t s = 0; s < record.series.size(); ++s) {
    const SeriesInfo& info = record.series[s];
    if (info.axes.size() > 3) misfit();
    std::size_t values = static_cast<std::size_t>(record.moments(info));
    for (const std::string& name : info.axes) {
      const auto axis =
          std::find_if(record.axes.begin(), record.axes.end(), [&name](const Axis& a) { return a.name == name; });
      if (axis == record.axes.end()) misfit();
      values *= axis->labels.size();
    }
    if (record.values[s].size() != values) misfit();
  }
  for (const Axis& axis : record.axes)
    for (const Detail& d : axis.details)
      if (std::visit([](const auto& all) { return all.size(); }, d.values) != axis.labels.size()) misfit();
}

void read_form(ByteReader& in, RunRecord& record) {
  constexpr std::size_t axis_bytes = 41, detail_bytes = 33, series_bytes = 49;  // that each takes at least
  record.start = {in.number<std::int32_t>()};
  record.months = in.number<std::int32_t>();
  record.axes.resize(in.count(axis_bytes));
  for (Axis& axis : record.axes) {
    axis.name = in.text();
    axis.meaning = in.text();
    axis.labels = texts(in);
    for (std::size_t d = in.count(detail_bytes); d > 0; --d) axis.details.push_back(detail(in));
    axis.whole_first = flag(in);
    axis.apart = in.text();
  }
  record.series.resize(in.count(series_bytes));
  for (SeriesInfo& s : record.series) {
    for (std::string* text : {&s.name, &s.unit, &s.meaning}) *text = in.text();
    s.measure = word(in, Measure::rate);
    s.axes = texts(in);
    s.cadence = word(in, Cadence::every_year);
    s.money = flag(in);
    s.weight = in.text();
  }
}

RunHead read_run_head(ByteReader& in) {
  RunHead head;
  head.key = in.number<std::uint64_t>();
  head.program = in.text();
  head.scenario = in.text();
  head.seed = in.number<std::uint64_t>();
  head.replicate = in.number<std::uint32_t>();
  head.seconds = in.number<double>();
  head.bytes = in.number<std::uint64_t>();
  head.form = in.number<std::uint64_t>();
  head.sum = in.number<std::uint64_t>();
  return head;
}

}  // namespace

std::string form_of(const RunRecord& record) {
  Packed form;
  put_form(form, record);
  return std::move(form.out);
}

std::string payload_of(RunHead& head, const RunRecord& record, std::string_view form) {
  head.form = checksum(form);
  Packed values;
  for (const Numbers& series : record.values) values.array(std::span(series));
  Checksum sum;
  sum.add(form.data(), form.size());
  sum.add(values.out.data(), values.out.size());
  head.sum = sum.value();

  Packed all;
  all.number(RecordKind::run);
  all.number(head.key);
  all.text(head.program);
  all.text(head.scenario);
  all.number(head.seed);
  all.number(head.replicate);
  all.number(head.seconds);
  all.number(head.bytes);
  all.number(head.form);
  all.number(head.sum);
  all.text(compressed(values.out));
  return std::move(all.out);
}

std::string payload_of(std::string_view form) {
  Packed all;
  all.number(RecordKind::form);
  all.bytes(form.data(), form.size());
  return std::move(all.out);
}

RecordKind kind_of(std::string_view payload) { return Unpacked(payload).number<RecordKind>(); }

std::uint64_t form_in(std::string_view payload) { return checksum(payload.substr(sizeof(RecordKind))); }

RunHead head_of(std::string_view payload) {
  Unpacked in(payload.substr(sizeof(RecordKind)));
  return read_run_head(in);
}

RunRecord record_of(std::string_view payload, std::string_view form_payload) {
  Unpacked in(payload.substr(sizeof(RecordKind))), form(form_payload.substr(sizeof(RecordKind)));
  const RunHead head = read_run_head(in);
  RunRecord record;
  record.scenario = head.scenario;
  record.replicate = head.replicate;
  record.seed = head.seed;
  read_form(form, record);
  const std::string packed = in.text(), bytes = uncompressed(packed);
  Unpacked values(bytes);
  for (std::size_t s = 0; s < record.series.size(); ++s) record.values.push_back(values.array<double>());
  want_fitting(record);
  return record;
}

}  // namespace sim
