"""Who is told what about adaptations: the author of an origin that was adapted, and those who adapted it in turn."""

from django.urls import reverse

from alertes.enums import Matter
from alertes.notices.services import notify
from ressources.sheets.models.authorship import authors_of


def tell_of_publication(sheet, *, by) -> None:
    """To be called at each publication of a sheet, which may be an adaptation, and may have some."""
    lineage = getattr(sheet, "adaptation", None)
    if lineage and lineage.origin:
        _tell_adapted(lineage.origin, sheet, by=by)
    for adaptation in sheet.adaptations.select_related("sheet"):
        _tell_newer_origin(adaptation, sheet, by=by)


def tell_taken(sheet, adapted, *, label: str, entry, by) -> None:
    """Her words are on their way back into the sheet that she had adapted."""
    notify(
        members=authors_of(adapted),
        key=f"sheet:{sheet.pk}:taken:{entry.pk}",
        text=(
            f"Merci : {by} a repris « {label} » de votre adaptation "
            f"dans « {sheet.draft_title} ». Votre nom y sera cité."
        ),
        url=adapted.get_absolute_url(),
        exclude=by,
        matter=Matter.SHEETS,
    )


def _tell_adapted(origin, sheet, *, by) -> None:
    """Once, at its first publication."""
    notify(
        members=authors_of(origin),
        key=f"sheet:{origin.pk}:adapted:{sheet.pk}",
        text=f"Votre fiche « {origin.title} » a été adaptée : « {sheet.title} » ({sheet.epm}).",
        url=reverse("ressources:comparison", args=[sheet.pk]),
        exclude=by,
        matter=Matter.SHEETS,
    )


def _tell_newer_origin(adaptation, origin, *, by) -> None:
    notify(
        members=authors_of(adaptation.sheet),
        key=f"sheet:{adaptation.sheet_id}:origin:{origin.live_revision_id}",
        text=f"La fiche « {origin.title} », que vous avez adaptée, a une nouvelle version.",
        url=reverse("ressources:comparison", args=[adaptation.sheet_id]),
        exclude=by,
        matter=Matter.SHEETS,
    )
