"""The tool that draws a run file, as users call it; and the files that it writes."""

import subprocess
import xml.etree.ElementTree as xml
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest
from invented import run_file, save
from PIL import Image
from sanshe import pictures, total
from tree import tool

OF_TWO = "communities districts frontier help organizations services wait".split()


def draw(file: Path, folder: Path, *words: str) -> subprocess.CompletedProcess:
    return tool("pictures", file, "-o", folder, *words)


def names(folder: Path) -> list[str]:
    return sorted(file.stem for file in folder.glob("*.png"))


def is_blank(picture: Path) -> bool:
    pixels = matplotlib.image.imread(picture)
    return pixels.shape[0] < 200 or float(pixels[..., :3].std()) < 0.02


@pytest.fixture(scope="module")
def drawn(paired, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    done = draw(paired, folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [
        str(folder / f"{name}.png")
        for name in pictures.PICTURES
        if name != "parameters"
    ]
    assert done.stderr == "note: parameters is left out: the file is of no sweep\n"
    return folder


def test_what_the_file_allows_is_drawn(drawn):
    assert names(drawn) == sorted([*OF_TWO, "policies"])
    assert [file for file in drawn.glob("*.png") if is_blank(file)] == []


def test_each_is_there_as_svg_png_and_words(drawn):
    for png in drawn.glob("*.png"):
        headline, _, alt = png.with_suffix(".txt").read_text().strip().split("\n", 2)
        assert 20 < len(headline) < 330 and len(alt) > 200
        root = xml.parse(png.with_suffix(".svg")).getroot()
        title, description = list(root)[:2]
        assert (title.tag[-5:], title.text) == ("title", headline)
        assert (description.tag[-4:], description.text) == ("desc", alt)
        assert root.get("role") == "img"
        with Image.open(png) as image:
            assert image.text["Title"] == headline
            assert image.width >= 1200


def test_the_same_file_gives_the_same_bytes(paired, drawn, tmp_path):
    done = draw(paired, tmp_path, "--only", "wait", "--formats", "svg", "png")
    assert done.returncode == 0 and not (tmp_path / "wait.txt").exists()
    for kind in ("svg", "png"):
        name = f"wait.{kind}"
        assert (tmp_path / name).read_bytes() == (drawn / name).read_bytes()


def test_a_sweep_has_its_parameters(swept, tmp_path):
    done = draw(swept, tmp_path, "--only", "parameters", "help")
    assert done.returncode == 0, done.stderr
    assert names(tmp_path) == ["help", "parameters"]


def test_the_whole_city_is_the_first_district_summed_over_classes():
    data = run_file().set_coords(["scenario", "replicate"])
    whole = total(data, "so_registered")
    assert whole.dims == ("run", "time")
    np.testing.assert_allclose(
        whole, data["so_registered"].values[:, :, 0, :].sum(axis=-1)
    )


def test_a_missing_series_is_left_out_politely(tmp_path):
    done = draw(save(run_file(), tmp_path / "a.h5"), tmp_path / "out")
    assert done.returncode == 0
    assert "wait is left out: " in done.stderr
    assert "there is no series 'wait_mean'" in done.stderr
    assert names(tmp_path / "out") == ["frontier", "help", "organizations"]


def test_one_scenario_has_no_difference(village, tmp_path):
    done = draw(village, tmp_path)
    assert done.returncode == 0
    assert "help is left out: a difference needs a second scenario" in done.stderr
    assert (
        names(tmp_path) == "communities districts organizations services wait".split()
    )


def test_what_is_no_run_file_is_refused(tmp_path):
    (tmp_path / "text.h5").write_text("not HDF5")
    assert draw(tmp_path / "absent.h5", tmp_path / "out").returncode == 66
    refused = draw(tmp_path / "text.h5", tmp_path / "out")
    assert refused.returncode == 65
    assert "not a run file" in refused.stderr and "Traceback" not in refused.stderr
    assert not (tmp_path / "out").exists()
