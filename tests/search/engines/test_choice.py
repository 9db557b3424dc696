"""The engine is chosen by a setting."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines.choice import get_engine
from search.engines.cluster.engine import ClusterEngine
from search.engines.embedded import EmbeddedEngine


def test_embedded_engine_runs_by_default(settings):
    settings.SEARCH_URL = ""
    assert isinstance(get_engine(), EmbeddedEngine)
    assert get_engine() is get_engine()


def test_each_directory_has_its_engine(settings, tmp_path):
    first = get_engine()
    settings.SEARCH_INDEX_DIR = tmp_path / "elsewhere"
    assert get_engine() is not first


@pytest.mark.parametrize("url", ["opensearch://search.example.org", "elasticsearchs://search.example.org"])
def test_address_of_a_cluster_chooses_it_before_anything_is_sent(settings, url):
    settings.SEARCH_URL = url
    assert isinstance(get_engine(), ClusterEngine)
    assert get_engine() is get_engine()


def test_layout_of_the_index_is_a_setting(settings):
    settings.SEARCH_URL = "opensearch://search.example.org"
    settings.SEARCH_SHARDS, settings.SEARCH_REPLICAS, settings.SEARCH_REFRESH = 0, 1, ""
    with pytest.raises(ImproperlyConfigured, match="SEARCH_SHARDS"):
        get_engine()


def test_unknown_engine_is_refused(settings):
    settings.SEARCH_URL = "sphinx://localhost"
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL=sphinx://localhost"):
        get_engine()
