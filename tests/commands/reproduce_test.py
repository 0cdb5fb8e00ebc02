"""`reproduce`: files of runs and of sweeps come out the same; what does not is named; other programs, damaged files."""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import h5py
import numpy
import pytest
from patience import HANG
from edited import edited
from program import (
    BAD_DATA,
    DONE,
    NO_INPUT,
    PROGRAM,
    ROOT,
    SCENARIO,
    SMALL,
    SOME_FAILED,
    USAGE,
    call,
    refused,
    scenario,
)

pytestmark = pytest.mark.usefixtures("own_folder")

CITY = PROGRAM.parent / "sanshe"
VILLAGE = ROOT / "scenarios/village.toml"


def city(*words, code=DONE):
    done = subprocess.run(
        [CITY, *words], capture_output=True, text=True, check=False, timeout=HANG
    )
    assert done.returncode == code, done.stderr + done.stdout
    return done.stdout


def told(*words, code=DONE):
    return json.loads(call("reproduce", *words, "--json", code=code).stdout)


@pytest.fixture
def runs():
    """Two scenarios of other lengths that keep other series, three replicates each."""
    small = "[population]\nsize = 20_000\n"
    short = 'until = 2011-06-30\n[output]\nseries = ["unmet", "served"]\n'
    scenario("short.toml", short + small)
    scenario("long.toml", "until = 2012-12-31\n" + small + "[waiting]\npatience = 3\n")
    words = ["--replicates", "3", "--seed", "7", "--set", "service.capacity=5"]
    call("run", "short.toml", "long.toml", *words, "-o", "x.h5")
    for source in Path().glob("*.toml"):  # nothing but the file is needed
        source.unlink()
    return "x.h5"


def text_of(file, name, change):
    """Changes the scenario text that a file embeds, and its hash."""
    with edited(file) as opened:
        text = change(opened.attrs[f"scenario_text_{name}"].decode())
        hashed = hashlib.sha256(text.encode()).hexdigest()
        opened.attrs[f"scenario_text_{name}"] = text
        opened.attrs[f"scenario_sha256_{name}"] = hashed


def test_runs_come_out_the_same(runs):
    for threads in ("1", "3"):
        done = call("reproduce", runs, "--threads", threads)
        assert "x.h5: equal. 6 runs, 4 series: each of " in done.stdout
        assert "rogram is " in done.stdout
    answer = told(runs)
    assert answer["equal"] and answer["differences"] == []
    assert answer["runs"] == answer["runs_in_file"] == 6
    with h5py.File(runs) as file:
        assert answer["values"] == sum(
            file[name].size for name in ("waiting", "served", "unmet", "mean_trust")
        )
    quiet = call("reproduce", runs, "--quiet")
    assert quiet.stdout == quiet.stderr == ""


def test_the_whole_city_with_snapshots_and_money():
    words = ["--until", "2012-12-31", "--set", "fair.open=false", "--replicates", "2"]
    city("run", VILLAGE, *words, "-o", "v.h5")
    assert "v.h5: equal. 2 runs, 159 series" in re.sub(
        r"\d+ series", "159 series", city("reproduce", "v.h5")
    )
    with edited("v.h5") as file:
        money = file["purchase_spending"]
        money[1, 20, 0, 0, 0] += 0.01
        yearly = file["population_by_community"]
        yearly[1, 2, 0] += 1
    out = city("reproduce", "v.h5", code=SOME_FAILED)
    assert "not equal. 1 of 2 runs has not the same bits" in out
    assert "run 1, village, replicate 1: 2 of " in out
    assert (
        "purchase_spending: first in 2011-09, district city, gov_level city, service elder_care: "
        in out
    )
    assert re.search(
        r"population_by_community: first in 2012, community \S+: .*, at most 1 apart",
        out,
    )


def test_what_differs_is_named(runs):
    with edited(runs) as file:
        file["served"][4, 13] += 7
        file["served"][4, 20] -= 9
        file["mean_trust"][5, 2] = numpy.nan
        file["mean_trust"][3, 1] = numpy.nextafter(file["mean_trust"][3, 1], 1)
        file["unmet"][0, 30] = 1  # the short scenario has no such month
    out = call("reproduce", runs, code=SOME_FAILED).stdout
    assert "x.h5: not equal. 4 of 6 runs have not the same bits:" in out
    assert (
        "run 4, long, replicate 1: 1 of 4 series\n    served: first in 2011-02: " in out
    )
    assert "2 of 36 values, at most 9 apart" in out
    assert re.search(
        r"mean_trust: first in 2010-03: undefined in the file, 0\.\d+ now; 1 of 36 values\n",
        out,
    )
    assert re.search(r"unmet: first in 2012-07: 1 in the file, undefined now", out)
    answer = told(runs, code=SOME_FAILED)
    assert not answer["equal"] and answer["differing_runs"] == 4
    assert [d["run"] for d in answer["differences"]] == [0, 3, 4, 5]
    served = answer["differences"][2]["series"][0]
    assert (served["series"], served["first"], served["largest"]) == (
        "served",
        "2011-02",
        9,
    )
    assert served["was"] - served["is"] == 7
    bit = answer["differences"][1]["series"][0]
    assert 0 < bit["largest"] < 1e-15
    quiet = call("reproduce", runs, "--quiet", code=SOME_FAILED)
    assert quiet.stdout == quiet.stderr == ""


