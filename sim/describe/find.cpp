#include "sim/describe/find.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace sim {

namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
  Words out(1);
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0)
      out.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!out.back().empty())
      out.emplace_back();
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

// One word in two of its forms: wait and waiting, salary and salaries.
bool same_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.size() > b.size()) std::swap(a, b);
  constexpr std::size_t least = 4, longest_ending = 4;
  if (a.size() < least || b.size() - a.size() > longest_ending) return false;
  if (a.size() > least && (a.back() == 'y' || a.back() == 'e')) a.remove_suffix(1);
  return b.starts_with(a);
}

bool any_is(const Words& words, const Words& asked) {
  return std::any_of(words.begin(), words.end(), [&asked](const std::string& word) {
    return std::any_of(asked.begin(), asked.end(), [&word](const std::string& one) { return same_word(one, word); });
  });
}

// Names count more than what is said of them, and that more than the sentence of a whole behaviour.
constexpr double of_name = 6, of_meaning = 3, of_rule = 1;

struct Candidate {
  Found found;
  std::vector<std::pair<Words, double>> texts;
  double weight(const Words& asked) const {
    double out = 0;
    for (const auto& [words, much] : texts)
      if (any_is(words, asked)) out = std::max(out, much);
    return out;
  }
};

std::vector<Candidate> candidates(const Facts& facts) {
  std::vector<Candidate> out;
  const auto add = [&out](const std::string& name, const std::string& about, const std::string& rule) {
    out.push_back(
        {{name, about}, {{words_of(name), of_name}, {words_of(about), of_meaning}, {words_of(rule), of_rule}}});
  };
  for (const TableFact& table : facts.tables)
    for (const ParameterFact& p : table.parameters) add(p.base, meaning(p), table.rule);
  for (const SeriesInfo& s : facts.series) add(s.name, std::string(s.meaning), "");
  for (const Phase& phase : facts.phases) add(phase.name, std::string(phase.about), "");
  for (const RowList& list : facts.lists) add(list.name, std::string(list.meaning), "");
  return out;
}

}  // namespace

std::vector<Found> find(const Facts& facts, const std::string& words, std::size_t most) {
  const std::vector<Candidate> all = candidates(facts);
  std::vector<double> weights(all.size());
  const Words asked = words_of(words);
  for (const std::string& word : asked) {
    Words meant = {word};
    for (const auto& [other, own] : facts.info().synonyms)
      if (same_word(other, word)) meant.emplace_back(own);
    std::vector<double> here(all.size());
    std::transform(all.begin(), all.end(), here.begin(), [&](const Candidate& e) { return e.weight(meant); });
    const auto entries_with =
        static_cast<double>(here.size()) - static_cast<double>(std::count(here.begin(), here.end(), 0.0));
    for (std::size_t i = 0; i < all.size(); ++i)
      if (here[i] > 0) weights[i] += here[i] / std::sqrt(entries_with);
  }
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (weights[i] > 0) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
  std::vector<Found> out;
  for (const std::size_t i : order) {
    if (weights[i] < weights[order.front()] / 2 || out.size() == most) break;
    out.push_back(all[i].found);
  }
  return out;
}

}  // namespace sim
