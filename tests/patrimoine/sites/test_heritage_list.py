"""The list and the map of heritage: narrowed, counted, for everybody."""

import pytest
from lxml import html

from tests.factories.patrimoine import HeritagePlaceFactory

pytestmark = pytest.mark.django_db


def read(client, address: str = "/patrimoine/"):
    page = html.fromstring(client.get(address).text)
    return page.xpath("//ul[@class='rows marked']//h3/a/text()"), page.xpath("//section[@id='carte']/svg/a/@aria-label")


def test_list_and_map_say_the_same_narrowed_by_theme(client, epm, other_epm):
    bridge = HeritagePlaceFactory(commune=epm.commune, latitude=44.6, longitude=2.0)
    cross = HeritagePlaceFactory(
        name="La croix", commune=other_epm.commune, theme="culte", latitude=44.4, longitude=1.4
    )

    assert read(client) == (
        [cross.name, bridge.name],
        [f"{cross}, {cross.commune}", f"{bridge}, {bridge.commune}"][::-1],
    )
    assert read(client, "/patrimoine/?theme=culte") == ([cross.name], [f"{cross}, {cross.commune}"])
    assert read(client, "/patrimoine/?territoire=cahors&theme=eau")[0] == []


def test_neighbours_are_one_mark_until_one_comes_closer(client, epm):
    for step in range(3):
        HeritagePlaceFactory(commune=epm.commune, latitude=44.6 + step * 0.002)
    (label,) = read(client)[1]
    assert label == "3\u00a0lieux ici, agrandir la carte"


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_whatever_its_length(client, epm, count, django_assert_max_num_queries):
    HeritagePlaceFactory.create_batch(count, commune=epm.commune)
    client.get("/patrimoine/")
    with django_assert_max_num_queries(12):
        client.get("/patrimoine/?theme=eau")
