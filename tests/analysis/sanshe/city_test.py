"""A city of one's own: from Nanjing's own tables, from others, and what is wrong with them."""

import tomllib

import pytest
from tree import PROGRAM, ROOT, call, tool


@pytest.fixture
def tables(tmp_path):
    done = tool("city", tmp_path / "tables", "--example")
    assert done.returncode == 0, done.stderr
    return tmp_path / "tables"


def edited(file, old, new):
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def made(tables, *words):
    file = tables.parent / "own.toml"
    done = tool("city", tables, "-o", file, *words)
    assert done.returncode == 0, done.stderr
    return file, done.stdout


def test_nanjings_own_tables_give_nanjing(tables):
    file, told = made(tables)
    assert "left out, as they are of Nanjing's districts: jiangning-2014" in told
    own = tomllib.loads(file.read_text())
    nanjing = tomllib.loads((ROOT / "scenarios/nanjing.toml").read_text())
    for kind in ("service", "task", "buyer", "incubator"):
        assert own[kind] == nanjing[kind]
    for one, other in zip(own["organization_class"], nanjing["organization_class"]):
        assert one == {"filed": 0.0, "informal": 0.0} | other
    for one, other in zip(own["district"], nanjing["district"]):
        assert all(other[key] == value for key, value in one.items() if key != "source")
    assert len(own["change"]) == len(nanjing["change"]) - 2
    done = call(PROGRAM, "check", file)
    assert done.returncode == 0 and "note" not in done.stderr, done.stderr


def test_another_city_runs(tables):
    (tables / "districts.csv").write_text(
        "label,name,population_2010,population_2020,urban,migrants,x,y,area,streets,communities\n"
        '老城,old_town,"300,000","310,000",1,1,0,0,40,6,60\n'
        ",hills,200000,180000,.3,.5,12,5,900,8,70\n"
    )
    (tables / "census.csv").write_text(
        "year,residents,migrants,urban\n2010,500000,.1,.72\n2020,490000,.15,.8\n"
    )
    (tables / "organizations.csv").unlink()
    file, _ = made(tables, "--title", "Elsewhere", "--source", '"Yearbook" of 2021')
    own = tomllib.loads(file.read_text())
    assert own["title"] == "Elsewhere" and own["population"]["urban"] == 0.72
    assert [row["source"] for row in own["district"]] == ['"Yearbook" of 2021'] * 2
    assert own["district"][0]["label"] == "老城" and own["district"][1]["urban"] == 0.3
    schools = own["organization_class"][0]
    assert schools["registered"] == pytest.approx(1500 * 500 / 8008, abs=0.1)
    words = ["--scale", "0.1", "--until", "2010-12-31", "--quiet", "-o"]
    done = call(PROGRAM, "run", file, *words, tables / "own.h5")
    assert done.returncode == 0, done.stderr


def test_check_says_which_margins_do_not_add_up(tables):
    edited(tables / "census.csv", "2010,8008000", "2010,9000000")
    edited(tables / "ages.csv", "infants,0,0.045", "infants,0,0.145")
    file, _ = made(tables)
    done = call(PROGRAM, "check", file)
    assert done.returncode == 65
    assert "shares of age bands sum to 1.1000, not 1" in done.stderr
    edited(file, "share = 0.145", "share = 0.045")
    done = call(PROGRAM, "check", file)
    assert done.returncode == 0
    assert "the districts have 8004000 residents in 2010, census 'y2010' has 9000000" in done.stderr  # fmt: skip


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        ("districts.csv", "urban", "towns", "it has no column urban"),
        ("districts.csv", "xuanwu,652000", "xuanwu,many", "districts.csv:2: population_2010 is no number: 'many'"),
        ("districts.csv", "xuanwu", "玄武", "a name is of small letters"),
        ("organizations.csv", "charities", "churches", "there is no class churches"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_told(tables, table, old, new, says):
    edited(tables / table, old, new)
    done = tool("city", tables, "-o", tables / "own.toml")
    assert done.returncode == 65 and says in done.stderr
    assert not (tables / "own.toml").exists()


def test_nothing_is_written_over(tables):
    made(tables)
    done = tool("city", tables, "-o", tables.parent / "own.toml")
    assert done.returncode == 74
    assert tool("city", tables, "--example").returncode == 74
