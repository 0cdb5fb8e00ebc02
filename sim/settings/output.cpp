// The [output] table that scenarios and designs share.

#include <algorithm>

#include "sim/say.hpp"
#include "sim/settings/known.hpp"

namespace sim {

void read_output(const TomlFile& file, const Entry& entry, const Known& known, std::vector<std::string>& series,
                 bool& snapshots, std::vector<Problem>& problems) {
  const auto refuse = [&problems](const Where& where, std::string what, std::string mend) {
    problems.push_back(problem(where, std::move(what), std::move(mend)));
  };
  const toml::table* table = entry.node->as_table();
  if (table == nullptr)
    return refuse(entry.where, say("output is a table, and this is {}", kind(*entry.node)), say("write [output]"));
  for (const Entry& e : file.entries(*table)) {
    const toml::array* names = e.node->as_array();
    if (e.key == "snapshots") {
      if (!e.node->is_boolean())
        refuse(e.where, say("snapshots is true or false, and this is {}", kind(*e.node)), say("snapshots = false"));
      snapshots = e.node->value_or(true);
    } else if (e.key != "series") {
      refuse(e.where, say("unknown key {} in [output]", text(e.key)), near_text(e.key, {"series", "snapshots"}));
    } else if (names == nullptr) {
      refuse(e.where, say("series wants a list of names, and this is {}", kind(*e.node)),
             say("series = [\"a\", \"b\"]"));
    } else {
      series.clear();
      for (const toml::node& node : *names) {
        const auto* name = node.as_string();
        if (name == nullptr) {
          refuse(file.where(node.source()), say("series wants names, and this is {}", kind(node)),
                 say("write it in quotes"));
        } else if (!known.series(name->get())) {
          refuse(file.where(node.source()), say("unknown series {}", text(name->get())),
                 known.series_advice(name->get()));
        } else if (std::find(series.begin(), series.end(), name->get()) == series.end()) {
          series.push_back(name->get());
        }
      }
    }
  }
}

}  // namespace sim
