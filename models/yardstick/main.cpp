// The yardstick's program: the whole command line of the kernel, and `bench N THREADS`.
#include <fmt/format.h>

#include <charconv>

#include "models/yardstick/measure.hpp"
#include "models/yardstick/words.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/say.hpp"

namespace {

std::int64_t whole_number(const std::string& text, const char* name, std::int64_t least, std::int64_t most) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
    throw sim::Failure(sim::Exit::usage, sim::say("{} is \"{}\"", name, text),
                       sim::say("give a whole number from {} to {}", least, most));
  return value;
}

int bench(const std::vector<std::string>& arguments) {
  if (arguments.size() != 2)
    throw sim::Failure(sim::Exit::usage, sim::say("bench takes two numbers"),
                       sim::say("yardstick bench RESIDENTS THREADS"));
  const std::int64_t residents = whole_number(arguments[0], "RESIDENTS", 1, 4'000'000'000);
  const auto threads = static_cast<int>(whole_number(arguments[1], "THREADS", 1, 1024));
  const yardstick::Result r = yardstick::measure(residents, threads);
  fmt::print(R"({{"residents": {}, "threads": {}, "steps": {}, "seconds": {:.6f}, "bytes_per_resident": {:.2f}, )"
             R"("waiting_end": {:.6f}, "served": {:.6f}, "unmet": {:.6f}, "mean_trust": {:.6f}}})"
             "\n",
             r.residents, threads, r.steps, r.seconds, r.bytes_per_resident, r.waiting_end, r.served, r.unmet,
             r.mean_trust);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return sim::command_line(argc, argv, yardstick::make,
                           {{"bench", bench, sim::say("One timed run: RESIDENTS THREADS")}}, yardstick::all_words);
}
