"""`snippet`: its lines draw this very file, in the tools that are here; numbers of all of them are the file's."""

import re
import subprocess

import numpy
import program
import pytest
from comparing import call, opened
from patience import HANG

TOOLS = {
    "python": ["/usr/bin/python3", "-c"],
    "r": ["Rscript", "-e"],
    "octave": ["octave-cli", "--no-window-system", "--eval"],
}
# After the lines: the numbers that were drawn, a month a row, a run or scenario a column.
SHOWN = {
    "r": 'write.table(y, "y.txt", row.names = FALSE, col.names = FALSE)',
    "octave": 'dlmwrite("y.txt", y, " ")',
}
SERIES = ["unmet_need_rate", "cases_served", "population_by_community"]


def of_runs(file, name):
    data = opened(file)[name].astype(float)
    if "district" in data.dims:
        data = data.isel(district=0)
    return data.sum(data.dims[2:], min_count=1).values.T


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("tool", TOOLS)
def test_its_lines_draw_the_file(village, tmp_path, tool, series):
    lines = call("snippet", tool, village, "--series", series).stdout
    assert len(lines.splitlines()) == 3 and str(village) in lines
    done = subprocess.run(
        [*TOOLS[tool], lines + SHOWN.get(tool, "")],
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / f"{series}.png").read_bytes().startswith(b"\x89PNG")
    if tool in SHOWN:
        numpy.testing.assert_allclose(
            numpy.loadtxt(tmp_path / "y.txt"), of_runs(village, series), rtol=1e-4
        )


@pytest.mark.parametrize("tool", ["julia", "matlab", "excel"])
def test_three_lines_for_the_others(village, tool):
    lines = call("snippet", tool, village).stdout
    assert len(lines.splitlines()) == 3
    assert str(village) in lines and "unmet_need_rate" in lines


def test_the_spreadsheets_table_is_there(village, tmp_path):
    line = call("snippet", "excel", village).stdout
    command = line.splitlines()[0]
    subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True)
    head = (tmp_path / "unmet_need_rate.csv").read_text().splitlines()[:2]
    assert re.match(r"village,0,1,1,unmet_need_rate,2010-01-01,city,", head[1]), head


@pytest.mark.parametrize(
    "words, says",
    [
        (["python"], "takes a tool and a run file"),
        (["pyton", "FILE"], "did you mean python?"),
        (["python", "FILE", "--series", "backlg"], "did you mean backlog?"),
    ],
)
def test_refusals(village, words, says):
    words = [village if word == "FILE" else word for word in words]
    assert says in call("snippet", *words, code=program.USAGE).stderr
