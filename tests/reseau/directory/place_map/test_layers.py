"""Layers of the map: for members alone, the same figures on the map and in the table."""

import datetime

import pytest
from django.utils import timezone
from lxml import html

from formation.proof.attendance.services.attendance import close_attendance
from reseau.declarations.map_layers import Nearness
from reseau.directory.place_map.areas import read_areas
from reseau.directory.place_map.layers import find_layer, layers, level_of, share_value
from reseau.directory.place_map.projection import outline_id
from scripts.assets.outlines import DRAWING
from tests.factories.formation import EnrolmentFactory, SessionFactory
from tests.factories.qualite import QualityLabelFactory
from tests.factories.reseau import CommuneFactory, EPMFactory, PositionFactory
from tests.factories.validation import AccreditationFactory

pytestmark = pytest.mark.django_db
MAP = "/annuaire/carte/"
SLUGS = ["b2i", "charte", "eloignement", "formation", "habitants"]


@pytest.fixture
def cauvaldor(figeac):
    """Two communes, 8,000 people, one open place and one closed."""
    commune = CommuneFactory(territory=figeac, population=6_000)
    CommuneFactory(name="Loin", territory=figeac, population=2_000, town_hall_latitude=44.78, town_hall_longitude=1.92)
    EPMFactory(commune=commune)
    EPMFactory(commune=commune, is_open=False)
    return "CC Causses et Vallée de la Dordogne"


def words(slug: str) -> list[tuple[str, str, int]]:
    """Return the short words, the words of the table and the level of each area."""
    return [(value.short, value.words, value.level) for value in find_layer(slug).values(read_areas())]


def test_each_app_has_its_layers():
    assert sorted(layer.slug for layer in layers()) == SLUGS


def test_places_are_counted_for_those_who_live_there(cauvaldor):
    assert [(area.name, area.population, area.communes, area.places) for area in read_areas()] == [
        (cauvaldor, 8_000, 2, 1)
    ]
    # One place for 8,000 people.
    assert words("habitants") == [("1,2", "1,2", 1)]


def test_intercommunality_without_a_place_says_none(cauvaldor, figeac):
    CommuneFactory(territory=figeac, epci_name="CC du Quercy Blanc")
    assert words("habitants")[1] == ("0", "0", 0)


def test_far_commune_is_named(cauvaldor):
    (value,) = find_layer("eloignement").values(read_areas())
    assert (value.short, value.details, value.level) == ("1", "Loin", 1)
    EPMFactory(commune__epci_name=cauvaldor, latitude=44.78, longitude=1.9)
    (value,) = find_layer("eloignement").values(read_areas())
    assert (value.short, value.details, value.level) == ("0", "", 0)


@pytest.mark.parametrize(("kilometres", "is_near"), [(14.9, True), (15.1, False)])
def test_fifteen_kilometres_are_counted_as_the_crow_flies(kilometres, is_near):
    nearness = Nearness([(44.6 + kilometres / 111.2, 1.7)])
    assert nearness.has_point_near(44.6, 1.7) is is_near


def test_people_present_at_a_training_are_counted(cauvaldor, coordinator):
    epm = EPMFactory(commune__epci_name=cauvaldor)
    trained, *_ = PositionFactory.create_batch(4, epm=epm)
    PositionFactory(epm=epm, end=timezone.localdate() - datetime.timedelta(days=1))
    session = SessionFactory(epm=epm, dates=[timezone.localdate() - datetime.timedelta(days=20)])
    enrolment = EnrolmentFactory(session=session, member=trained.member)
    close_attendance(half_day=session.half_days.get(), presences=[enrolment], by=coordinator)
    assert words("formation") == [("1/4", "1 sur 4\u00a0en poste", 2)]


def test_labels_and_centres_in_force_are_counted(cauvaldor):
    epm = EPMFactory(commune__epci_name=cauvaldor)
    QualityLabelFactory(epm=epm)
    QualityLabelFactory(epm=EPMFactory(commune__epci_name=cauvaldor), starts_on=datetime.date(2020, 1, 1))
    AccreditationFactory(epm=epm)
    AccreditationFactory(of_person=True)
    assert words("charte") == words("b2i") == [("1/3", "1 sur 3\u00a0ouverts", 2)]


@pytest.mark.parametrize(("value", "level"), [(0, 0), (4.9, 0), (5, 1), (6.9, 1), (7, 2), (99, 2)])
def test_level_is_the_number_of_bounds_reached(value, level):
    assert level_of(value, (5, 7)) == level


@pytest.mark.parametrize(
    ("number", "total", "level", "said"),
    [
        (0, 0, 0, "rien à compter"),
        (0, 9, 0, "pas encore (9\u00a0ouverts)"),
        (1, 9, 1, "1 sur 9\u00a0ouverts"),
        (9, 9, 3, "9 sur 9\u00a0ouverts"),
    ],
)
def test_share_is_said_in_whole_numbers(number, total, level, said):
    value = share_value(number, total, "ouverts")
    assert (value.level, value.words) == (level, said)


@pytest.mark.parametrize("slug", SLUGS)
def test_map_and_table_say_the_same(client_of, animator, cauvaldor, slug):
    response = client_of(animator).get(MAP, {"couche": slug})
    page = html.fromstring(response.content.decode())

    drawn = page.xpath("//section[contains(@class, 'layer')]/svg/text/text()")
    rows = [[cell.text_content().strip() for cell in row] for row in page.xpath("//tbody/tr")]
    legend = [item.text_content().strip() for item in page.xpath("//ul[@class='map-legend']/li")]

    assert drawn == [row.value.short for row in response.context["rows"]]
    assert rows[0][4].splitlines()[0] == response.context["rows"][0].value.words
    assert {row[5] for row in rows} == set(legend)


@pytest.mark.parametrize("slug", SLUGS)
def test_visitor_has_no_layer(client, cauvaldor, slug):
    response = client.get(MAP, {"couche": slug})
    page = response.content.decode()
    assert ("window" in response.context, "rows" in response.context) == (True, False)
    assert ("couche=" in page.replace(f"couche={slug}", ""), "Lieux par habitant" in page) == (False, False)


def test_unknown_layer_shows_the_places(client_of, animator, cauvaldor):
    response = client_of(animator).get(MAP, {"couche": "tresor"})
    assert (response.status_code, response.context["total"]()) == (200, 3)


def test_every_intercommunality_has_its_outline():
    drawing = DRAWING.read_text(encoding="utf-8")
    assert drawing.count(f'id="{outline_id("CC Causses et Vallée de la Dordogne")}"') == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_layer_costs_the_same_with_1_and_10_places(
    client_of, animator, figeac, cauvaldor, slug, django_assert_max_num_queries
):
    client = client_of(animator)
    client.get(MAP, {"couche": slug})
    with django_assert_max_num_queries(12) as few:
        client.get(MAP, {"couche": slug})
    for number in range(9):
        PositionFactory(epm__commune__territory=figeac, epm__commune__epci_name=f"CC {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(MAP, {"couche": slug})
