"""Files of heritage: read by rdflib, tried by shapes of our own; nothing of a draft, of an agreement, of a member."""

import json

import pytest
from pytest_django.asserts import assertContains
from rdflib import RDF, RDFS, XSD, Graph, Namespace, URIRef

from patrimoine.sites.enums import HeritageState, NamedPeople
from patrimoine.sites.models import HeritagePlace
from tests.factories.patrimoine import HeritagePlaceFactory

# rdflib reads JSON-LD through a class that it deprecates itself.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")]
CORE = Namespace("https://www.datatourisme.fr/ontology/core#")
SCHEMA = Namespace("http://schema.org/")
TERMS = Namespace("http://purl.org/dc/terms/")
# Our shapes: what each point of interest says once, by the way to it.
SAID_ONCE = {
    "label": (RDFS.label,),
    "short description": (CORE.hasDescription, CORE.shortDescription),
    "latitude": (CORE.isLocatedAt, SCHEMA.geo, SCHEMA.latitude),
    "longitude": (CORE.isLocatedAt, SCHEMA.geo, SCHEMA.longitude),
    "locality": (CORE.isLocatedAt, SCHEMA.address, SCHEMA.addressLocality),
    "INSEE code": (CORE.isLocatedAt, SCHEMA.address, CORE.hasAddressCity, CORE.insee),
    "creator": (CORE.hasBeenCreatedBy, SCHEMA.legalName),
    "last update": (CORE.lastUpdate,),
    "licence": (TERMS.license,),
}


def values_at(graph: Graph, subject, path) -> list:
    found = [subject]
    for step in path:
        found = [value for each in found for value in graph.objects(each, step)]
    return found


def faults(graph: Graph) -> list[str]:
    """Return what the places of the graph lack, in words."""
    found = []
    for subject in graph.subjects(RDF.type, CORE.PointOfInterest):
        found += [f"{subject}: {name}" for name, path in SAID_ONCE.items() if len(values_at(graph, subject, path)) != 1]
        kinds = set(graph.objects(subject, RDF.type)) & {CORE.CulturalSite, CORE.NaturalHeritage}
        found += [] if len(kinds) == 1 else [f"{subject}: class"]
        found += [] if values_at(graph, subject, (TERMS.source,)) else [f"{subject}: source"]
        for name, limit in (("latitude", 90), ("longitude", 180)):
            for value in values_at(graph, subject, SAID_ONCE[name]):
                if value.datatype != XSD.decimal or not -limit <= value.toPython() <= limit:
                    found.append(f"{subject}: {name} {value}")
    return found


def graph_of(client) -> Graph:
    return Graph().parse(data=client.get("/patrimoine/donnees/patrimoine.jsonld").text, format="json-ld")


def test_published_places_follow_our_shapes(client, epm):
    bridge = HeritagePlaceFactory(commune=epm.commune, epm=epm, name='Le pont "neuf" & l’eau')
    HeritagePlaceFactory(commune=epm.commune, theme="nature")
    HeritagePlaceFactory(commune=epm.commune, draft=True)

    graph = graph_of(client)

    assert len(set(graph.subjects(RDF.type, CORE.PointOfInterest))) == 2
    assert faults(graph) == []
    (subject,) = [each for each in graph.subjects(RDF.type, CORE.PointOfInterest) if f"/{bridge.slug}/" in each]
    (label,) = values_at(graph, subject, SAID_ONCE["label"])
    assert (str(label), label.language) == (bridge.name, "fr")
    assert [float(*values_at(graph, subject, SAID_ONCE[name])) for name in ("latitude", "longitude")] == [44.6, 1.9]
    assert values_at(graph, subject, SAID_ONCE["licence"]) == [URIRef(bridge.licence_address)]


@pytest.mark.parametrize(
    "lost", ["rdfs:label", "isLocatedAt", "terms:license", "terms:source", "hasBeenCreatedBy", "@type"]
)
def test_shapes_see_what_a_place_lacks(client, epm, lost):
    HeritagePlaceFactory(commune=epm.commune)
    document = json.loads(client.get("/patrimoine/donnees/patrimoine.jsonld").text)
    if lost == "@type":
        document["@graph"][0]["@type"] = ["PointOfInterest"]
    else:
        del document["@graph"][0][lost]
    assert faults(Graph().parse(data=json.dumps(document), format="json-ld"))


def test_points_say_what_their_page_says(client, epm):
    place = HeritagePlaceFactory(commune=epm.commune, latitude=44.7791, longitude=1.7242)
    answer = client.get("/patrimoine/donnees/patrimoine.geojson")
    (feature,) = json.loads(answer.text)["features"]
    assert answer.headers["content-type"] == "application/geo+json"
    assert feature["geometry"] == {"type": "Point", "coordinates": [1.7242, 44.7791]}
    assert feature["properties"]["nom"] == place.name
    assert feature["properties"]["page"].endswith(place.get_absolute_url())
    assert feature["properties"]["licence"] == "CC BY-SA 4.0"


def test_files_hold_no_agreement_no_member_and_nothing_withdrawn(client, epm, animator):
    HeritagePlaceFactory(
        commune=epm.commune, epm=epm, author=animator, people=NamedPeople.AGREED, agreement="Mme L., classeur 2"
    )
    for name in ("jsonld", "geojson"):
        text = client.get(f"/patrimoine/donnees/patrimoine.{name}").text
        assert epm.name in text
        assert "classeur 2" not in text
        assert animator.last_name not in text
    HeritagePlace.objects.update(state=HeritageState.WITHDRAWN)
    assert len(graph_of(client)) == 0
    assertContains(client.get("/patrimoine/donnees/"), "Les lieux publiés y paraîtront")
