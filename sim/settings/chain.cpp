#include "sim/settings/chain.hpp"

#include <algorithm>

#include "sim/host/cause.hpp"
#include "sim/say.hpp"
#include "sim/utf8.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_files = 100;  // of one scenario; no more policies in a list either

fs::path real_path(const fs::path& path) { return fs::weakly_canonical(fs::absolute(path)); }

// A file that another names, beside it or not far: scenarios travel, other folders do not.
struct Named {
  std::string name, word;  // as it is written; "extends", "with"
  Where where;
};

Failure refused(const Named& named, Exit code, std::string what, std::string mend) {
  return Failure(code, {problem(named.where, std::move(what), std::move(mend))});
}

fs::path beside(const TomlFile& file, const Named& named, const fs::path& allowed) {
  const fs::path relative(named.name);
  if (const std::optional<std::string> control = control_character(named.name))
    throw refused(named, Exit::bad_data, say("{} names a file with the control character {}", named.word, *control),
                  say("give the file another name"));
  if (relative.is_absolute())
    throw refused(named, Exit::bad_data, say("{} wants a path relative to this file", named.word),
                  say("put the file beside this one and name it without its folder"));
  fs::path found = (file.path().parent_path() / relative).lexically_normal();
  if (const fs::path inside = real_path(found).lexically_relative(allowed); inside.empty() || *inside.begin() == "..")
    throw refused(named, Exit::bad_data, say("{} leads too far away from the scenario", named.word),
                  say("what it names lies in {} or below: put a copy there", allowed.string()));
  if (!fs::exists(found))
    throw refused(named, Exit::no_input,
                  named.word == "with" ? say("the policy {} does not exist", found.string())
                                       : say("the base {} does not exist", found.string()),
                  say("{} is relative to this file", named.word));
  return found;
}

// The base that a file extends, or nothing.
std::optional<fs::path> base_of(const TomlFile& file, const fs::path& allowed) {
  const toml::node* node = file.root().get("extends");
  if (node == nullptr) return std::nullopt;
  const auto* name = node->as_string();
  const Named named{name != nullptr ? name->get() : "", "extends", file.where(node->source())};
  if (named.name.empty())
    throw refused(named, Exit::bad_data,
                  name != nullptr ? say("extends wants the name of a file, and this is empty")
                                  : say("extends wants the name of a file, and this is {}", kind(*node)),
                  say("extends = \"base.toml\", relative to this file"));
  return beside(file, named, allowed);
}

// The policies that a file combines: each extends what this file does, or nothing.
std::vector<TomlFile> policies_of(const TomlFile& file, const fs::path& allowed) {
  std::vector<TomlFile> out;
  const toml::node* node = file.root().get("with");
  if (node == nullptr) return out;
  const Where where = file.where(node->source());
  const toml::array* names = node->as_array();
  if (names == nullptr || names->empty())
    throw refused({{}, "with", where}, Exit::bad_data,
                  names != nullptr ? say("with wants a list of files, and this is empty")
                                   : say("with wants a list of files, and this is {}", kind(*node)),
                  say("with = [\"policy.toml\", \"another.toml\"], relative to this file"));
  if (names->size() > most_files)
    throw refused({{}, "with", where}, Exit::bad_data, say("with names {} files", names->size()),
                  say("a scenario is made of {} at the most", most_files));
  const std::optional<fs::path> base = base_of(file, allowed);
  for (const toml::node& one : *names) {
    const auto* name = one.as_string();
    const Named named{name != nullptr ? name->get() : "", "with", file.where(one.source())};
    if (named.name.empty())
      throw refused(named, Exit::bad_data,
                    name != nullptr ? say("with wants names of files, and this is empty")
                                    : say("with wants names of files, and this is {}", kind(one)),
                    say("write each in quotes"));
    const fs::path path = beside(file, named, allowed);
    for (const TomlFile& before : out)
      if (real_path(before.path()) == real_path(path))
        throw refused(named, Exit::bad_data, say("the policy {} is in this list twice", path.string()),
                      say("name each once"));
    const TomlFile& policy = out.emplace_back(path);
    if (policy.root().contains("with"))
      throw refused(named, Exit::bad_data, say("{} combines policies itself", path.string()),
                    say("name those that it combines"));
    const std::optional<fs::path> its = base_of(policy, allowed);
    if (its && (!base || real_path(*its) != real_path(*base)))
      throw refused(named, Exit::bad_data,
                    base ? say("{} extends {}, and this file extends {}", path.string(), its->string(), base->string())
                         : say("{} extends {}, and this file extends nothing", path.string(), its->string()),
                    say("policies go together on one base"));
  }
  return out;
}

