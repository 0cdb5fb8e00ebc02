"""A run file that tests of `compare` read: the village under three scenarios."""

import program
import pytest
from comparing import call

REPLICATES = 6
MORE = """extends = "village.toml"
title = "More staff"
question = "Is it seen?"
expect = "A little."
[[change]]
id = "more"
from = 2012-01-01
because = "a test"
multiply."station.staff" = 2.0
multiply."treasury.street_revenue" = 1.5
"""


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    """Three scenarios of the village: the village, more staff, and the village under another name."""
    folder = tmp_path_factory.mktemp("compare")
    text = (program.ROOT / "scenarios/village.toml").read_text()
    (folder / "village.toml").write_text(text)
    (folder / "more.toml").write_text(MORE)
    (folder / "same.toml").write_text('extends = "village.toml"\ntitle = "The same"\n')
    call(
        "run", "village.toml", "more.toml", "same.toml", "-o", "v.h5",
        "--replicates", REPLICATES, "--quiet", cwd=folder,
    )  # fmt: skip
    return folder / "v.h5"
