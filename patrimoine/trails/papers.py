"""Papers of trails: the trail to print, and the notice of a place, whose code leads to its page."""

from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings

from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail, kilometres_along
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.qr import qr_image
from reseau.texts.wording import minutes_in_words

TEMPLATES = Path(__file__).parents[1] / "data"


def trail_paper(trail: HeritageTrail) -> Paper:
    """Return the trail on paper: each stop with its story, and a code that leads to its page. Two queries."""
    stops = trail.open_stops()
    return Paper.of(
        TEMPLATES / "circuit.typ",
        title=trail.name,
        origin=trail.epm.name if trail.epm else settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        summary=trail.summary,
        advice=trail.advice,
        facts=" · ".join(trail_facts(trail, [stop.place for stop in stops])),
        url=_address(trail),
        stops=[
            {
                "name": stop.place.name,
                "commune": stop.place.commune.name,
                "position": stop.place.position,
                "way": stop.way,
                "summary": stop.place.summary,
                "story": stop.place.story,
                "sources": [source.words for source in stop.place.named_sources],
                "licence": stop.place.licence_label,
                "url": _address(stop.place),
                "code": qr_image(_address(stop.place)),
            }
            for stop in stops
        ],
    )


def place_notice(place: HeritagePlace) -> Paper:
    """Return the notice to put up at the place. No query beyond its commune."""
    url = _address(place)
    return Paper.of(
        TEMPLATES / "affichette-patrimoine.typ",
        title=place.name,
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        commune=place.commune.name,
        summary=place.summary,
        url=url,
        code=qr_image(url),
    )


def trail_facts(trail: HeritageTrail, places: list[HeritagePlace]) -> list[str]:
    """Return « 4 lieux », « 3,2 km à vol d’oiseau », « 1 h 30 »."""
    kilometres = f"{kilometres_along(places):.1f}".replace(".", ",")
    facts = [f"{len(places)}\u00a0lieux", f"{kilometres}\u00a0km à vol d’oiseau"]
    return [*facts, minutes_in_words(trail.minutes)] if trail.minutes else facts


def _address(thing) -> str:
    return urljoin(settings.ORIGIN, thing.get_absolute_url())
