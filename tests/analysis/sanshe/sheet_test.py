"""A sheet can be printed: nothing leaves it, every character has a glyph, and everyone can tell the colours."""

import re
import warnings

import netCDF4  # noqa: F401 (it warns of numpy when it is read first, which is none of ours)
import numpy as np
import pytest
import sanshe
from invented import opened, run_file
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from sanshe import pictures
from sanshe.drawing import dates, fonts, lines, style, tiles, tornado
from sanshe.drawing.footer import scale
from sanshe.words import cells, short, wrapped


@pytest.fixture(scope="module")
def all_of_them(paired, swept) -> dict:
    """Each picture of the tool, of three scenarios and of a sweep whose title is in Chinese; a warning is a failure."""
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with sanshe.open(paired) as data, sanshe.open(swept) as points:
            for name, draw in pictures.PICTURES.items():
                found[name] = draw(points if name == "parameters" else data)
            found["sweep"] = sanshe.plot(points, "backlog")
            found["bars"] = sanshe.plot(data, "wait_mean", kind="tornado")
        for picture in found.values():
            picture.svg(), picture.png()
    return found


def boxes(picture) -> list:
    """Where words stand, in inches, and what they are."""
    canvas = FigureCanvasAgg(picture.figure)
    with style.applied():
        canvas.draw()
    found = []
    for axes in [picture.figure, *picture.figure.axes]:
        labels = []
        if axes is not picture.figure and axes.axison:
            for axis in (axes.xaxis, axes.yaxis):
                low, high = sorted(axis.get_view_interval())
                ticks = axis.get_major_ticks()
                labels += [t.label1 for t in ticks if low <= t.get_loc() <= high]
            labels.append(axes._left_title)
        for text in [*axes.texts, *labels]:
            if text.get_text().strip() and text.get_visible():
                box = text.get_window_extent(canvas.get_renderer())
                found.append((text.get_text(), box.get_points() / picture.figure.dpi))
    return found


@pytest.mark.parametrize("name", [*pictures.PICTURES, "sweep", "bars"])
def test_nothing_leaves_the_sheet_and_words_do_not_lie_on_words(all_of_them, name):
    picture = all_of_them[name]
    wide, tall = picture.figure.get_size_inches()
    found = boxes(picture)
    for text, ((left, low), (right, high)) in found:
        inside = left >= -0.01 and low >= -0.01 and right <= wide and high <= tall
        assert inside, text
    named = [each for each in found if len(each[0]) > 12]
    for at, (text, one) in enumerate(named):
        for other, two in named[at + 1 :]:
            over = np.minimum(one[1], two[1]) - np.maximum(one[0], two[0])
            assert over.min() < 0.03, f"{text!r} on {other!r}"


def test_titles_and_labels_in_chinese_have_glyphs(all_of_them, swept):
    written = " ".join(text for text, _ in boxes(all_of_them["sweep"]))
    assert "村里的钱加倍" in written.replace("\n", "")
    assert "玄武" in [text for text, _ in boxes(all_of_them["districts"])]
    assert "玄武" in all_of_them["districts"].alt


def test_without_a_font_there_is_a_sentence_and_no_box(paired, swept, monkeypatch):
    monkeypatch.setattr(fonts, "east_asian", lambda: None)
    for cached in (fonts.family, fonts.characters):
        cached.cache_clear()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with sanshe.open(paired) as data, sanshe.open(swept) as points:
                tile, sweep = sanshe.map(data, "wait_mean"), sanshe.plot(
                    points, "backlog"
                )
            written = [text.replace("\n", " ") for text, _ in boxes(sweep)]
            tile.png(), sweep.svg()
        assert any(fonts.SENTENCE in text for text in written)
        assert "money" in written and "xuanwu" in [text for text, _ in boxes(tile)]
    finally:
        for cached in (fonts.family, fonts.characters):
            cached.cache_clear()


def test_labels_of_the_file_come_first(paired):
    with sanshe.open(paired) as data:
        assert sanshe.label(data, "district", "xuanwu") == "玄武"
        assert sanshe.label(data, "service", "elder_care") == "elder care"
        words = np.array([f"服务{at}" for at in range(data.sizes["service"])], object)
        named = data.assign_coords(service_label=("service", words))
        assert sanshe.label(named, "service", "elder_care") == "服务0"
        picture = sanshe.plot(
            named, "cases_served", {"service": "服务0"}, scenarios=["nanjing"]
        )
        plain = sanshe.plot(
            data, "cases_served", {"service": "elder_care"}, scenarios=["nanjing"]
        )
        assert picture.data.equals(plain.data) and "服务0" in picture.headline


def test_districts_lie_where_they_lie(paired):
    with sanshe.open(paired) as data:
        picture = sanshe.map(data, "wait_mean")
        seats = {
            row["label"]: (row["x"], row["y"])
            for row in sanshe.scenario(data, "nanjing")["district"]
        }
    where = {
        sanshe.label(data, "district", row["district"]): (row["column"], row["row"])
        for _, row in picture.data.iterrows()
    }
    assert len(set(where.values())) == 11
    # Which lies clearly north or east of which is so on the map.
    for one, (x, y) in seats.items():
        for two, (a, b) in seats.items():
            if y - b > 2 * abs(x - a):
                assert where[one][1] <= where[two][1], f"{one} is north of {two}"
            if x - a > 2 * abs(y - b):
                assert where[one][0] >= where[two][0], f"{one} is east of {two}"
    assert where["六合"][1] == 0 and where["高淳"][1] == max(r for _, r in where.values())
    assert where["浦口"][0] == 0


