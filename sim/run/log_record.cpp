#include "sim/run/log_record.hpp"

#include <variant>

#include "sim/bytes.hpp"
#include "sim/hash.hpp"
#include "sim/host/compressed.hpp"

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

void read_form(ByteReader& in, RunRecord& record) {
  record.start = {in.number<std::int32_t>()};
  record.months = in.number<std::int32_t>();
  record.axes.resize(in.count(1));
  for (Axis& axis : record.axes) {
    axis.name = in.text();
    axis.meaning = in.text();
    axis.labels = texts(in);
    for (std::size_t d = in.count(1); d > 0; --d) axis.details.push_back(detail(in));
    axis.whole_first = in.number<bool>();
    axis.apart = in.text();
  }
  record.series.resize(in.count(1));
  for (SeriesInfo& s : record.series) {
    for (std::string* text : {&s.name, &s.unit, &s.meaning}) *text = in.text();
    s.measure = in.number<Measure>();
    s.axes = texts(in);
    s.cadence = in.number<Cadence>();
    s.money = in.number<bool>();
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
  return record;
}

}  // namespace sim
