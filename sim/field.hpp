// A field is declared once, where it lives, and visited by every reader: settings, validation, schema, output, docs.
//
//   struct Visits { double base = -1; template <class V> void visit(V& v) { v(base, {.name = "base", ...}); } };
//          | Collect
//          v
//   Parameter{"visits.base", field, get, set}   <- everything outside the model knows parameters only as this
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace sim {

/// From where to where a value could be; NaN where nobody said.
struct Plausible {
  double least = std::numeric_limits<double>::quiet_NaN(), most = std::numeric_limits<double>::quiet_NaN();

  bool said() const { return least == least; }
  bool known() const { return least <= most; }
};
/// Of a value that is assumed, where no range can be given.
inline constexpr Plausible none_known = {1, 0};

/// No place in particular: the whole.
inline constexpr std::size_t no_place = std::numeric_limits<std::size_t>::max();

/// A value that each place of the model (ModelInfo::places) may have for itself; until it has, it has that of the
/// whole. There is no reading it without saying of which place.
template <class T>
class ByPlace {
 public:
  ByPlace(T whole) : whole_(std::move(whole)) {}

  const T& whole() const { return whole_; }
  const T& at(std::size_t place) const {
    return place < own_.size() && own_[place].has_value() ? *own_[place] : whole_;
  }
  void set(T value) { whole_ = std::move(value); }
  void set(T value, std::size_t place) {
    if (place >= own_.size()) own_.resize(place + 1);
    own_[place] = std::move(value);
  }

 private:
  T whole_;
  std::vector<std::optional<T>> own_;
};

/// What a reader needs to know about one number, word or switch.
struct Field {
  std::string_view name;
  std::string_view unit = "1";  ///< UDUNITS-valid, or in a currency
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  std::string_view meaning = {};
  std::string_view source = {};  ///< a citation, a data set, or the word "assumed"; a test refuses an empty one
  Plausible plausible = {};      ///< of an assumed value: where it could as well be
  double neutral = std::numeric_limits<double>::quiet_NaN();  ///< of a factor: at which it does nothing
  std::string_view of = {};   ///< for a row's field: the behaviour whose table addresses it, when not the list itself
  bool fixed = false;         ///< used only while the world is built: no dated change can reach it
  std::string_view was = {};  ///< its path in scenarios of before, "visits.base", if it was renamed
};

/// What a model's money is called. Amounts of it are in the main unit and, in series, hold whole hundredths.
struct Currency {
  std::string code;             ///< as units have it (ISO 4217); "" in a model without money
  std::string unit, hundredth;  ///< in words, for docs
};

/// A setting as text files know it.
using Value = std::variant<bool, std::int64_t, double, std::string>;

/// One settable member of a model, bound to where it lives.
struct Parameter {
  std::string path;  ///< "visits.base", or "visits.price.north" for a row's field
  Field field;
  std::vector<std::string> words;  ///< what a choice may be; empty for numbers and switches
  std::function<Value()> get;
  std::function<void(const Value&)> set;  ///< takes a value of the alternative that get() returns
  /// Of a ByPlace: the parameter "visits.base.north" of the place with this number and name, which then has its own.
  std::function<Parameter(std::size_t place, const std::string& name)> of_place = {};
  std::string place = {};  ///< of a place's own: its name
};

/// The words of an enumeration, in the order of its values: give each enumeration a `words(E)` beside it.
template <class E>
concept Choice = std::is_enum_v<E> && requires(E e) {
  { words(e)[0] } -> std::convertible_to<std::string_view>;
};

/// How many enumerators an enumeration has from 0 on: the compiler prints one that has no name as "(E)7".
template <auto value>
consteval bool is_enumerator() {
  constexpr std::string_view text = __PRETTY_FUNCTION__;
  return text[text.rfind(" = ") + 3] != '(';
}
template <class E, std::size_t n = 0>
consteval std::size_t enumerators() {
  if constexpr (is_enumerator<static_cast<E>(n)>())
    return enumerators<E, n + 1>();
  else
    return n;
}
/// How many words an enumeration has: one for each enumerator.
template <Choice E>
inline constexpr std::size_t word_count = [] {
  static_assert(words(E{}).size() == enumerators<E>(), "an enumerator without a word, or a word without one");
  return words(E{}).size();
}();

/// Visits the members of a behaviour or row and makes a Parameter of each.
class Collect {
 public:
  explicit Collect(std::string prefix, std::string suffix = {})
      : prefix_(std::move(prefix)), suffix_(std::move(suffix)) {}

  template <class T>
  void operator()(T& member, const Field& field) {
    found.push_back(parameter<T>(
        path(field), field, [&member] { return member; }, [&member](T value) { member = value; }));
  }
  template <class T>
  void operator()(ByPlace<T>& member, const Field& field) {
    Parameter p = parameter<T>(
        path(field), field, [&member] { return member.whole(); }, [&member](T v) { member.set(v); });
    p.of_place = [&member, field, of = p.path](std::size_t place, const std::string& name) {
      Parameter one = parameter<T>(
          of + "." + name, field, [&member, place] { return member.at(place); },
          [&member, place](T value) { member.set(value, place); });
      one.place = name;
      return one;
    };
    found.push_back(std::move(p));
  }

  std::vector<Parameter> found;

 private:
  template <class T, class Get, class Set>
  static Parameter parameter(std::string path, const Field& field, Get get, Set set) {
    Parameter p{std::move(path), field, {}, {}, {}, {}, {}};
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, double> || std::is_same_v<T, std::int64_t> ||
                  std::is_same_v<T, std::string>) {
      p.get = [get] { return Value(get()); };
      p.set = [set](const Value& value) { set(std::get<T>(value)); };
    } else {
      static_assert(Choice<T>, "a field is a bool, int64_t, double, string, or an enumeration with words()");
      static_assert(word_count<T> > 0);
      for (const std::string_view word : words(T{})) p.words.emplace_back(word);
      p.get = [get] { return Value(std::string(words(T{})[static_cast<std::size_t>(get())])); };
      p.set = [set](const Value& value) {
        const auto names = words(T{});
        for (std::size_t i = 0; i < names.size(); ++i)
          if (names[i] == std::get<std::string>(value)) set(static_cast<T>(i));
      };
    }
    return p;
  }
  std::string path(const Field& field) const {
    std::string out = field.of.empty() ? prefix_ : std::string(field.of);
    out.append(".").append(field.name);
    if (!suffix_.empty()) out.append(".").append(suffix_);
    return out;
  }
  std::string prefix_, suffix_;
};

/// A list of rows that scenario files fill ([[place]], [[kind]] ...); each row has a `name` and a visit().
struct RowList {
  std::string name;
  std::string_view meaning;
  std::function<std::size_t()> size;
  std::function<void(const std::string& key)> add;  ///< appends a row of that name with default values
  std::function<std::string(std::size_t)> key;
  std::function<std::vector<Parameter>(std::size_t)> fields;
  std::vector<Parameter> blank;    ///< the fields of a row not yet there, for schema and docs; get() gives the defaults
  std::shared_ptr<void> defaults;  ///< what `blank` is bound to
};

}  // namespace sim
