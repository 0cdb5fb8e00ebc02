"""Tables and numbers of pages."""

import pytest
from sanshe.markdown import number, table


def test_tables():
    assert table(["a", ""], [["x", 1], ["", 2.5]]) == (
        "| a |  |\n| --- | --- |\n| x | 1 |\n|  | 2.5 |"
    )
    assert table(["a", "b", "c"], [], right=True) == (
        "| a | b | c |\n| --- | ---: | ---: |"
    )


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [
        (0.123456, 4, "0.1235"),
        (999.94, 4, "999.9"),
        (1000.4, 4, "1,000"),
        (-1234567, 4, "-1,234,567"),
        (99.94, 3, "99.9"),
        (100.4, 3, "100"),
        (0, 3, "0"),
    ],
)
def test_numbers(value, digits, said):
    assert number(value, digits) == said
