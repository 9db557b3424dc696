"""An account is erased: the library says her name nowhere any more, even where it was kept as text."""

from django.db import transaction
from wagtail.models import PageLogEntry

from ressources.adaptations.models import Adaptation
from ressources.sheets import journal

NAMELESS = "une personne partie du réseau"


@transaction.atomic
def forget_name(*, name: str) -> None:
    """Takes the name out of the credits of adapted sheets, which still name its EPM, and out of the journal of sheets.

    Her own sheets have nobody for author. The licence lets one ask for that (CC BY-SA 4.0, 3.a.3); whoever wants to be
    named for ever has her account closed instead. Somebody else of the very same name goes unnamed as well.
    """
    for adaptation in Adaptation.objects.only("credits"):
        kept = [_without(credit, name) for credit in adaptation.credits]
        if kept != adaptation.credits:
            adaptation.credits = kept
            adaptation.save(update_fields=["credits"])
    for entry in PageLogEntry.objects.filter(action__in=journal.NAMING, data__name=name):
        entry.data["name"] = NAMELESS
        entry.save(update_fields=["data"])


def _without(credit: dict, name: str) -> dict:
    people = {key: [person for person in credit.get(key, ()) if person != name] for key in ("authors", "contributors")}
    return {**credit, **people}
