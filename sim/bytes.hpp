// Values as bytes and back, for logs and checkpoints: numbers as the machine has them, lengths before texts and arrays.
//
//   number, text, array  --ByteWriter-->  bytes  --ByteReader-->  the same; Damaged where the bytes end too early
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "sim/say.hpp"

namespace sim {

/// Bytes that are not what they should be.
struct Damaged {
  std::string why;
};

/// What a byte can be copied of. No bool and no padding: equal values have equal bytes.
template <class T>
concept Plain = std::is_trivially_copyable_v<T> &&
    (std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>);

class ByteWriter {
 public:
  virtual ~ByteWriter() = default;
  virtual void bytes(const void* from, std::size_t count) = 0;

  template <Plain T>
  void number(T value) {
    bytes(&value, sizeof value);
  }
  void text(std::string_view text) { array(std::span(text)); }
  template <Plain T, std::size_t Extent>
  void array(std::span<T, Extent> values) {
    number<std::uint64_t>(values.size());
    bytes(values.data(), values.size_bytes());
  }
};

class ByteReader {
 public:
  virtual ~ByteReader() = default;
  virtual void bytes(void* to, std::size_t count) = 0;  ///< throws Damaged when there are fewer
  virtual std::uint64_t left() const = 0;

  template <Plain T>
  T number() {
    T value{};
    bytes(&value, sizeof value);
    return value;
  }
  std::string text() {
    std::string out(count(1), '\0');
    bytes(out.data(), out.size());
    return out;
  }
  template <Plain T>
  std::vector<T> array() {
    std::vector<T> out(count(sizeof(T)));
    bytes(out.data(), out.size() * sizeof(T));
    return out;
  }
  /// How many of something follow that takes at least so many bytes each.
  std::size_t count(std::size_t size) {
    const auto many = number<std::uint64_t>();
    if (many > left() / size) throw Damaged{say("it ends too early")};
    return many;
  }
};

/// In memory.
class Packed final : public ByteWriter {
 public:
  void bytes(const void* from, std::size_t count) override { out.append(static_cast<const char*>(from), count); }
  std::string out;
};

class Unpacked final : public ByteReader {
 public:
  explicit Unpacked(std::string_view from) : from_(from) {}
  void bytes(void* to, std::size_t count) override {
    if (count > from_.size()) throw Damaged{say("it ends too early")};
    if (count > 0) std::memcpy(to, from_.data(), count);
    from_.remove_prefix(count);
  }
  std::uint64_t left() const override { return from_.size(); }

 private:
  std::string_view from_;
};

}  // namespace sim
