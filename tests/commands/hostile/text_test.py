"""Texts that no reader of ours was made for: named for what they are, at once, and where."""

from pathlib import Path

import pytest
from program import BAD_DATA, PROGRAM, SCENARIO, SMALL, USAGE, call, refused, scenario

pytestmark = pytest.mark.usefixtures("own_folder")
DESIGN = f'scenarios = ["{SCENARIO}"]\nreplicates = 1\n'
HEAD = "need.base,service.capacity\n"


def table(content, name="points.csv"):
    if isinstance(content, str):
        content = content.encode()
    Path(name).write_bytes(content)
    Path("design.toml").write_text(f'{DESIGN}method = "table"\ntable = "{name}"\n')
    return "design.toml"


DEEP = ".".join(["a"] * 50_000)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{DEEP} = 1\n", 2),
        (f"[{DEEP}]\nb = 1\n", 2),
        (f"[[{DEEP}]]\nb = 1\n", 2),
        ("x = 1\ny = {}\n".format("{a=" * 50_000), 3),
        ("x = {}\n".format("[" * 50_000), 2),
        ('x = "ä" # ]\n[service]\n' + f'"ä".{DEEP} = 1\n', 4),
    ],
    ids=["key", "header", "rows", "inline tables", "lists", "behind other text"],
)
def test_what_nests_too_deep_is_refused_before_it_is_parsed(text, line):
    says = f"deep.toml:{line}:"
    refused(BAD_DATA, "check", scenario("deep.toml", text), says=[says, "32 deep"])
    refused(BAD_DATA, "run", "deep.toml", "-o", "x.h5", says=[says, "32 deep"])
    Path("design.toml").write_text(DESIGN + text)
    refused(BAD_DATA, "check", "design.toml", says=["32 deep"])
    refused(BAD_DATA, "check", "--points", "design.toml", says=["32 deep"])


def test_the_place_of_what_nests_too_deep_counts_characters():
    told = refused(BAD_DATA, "check", scenario("deep.toml", f'"ää".{DEEP} = 1\n'))
    column = len('"ää".') + 2 * 30 + len("a.")  # the 32nd point: 33 parts
    assert f"deep.toml:2:{column}: error" in told


def test_points_in_texts_and_comments_nest_nothing():
    dots = "." * 100
    text = f"question = \"{dots}\"\nexpect = '''\n{dots}\n[[[[''' # {dots}\n"
    call("check", scenario("dots.toml", text))


def test_a_deep_value_of_the_command_line():
    for value in ("[" * 50_000 + "]" * 50_000, "{a=" * 20_000 + "1" + "}" * 20_000):
        refused(BAD_DATA, "run", SCENARIO, "--set", f"need.base={value}", says=["--set"])  # fmt: skip
    refused(BAD_DATA, "run", SCENARIO, "--set", f"{DEEP}=1", says=["unknown parameter"])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf_16_is_named(encoding):
    content = (HEAD + "0.002,4\n").encode(encoding)
    says = "UTF-16" if encoding == "utf-16" else "zero bytes"
    refused(BAD_DATA, "check", table(content), says=["points.csv", says, "UTF-8"])
    Path("a.toml").write_bytes('title = "t"\n'.encode(encoding))
    refused(BAD_DATA, "check", "a.toml", says=["a.toml", says, "UTF-8"])


def test_lone_carriage_returns_are_named():
    design = table((HEAD + "0.002,4\n0.003,5\n").replace("\n", "\r"))
    refused(BAD_DATA, "check", design, says=["points.csv", "CR alone"])
    Path("a.toml").write_bytes(b'title = "t"\rstart = 2010-01-01\r')
    refused(BAD_DATA, "check", "a.toml", says=["a.toml", "CR alone"])
    call("check", table((HEAD + "0.002,4\n").replace("\n", "\r\n")))


def test_excels_own_first_line_is_named():
    says = ["points.csv:1:1: error", "tells Excel its separator", "take it out"]
    refused(BAD_DATA, "check", table(f"sep=,\n{HEAD}0.002,4\n"), says=says)


def test_problems_of_a_design_are_shown_at_its_values():
    Path("design.toml").write_text(
        f'{DESIGN}method = "sobel"\npoints =  0\n[[parameter]]\nname =  "need.bass"\nrange = 3\n'
    )
    told = refused(BAD_DATA, "check", "design.toml")
    for place, what in (("3:10", "unknown method"), ("4:11", "points = 0"), ("6:9", "unknown parameter")):  # fmt: skip
        assert f"design.toml:{place}: error: {what}" in told, told


