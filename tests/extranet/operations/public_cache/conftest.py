"""A visitor whose pages are kept, as on a real site."""

import pytest
from django.test import Client

from extranet.operations.public_cache.models import TableChange


@pytest.fixture
def visitor(db, settings, site_tree) -> Client:
    """A browser of a visitor; the site keeps pages and has begun to count."""
    settings.PUBLIC_CACHE_BYTES = 1_000_000
    TableChange.objects.create(writer=1, changes=1)
    return Client()
