// The queue at the counters against closed forms.
#include "models/city/shared/counters.hpp"

#include <gtest/gtest.h>

namespace {

using city::queue_wait;

TEST(Queue, is_the_closed_form_of_one_and_two_counters) {
  for (const double load : {0.1, 0.5, 0.9}) {
    EXPECT_NEAR(queue_wait(1, load), load / (1 - load), 1e-12);  // M/M/1
    const double busy = load;                                    // of each of two
    EXPECT_NEAR(queue_wait(2, 2 * load), busy * busy / (1 - busy * busy), 1e-12);
  }
  EXPECT_EQ(queue_wait(3, 0), 0);
}

// The identity: one queue at as many counters never waits longer than a queue for each kind.
TEST(Queue, pooled_waits_no_longer_than_split) {
  const double loads[] = {0.01, 0.2, 0.5, 0.7, 0.85, 0.95};
  for (const double a : loads)
    for (const double b : loads)
      for (const double c : loads)
        for (const int counters : {1, 2}) {
          const double n = counters;
          const double split = a * n * queue_wait(counters, a * n) + b * n * queue_wait(counters, b * n) +
                               c * n * queue_wait(counters, c * n);
          const double sum = (a + b + c) * n;
          EXPECT_LT(sum * queue_wait(3 * counters, sum), split) << a << " " << b << " " << c;
        }
}

}  // namespace