def test_a_design_that_is_no_toml_is_told_why():
    Path("design.toml").write_text(DESIGN + "points = .5\n")
    for words in (["check"], ["sweep", "-o", "s"], ["slurm", "-o", "s"]):
        refused(BAD_DATA, *words, "design.toml", says=["design.toml:3:", "not TOML", "0.5"])  # fmt: skip


@pytest.mark.parametrize("sign", ["−", "–"])
def test_another_minus_is_shown_as_it_is_and_named(sign):
    told = refused(BAD_DATA, "check", table(f"{HEAD}0.002,{sign}4\n"), says=[sign])
    assert "???" not in told and f'text "{sign}4", whose sign is another' in told
    assert f"    2 | 0.002,{sign}4\n" in told
    told = refused(BAD_DATA, "run", SCENARIO, "--set", f"service.capacity={sign}4")
    assert f'text "{sign}4", whose sign is another' in told


def test_columns_count_characters():
    told = refused(BAD_DATA, "check", table('scenario,need.base\n"空城",x\n'))
    assert 'points.csv:2:6: error: need.base wants a number, and this is text "x"' in told  # fmt: skip
    assert '    2 | "空城",x' in told and "\\u" not in told


def test_bytes_that_are_no_text_do_not_reach_a_terminal():
    design = table(HEAD.encode() + b"0.002,\xff\xfe\x1b[2J\xc2\x9b4\n")
    told = refused(BAD_DATA, "check", design, says=["0.002,\ufffd\ufffd [2J 4"])
    assert "\x1b" not in told and "\x9b" not in told


def test_very_many_problems_of_a_table_are_counted():
    told = refused(BAD_DATA, "check", table(HEAD + "0.002,NA\n" * 310))
    assert told.count("wants a whole number") == 199
    assert told.rstrip().endswith("and 111 more in this table")


@pytest.mark.parametrize(
    ("typed", "means"),
    [(".004", 0.004), ("+0.004", 0.004), ("4e-3", 0.004), ("0.004", 0.004)],
)
def test_numbers_as_any_tool_writes_them(typed, means):
    call("run", SCENARIO, *SMALL, "--set", f"need.base={typed}", "--quiet", "-o", "a.h5")  # fmt: skip
    call("run", SCENARIO, *SMALL, "--set", f"need.base={means}", "--quiet", "-o", "b.h5")  # fmt: skip
    a, b = (call("export", name).stdout for name in ("a.h5", "b.h5"))
    assert a == b
    points = call("check", "--points", table(f"need.base\n{typed}\n")).stdout
    assert points == f"need.base\n{means}\n"


def test_a_whole_number_may_have_a_point():
    assert "ok" in call("check", scenario("a.toml", "[service]\ncapacity = 3.0\n")).stdout  # fmt: skip
    assert call("check", "--points", table("service.capacity\n3.0\n")).stdout.split() == ["service.capacity", "3"]  # fmt: skip
    call("run", SCENARIO, *SMALL, "--set", "service.capacity=3.0", "--quiet", "-o", "a.h5")  # fmt: skip
    for text in ("[service]\ncapacity = 3.5\n", "[service]\ncapacity = 1e30\n"):
        refused(BAD_DATA, "check", scenario("b.toml", text), says=["wants a whole number"])  # fmt: skip


@pytest.mark.parametrize(
    ("value", "advice"),
    [(".5", "a digit stands before the point: 0.5"), ("True", "written small")],
)
def test_what_other_languages_write(value, advice):
    refused(BAD_DATA, "check", scenario("a.toml", f"[need]\nbase = {value}\n"), says=["a.toml:3:", advice])  # fmt: skip


@pytest.mark.parametrize("day", ["2010-02-30", "2010-13", "2010-00-01", "10-02-03", "x"])  # fmt: skip
def test_days_that_there_are_not(whole_file, day):
    refused(BAD_DATA, "run", SCENARIO, "--until", day, says=["--until", day])
    two = scenario("two.toml", "[service]\ncapacity = 5\n")
    call("run", SCENARIO, two, *SMALL, "--quiet", "-o", "x.h5")
    refused(USAGE, "compare", "x.h5", "--at", day, says=[day])


@pytest.mark.parametrize("name", ["base.toml\\u0000.evil", "base\\n.toml"])
def test_a_name_of_a_file_with_a_control_character(name):
    Path("base.toml").write_text('title = "t"\n')
    Path("a.toml").write_text(f'title = "t"\nextends = "{name}"\n')
    refused(BAD_DATA, "check", "a.toml", says=["a.toml:2:11", "the control character"])
