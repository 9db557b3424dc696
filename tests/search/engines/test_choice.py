"""Which engine runs is a setting."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines import get_engine
from search.engines.embedded import EmbeddedEngine


def test_embedded_engine_runs_unless_told_otherwise(settings):
    settings.SEARCH_URL = ""
    assert isinstance(get_engine(), EmbeddedEngine)
    assert get_engine() is get_engine()


def test_each_directory_has_its_engine(settings, tmp_path):
    first = get_engine()
    settings.SEARCH_INDEX_DIR = tmp_path / "elsewhere"
    assert get_engine() is not first


def test_unknown_engine_is_refused(settings):
    settings.SEARCH_URL = "sphinx://localhost"
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL=sphinx://localhost"):
        get_engine()