def test_a_few_runs_spread_over_the_file(runs):
    with edited(runs) as file:
        file["served"][1, 0] += 1
    assert told(runs, "--runs", "1")["runs"] == 1
    assert told(runs, "--runs", "2")["equal"]  # 0 and 5
    assert told(runs, "--runs", "3")["equal"]  # 0, 2 and 5
    assert told(runs, "--runs", "6", code=SOME_FAILED)["differing_runs"] == 1
    assert told(runs, "--runs", "600", code=SOME_FAILED)["runs"] == 6
    assert "equal. 2 of 6 runs" in call("reproduce", runs, "--runs", "2").stdout


def test_another_program_is_named(runs):
    with edited(runs) as file:
        file.attrs["git_commit"] = "0123456789abcdef"
        file.attrs["git_dirty"] = "false"
    out = call("reproduce", runs).stdout
    assert (
        "The bits are the same although the program is another: it was written by version"
        in out
    )
    assert "commit 0123456789ab; this is version" in out
    with edited(runs) as file:
        file["served"][0, 0] += 1
    out = call("reproduce", runs, code=SOME_FAILED).stdout
    assert "\nThe program is another: it was written by" in out


def test_another_luck_or_text_shows(runs):
    shutil.copy(runs, "seed.h5")
    with edited("seed.h5") as file:
        file["seed"][2] = 8
    answer = told("seed.h5", code=SOME_FAILED)
    assert [d["run"] for d in answer["differences"]] == [2]
    text_of(runs, "long", lambda text: text.replace("patience = 3", "patience = 4"))
    answer = told(runs, code=SOME_FAILED)
    assert [d["run"] for d in answer["differences"]] == [3, 4, 5]


def test_sealed_sweeps_come_out_the_same():
    text = VILLAGE.read_text().replace("2017-12-31", "2014-06-30")
    Path("one.toml").write_text(text)
    Path("two.toml").write_text(
        'extends = "one.toml"\ntitle = "Two"\n[budget]\nfair_per_resident = 90.0\n'
    )
    Path("design.toml").write_text(
        'title = "All kinds of parameters"\nscenarios = ["one.toml", "two.toml"]\nreplicates = 2\n'
        'method = "one-at-a-time"\n[output]\nseries = ["backlog", "so_registered", "wait_mean"]\n'
        '[[parameter]]\nname = "need.incidence.elder_care"\nrange = [0.3, 3.1]\n'
        '[[parameter]]\nname = "fair.open"\n[[parameter]]\nname = "registration.regime"\n'
        '[[parameter]]\nname = "casework.months.elder_care"\nvalues = [1, 9]\n'
    )
    city("sweep", "design.toml", "-o", "sweep")
    city("seal", "sweep", "-o", "s.h5")
    answer = json.loads(city("reproduce", "s.h5", "--json"))
    assert answer["equal"] and answer["runs"] == answer["runs_in_file"] > 30
    # The values are really taken from the file.
    with edited("s.h5") as file:
        chosen = numpy.flatnonzero(file["need_incidence_elder_care_is_set"][:] == 1)
        file["need_incidence_elder_care"][chosen[0]] = 8.0
    answer = json.loads(city("reproduce", "s.h5", "--json", code=SOME_FAILED))
    assert [d["run"] for d in answer["differences"]] == [chosen[0]]


def test_what_is_wrong_is_said(runs):
    refused(USAGE, "reproduce", says=["one run file"])
    refused(USAGE, "reproduce", runs, "--runs", "0", says=["--runs"])
    refused(NO_INPUT, "reproduce", "y.h5", says=["y.h5: error: does not exist"])
    refused(BAD_DATA, "reproduce", SCENARIO, says=["is no run file"])
    whole = Path(runs).read_bytes()
    Path("cut.h5").write_bytes(whole[: len(whole) - 2000])
    refused(BAD_DATA, "reproduce", "cut.h5", says=["cut.h5: error: "])
    done = subprocess.run(
        [CITY, "reproduce", runs], capture_output=True, text=True, check=False
    )
    assert done.returncode == BAD_DATA and "is by another program" in done.stderr

    shutil.copy(runs, "renamed.h5")
    text_of("renamed.h5", "long", lambda text: text.replace("patience", "endurance"))
    refused(
        BAD_DATA,
        "reproduce",
        "renamed.h5",
        says=[
            "scenario long of renamed.h5:",
            "unknown parameter waiting.endurance",
            "this program cannot read a scenario that the file embeds",
            "run it with the program that wrote it: version ",
        ],
    )
    shutil.copy(runs, "changed.h5")
    with edited("changed.h5") as file:
        file.attrs["scenario_text_long"] = file.attrs["scenario_text_long"] + b"\n"
    refused(
        BAD_DATA, "reproduce", "changed.h5", says=['"long" is not what its hash says']
    )
    with edited("changed.h5") as file:
        names = file["scenario_index"].attrs["scenario"]
        file["scenario_index"].attrs["scenario"] = names.replace(b"long", b"other")
        for run in (3, 4, 5):
            file["scenario"][run] = numpy.frombuffer(b"other", "S1")
    refused(BAD_DATA, "reproduce", "changed.h5", says=['"other" is missing'])


def test_a_program_with_other_series_is_no_crash(runs):
    """As if the file were by a program whose series and months are others."""
    with edited(runs) as file:
        file.move("served", "served_before")
        file["mean_trust"].attrs["units"] = "percent"
    out = call("reproduce", runs, code=SOME_FAILED).stdout
    assert "served_before: first in 2010-01: " in out and "undefined now" in out
    assert "mean_trust: has other dimensions or another unit now" in out
    text_of(
        runs,
        "short",
        lambda text: text.replace("until = 2011-06-30", "until = 2015-06-30"),
    )
    out = call("reproduce", runs, code=SOME_FAILED).stdout
    assert "unmet: has other months now" in out