// Policies of the command line, over all. They are of one list with those that the file combines itself, and with the
// file where they extend what it extends.
void lay_beside(Chain& chain, const std::vector<fs::path>& policies) {
  if (policies.empty()) return;
  const std::size_t last = chain.files.size() - 1;
  const std::size_t list = last > 0 && chain.combined[last - 1] != 0 && chain.files[last].root().contains("with")
                               ? chain.combined[last - 1]
                               : chain.files.size();
  const auto allowed = [](const TomlFile& of) {
    return real_path(fs::absolute(of.path()).parent_path()).parent_path();
  };
  const fs::path self = real_path(chain.files[last].path());
  const std::optional<fs::path> base = base_of(chain.files[last], allowed(chain.files[last]));
  bool of_base = false, of_self = false;
  for (const fs::path& path : policies) {
    TomlFile policy(path);
    const auto refuse = [&policy](const char* key, std::string what, std::string mend) {
      const toml::node* node = policy.root().get(key);
      const Where where = node != nullptr ? policy.where(node->source()) : Where{policy.path().string(), 0, 0, {}};
      return Failure(Exit::bad_data, {problem(where, std::move(what), std::move(mend))});
    };
    for (const TomlFile& before : chain.files)
      if (real_path(before.path()) == real_path(path))
        throw refuse("title", say("{} is part of this scenario already", path.string()), say("name each once"));
    if (policy.root().contains("with"))
      throw refuse("with", say("this policy combines others"), say("name those that it combines"));
    const std::optional<fs::path> its = base_of(policy, allowed(policy));
    const bool on_base = its && base && real_path(*its) == real_path(*base), on_self = its && real_path(*its) == self;
    if (its && !on_base && !on_self)
      throw refuse("extends",
                   base ? say("this policy extends {}, and not {} or what that extends", its->string(),
                              chain.files[last].path().string())
                        : say("this policy extends {}, and not {}", its->string(), chain.files[last].path().string()),
                   say("policies go together on one base"));
    of_base = of_base || on_base;
    of_self = of_self || on_self;
    if (of_base && of_self)
      throw refuse("extends", say("of these policies some extend {}, some what it extends", self.string()),
                   say("policies go together on one base"));
    chain.files.push_back(std::move(policy));
    chain.combined.push_back(list);
  }
  if (of_base) chain.combined[last] = list;
}

}  // namespace

Chain read_chain(const fs::path& file, const std::vector<fs::path>& policies) {
  Chain chain;  // the file first, behind each what it combines
  const auto add = [&chain](TomlFile one, std::size_t of) {
    chain.files.push_back(std::move(one));
    chain.combined.push_back(of);
  };
  try {
    const fs::path allowed = real_path(fs::absolute(file).parent_path()).parent_path();
    std::size_t links = 0;
    for (std::optional<fs::path> next = file; next;) {
      add(TomlFile(*next), 0);
      const TomlFile& link = chain.files.back();
      next = base_of(link, allowed);
      for (const TomlFile& before : chain.files)
        if (next && real_path(before.path()) == real_path(*next))
          throw Failure(
              Exit::bad_data,
              {problem(link.where(link.root().get("extends")->source()),
                       say("extends goes in a circle: {} is already part of this scenario", before.path().string()),
                       say("a base must not extend what extends it"))});
      if (next && chain.files.size() >= most_files)
        throw Failure(Exit::bad_data, {problem(link.where(link.root().get("extends")->source()),
                                               say("the files of this scenario extend each other without an end"),
                                               say("it is made of {} at the most", most_files))});
      std::vector<TomlFile> its = policies_of(link, allowed);
      std::reverse(its.begin(), its.end());
      ++links;
      for (TomlFile& policy : its) add(std::move(policy), links);
    }
  } catch (const Failure& failure) {
    chain.broken = failure;
  } catch (const fs::filesystem_error& error) {
    chain.broken = refused_by_system(error.path1().string(), error.code(), Doing::reading,
                                     say("check the names and permissions of the scenario's folders"));
  }
  if (chain.files.empty()) throw *chain.broken;
  std::reverse(chain.files.begin(), chain.files.end());
  std::reverse(chain.combined.begin(), chain.combined.end());
  if (!chain.broken) lay_beside(chain, policies);
  return chain;
}

}  // namespace sim
