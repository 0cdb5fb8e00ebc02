"""`sanshe.compare` and `sanshe compare` give the same figures, to the last printed digit."""

import csv
import io
import json
import re

import pandas as pd
import pytest
import sanshe
from tree import program


@pytest.mark.parametrize("of", ["paired", "swept", "small"])
def test_every_field_is_the_programs(of, request):
    file = request.getfixturevalue(of)
    file = file[1] if of == "small" else file
    frame = sanshe.compare(file, "all")
    rows = json.loads(program("compare", file, "--series=all", "--json"))["differences"]
    assert len(frame) == len(rows) > 100
    assert list(frame.columns) == list(rows[0])
    for (_, found), row in zip(frame.iterrows(), rows):
        for key, value in row.items():
            assert pd.isna(found[key]) if value is None else found[key] == value, key


def test_as_text_it_is_the_csv(paired):
    frame = sanshe.compare(paired, ["backlog", "wait_mean"], at=2014)
    lines = program(
        "compare", paired, "--series=backlog,wait_mean", "--at=2014", "--csv"
    )
    for (_, found), row in zip(frame.iterrows(), csv.DictReader(io.StringIO(lines))):
        for key in ("baseline_mean", "difference", "low", "high", "p"):
            assert float(row[key]) == pytest.approx(found[key], rel=1e-14)


@pytest.mark.parametrize("of", ["paired", "swept"])
def test_the_tables_digits_are_those_of_the_terminal(of, request, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")  # a line for each series
    file = request.getfixturevalue(of)
    table = sanshe.table(file)
    terminal = [
        re.split(r" {2,}", line.strip())
        for line in program("compare", file).split("\nBest in ")[0].splitlines()
        if re.match(r"  \w+\*?, .* {2}", line)
    ]
    assert len(terminal) == len(table) >= 12
    for line, (_, row) in zip(terminal, table.iterrows()):
        printed = [text for text in row if text]
        assert line[1 : len(printed) + 1] == printed, line


def test_titles_and_words_stand_in_the_table(paired):
    table = sanshe.table(paired, "wait_mean,need_met_value")
    policies = table.index.get_level_values("policy").unique().tolist()
    assert policies == ["Twice the purchase money from 2014", "No zero threshold"]
    series = table.index.get_level_values("series").unique().tolist()
    assert series == [
        "Mean wait for help, last year (month)",
        "Worth of help given*, total (M CNY)",
    ]


def test_selection_baseline_and_ratio_reach_the_program(paired):
    select = {"service": "elder_care", "zone": "village"}
    frame = sanshe.compare(paired, "wait_by_zone", select=select)
    assert frame["selected"].notna().all()
    words = {"service": "elder care", "zone": "village", "district": "六合"}
    here = sanshe.compare(paired, "wait_by_zone", select=words)
    assert here.equals(
        sanshe.compare(paired, "wait_by_zone", select={**select, "district": "luhe"})
    )
    with pytest.raises(ValueError, match="elderly"):
        sanshe.compare(paired, "wait_by_zone", select={"service": "elderly"})
    other = sanshe.compare(paired, "backlog", baseline="budget-double")
    assert set(other["scenario"]) == {"nanjing", "no-zero-threshold"}
    ratio = "public_spending/cases_served"
    found = sanshe.compare(paired, "backlog", ratio=ratio).attrs["ratios"]
    its = program("compare", paired, "--series=backlog", "--ratio", ratio, "--json")
    assert found == json.loads(its)["ratios"] and len(found) == 2


def test_a_dataset_will_do_if_it_is_all_of_its_file(paired):
    with sanshe.open(paired) as data:
        frame = sanshe.compare(data, "backlog")
        assert frame.equals(sanshe.compare(paired, "backlog"))
        with pytest.raises(sanshe.Unanswerable, match="a part of it.*run"):
            sanshe.compare(data.isel(run=slice(3)))
        for cut in ({"run": 0}, {"district": 0}):
            with pytest.raises(sanshe.Unanswerable, match="a part of it"):
                sanshe.compare(data.isel(cut))
        data.encoding = {}
        with pytest.raises(sanshe.Unanswerable, match="from no file"):
            sanshe.compare(data)


def test_refusals_are_the_programs_sentences(paired, tmp_path):
    with pytest.raises(ValueError, match="case_served") as refused:
        sanshe.compare(paired, "case_served")
    assert "did you mean cases_served?" in str(refused.value)
    assert refused.value.code == 64
    with pytest.raises(FileNotFoundError, match="does not exist"):
        sanshe.compare(tmp_path / "absent.h5")
    (tmp_path / "text.h5").write_text("not HDF5")
    with pytest.raises(sanshe.Unreadable):
        sanshe.compare(tmp_path / "text.h5")


def test_a_table_goes_into_a_page(paired):
    page = sanshe.table(paired, "wait_mean").style.to_html()
    assert "<table" in page and "Twice the purchase money" in page
