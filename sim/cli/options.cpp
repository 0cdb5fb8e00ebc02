#include "sim/cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>

#include "sim/compare/lines.hpp"
#include "sim/error.hpp"
#include "sim/host/progress.hpp"
#include "sim/say.hpp"

namespace sim {

namespace po = boost::program_options;

namespace {

po::options_description described(const Command& command) {
  po::options_description out;
  for (const Option& o : command.options) {
    const std::string names = o.letter == '\0' ? o.name : fmt::format("{},{}", o.name, o.letter);
    if (o.value.empty())
      out.add_options()(names.c_str(), "");
    else
      out.add_options()(names.c_str(), po::value<std::string>(), "");
  }
  return out;
}

Failure unknown_option(const Command& command, const std::string& name) {
  std::vector<std::string> names = {"--help"};
  for (const Option& o : command.options) names.push_back("--" + o.name);
  const std::string near = nearest(name, names);
  return Failure(Exit::usage, say("{} has no option {}", command.name, name),
                 near.empty() ? say("{} --help lists the options", command.name) : say("did you mean {}?", near));
}

std::string in_help(const Option& o) {
  return fmt::format("{}--{}{}{}", o.letter == '\0' ? "    " : fmt::format("-{}, ", o.letter), o.name,
                     o.value.empty() ? "" : " ", o.value);
}

// A sentence that is broken for whoever reads the source is one line; what stands in stays apart.
std::string flowing(std::string text) {
  constexpr std::string_view ends = ".:)\n";
  for (std::size_t begin = 0, i = 1; i + 1 < text.size(); ++i) {
    if (text[i] != '\n') continue;
    const bool stands_in = text[begin] == ' ' || text[i + 1] == ' ';
    if (!stands_in && ends.find(text[i - 1]) == ends.npos && text[i + 1] != '\n')
      text[i] = ' ';
    else
      begin = i + 1;
  }
  return text;
}

}  // namespace

Given::Given(const Command& command, std::span<const std::string> words) {
  using namespace po::command_line_style;
  std::map<std::string, std::size_t> times;  // that an option is typed, with a value or without
  try {
    const po::options_description options = described(command);
    const auto parsed = po::command_line_parser(std::vector<std::string>(words.begin(), words.end()))
                            .options(options)
                            .style(unix_style & ~allow_guessing)
                            .run();
    for (const po::option& o : parsed.options) {
      if (o.position_key >= 0 || o.string_key.empty()) {
        plain.insert(plain.end(), o.value.begin(), o.value.end());
        continue;
      }
      ++times[o.string_key];
      std::vector<std::string>& values = values_[o.string_key];
      values.insert(values.end(), o.value.begin(), o.value.end());
      places_[o.string_key].resize(values.size(), plain.size());
    }
  } catch (const po::unknown_option& error) {
    throw unknown_option(command, error.get_option_name());
  } catch (const po::invalid_command_line_syntax& error) {
    const std::string name = error.get_option_name();
    throw Failure(Exit::usage,
                  name.empty()                                          ? say("an option has no name")
                  : error.kind() == po::invalid_syntax::extra_parameter ? say("{} takes no value", name)
                                                                        : say("{} is given no value", name),
                  say("{} --help explains the options", command.name));
  }
  if (std::find(plain.begin(), plain.end(), "") != plain.end())
    throw Failure(Exit::usage, say("one of the words is empty"), say("write {} {}", command.name, command.takes));
  for (const Option& o : command.options)
    for (const std::string& value : all(o.name))
      if (!o.value.empty() && value.empty())
        throw Failure(Exit::usage, say("--{} is given an empty value", o.name),
                      say("write --{} {}, or leave it out", o.name, o.value));
  for (const Option& o : command.options)
    for (const std::string& value : all(o.name))
      for (const Option& other : command.options)
        if (value == "--" + other.name)
          throw Failure(Exit::usage, say("--{} is given {}, which is an option", o.name, value),
                        say("write --{} {}", o.name, o.value));
  for (const Option& o : command.options)
    if (!o.repeatable && times[o.name] > 1)
      throw Failure(Exit::usage, say("--{} is given {} times", o.name, times[o.name]), say("give it once"));
}

std::string Given::text(const std::string& option, const std::string& otherwise) const {
  return has(option) ? all(option).front() : otherwise;
}

const std::vector<std::string>& Given::all(const std::string& option) const {
  static const std::vector<std::string> nothing;
  const auto found = values_.find(option);
  return found == values_.end() ? nothing : found->second;
}

std::vector<std::string> Given::all_after(std::size_t i, const std::string& option) const {
  std::vector<std::string> out;
  const std::vector<std::string>& values = all(option);
  for (std::size_t v = 0; v < values.size(); ++v) {
    const std::size_t before = places_.at(option)[v];
    if (before == 0)
      throw Failure(Exit::usage, say("--{} {} stands before what it is for", option, values[v]),
                    say("write it behind"));
    if (before == i + 1) out.push_back(values[v]);
  }
  return out;
}

std::vector<std::string> Given::list(const std::string& option) const {
  std::vector<std::string> out;
  for (const std::string& typed : all(option))
    for (std::size_t begin = 0, end = 0; begin <= typed.size(); begin = end + 1) {
      end = std::min(typed.find(',', begin), typed.size());
      out.push_back(typed.substr(begin, end - begin));
    }
  return out;
}

std::int64_t Given::whole(const std::string& option, std::int64_t otherwise, std::int64_t least,
                          std::int64_t most) const {
  if (!has(option)) return otherwise;
  const std::string& typed = all(option).front();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
  if (error != std::errc() || end != typed.data() + typed.size() || value < least || value > most)
    throw Failure(Exit::usage, say("--{} is \"{}\"", option, typed),
                  say("give a whole number from {} to {}", least, most));
  return value;
}

std::vector<std::pair<std::string, std::string>> Given::pairs(const std::string& option,
                                                              const std::string& form) const {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& typed : all(option)) {
    const std::size_t at = typed.find('=');
    if (at == std::string::npos || at == 0 || at + 1 == typed.size())
      throw Failure(Exit::usage, say("--{} is \"{}\"", option, typed), say("write --{} {}", option, form));
    out.emplace_back(typed.substr(0, at), typed.substr(at + 1));
  }
  return out;
}

std::string help(const std::string& program, const Command& command) {
  const std::size_t columns = columns_of(stdout);
  const std::string form = fmt::format("{} {}{}{}{}\n\n", program, command.name, command.takes.empty() ? "" : " ",
                                       command.takes, command.options.empty() ? "" : " [options]");
  std::string out = laid_out(form + flowing(command.about), columns);
  std::vector<Option> options = command.options;
  options.push_back({"help", "", say("this text"), 'h'});
  std::size_t width = 0;
  for (const Option& o : options) width = std::max(width, in_help(o).size());
  if (!command.options.empty()) out += "\n";
  for (const Option& o : options) {
    const std::string name = fmt::format("  {:<{}}  ", in_help(o), width);
    out += name + laid_out(std::string(name.size(), ' ') + o.about, columns).substr(name.size());
  }
  if (!command.more.empty()) out += "\n" + laid_out(flowing(command.more), columns);
  return out;
}

}  // namespace sim
