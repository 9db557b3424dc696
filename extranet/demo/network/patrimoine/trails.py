"""Trails of the demo: one that everybody reads at Cahors, one that waits for the animation of Gourdon."""

from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail
from patrimoine.trails.services import add_stop, publish_trail, save_trail, submit_trail
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory


def build_trails(*, author: Member, coordinator: Member) -> None:
    trail = _write(
        "Deux histoires qui n’existent pas",
        "cahors",
        author,
        ways={
            "Le four de la rue Qui-Tourne": "Partez du parking de la halle, et suivez l’odeur du pain.",
            "Le pont des Trois Loutres": "Descendez vers la rivière par l’escalier.",
        },
    )
    publish_trail(trail=trail, by=coordinator)
    _write(
        "De l’abri à la fontaine",
        "gourdon",
        author,
        ways={"La cabane en pierre sèche du Pech-Bavard": "", "La fontaine de la Dame qui Compte": ""},
    )


def _write(name: str, territory: str, author: Member, *, ways: dict[str, str]) -> HeritageTrail:
    trail = save_trail(
        by=author,
        name=name,
        territory=Territory.objects.get(slug=territory),
        summary="Une promenade entre des lieux fictifs de démonstration.",
        minutes=45,
        advice="L’escalier est raide par temps de pluie. Lieux et chemins sont fictifs.",
    )
    for place, way in ways.items():
        add_stop(trail=trail, place=HeritagePlace.objects.get(name=place), way=way)
    return submit_trail(trail=trail, by=author)