def test_squares_without_seats_stand_in_rows():
    assert tiles.placed(None, 5) == [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1)]


# How colours are seen by who lacks the long or the medium cones (Machado, Oliveira and Fernandes 2009, severity 1).
SEEN = {
    "all": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}


def linear(colour: str) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear sRGB, white D65."""
    to_xyz = np.array(
        [
            [0.4124, 0.3576, 0.1805],
            [0.2126, 0.7152, 0.0722],
            [0.0193, 0.1192, 0.9505],
        ]
    )
    xyz = to_xyz @ rgb.clip(0, 1) / (0.9505, 1.0, 1.089)
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("eyes", SEEN)
def test_everyone_tells_the_first_policies_apart(eyes):
    inks = [style.colour(place) for place in range(4)]
    seen = [lab(SEEN[eyes] @ linear(ink)) for ink in inks]
    for at, one in enumerate(seen):
        for other, two in zip(inks[at + 1 :], seen[at + 1 :]):
            assert np.linalg.norm(one - two) > 10, f"{inks[at]} and {other}"
    fall, rise = (lab(SEEN[eyes] @ linear(ink)) for ink in (style.FALL, style.RISE))
    assert np.linalg.norm(fall - rise) > 40


def test_words_can_be_read_on_white_and_lines_differ_in_stroke():
    for ink in (style.BASELINE, style.QUIET, *style.COLOURS):
        light = np.array([0.2126, 0.7152, 0.0722]) @ linear(ink)
        assert 1.05 / (light + 0.05) >= 4.5, ink
    assert len({str(style.stroke(place)) for place in range(5)}) == 4


def test_policy_dates_are_those_that_part_the_scenarios(paired):
    with sanshe.open(paired) as data:
        names = sanshe.scenarios(data)
        marks = dates.dates(data, names)
        said = {(text, f"{date:%Y-%m}", place) for date, text, place in marks if text}
        assert said == {("double", "2014-01", 1), ("zero threshold", "2013-07", 2)}
        silent = [f"{date:%Y}" for date, text, _ in marks if not text]
        assert silent == ["2015", "2016", "2017"]
        picture = sanshe.plot(data, "so_registered")
        written = [text for text, _ in boxes(picture)]
        assert "zero threshold" in written and "double" in written


def test_seasons_of_a_stock_are_smoothed_and_said():
    data = opened(run_file(("a", "b"), 2))
    months = np.arange(24)
    series = data["so_registered"]
    assert not lines.seasonal(series.isel(district=0).sum("org_class"))
    long = series.isel(district=0).sum("org_class")
    times = np.arange("2010-01", "2014-01", dtype="datetime64[M]").astype(
        "datetime64[ns]"
    )
    wave = 100 + np.arange(48) + 20 * np.sin(2 * np.pi * np.arange(48) / 12)
    long = long.isel(time=np.arange(48) % 24).assign_coords(time=times)
    long = long.copy(data=np.tile(wave, (4, 1)))
    assert lines.seasonal(long)
    shown, what = lines.shown_as(long)
    np.testing.assert_allclose(
        shown.values[0], np.convolve(wave, np.ones(12) / 12, "valid")
    )
    assert "seasons" in what and len(months) == 24


def test_the_scale_is_said(paired, village):
    with sanshe.open(paired) as data, sanshe.open(village) as whole:
        assert scale(data) == "a sample of 0.5 % of the city, numbers are the sample's"
        assert scale(whole) == "the whole city"


def test_long_names_of_parameters_stand_in_two_lines():
    name = "founding.candidates.community_professional"
    assert tornado.in_two(name) == "founding.candidates.\ncommunity_professional"
    assert tornado.in_two("founding.rule") == "founding.rule"


def test_labels_of_lines_keep_their_distance():
    moved = lines.spread([0.5, 0.51, 0.9, 0.505], 0.1)
    assert np.diff(sorted(moved)).min() >= 0.1 - 1e-6
    assert np.argsort(moved).tolist() == np.argsort([0.5, 0.51, 0.9, 0.505]).tolist()
    assert lines.spread([0.1, 0.9], 0.1) == [0.1, 0.9]


def test_numbers_and_lines_for_people():
    assert [short(x) for x in (1234567, -0.04567, 4.0, 0, 11.96, 0.5)] == [
        "1,230,000",
        "−0.0457",
        "4",
        "0",
        "12",
        "0.5",
    ]
    text = "村里的钱加倍又加倍 and words of English 玄武"
    for line in wrapped(text, 12).split("\n"):
        assert cells(line) <= 12
    assert re.sub(r"\s", "", wrapped(text, 12)) == text.replace(" ", "")
