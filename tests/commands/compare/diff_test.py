"""`diff`: how two scenarios differ, in words and as JSON."""

import json
from pathlib import Path

import pytest
from comparing import call
from program import ROOT

NANJING = ROOT / "scenarios/nanjing.toml"


def told(a, b):
    return json.loads(call("diff", a, b, "--json").stdout)


def test_a_scenario_and_its_base():
    out = told(NANJING, ROOT / "scenarios/no-zero-threshold.toml")
    (only,) = out["parameters"]
    assert only["name"] == "registration.regime"
    assert only["a"] == [
        {"from": "2010-01", "value": "dual_management"},
        {"from": "2013-07", "value": "zero_threshold"},
    ]
    assert only["b"][-1]["value"] != "zero_threshold"
    text = call("diff", NANJING, ROOT / "scenarios/no-zero-threshold.toml").stdout
    assert "registration.regime\n" in text
    assert 'nanjing            "dual_management", from 2013-07 "zero_threshold"' in text


def test_a_district_with_its_own_value():
    out = told(NANJING, ROOT / "scenarios/incubators-none.toml")
    (only,) = out["parameters"]
    assert only["name"] == "budget.incubators.jiangning"
    assert only["a"][-1] == {"from": "2014-01", "value": 2.0}


def test_rows_of_one_alone():
    out = told(NANJING, ROOT / "scenarios/hospice.toml")
    assert out["rows_only_in_b"] == ["organization_class hospice_care", "service hospice"]  # fmt: skip
    assert out["rows_only_in_a"] == [] and out["parameters"] == []


def test_nothing_differs(own_folder):
    Path("nanjing.toml").write_text(NANJING.read_text())
    Path("same.toml").write_text(
        'extends = "nanjing.toml"\ntitle = "Again"\n[[change]]\nid = "first-fair-2014"\n'
        'from = 2014-01-01\nbecause = "the same"\nset."fair.open" = true\n'
        'set."budget.fair_per_resident" = 2.5\nset."budget.off_fair_per_resident" = 1.4\n'
    )
    assert "Nothing that a run computes differs." in call("diff", "nanjing.toml", "same.toml").stdout  # fmt: skip


def test_months_that_differ(own_folder):
    Path("nanjing.toml").write_text(NANJING.read_text())
    Path("short.toml").write_text('extends = "nanjing.toml"\ntitle = "Short"\nuntil = 2012-12-31\n')  # fmt: skip
    text = call("diff", "nanjing.toml", "short.toml").stdout
    assert "2010-01 to 2012-12" in text and "2010-01 to 2020-12" in text


def test_another_start_makes_no_parameter_another(own_folder):
    Path("nanjing.toml").write_text(NANJING.read_text())
    Path("late.toml").write_text('extends = "nanjing.toml"\ntitle = "Late"\nstart = 2011-01-01\n')  # fmt: skip
    out = told("nanjing.toml", "late.toml")
    assert out["parameters"] == []
    assert (out["period_a"]["from"], out["period_b"]["from"]) == ("2010-01", "2011-01")


@pytest.mark.parametrize("files", [[], [NANJING], [NANJING] * 3])
def test_it_takes_two(files):
    assert "diff takes two scenarios" in call("diff", *files, code=64).stderr
