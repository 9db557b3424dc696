"""Notices about adaptations: to the authors of the origin, and to the authors of its adaptations."""

from django.urls import reverse

from alertes.channels.facts.registry import LASTING, fact_about
from alertes.channels.notices.services import notify
from ressources.declarations.events import SHEET_NEWS
from ressources.sheets.models.authorship import authors_of


def notify_lineage(sheet, *, by) -> set[int]:
    """Notify those whom the publication of a sheet concerns, whether it is an adaptation or has some.

    Return the keys of those who are notified of this version.
    """
    lineage = getattr(sheet, "adaptation", None)
    notified = set()
    if lineage and lineage.origin:
        notified |= _notify_adapted(lineage.origin, sheet, by=by)
    for adaptation in sheet.adaptations.select_related("sheet"):
        notified |= _notify_newer_origin(adaptation, sheet, by=by)
    return notified


def notify_change_taken(sheet, adapted, *, label: str, entry, by) -> None:
    """Notify the authors of an adaptation that the origin took one of their changes."""
    notify(
        members=authors_of(adapted),
        key=f"sheet:{sheet.pk}:taken:{entry.pk}",
        text=(
            f"Merci : {by} a repris « {label} » de votre adaptation "
            f"dans « {sheet.draft_title} ». Votre nom y sera cité."
        ),
        url=adapted.get_absolute_url(),
        exclude=by,
        kind=SHEET_NEWS,
        fact=LASTING,
    )


def _notify_adapted(origin, sheet, *, by) -> set[int]:
    """Notify the authors of the origin once, at the first publication of the adaptation."""
    authors = list(authors_of(origin))
    notify(
        members=authors,
        key=f"sheet:{origin.pk}:adapted:{sheet.pk}",
        text=f"Votre fiche « {origin.title} » a été adaptée : « {sheet.title} » ({sheet.epm}).",
        url=reverse("ressources:comparison", args=[sheet.pk]),
        exclude=by,
        kind=SHEET_NEWS,
        fact=fact_about("sheet", sheet.pk),
    )
    return {author.pk for author in authors} if sheet.is_new else set()


def _notify_newer_origin(adaptation, origin, *, by) -> set[int]:
    authors = list(authors_of(adaptation.sheet))
    notify(
        members=authors,
        key=f"sheet:{adaptation.sheet_id}:origin:{origin.live_revision_id}",
        text=f"La fiche « {origin.title} », que vous avez adaptée, a une nouvelle version.",
        url=reverse("ressources:comparison", args=[adaptation.sheet_id]),
        exclude=by,
        kind=SHEET_NEWS,
        fact=fact_about("sheet", origin.pk),
    )
    return {author.pk for author in authors}
