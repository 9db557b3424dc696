"""Heritage places of the demo, with their drawings and a recording; one waits to be read, one is a draft."""

from collections.abc import Sequence

from django.core.files.base import ContentFile

from extranet.demo.content import read_file
from extranet.demo.files.sounds import render_ring_tone
from extranet.demo.network.patrimoine.agreements import sign_agreement
from extranet.demo.network.patrimoine.outings import build_outings
from extranet.demo.network.patrimoine.sketches import SKETCHES
from extranet.demo.network.patrimoine.trails import build_trails
from patrimoine.sites.enums import NamedPeople
from patrimoine.sites.models import HeritagePlace
from patrimoine.sites.services.publication import publish_heritage, submit_heritage
from patrimoine.sites.services.writing import save_heritage
from patrimoine.works.enums import PeopleInWork, ReuseElsewhere, WorkOrigin
from patrimoine.works.services import add_work
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune
from ressources.sheets.enums import Licence
from ressources.workshops.deliveries.models.delivery import Delivery

# The sheet of the library that leads to a record (`extranet.demo.library.deliveries`).
WORKSHOP = "faire-une-fiche-de-patrimoine"
ALTERNATIVES = {
    "bridge": "Dessin\u00a0: un pont à trois arches sur une rivière, sous un soleil bas.",
    "fountain": "Dessin\u00a0: une fontaine de pierre, dont l’eau tombe dans un bassin.",
}
OWN = {
    "maker": "L’équipe de démonstration",
    "origin": WorkOrigin.OWN,
    "licence": Licence.BY_SA,
    "proof": "Fait pour la démonstration de ce site",
    "people": PeopleInWork.NOBODY,
    "elsewhere": ReuseElsewhere.YES,
}


def build_heritage(*, animators: Sequence[Member], coordinator: Member) -> None:
    """Write each place of the content in the name of an animator, and take it as far as its state; then trails."""
    workshop = Delivery.objects.filter(sheet__slug=WORKSHOP).latest("pk")
    for content in read_file("heritage")["places"]:
        commune = Commune.objects.get(name=content["commune"])
        author = _author_near(commune, animators[content["author"] :])
        place = _write(content, commune, author, delivery=workshop if content.get("workshop") else None)
        _add_works(content, place, author)
        if content.get("agreement"):
            sign_agreement(place=place, by=author)
        if content["state"] != "draft":
            place = submit_heritage(place=place, by=author)
        if content["state"] == "published":
            publish_heritage(place=place, by=coordinator)
    build_trails(author=animators[0], coordinator=coordinator)
    build_outings(author=animators[0])


def _author_near(commune: Commune, animators: Sequence[Member]) -> Member:
    """Return the first animator who works in the territory of the commune."""
    return next(
        member
        for member in animators
        if (position := member.main_position)
        and position.epm
        and position.epm.commune.territory_id == commune.territory_id
    )


def _write(content: dict, commune: Commune, author: Member, *, delivery: Delivery | None) -> HeritagePlace:
    north, east = content["offset"]
    return save_heritage(
        by=author,
        name=content["name"],
        commune=commune,
        position=(commune.town_hall_latitude + north, commune.town_hall_longitude + east),
        theme=content["theme"],
        period=content["period"],
        summary=content["summary"],
        story=content["story"].strip(),
        sources=content["sources"],
        licence=Licence.BY_SA,
        people=NamedPeople.NOBODY,
        agreement="",
        delivery=delivery,
    )


def _add_works(content: dict, place: HeritagePlace, author: Member) -> None:
    if drawing := content.get("drawing"):
        file = ContentFile(SKETCHES[drawing](), f"{drawing}.png")
        add_work(place=place, by=author, file=file, description=ALTERNATIVES[drawing], **OWN)
    if content.get("sound"):
        words = "Trois notes qui montent, puis le silence. Personne ne parle."
        add_work(place=place, by=author, file=ContentFile(render_ring_tone(), "notes.wav"), description=words, **OWN)
