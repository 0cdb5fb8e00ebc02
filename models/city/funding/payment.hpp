// Contracts are paid in instalments and end; money for hours not delivered and events not held is clawed back.
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Payment {
  static constexpr std::string_view about =
      "Instalments are paid when due, late by the delay; at the end a shortfall of hours and events is clawed back";
  sim::ByPlace<double> advance = 0, first = 0.4, second = 0.4;
  sim::ByPlace<std::int64_t> delay = 0;
  double tolerance = 0.2;

  template <class V>
  void visit(V& v) {
    v(advance, {.name = "advance",
                .least = 0,
                .most = 1,
                .meaning = "Share of a contract paid when it is signed, before any instalment and never late",
                .source = "assumed; a lever",
                .plausible = {0, 0.5}});
    v(first, {.name = "first",
              .least = 0,
              .most = 1,
              .meaning = "Share of the rest paid at the start",
              .source = "common practice 40/40/20; assumed",
              .plausible = {0.2, 0.6}});
    v(second, {.name = "second",
               .least = 0,
               .most = 1,
               .meaning = "Share of it paid halfway; what is left is paid at the end",
               .source = "common practice 40/40/20; assumed",
               .plausible = {0.2, 0.6}});
    v(delay, {.name = "delay",
              .unit = "month",
              .least = 0,
              .most = 36,
              .meaning = "Months by which every instalment is late",
              .source = "assumed; a lever",
              .plausible = {0, 12}});
    v(tolerance, {.name = "tolerance",
                  .least = 0,
                  .most = 1,
                  .meaning = "Share of the hours that may be missing without consequence",
                  .source = "assumed",
                  .plausible = {0.05, 0.4}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
