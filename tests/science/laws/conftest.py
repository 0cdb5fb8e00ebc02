"""What a law's test is given."""

import law
import pytest


@pytest.fixture
def cities(tmp_path) -> law.Cities:
    print(f"SANSHE_LAWS_SEED={law.SEED} SANSHE_LAWS_DRAWS={law.DRAWS}")
    return law.Cities(tmp_path)
