"""Heritage places of the demo, with their drawings and a recording; one waits to be read, one is a draft."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from extranet.demo.content import read_file
from extranet.demo.files.drawings import HEIGHT, INK, LINE, RIVER, SAFFRON, SURFACE, TINT, WIDTH, Pen
from extranet.demo.files.sounds import render_ring_tone
from extranet.demo.network.patrimoine.outings import build_outings
from extranet.demo.network.patrimoine.trails import build_trails
from patrimoine.agreements.enums import MakerAge
from patrimoine.agreements.services import save_agreement
from patrimoine.sites.enums import NamedPeople
from patrimoine.sites.models import HeritagePlace
from patrimoine.sites.services import publish_heritage, save_heritage, submit_heritage
from patrimoine.works.enums import PeopleInWork, ReuseElsewhere, WorkOrigin
from patrimoine.works.services import add_work
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune
from ressources.sheets.enums import Licence
from ressources.workshops.deliveries.models.delivery import Delivery


# Drawings of heritage places of the demo, with the same pixels each time.
def sketch_bridge() -> bytes:
    pen = Pen()
    pen.box(0, 0, WIDTH, HEIGHT, fill=TINT, corner=0, stroke=TINT)
    pen.disc(330, 60, 24, fill=SAFFRON, stroke=SAFFRON)
    pen.box(0, 215, WIDTH, 85, fill=RIVER, corner=0, stroke=RIVER)
    pen.shape((0, 150), (200, 118), (400, 150), (400, 232), (0, 232), fill=LINE)
    for middle in (75, 200, 325):
        pen.disc(middle, 232, 44, fill=RIVER, stroke=INK)
    pen.box(0, 232, WIDTH, 68, fill=RIVER, corner=0, stroke=RIVER)
    pen.line((0, 150), (200, 118), (400, 150), weight=3)
    for row in (248, 268, 286):
        pen.line((40, row), (140, row), colour=TINT)
        pen.line((220, row - 6), (350, row - 6), colour=TINT)
    return pen.png()


def sketch_fountain() -> bytes:
    pen = Pen()
    pen.box(0, 0, WIDTH, HEIGHT, fill=TINT, corner=0, stroke=TINT)
    pen.box(0, 240, WIDTH, 60, fill=LINE, corner=0, stroke=LINE)
    pen.box(176, 70, 48, 150, fill=SURFACE, corner=4)
    pen.shape((160, 72), (200, 34), (240, 72), fill=LINE)
    pen.line((160, 72), (200, 34), (240, 72), (160, 72))
    pen.line((176, 120), (146, 120), (146, 132), weight=5)
    pen.line((146, 136), (146, 204), colour=RIVER, weight=5)
    pen.box(80, 200, 240, 56, fill=SURFACE, corner=10)
    pen.box(92, 210, 216, 14, fill=RIVER, corner=6, stroke=RIVER)
    return pen.png()


SKETCHES = {"bridge": sketch_bridge, "fountain": sketch_fountain}


# What a learner, who does not exist, signed at the workshop of the demo.
def sign_agreement(*, place: HeritagePlace, by: Member) -> None:
    """Note it as the animator who keeps the paper does."""
    save_agreement(
        place=place,
        by=by,
        signatory="Camille B.",
        shown_as="Camille (personne fictive)",
        origin=WorkOrigin.LEARNER,
        age=MakerAge.ADULT,
        signed_on=timezone.localdate() - timedelta(days=7),
        kept_at="Classeur de démonstration",
        licence=Licence.BY_SA,
        goes_elsewhere=False,
        covers_text=True,
    )


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
