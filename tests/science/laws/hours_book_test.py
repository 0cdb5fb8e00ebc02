"""Law 21: the hours of all who work are accounted for, and their number changes by hires, quits, deaths and moves alone."""

import law
import numpy as np

SMALL = {"scale": 0.05, "replicates": 1, "until": "2017-12-31"}
CLOSE = 1e-6  # of the hours that there are


def test_hours_had_are_hours_spent(cities):
    for draw in law.draws("hours book"):
        (runs,) = cities.run(law.BASELINE, options=draw.options(), **SMALL)
        had, spent = (
            law.run_file.whole_city(runs, name)
            for name in ("personnel_hours", "hours_by_use")
        )
        assert spent.sum() > 0 and float(spent.min()) >= -CLOSE * had.max(), f"{draw}"
        apart = abs(spent.sum("use") - had).max("time") / had.max("time")
        assert float(apart.max()) <= CLOSE, f"{draw}: {apart}"


def test_posts_change_by_who_comes_and_goes(cities):
    for draw in law.draws("posts"):
        (runs,) = cities.run(law.BASELINE, options=draw.options(), **SMALL)
        posts, hired, left = (
            law.run_file.whole_city(runs, name).transpose("employer", "run", "time")
            for name in ("posts_filled", "workers_hired", "workers_left")
        )
        moved = (hired - left).isel(time=slice(1, None)).values
        assert np.array_equal(np.diff(posts.values, axis=-1), moved), f"{draw}"
