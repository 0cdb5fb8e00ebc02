"""Law 10: work that nobody does costs somebody something, by each of its paths alone, and by nothing else."""

import law

SMALL = {"scale": 0.05, "replicates": 1, "until": "2016-12-31"}
CITY = "subtraction-without-support"
COUNTED = ["undone_work"]
# What a path moves, and where to.
PATHS = {
    "returning": ("returning_errands", 1),
    "distrust": ("trust", -1),
    "needs": ("need_incidence", 1),
}


def consequences(**doses: float) -> list[str]:
    """Each of the scenario's rows, times the dose of its path: 0 where none is given."""
    out = []
    for task in law.table("task"):
        for path in ("returning", "distrust", "noise"):
            value = task[path] * doses.get(path, 0)
            out += law.setting({f"tasks.{path}.{task['name']}": value})
    for service in law.table("service"):
        value = service["undone_needs"] * doses.get("needs", 0)
        out += law.setting({f"need.undone_needs.{service['name']}": value})
    return out


def run(cities, draw, doses, more=()):
    options = [*draw.options(), *consequences(**doses), *more]
    return cities.run(CITY, options=options, **SMALL)[0]


def test_without_consequences_it_is_only_counted(cities):
    for draw in law.draws("gap", "tasks.undone_kept"):
        slow, fast = (
            run(cities, draw, {}, law.setting({"tasks.undone_kept": kept}))
            for kept in (0.9, 0.5)
        )
        assert law.first_difference(slow[COUNTED], fast[COUNTED]) is not None
        others = [slow.drop_vars(COUNTED), fast.drop_vars(COUNTED)]
        assert law.first_difference(*others) is None, f"{draw}: {draw.options()}"


def test_each_path_moves_what_it_leads_to_by_its_dose(cities):
    # Without the ways back from waits to needs there is nothing else between a dose and what it moves.
    for draw in law.draws("gap by dose"):
        none = run(cities, draw, {})
        for path, (series, up) in PATHS.items():
            seen = [none] + [run(cities, draw, {path: dose}) for dose in (0.5, 1)]
            values = [
                up * law.total(runs, series, "2015", "2016").mean() for runs in seen
            ]
            assert values[0] < values[1] < values[2], f"{path}, {draw}: {values}"
