"""What a first visit to the public page brings over a slow line: page, style, font, drawings, scripts."""

import pytest

from bench.first_visit import packed, shared_parts

# Bodies alone: the headers of some fifteen answers add about 5 kB.
MOST_BYTES = 55_000


@pytest.mark.django_db
def test_first_visit_to_the_public_page_is_light(client, site_tree):
    parts = {"page": packed(client.get("/").content), **shared_parts()}

    assert sum(parts.values()) < MOST_BYTES, parts
