"""A published sheet, for the pages of the site that show some."""

import pytest

from tests.factories.ressources import SheetFactory


@pytest.fixture
def sheet(epm, animator):
    """A public sheet by `animator`."""
    return SheetFactory(epm=epm, author=animator)
