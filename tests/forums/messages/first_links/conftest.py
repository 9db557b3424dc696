"""New members whose links are read first."""

import pytest


@pytest.fixture(autouse=True)
def newcomers(settings):
    """Everybody is new here: the accounts of the tests are a second old."""
    settings.FORUM_NEW_MEMBER_DAYS, settings.FORUM_NEW_MEMBER_POSTS = 30, 3
