"""Sweep designs from outside: the points against SciPy's, tables from pandas, refusals, the schema."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy
import pandas
import pytest
from scipy.stats import qmc
from patience import HANG

ROOT = Path(__file__).resolve().parents[3]
SANSHE = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
VILLAGE = json.dumps(str(ROOT / "scenarios/village.toml"))

# Ranges of parameters that are numbers, as the design has them.
RANGES = {
    "help_seeking.intercept": (-1.0, 1.3),
    "need.incidence.elder_care": (0.35, 1.4),
    "station.freed_share": (0.05, 0.5),
    "awareness.initial": (0.1, 0.9),
    "economy.hour_price": (50.0, 110.0),
    "casework.giving_up": (0.1, 0.3),
    "founding.error": (0.0, 2.0),
}


def design(folder: Path, text: str, ranges=RANGES) -> Path:
    path = folder / "design.toml"
    parameters = [
        f'[[parameter]]\nname = "{name}"\nrange = [{least}, {most}]\n'
        for name, (least, most) in ranges.items()
    ]
    path.write_text(f"scenarios = [{VILLAGE}]\n{text}\n" + "".join(parameters))
    return path


def call(*words, code=0) -> subprocess.CompletedProcess:
    done = subprocess.run(
        [SANSHE, *words], capture_output=True, text=True, timeout=HANG
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def points(path: Path) -> pandas.DataFrame:
    # round_trip: pandas' own way of reading numbers is off in the last bit
    text = call("check", "--points", path).stdout
    return pandas.read_csv(io.StringIO(text), float_precision="round_trip")


def unit_cube(table: pandas.DataFrame) -> numpy.ndarray:
    least, most = numpy.array(list(RANGES.values())).T
    return qmc.scale(table.to_numpy(), least, most, reverse=True)


@pytest.mark.filterwarnings("ignore:The balance properties")
@pytest.mark.parametrize("count", [1, 100, 1024])
def test_sobol_is_scipys_bit_by_bit(tmp_path, count):
    table = points(design(tmp_path, f'method = "sobol"\npoints = {count}'))
    least, most = numpy.array(list(RANGES.values())).T
    sample = qmc.Sobol(len(RANGES), scramble=False).random(count)
    expected = sample * (most - least) + least
    assert list(table.columns) == list(RANGES)
    assert (table.to_numpy() == expected).all()


@pytest.mark.filterwarnings("ignore:The balance properties")
def test_sobol_is_scipys_in_many_dimensions(tmp_path):
    facts = json.loads(call("describe", "parameters", "--format", "json").stdout)
    ranges = {
        f["path"]: (f["least"], f["most"])
        for f in facts
        if f["type"] == "number"
        and not f["rows"]
        and None not in (f["least"], f["most"])
    }
    assert len(ranges) > 100
    table = points(design(tmp_path, 'method = "sobol"\npoints = 50', ranges))
    least, most = numpy.array(list(ranges.values())).T
    sample = qmc.Sobol(len(ranges), scramble=False).random(50)
    assert (table.to_numpy() == sample * (most - least) + least).all()


def test_points_fill_the_cube_as_their_method_promises(tmp_path):
    def discrepancy(method):
        text = f'method = "{method}"\npoints = 256'
        return qmc.discrepancy(unit_cube(points(design(tmp_path, text))))

    random = numpy.random.default_rng(1)
    cubes = [random.random((256, len(RANGES))) for _ in range(20)]
    usual = sorted(map(qmc.discrepancy, cubes))
    assert usual[0] / 1.2 < discrepancy("random") < usual[-1] * 1.2
    assert discrepancy("lhs") < usual[0]
    assert discrepancy("sobol") < 0.5 * usual[0]


def test_lhs_is_a_latin_hypercube(tmp_path):
    text = 'method = "lhs"\npoints = 100\nseed = '
    one = unit_cube(points(design(tmp_path, text + "1")))
    assert (numpy.sort(numpy.floor(one * 100), axis=0).T == numpy.arange(100)).all()
    assert (
        numpy.abs(numpy.corrcoef(one.T) - numpy.eye(len(RANGES))).max() < 0.4
    )  # 4 sigma
    assert not (one == unit_cube(points(design(tmp_path, text + "2")))).any()


def test_saltelli_rows_give_sobol_indices(tmp_path):
    """The estimators of SALib on a function whose indices are known: Ishigami's, at its seven's first three."""
    n, d = 1024, len(RANGES)
    table = points(design(tmp_path, f'method = "saltelli"\npoints = {n}'))
    x = (2 * unit_cube(table) - 1) * numpy.pi
    y = numpy.sin(x[:, 0]) + 7 * numpy.sin(x[:, 1]) ** 2
    y += 0.1 * x[:, 2] ** 4 * numpy.sin(x[:, 0])
    y = (y - y.mean()).reshape(n, d + 2)
    a, ab, b = y[:, 0], y[:, 1:-1], y[:, -1]
    variance = numpy.var(numpy.r_[a, b])
    first = (b[:, None] * (ab - a[:, None])).mean(axis=0) / variance
    total = 0.5 * ((a[:, None] - ab) ** 2).mean(axis=0) / variance
    assert first == pytest.approx([0.314, 0.442, 0, 0, 0, 0, 0], abs=0.03)
    assert total == pytest.approx([0.558, 0.442, 0.244, 0, 0, 0, 0], abs=0.03)


def test_morris_finds_what_matters(tmp_path):
    table = points(design(tmp_path, 'method = "morris"\npoints = 10'))
    x = unit_cube(table).reshape(10, len(RANGES) + 1, len(RANGES))
    y = 3 * x[..., 0] - 2 * x[..., 4]
    step = numpy.diff(x, axis=1)
    effects = numpy.zeros(len(RANGES))
    for trajectory in range(10):
        for i, change in enumerate(step[trajectory]):
            (moved,) = numpy.flatnonzero(numpy.abs(change) > 1e-9)
            rise = y[trajectory, i + 1] - y[trajectory, i]
            effects[moved] += rise / change[moved] / 10
    assert effects == pytest.approx([3, 0, 0, 0, -2, 0, 0], abs=1e-9)


def test_a_table_from_pandas(tmp_path):
    random = numpy.random.default_rng(7)
    frame = pandas.DataFrame(
        {
            "help_seeking.intercept": random.normal(0, 0.5, 20),
            "exit.idle_months": random.integers(6, 18, 20),
            "station.contest": random.random(20) < 0.5,
            "founding.rule": random.choice(["niche", "density"], 20),
        }
    )
    text = 'method = "table"\ntable = "points.csv"'
    for options in ({}, {"sep": ";"}, {"sep": "\t", "quoting": 2}):
        frame.to_csv(tmp_path / "points.csv", index=False, **options)
        path = design(tmp_path, text, {})
        read = points(path)
        assert (read == frame).all(axis=None)
    assert "20 points of 4 parameters" in call("check", path).stdout

    frame.to_csv(tmp_path / "points.csv")
    assert "index=False" in call("check", path, code=65).stderr
    frame.loc[3, "help_seeking.intercept"] = float("nan")
    frame.loc[4, "founding.rule"] = "nich"
    frame.to_csv(tmp_path / "points.csv", index=False)
    said = call("check", path, code=65).stderr
    assert "points.csv:5:1" in said and "has no value" in said
    assert "points.csv:6:" in said and 'did you mean "niche"' in said


def test_check_knows_a_design(tmp_path):
    path = design(tmp_path, 'replicates = 8\nmethod = "lhs"\npoints = 1000')
    said = call("check", path).stdout
    assert (
        "1,000 points of 7 parameters x 1 scenario x 8 replicates = 8,000 runs" in said
    )
    for example in (ROOT / "scenarios/sweeps").glob("*.toml"):
        assert "ok, a design" in call("check", example).stdout
    design(tmp_path, 'method = "sobol"\npoints = 48')
    assert "points = 48 is no power of two" in call("check", path).stderr
    design(tmp_path, 'method = "sobol"\npoints = 64')
    assert call("check", path).stderr == ""


def test_out_of_range_is_refused_before_any_work(tmp_path):
    path = design(
        tmp_path, 'method = "sobol"\npoints = 8', {"station.freed_share": (0.5, 1.5)}
    )
    done = call("check", path, code=65)
    assert done.stdout == ""
    for word in (
        "design.toml:6:15",
        "station.freed_share = 1.5",
        "0 to 1",
        "range = [0.5, 1.5]",
    ):
        assert word in done.stderr
    path.write_text('scenarios = ["gone.toml"]\n')
    assert "no such file" in call("check", path, code=66).stderr


def test_the_schema_refuses_what_it_can_know(tmp_path):
    schema = tmp_path / "schema.json"
    schema.write_text(call("describe", "design-schema").stdout)
    right = f'scenarios = [{VILLAGE}]\nmethod = "grid"\n[[parameter]]\nname = "need.incidence.elder_care"\nvalues = [1]\n'
    wrong = {
        "key": "pints = 3\n" + right,
        "method": right.replace("grid", "gird"),
        "name": right.replace("need.incidence", "need.incidents"),
        "values": right.replace("[1]", "1"),
        "range": right.replace("values = [1]", "range = [1]"),
        "replicates": "replicates = 0\n" + right,
    }
    paths = []
    for name, text in {"right": right, **wrong}.items():
        paths.append(tmp_path / f"{name}.toml")
        paths[-1].write_text(text)
        call("check", paths[-1], code=0 if name == "right" else 65)
    checker = ROOT / "tests/sim/describe/schema_check.py"
    done = subprocess.run(
        [sys.executable, checker, schema, *paths],
        capture_output=True,
        text=True,
        timeout=HANG,
    )
    verdicts = done.stdout.splitlines()
    assert verdicts[0] == "valid"
    assert len(verdicts) == len(paths) and "valid" not in verdicts[1:], done.stdout
