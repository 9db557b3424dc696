"""JSON-LD of public pages, read back by an independent parser: every word is one of schema.org's."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html
from rdflib import RDF, SDO, Graph, Literal

from extranet.public.structured_data.places import opening_hours
from formation.sessions.enums import PlaceKind
from tests.factories.formation import SessionFactory, TrainingPageFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.ressources import SheetFactory

pytestmark = [
    pytest.mark.django_db,
    # The parser speaks of itself.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]
SCHEMA = "https://schema.org/"


def graph_of(client, path: str) -> Graph:
    """Return what the page tells, as triples: what the parser does not understand is not in it."""
    page = html.fromstring(client.get(path).content.decode())
    graph = Graph()
    for text in page.xpath("//script[@type='application/ld+json']/text()"):
        document = json.loads(text)
        assert document["@context"] == "https://schema.org"
        # The parser would fetch the context; this one gives the words the same meaning.
        graph.parse(data=json.dumps(document | {"@context": {"@vocab": SCHEMA}}), format="json-ld")
    return graph


def things(graph: Graph, kind: str) -> list:
    return list(graph.subjects(RDF.type, SDO[kind]))


def assert_words_exist(graph: Graph) -> None:
    """Fail on a property or a type that schema.org does not have."""
    words = {str(word) for word in graph.predicates()} | {str(word) for word in graph.objects(None, RDF.type)}
    known = {str(word) for word in dir(SDO)}
    unknown = [word for word in words if word.startswith(SCHEMA) and word not in known]
    assert unknown == []


def value(graph: Graph, subject, *path: str):
    for name in path:
        subject = graph.value(subject, SDO[name])
    return subject


def test_place_is_an_office_of_public_service(client, epm):
    type(epm).objects.filter(pk=epm.pk).update(phone="05 36 49 00 01", opening_hours="Mo,Th 09:00-12:30; PH off")
    graph = graph_of(client, epm.get_absolute_url())
    (place,) = things(graph, "GovernmentOffice")

    assert_words_exist(graph)
    assert value(graph, place, "name") == Literal("EPM de Gramat")
    assert value(graph, place, "address", "addressLocality") == Literal("Gramat")
    assert value(graph, place, "telephone") == Literal("05 36 49 00 01")
    assert value(graph, place, "openingHoursSpecification", "closes") == Literal("12:30")


def test_next_workshops_of_a_place_are_events(client, epm, animator):
    sheet = SheetFactory(epm=epm, author=animator, data__title="Photos")
    day = timezone.localdate() + timedelta(days=3)
    workshop = OpenWorkshopFactory(sheet=sheet, epm=epm, date=day)
    OpenWorkshopFactory(sheet=sheet, epm=epm, date=day + timedelta(days=1), cancelled_at=timezone.now())
    graph = graph_of(client, epm.get_absolute_url())
    (event,) = things(graph, "Event")

    assert_words_exist(graph)
    assert value(graph, event, "name") == Literal("Photos")
    assert str(value(graph, event, "startDate")).startswith(f"{day.isoformat()}T{workshop.start:%H:%M}:00+0")
    assert value(graph, event, "location", "name") == Literal("EPM de Gramat")


def test_coming_session_is_an_event_without_its_meeting_link(client, site_tree):
    session = SessionFactory(place_kind=PlaceKind.REMOTE, epm=None, link="https://visio.example.org/salle-4")
    path = session.training.get_absolute_url()
    graph = graph_of(client, path)
    (event,) = things(graph, "Event")

    assert_words_exist(graph)
    assert value(graph, event, "name") == Literal(session.training.title)
    assert value(graph, event, "eventAttendanceMode") == Literal(f"{SCHEMA}OnlineEventAttendanceMode")
    assert session.link not in client.get(path).content.decode()


def test_training_is_a_course_held_at_its_coming_sessions(client, site_tree):
    training = TrainingPageFactory(title="Trier ses photos", aims="Classer\nEffacer", prerequisites="")
    graph = graph_of(client, training.get_absolute_url())
    (course,) = things(graph, "Course")
    assert (value(graph, course, "name"), value(graph, course, "hasCourseInstance")) == (Literal(training.title), None)
    assert len(list(graph.objects(course, SDO.teaches))) == 2

    session = SessionFactory(training=training)
    graph = graph_of(client, training.get_absolute_url())
    (course,) = things(graph, "Course")

    assert_words_exist(graph)
    assert value(graph, course, "hasCourseInstance", "courseMode") == Literal("Onsite")
    assert value(graph, course, "hasCourseInstance", "maximumAttendeeCapacity") == Literal(session.capacity)


def test_sheet_is_a_learning_resource(client, sheet):
    graph = graph_of(client, sheet.get_absolute_url())
    (resource,) = things(graph, "LearningResource")

    assert_words_exist(graph)
    assert value(graph, resource, "name") == Literal(sheet.title)
    assert value(graph, resource, "timeRequired") == Literal("PT60M")
    assert str(value(graph, resource, "license")).startswith("https://creativecommons.org/licenses/by-sa/4.0/")


def test_sheet_of_the_network_is_told_to_nobody(client_of, client, sheet, animator):
    type(sheet).objects.filter(pk=sheet.pk).update(audience="member")

    assert client.get(sheet.get_absolute_url()).status_code == 404
    assert "ld+json" not in client_of(animator).get(sheet.get_absolute_url()).content.decode()


def test_home_tells_the_site(client, site_tree):
    graph = graph_of(client, "/")

    assert_words_exist(graph)
    assert len(things(graph, "WebSite")) == 1


def test_words_of_people_cannot_leave_the_element(client, epm):
    type(epm).objects.filter(pk=epm.pk).update(presentation="</script><script>alert(1)</script>&")
    text = client.get(epm.get_absolute_url()).content.decode()

    assert "<script>alert(1)" not in text
    (place,) = things(graph := graph_of(client, epm.get_absolute_url()), "GovernmentOffice")
    assert value(graph, place, "description") == Literal("</script><script>alert(1)</script>&")


@pytest.mark.parametrize(
    ("expression", "age", "hours"),
    [
        ("Tu 09:00-12:00,14:00-24:00; PH off", 3, [("09:00", "12:00"), ("14:00", "23:59")]),
        ("Tu 09:00-12:00; PH off", 100, []),
        ("Tu 09:00-12:00; Sa[1] 10:00-12:00", 3, []),
        ("week 2-52/2 Tu 09:00-12:00", 3, []),
        ("", 3, []),
    ],
)
def test_hours_are_told_only_when_a_checked_week_tells_them_all(epm, expression, age, hours):
    epm.opening_hours, epm.checked_on = expression, timezone.localdate() - timedelta(days=age)

    assert [(line["opens"], line["closes"]) for line in opening_hours(epm)] == hours
