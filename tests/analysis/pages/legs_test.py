"""Effects of legs: contrasts of a 2 x 2 x 2 design with known answers."""

import numpy as np
import xarray as xr

from pages import legs

LUCK = np.array([0.0, 1.0, -2.0, 3.0])


def cities(value) -> dict:
    return {of: value(*of) + LUCK for of in legs.CITIES}


def test_effects_are_those_that_were_put_in():
    values = cities(lambda a, b, c: 7 + 2 * a - 3 * b + 5 * a * b + 4 * a * b * c)
    # Of a leg whatever the others are: half of what two add, a quarter of what three do.
    assert np.allclose(legs.effect((0,), values), 2 + 2.5 + 1)
    assert np.allclose(legs.effect((2,), values), 1)
    assert np.allclose(legs.effect((0, 1), values), 5 + 2)
    assert np.allclose(legs.effect((0, 2), values), 2)
    assert np.allclose(legs.effect((0, 1, 2), values), 4)


def file(values: dict) -> xr.Dataset:
    names = np.repeat(list(legs.CITIES.values()), LUCK.size)
    met = np.concatenate([values[of] for of in legs.CITIES]) * 1e6
    series = xr.DataArray(met[:, None], dims=["run", "time"], attrs={"units": "count"})
    return xr.Dataset({"need_met_value": series, "scenario": ("run", names)})


def test_the_section_says_what_is_sure():
    own = np.array(
        [1.0, -1.0, 1.0, -1.0]
    )  # of the city with all three, and none on the whole
    plain = cities(lambda a, b, c: 100 + 10 * a + own * (a * b * c))
    text = "\n".join(legs.section(file(plain)))
    assert "| platform | +" in text and "| sure |" in text
    assert "cannot be told from none" in text
    assert text.count("\n| [") == 8
    together = {of: value + 50 * np.prod(of) for of, value in plain.items()}
    assert "is more than nothing" in "\n".join(legs.section(file(together)))


def test_a_file_without_all_eight_has_no_section():
    data = file(cities(lambda *_: 1.0))
    assert legs.section(data.isel(run=slice(4, None))) == []
