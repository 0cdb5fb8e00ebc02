"""What needs no C++: a new service, and a dated change of any parameter."""

import json
import os
import pathlib
import subprocess

import xarray
from patience import HANG

ROOT = pathlib.Path(__file__).resolve().parents[2]
SANSHE = str(pathlib.Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe")


def sanshe(*arguments: str, code: int = 0) -> str:
    """Runs the program and returns what it says on standard output."""
    done = subprocess.run(
        [SANSHE, *arguments], capture_output=True, text=True, timeout=HANG
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def child(folder: pathlib.Path, text: str) -> str:
    """A scenario that extends a copy of the small town."""
    (folder / "village.toml").write_text((ROOT / "scenarios/village.toml").read_text())
    path = folder / "child.toml"
    path.write_text('extends = "village.toml"\n' + text)
    return str(path)


def test_a_new_service_is_one_block(tmp_path):
    scenario = child(
        tmp_path,
        """
[[service]]
name = "hospice"
source = "a large organization that served over 10,000 person-times; rates assumed"
incidence = 0.4
least_age = 60
natural_resolution = 0.05
months = 3
price = 4000.0
group_share = 0.1
salience = 0.2
""",
    )
    out = str(tmp_path / "out.h5")
    sanshe("run", scenario, "-o", out, "--quiet")
    with xarray.open_dataset(out) as run:
        assert "hospice" in [str(name) for name in run["service"].values]
        hospice = run.sel(service="hospice").isel(run=0, district=0)
        assert hospice["need_incidence"].sum() > 0
        assert hospice["expressed_demand"].sum() > 0
        assert hospice["cases_served"].sum() > 0


def literal(parameter: dict) -> str:
    """A value that the parameter takes, as TOML writes it."""
    value = parameter["default"]
    if value is None or (parameter["type"] != "text" and value == ""):
        value = parameter["least"]
    if parameter["type"] == "number":
        return repr(float(value))
    return json.dumps(value)


def test_every_parameter_can_change_on_a_date(tmp_path):
    parameters = json.loads(sanshe("describe", "parameters", "--format", "json"))
    rows = {
        "service": "elder_care",
        "organization_class": "agencies",
        "district": "hills",
        "census": "y2020",
    }
    rows["age_band"] = "adults"
    rows["task"] = "certificates"
    rows["buyer"] = "estates"
    rows["incubator"] = "house"
    moved, fixed = [], []
    for parameter in parameters:
        path = parameter["path"]
        for kind, row in rows.items():
            path = path.replace(f"<{kind}>", row)
        (moved if parameter["dated_change"] else fixed).append(
            (path, literal(parameter))
        )
    assert len(moved) > 150

    changes = "".join(
        f'[[change]]\nid = "c{i}"\nfrom = 2013-0{1 + i % 9}-01\nbecause = "a test"\nset."{path}" = {value}\n'
        for i, (path, value) in sorted(enumerate(moved), key=lambda item: item[0] % 9)
    )
    changes += '[[incubator]]\nname = "house"\nsource = "a test"\n'
    out = str(tmp_path / "out.h5")
    sanshe(
        "run", child(tmp_path, changes), "-o", out, "--quiet", "--until", "2014-01-31"
    )

    path, value = fixed[0]
    text = f'[[change]]\nid = "late"\nfrom = 2013-01-01\nbecause = "a test"\nset."{path}" = {value}\n'
    sanshe("check", child(tmp_path, text), code=65)


def test_a_dated_change_moves_what_it_says(tmp_path):
    text = '[[change]]\nid = "more"\nfrom = 2012-01-01\nbecause = "a test"\nmultiply."need.incidence.mediation" = 3\n'
    runs = []
    for name, scenario in (
        ("a", str(ROOT / "scenarios/village.toml")),
        ("b", child(tmp_path, text)),
    ):
        out = str(tmp_path / f"{name}.h5")
        sanshe("run", scenario, "-o", out, "--quiet")
        with xarray.open_dataset(out) as run:
            runs.append(
                run["need_incidence"]
                .sel(service="mediation")
                .isel(run=0, district=0)
                .load()
            )
    before = slice("2010-01-01", "2011-12-01")
    assert (runs[0].sel(time=before) == runs[1].sel(time=before)).all()
    after = slice("2012-01-01", None)
    ratio = float(runs[1].sel(time=after).sum() / runs[0].sel(time=after).sum())
    assert 2.4 < ratio < 3.6


def test_a_factor_that_another_file_ends_is_told(tmp_path):
    """What `multiply` makes lasts until the next value; a factor that is given again there goes on."""

    def told(*factors: str) -> str:
        (tmp_path / "city.toml").write_text(
            (ROOT / "scenarios/village.toml").read_text()
            + '[[change]]\nid = "budget-2016"\nfrom = 2016-01-01\nbecause = "t"\n'
            'set."budget.fair_per_resident" = 20.0\n'
        )
        text = 'extends = "city.toml"\ntitle = "t"\n'
        for date in factors:
            text += f'[[change]]\nid = "x-{date}"\nfrom = {date}\nbecause = "t"\n'
            text += 'multiply."budget.fair_per_resident" = 2.0\n'
        (tmp_path / "twice.toml").write_text(text)
        done = subprocess.run([SANSHE, "check", str(tmp_path / "twice.toml")], capture_output=True, text=True, check=True)  # fmt: skip
        return done.stderr

    note = "twice.toml:7: budget.fair_per_resident is multiplied from 2014-03 to 2015-12 only: then budget-2016 in"
    assert note in told("2014-03-01")
    assert told("2014-03-01", "2016-01-01") == ""
    assert told("2016-01-01") == told("2017-01-01") == ""
    assert "2015-06 to 2015-12" in told("2014-03-01", "2015-06-01")


def policy(folder: pathlib.Path, name: str, value: float) -> str:
    """A policy on the small town: what asking for help takes, from 2010-07 on."""
    path = folder / f"{name}.toml"
    path.write_text(
        f'extends = "village.toml"\ntitle = "{name}"\nuntil = 2010-12-31\n[[change]]\nid = "{name}"\nfrom = 2010-07-01\n'
        f'because = "a test"\nset."help_seeking.{name}" = {value}\n'
    )
    return str(path)


def test_policies_beside_a_scenario_are_those_of_a_file_that_combines_them(tmp_path):
    village = child(tmp_path, 'title = "x"\n').replace("child", "village")
    asks, waits = policy(tmp_path, "intercept", 0.2), policy(tmp_path, "severity", 3)
    (tmp_path / "waits.toml").write_text(
        (tmp_path / "severity.toml").read_text().replace("until = 2010-12-31\n", "")
    )
    waits = str(tmp_path / "waits.toml")
    (tmp_path / "both.toml").write_text(
        'extends = "village.toml"\nwith = ["intercept.toml", "waits.toml"]\n'
    )
    out = str(tmp_path / "with.h5")
    both = str(tmp_path / "both.toml")
    # The option is for the scenario before it alone.
    sanshe("run", village, "--with", asks, "--with", waits, both, asks, "-o", out, "--until", "2010-12", "--quiet")  # fmt: skip
    with xarray.open_dataset(out) as runs:
        names = [str(name) for name in runs["scenario"].values]
        assert names == ["village_intercept_waits", "both", "intercept"]
        asked = runs["expressed_demand"].values
        assert (asked[0] == asked[1]).all() and (asked[0] != asked[2]).any()
    done = subprocess.run(
        [SANSHE, "run", "--with", asks, village], capture_output=True, text=True
    )
    assert done.returncode == 64 and "stands before" in done.stderr
    done = subprocess.run(
        [SANSHE, "run", asks, "--with", str(tmp_path / "severity.toml")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 65, done.stderr
    assert "until" in done.stderr and "intercept.toml" in done.stderr
