"""The page of the founding article: rows that hold, and the page as it lies in the tree."""

from nanjing import targets
from pages import article, scenarios
from tree import BUILD, ROOT


def test_rows_name_what_there_is():
    names = {target.name for target in targets.TARGETS}
    files = scenarios.read(ROOT / "scenarios")
    for row in article.read():
        assert set(row["figures"]) <= names
        assert row["scenario"] in files or row["scenario"] == ""
        assert row["figures"] or row["scenario"] or "tasks" in row["model"]


def test_a_row_tells_the_figure_and_what_changes(small):
    figures = targets.measure(small[0])
    known = {figure.target.name: figure for figure in figures}
    name = "registered organizations, mid-2017"
    text = article.beside({"figures": [name]}, known)
    assert text.startswith(f"{name}: ") and "(10,000 to 11,500)" in text
    measured = scenarios.measure([small[1]], BUILD / "sanshe")
    found = article.changes(measured, ["budget-double", "hospice"])
    assert found["hospice"] == "nothing sure", "it is not in the file"
    page = article.page(figures, measured | {"asked": measured["asked"]}, "here", 0.01)
    assert page.count("\n| ") == 2 + len(article.read())


def test_the_page_in_the_tree_has_each_row():
    page = (ROOT / "models/city/ARTICLE.md").read_text()
    for row in article.read():
        assert f"| {row['name']} | {row['said']} |" in page
