"""Files that anybody downloads: who has one already gets no more than its tag, until it changes."""

import re

import pytest

from b2i.outcomes.statements.badge_key import badge_key
from tests.test_addresses import is_public, plain_addresses

pytestmark = pytest.mark.django_db
FILE = re.compile(r"\.(?:atom|csv|geojson|ics|json|jsonld)$")
FILES = [address for address, (_, view) in plain_addresses().items() if is_public(view) and FILE.search(address)]


@pytest.mark.parametrize("address", FILES)
def test_file_that_did_not_change_is_not_sent_again(client, epm, site_tree, address):
    badge_key()
    first = client.get(address)
    assert first.status_code == 200

    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_tag_changes_with_the_file(client, epm):
    points = "/annuaire/carte/points.json"
    tag = client.get(points).headers["ETag"]
    type(epm).objects.filter(pk=epm.pk).update(name="La Fabrique")

    assert client.get(points, headers={"If-None-Match": tag}).status_code == 200
