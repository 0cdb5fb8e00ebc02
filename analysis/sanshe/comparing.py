"""What policies change, as the program says it: `sanshe compare` as a table of pandas, and one to print.

    FILE.h5, or a Dataset that was opened from it  --sanshe compare --json-->  compare(): DataFrame  -->  table(): texts

No number is reckoned here, so that figures in Python and in the terminal are the same to the last digit.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import xarray as xr

from sanshe import run_file
from sanshe.measured import Selection, Unanswerable
from sanshe.program import ask
from sanshe.words import capital, percent, phrase, readable


def file_of(data: xr.Dataset | str | Path) -> str:
    """The run file that is meant; a Dataset must have all its runs, months and groups still."""
    if not isinstance(data, xr.Dataset):
        return str(data)
    file = data.encoding.get("source")
    if not file or not Path(file).is_file():
        raise Unanswerable(
            "these data are from no file that is still there: give compare the path of a run file"
        )
    with run_file.open(file, verify=False) as whole:
        cut = [
            str(axis)
            for axis, size in whole.sizes.items()
            if data.sizes.get(axis, 1 if axis == "run" or axis in data.coords else size)
            != size
        ]
    if cut:
        raise Unanswerable(
            f"{file}: these data are a part of it (of {', '.join(cut)}): give compare all of it, and say which part with"
            " select=, at= or baseline="
        )
    return str(file)


def in_names(file: str, select: Selection) -> dict[str, str]:
    """Labels by their names, which the program knows, where they are given in words; what is unknown as it is."""
    if not select or not Path(file).is_file():
        return dict(select)
    with run_file.open(file, verify=False) as data:
        found = {}
        for key, label in select.items():
            names = [str(each) for each in data[key].values] if key in data.dims else []
            words = {run_file.label(data, key, name): name for name in names}
            found[key] = label if label in names else words.get(label, label)
        return found


def joined(words: str | Iterable[str] | None) -> str | None:
    """As the command line takes several: "a,b"."""
    return words if words is None or isinstance(words, str) else ",".join(words)


def compare(
    data: xr.Dataset | str | Path,
    series: str | Iterable[str] | None = None,
    *,
    baseline: str | None = None,
    at: str | int | None = None,
    select: Selection | None = None,
    ratio: str | Iterable[str] | None = None,
    per: float | None = None,
    whole: bool = False,
    verify: bool = True,
) -> pd.DataFrame:
    """Each scenario's difference from the baseline, in pairs of equal luck: a row for each scenario and series.

    The columns are the fields of `sanshe compare --json`, which scenarios/COMPARING.md explains: `series`, `unit`,
    `baseline_mean`, `scenario_mean`, `difference`, `low` and `high` (its 95 % interval), `percent`, `p`, `stands_out` and
    so on; what is not defined is NaN. `series`: names, or "all"; the model's headlines where nothing is said. `select`
    takes labels by name or in words. `attrs` of the table has `ratios` (a dict for each of `ratio`, as
    "public_spending/cases_served"), `notes` and `file`.

    Raises what the program refuses, in its own sentences (ValueError, Unreadable, FileNotFoundError).
    """
    file = file_of(data)
    answer = json.loads(
        ask(
            "compare",
            file,
            json=True,
            series=joined(series),
            baseline=baseline,
            at=at,
            select=in_names(file, select or {}),
            ratio=ratio,
            per=per,
            whole=whole,
            unverified=not verify,
        )
    )
    frame = pd.DataFrame(answer.pop("differences"))
    numbers = [
        "percent",
        "percent_low",
        "percent_high",
        "low",
        "high",
        "ratio_low",
        "ratio_high",
        "needed",
        "p_holm",
    ]
    for column in {*numbers} & {*frame.columns}:
        frame[column] = pd.to_numeric(frame[column])
    frame.attrs = answer
    return frame


def table(
    data: xr.Dataset | str | Path,
    series: str | Iterable[str] | None = None,
    **options: object,
) -> pd.DataFrame:
    """What `compare` finds, to print: texts with the terminal table's digits, under titles of scenarios.

    Index: title of the scenario and series in words, with a star where what stands apart (mediation) is left out;
    columns: baseline, scenario, difference, 95 % interval, change in %. `.to_string()` shows all of it; `.to_html()`, `.to_latex()` and `.style` of pandas do the rest. Options and refusals are those of `compare`.
    """
    found = compare(data, series, **options)  # type: ignore[arg-type]
    with run_file.open(found.attrs["file"], verify=False) as opened:
        titles = {
            name: run_file.title(opened, name) for name in run_file.scenarios(opened)
        }
        words = {
            name: capital(phrase(opened[name])) for name in found["series"].unique()
        }
    star = found["without"].notna().map({True: "*", False: ""})
    rows = [texts(row) for _, row in found.iterrows()]
    index = pd.MultiIndex.from_arrays(
        [found["scenario"].map(titles), found["series"].map(words) + star + how(found)],
        names=["policy", "series"],
    )
    return pd.DataFrame(rows, index=index)


def how(found: pd.DataFrame) -> pd.Series:
    """What the number is of, behind the series: ", total (M CNY)"."""
    kinds = {
        "total": "total",
        "end": "at the end",
        "mean_of_last_12_months": "last year",
    }
    units = [
        "" if unit in ("1", "count") else f" ({'M ' if divisor(row) > 1 else ''}{unit})"
        for (_, row), unit in zip(found.iterrows(), found["unit"])
    ]
    return ", " + found["measure"].map(kinds) + units


def divisor(row: pd.Series) -> float:
    """Large money is shown in millions."""
    large = max(abs(row["baseline_mean"]), abs(row["scenario_mean"])) >= 1e6
    return 1e6 if large and row["unit"] not in ("1", "count") else 1.0


def texts(row: pd.Series) -> dict[str, str]:
    """One difference as the terminal's table has it."""
    by, difference = divisor(row), row["difference"]
    same = difference == 0 and row["same_sign"] == 1
    known = not pd.isna(row["low"]) and not same
    change = (
        ""
        if pd.isna(row["percent"]) or same
        else f"{percent(row['percent'], sign=True)}"
    )
    if change and not pd.isna(row["percent_low"]):
        low, high = row["percent_low"], row["percent_high"]
        over_points = not str(row["interval_of"]).startswith("mean")
        change += (
            f" ({percent(low, sign=True)} to {percent(high, sign=True)})"
            if over_points
            else f" +/- {percent((high - low) / 2)}"
        )
    sign = "+" if difference > 0 else ""
    return {
        "baseline": readable(row["baseline_mean"] / by),
        "scenario": readable(row["scenario_mean"] / by),
        "difference": "no difference" if same else sign + readable(difference / by),
        "95 % interval": f"{readable(row['low'] / by)} to {readable(row['high'] / by)}"
        if known
        else "",
        "change in %": change,
    }
