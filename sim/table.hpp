// Tables of columns: the whole state of a model. Rows are addressed by Id<Table>, so that no index of one table can be
// used in another. A table's visit() names its columns once; growing, compacting, measuring and saving all go through
// it.
#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <compare>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "sim/bytes.hpp"
#include "sim/error.hpp"
#include "sim/field.hpp"
#include "sim/say.hpp"

namespace sim {

/// A row of table T. None by default.
template <class T>
struct Id {
  static constexpr std::uint32_t none_value = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value = none_value;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t row) : value(static_cast<std::uint32_t>(row)) {}
  constexpr explicit operator bool() const { return value != none_value; }
  constexpr auto operator<=>(const Id&) const = default;
};

/// One value (or `width` values) a row of table T, contiguous.
template <class T, class V>
class Column {
 public:
  using value_type = V;
  explicit Column(std::size_t width = 1, V initial = V{}) : width_(width), initial_(initial) {}

  V& operator[](Id<T> row) { return at(row.value); }
  const V& operator[](Id<T> row) const { return at(row.value); }
  /// Value j of a row of a wide column.
  V& operator()(Id<T> row, std::size_t j) { return at(place(row, j)); }
  const V& operator()(Id<T> row, std::size_t j) const { return at(place(row, j)); }
  std::span<V> row(Id<T> row) { return {values_.data() + begin(row), width_}; }
  std::span<const V> row(Id<T> row) const { return {values_.data() + begin(row), width_}; }
  /// Asks memory for a row that is about to be read: worth it where rows come from all over a large table.
  void fetch(Id<T> row) const { __builtin_prefetch(values_.data() + row.value * width_); }
  std::span<V> all() { return values_; }
  std::span<const V> all() const { return values_; }
  std::size_t width() const { return width_; }

  /// Sets the values a row holds; only while the table is empty.
  void widen(std::size_t width) {
    assert(values_.empty());
    width_ = width;
  }
  void resize(std::size_t rows) { values_.resize(rows * width_, initial_); }
  /// Every value as it was when its row entered.
  void reset() { std::fill(values_.begin(), values_.end(), initial_); }
  void reset(Id<T> row) { std::fill_n(values_.begin() + static_cast<std::ptrdiff_t>(begin(row)), width_, initial_); }
  /// Keeps these rows, which rise, and drops the others.
  void keep(std::span<const std::uint32_t> rows) {
    V* const values = values_.data();
    if (width_ == 1)
      for (std::size_t to = 0; to < rows.size(); ++to) values[to] = values[rows[to]];
    else
      for (std::size_t to = 0; to < rows.size(); ++to)
        std::copy_n(values + rows[to] * width_, width_, values + to * width_);
    resize(rows.size());
  }
  void write_to(ByteWriter& out) const {
    out.number<std::uint64_t>(width_);
    out.array(std::span<const V>(values_));
  }
  void read_from(ByteReader& in, std::size_t rows) {
    width_ = in.number<std::uint64_t>();
    values_ = in.array<V>();
    if (values_.size() != rows * width_) throw Damaged{say("a column has not as many values as its table has rows")};
  }

 private:
  // Where a row's values begin, and where value j of them is.
  std::size_t begin(Id<T> row) const {
    assert((row.value + std::size_t{1}) * width_ <= values_.size());
    return row.value * width_;
  }
  std::size_t place(Id<T> row, std::size_t j) const {
    assert(j < width_);
    return begin(row) + j;
  }
  V& at(std::size_t i) {
    assert(i < values_.size());
    return values_[i];
  }
  const V& at(std::size_t i) const {
    assert(i < values_.size());
    return values_[i];
  }
  std::size_t width_;
  V initial_;
  std::vector<V> values_;
};

/// How long a column's values last: until they are written anew, or until the next month opens.
enum class Lasting { on, month };

/// What a column is, declared once: name, unit, meaning; how long its values last; and by what each row has several.
struct ColumnField {
  std::string_view name;
  std::string_view unit = "1";
  std::string_view meaning = {};
  Lasting lasts = Lasting::on;
  std::string_view by = {};  ///< the row list of the model that gives its width ("kind"); empty: as it was made
};

/// The rows of a table in order: `for (const Id<Cars> row : cars.rows())`.
template <class T>
class Rows {
 public:
  struct Iterator {
    std::uint32_t at;
    constexpr Id<T> operator*() const { return Id<T>(std::size_t{at}); }
    constexpr Iterator& operator++() {
      ++at;
      return *this;
    }
    constexpr bool operator==(const Iterator&) const = default;
  };
  constexpr explicit Rows(std::size_t size) : size_(static_cast<std::uint32_t>(size)) {}
  constexpr Iterator begin() const { return {0}; }
  constexpr Iterator end() const { return {size_}; }

