"""What the records of the fictitious EPM say: when they were checked, who runs them, what they offer."""

import datetime
import random
from collections.abc import Iterable, Iterator

from django.utils import timezone

from extranet.demo.content import read_file
from reseau.enums import EPMKind, HostKind
from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature
from reseau.places.models.room import PlaceRoom
from reseau.places.opening_hours.hours import ExceptionalHours
from reseau.places.validators import luhn_sum
from reseau.places.vocabulary import FeatureKind, values_of
from reseau.texts.elision import of_place

# Shares of the records by the age of their last check, in days: fresh, to confirm, no longer trusted.
AGES = ((0.8, (1, 85)), (0.1, (95, 170)), (0.05, (190, 400)))
CLOSURE_SHARE = 0.1
LARGE = (EPMKind.CYBERBASE, EPMKind.SERVICES)
ORDINARY = {
    FeatureKind.SERVICE: values_of(FeatureKind.SERVICE)[:2],
    FeatureKind.SUPPORT: ("Accompagnement individuel", "Dans un atelier collectif"),
    FeatureKind.ACCESS: ("Se présenter", "Téléphoner"),
    FeatureKind.EQUIPMENT: ("Imprimante", "Wifi"),
    FeatureKind.MOVING: ("Fixe",),
}
OF_KIND = {
    EPMKind.CYBERBASE: {
        FeatureKind.SERVICE: values_of(FeatureKind.SERVICE),
        FeatureKind.EQUIPMENT: ("Imprimante", "Numériseur", "Wifi", "Point visio", "Vidéoprojecteur", "Imprimante 3D"),
        FeatureKind.PROGRAMME: ("Conseillers numériques", "Certification PIX"),
    },
    EPMKind.SERVICES: {
        FeatureKind.SERVICE: tuple(values_of(FeatureKind.SERVICE)[number] for number in (0, 3, 7)),
        FeatureKind.EQUIPMENT: ("Imprimante", "Numériseur", "Bureau fermé pour les démarches", "Point visio"),
        FeatureKind.PROGRAMME: ("France Services", "Aidants Connect"),
    },
}
DRAWN = {
    FeatureKind.SERVICE: 0.3,
    FeatureKind.PUBLIC: 0.2,
    FeatureKind.CARE: 0.12,
    FeatureKind.EQUIPMENT: 0.15,
}
PRICES = ("Gratuit", "Gratuit", "Gratuit", "Gratuit sous condition", "Payant")


def complete_records(epms: Iterable[EPM], draw: random.Random) -> None:
    """Fill the records, not saved yet: their check, their closures, the body that runs them."""
    content = read_file("places")
    today = timezone.localdate()
    for number, epm in enumerate(epms, start=1):
        epm.checked_on = _checked_on(today, draw)
        if epm.checked_on is None:
            epm.opening_hours, epm.former_hours = "", draw.choice(content["former_hours"])
        elif draw.random() < CLOSURE_SHARE and epm.hours:
            first = today + datetime.timedelta(days=draw.randint(2, 20))
            closure = ExceptionalHours(first, first + datetime.timedelta(days=draw.randint(0, 9)), reason="congés")
            epm.opening_hours = epm.hours.with_exception(closure).expression
            del epm.hours
        epm.updated_on = epm.checked_on or today - datetime.timedelta(days=500)
        epm.host_kind = HostKind.EPCI if epm.kind == EPMKind.SERVICES else HostKind.COMMUNE
        epm.host_name = _host_of(epm)
        epm.pivot = fictitious_siret(number)
        if epm.kind in LARGE:
            epm.visiting_services = "\n".join(draw.sample(content["visiting_services"], 2))
        epm.summary = f"{epm.get_kind_display()} fictive de démonstration, pour apprendre et se faire aider."


def _host_of(epm: EPM) -> str:
    return epm.commune.epci_name if epm.kind == EPMKind.SERVICES else f"Commune {of_place(epm.commune)}"


def fictitious_siret(number: int) -> str:
    """Return a SIRET with a right check digit that no body can have: no SIREN begins with four zeros."""
    body = f"0000{number:09d}"
    return body + str(-luhn_sum(body + "0") % 10)


def build_features(epms: Iterable[EPM], draw: random.Random) -> None:
    """Say what each place offers, and its rooms."""
    epms = list(epms)
    PlaceFeature.objects.bulk_create(
        (PlaceFeature(epm=epm, kind=kind, value=value) for epm in epms for kind, value in _features_of(epm, draw)),
        batch_size=500,
    )
    large = [epm for epm in epms if epm.kind in LARGE]
    PlaceRoom.objects.bulk_create(
        PlaceRoom(epm=epm, name="Petite salle", capacity=draw.randint(3, 6), is_accessible=True) for epm in large
    )


def _checked_on(today: datetime.date, draw: random.Random) -> datetime.date | None:
    share = draw.random()
    for part, (youngest, oldest) in AGES:
        if share < part:
            return today - datetime.timedelta(days=draw.randint(youngest, oldest))
        share -= part
    return None


def _features_of(epm: EPM, draw: random.Random) -> Iterator[tuple[FeatureKind, str]]:
    yield FeatureKind.PRICE, draw.choice(PRICES)
    for kind, values in (ORDINARY | OF_KIND.get(epm.kind, {})).items():
        for value in values:
            yield kind, value
    for kind, chance in DRAWN.items():
        usual = OF_KIND.get(epm.kind, {}).get(kind) or ORDINARY.get(kind, ())
        for value in values_of(kind):
            if value not in usual and draw.random() < chance:
                yield kind, value
