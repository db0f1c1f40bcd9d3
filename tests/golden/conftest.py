"""The committed project, loaded into a database of its own."""

import os

import pytest

from tests.golden.command import ROOT, urban


@pytest.fixture(scope="session")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the committed project is loaded into a database of its own."""
    database = tmp_path_factory.mktemp("golden") / "urban.sqlite"
    found = os.environ | {"URBAN_DATABASE_URL": f"sqlite:///{database}", "URBAN_PROJECT": str(ROOT)}
    urban(found, "load")
    return found
