// Each switch of incubators, inspection and Beijing's measures acts through a column of its own: that differs first,
// and with the column of a town without it put back, and cash, no other bit differs.
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>
#include <string>

#include "sim/bytes.hpp"
#include "tests/city/town.hpp"

namespace {

using namespace city;

using Columns = std::map<std::string, std::string>;  // their bytes

struct Bytes : sim::ByteWriter {
  std::string all;
  void bytes(const void* from, std::size_t count) override { all.append(static_cast<const char*>(from), count); }
};

Columns columns(City& c) {
  Columns out;
  auto of_table = [&](std::string_view table, auto& rows) {
    auto of_column = [&](auto& column, const sim::ColumnField& field) {
      Bytes bytes;
      column.write_to(bytes);
      out[std::string(table) + "." + std::string(field.name)] = std::move(bytes.all);
    };
    rows.visit(of_column);
  };
  c.tables(of_table);
  return out;
}

std::set<std::string> differing(const Columns& a, const Columns& b) {
  std::set<std::string> out;
  for (const auto& [name, bytes] : a)
    if (b.at(name) != bytes) out.insert(name);
  return out;
}

// The switch's own money, and what sums it: no rule but its own reads these.
std::set<std::string> beside_money(std::set<std::string> names) {
  for (const char* name :
       {"ledger.outside", "ledger.moved", "governments.incubator_left", "governments.incubator_paid"})
    names.erase(name);
  return names;
}

struct Switch {
  const char* name;
  const char* phase;  // that writes the column
  const char* column;
  std::function<void(hand::Town&)> on;
  std::function<void(City& to, City& from)> put_back;
};

template <class T, class Column>
auto put(T City::*table, Column T::*column) {
  return [=](City& to, City& from) { to.*table.*column = from.*table.*column; };
}

std::vector<Switch> switches() {
  const auto of = [](auto column) { return put(&City::organizations, column); };
  using O = Organizations;
  const auto incubation = [](const char* name, const char* column, bool Incubation::*on, auto back) {
    return Switch{name, "incubation", column, [on](hand::Town& t) { t.rules.incubation.*on = true; }, back};
  };
  return {
      incubation("room", "organizations.free_rent", &Incubation::room, of(&O::free_rent)),
      incubation("coaching", "organizations.coached", &Incubation::coaching, of(&O::coached)),
      incubation("introductions", "organizations.ties", &Incubation::introductions, of(&O::ties)),
      incubation("records", "organizations.published", &Incubation::records, of(&O::published)),
      incubation("grants", "organizations.aid", &Incubation::grants, of(&O::aid)),
      incubation("training", "workers.prepared", &Incubation::training, put(&City::workers, &Workers::prepared)),
      incubation("showcase", "communities.shown", &Incubation::showcase, put(&City::communities, &Communities::shown)),
      incubation("standards", "organizations.standard", &Incubation::standards, of(&O::standard)),
      incubation("research", "organizations.design", &Incubation::research, of(&O::design)),
      incubation("party", "organizations.venue", &Incubation::party, of(&O::venue)),
      {"inspection", "inspection", "organizations.failed", [](hand::Town& t) { t.rules.inspection.open = true; },
       [](City& to, City& from) {
         to.organizations.failed = from.organizations.failed;
         to.organizations.revoked = from.organizations.revoked;
         to.organizations.inspected = from.organizations.inspected;
       }},
      {"consulting", "consulting", "communities.voiced", [](hand::Town& t) { t.rules.consulting.regular = true; },
       put(&City::communities, &Communities::voiced)},
      {"rebate", "finance", "organizations.rebate", [](hand::Town& t) { t.rules.finance.rebate = 1; }, of(&O::rebate)},
  };
}

// A town with houses in every street whose functions are all off, and where what the functions touch matters.
void furnish(hand::Town& t) {
  t.city.classes[1].community = false;  // providers sit there, and no clubs
  t.rules.posting.value = 3000;         // many projects: what is weighed is seen
  t.rules.budget.incubators = 20;
  t.rules.finance.rebate = 0;
  t.rules.inspection.open = false;
  Incubation& rule = t.rules.incubation;
  rule.room = rule.coaching = rule.introductions = rule.records = rule.grants = rule.training = rule.showcase =
      rule.standards = rule.research = rule.party = false;
  rule.design_months = 2;
  t.city.economy.own_hours = 60;  // most bid for some
  t.city.classes[0].core = 1.5;
  t.rules.fair.contracting.usual = 5;
  t.rules.delivery.error = 0.2;
  t.rules.inspection.overlooked = 0;
  t.rules.licensing.hours = 5000;  // nobody sits the exam who was not prepared for it
  t.rules.licensing.prepared_hours = 0;
  t.rules.licensing.hears = 1;
  t.city.procurement.hours_adapting = 1;
}

class Switches : public testing::TestWithParam<Switch> {};

TEST_P(Switches, act_through_their_own_column_alone) {
  const Switch& one = GetParam();
  hand::Town off, on, back;
  for (hand::Town* t : {&off, &on, &back}) {
    furnish(*t);
    if (t != &off) one.on(*t);
    t->start();
  }
  bool moved = false, read = false;
  for (int m = 0; m < 42 && !read; ++m) {
    City as_off;  // after the phase that writes the column
    off.run(m, false, [&](std::string_view phase) {
      if (phase == one.phase) as_off = off.city;
    });
    on.month(m);
    back.run(m, false, [&](std::string_view phase) {
      if (phase != one.phase) return;
      one.put_back(back.city, as_off);
      back.city.governments.cash = as_off.governments.cash;
      back.city.organizations.cash = as_off.organizations.cash;
    });
    const Columns base = columns(off.city);
    const auto changed = beside_money(differing(base, columns(on.city)));
    moved = moved || changed.contains(one.column);
    for (const std::string& name : changed)
      ASSERT_TRUE(moved || name.ends_with(".cash") || name == "organizations.inspected") << name << " in month " << m;
    const auto left = beside_money(differing(base, columns(back.city)));
    ASSERT_TRUE(left.empty()) << *left.begin() << " in month " << m;
    for (const std::string& name : changed)
      read = read || (moved && name != one.column && name != "organizations.inspected" &&
                      name != "organizations.revoked" && !name.ends_with(".cash"));
  }
  EXPECT_TRUE(moved);
  EXPECT_TRUE(read) << "no rule reads " << one.column;
}

INSTANTIATE_TEST_SUITE_P(Each, Switches, testing::ValuesIn(switches()),
                         [](const auto& info) { return std::string(info.param.name); });

// Houses without a line are houses alone.
TEST(Switches, are_no_bit_where_all_are_off) {
  hand::Town plain, idle;
  for (hand::Town* t : {&plain, &idle}) {
    t->rules.budget.incubators = 0;
    t->rules.finance.rebate = 0;
    t->rules.inspection.open = false;
  }
  plain.city.incubator_kinds.clear();
  idle.city.incubator_kinds.resize(2);
  idle.city.incubator_kinds[1].tier = Tier::community;
  for (IncubatorKind& kind : idle.city.incubator_kinds) kind.share = 0.5;
  plain.start();
  idle.start();
  for (int m = 0; m < 24; ++m) {
    plain.month(m);
    idle.month(m);
    for (const std::string& name : differing(columns(plain.city), columns(idle.city)))
      ASSERT_TRUE(name.starts_with("incubators.")) << name << " in month " << m;
  }
}

}  // namespace