 private:
  std::uint32_t size_;
};

/// f(row) for the rows of a column of bytes whose value is, or is not, this one, in order: eight are looked at at once,
/// before f may change them.
template <bool is, class T, class V, class F>
void each_where(const Column<T, V>& column, V value, F f) {
  static_assert(sizeof(V) == 1 && std::endian::native == std::endian::little);
  constexpr std::uint64_t low = 0x0101010101010101, seven = 0x7f7f7f7f7f7f7f7f;
  const std::span<const V> all = column.all();
  assert(column.width() == 1);
  std::size_t i = 0;
  for (; i + 8 <= all.size(); i += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, all.data() + i, sizeof eight);
    eight ^= low * static_cast<std::uint8_t>(value);
    const std::uint64_t differ = (((eight & seven) + seven) | eight) & ~seven;  // the highest bit of each that differs
    for (std::uint64_t found = is ? differ ^ ~seven : differ; found != 0; found &= found - 1)
      f(Id<T>(i + static_cast<std::size_t>(std::countr_zero(found)) / 8));
  }
  for (; i < all.size(); ++i)
    if ((all[i] == value) == is) f(Id<T>(i));
}

/// How many rows before a row is looked at memory is asked for it.
inline constexpr std::size_t rows_ahead = 16;

/// f(item) for each of a list, in order; ahead(item) asks memory for what f looks at, of items that come later.
template <class Items, class Ahead, class F>
void each_ahead(const Items& items, Ahead ahead, F f) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i + rows_ahead < items.size()) ahead(items[i + rows_ahead]);
    f(items[i]);
  }
}

/// Base of every table: `struct Cars : Table<Cars> { Of<float> speed; template <class V> void visit(V& v);
/// }`.
template <class Self>
class Table {
 public:
  template <class V>
  using Of = Column<Self, V>;
  using Row = Id<Self>;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  /// Those that are there now; what is added while they are walked through is not visited.
  Rows<Self> rows() const { return Rows<Self>(size_); }

  void resize(std::size_t rows) {
    if (rows > Row::none_value)  // more than an Id can tell apart
      throw Failure(Exit::bad_data, say("a table would need more than 4,294,967,295 rows"), say("try a smaller world"));
    size_ = rows;
    auto grow = [rows](auto& column, const ColumnField&) { column.resize(rows); };
    self().visit(grow);
  }
  /// Appends a row of initial values.
  Row add() {
    resize(size_ + 1);
    return Row(size_ - 1);
  }
  /// One row's values become another's too.
  void copy(Row from, Row to) {
    auto one = [from, to](auto& column, const ColumnField&) {
      for (std::size_t j = 0; j < column.width(); ++j) column(to, j) = column(from, j);
    };
    self().visit(one);
  }
  /// Asks memory for a row that is about to be read or written, the first of its values in each column.
  void fetch(Row row) {
    auto one = [row](const auto& column, const ColumnField&) { column.fetch(row); };
    self().visit(one);
  }
  /// Columns that last a month begin it anew.
  void open_month() {
    auto one = [](auto& column, const ColumnField& field) {
      if (field.lasts == Lasting::month) column.reset();
    };
    self().visit(one);
  }
  /// Gives columns that are declared by something their width: width(what). Only while the table is empty.
  template <class Width>
  void widen(Width width) {
    auto one = [&width](auto& column, const ColumnField& field) {
      if (!field.by.empty()) column.widen(width(field.by));
    };
    self().visit(one);
  }
  std::size_t bytes() {
    std::size_t total = 0;
    auto measure = [&total](auto& column, const ColumnField&) { total += column.all().size_bytes(); };
    self().visit(measure);
    return total;
  }
  std::size_t bytes_of_row() {
    std::size_t total = 0;
    auto measure = [&total](auto& column, const ColumnField&) {
      total += column.width() * sizeof(typename std::decay_t<decltype(column)>::value_type);
    };
    self().visit(measure);
    return total;
  }
  /// All columns as bytes, and back.
  void write_to(ByteWriter& out) {
    out.number<std::uint64_t>(size_);
    auto one = [&out](auto& column, const ColumnField& field) {
      out.text(field.name);
      column.write_to(out);
    };
    self().visit(one);
  }
  void read_from(ByteReader& in) {
    size_ = in.number<std::uint64_t>();
    auto one = [&in, this](auto& column, const ColumnField& field) {
      if (in.text() != field.name) throw Damaged{say("it has other columns")};
      column.read_from(in, size_);
    };
    self().visit(one);
  }

 private:
  Self& self() { return static_cast<Self&>(*this); }
  std::size_t size_ = 0;
};

}  // namespace sim
