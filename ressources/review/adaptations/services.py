"""Adapting a sheet: a copy that keeps its lineage, then changes taken from one side to the other."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator

from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from ressources.files.services.duplicates import reuse
from ressources.review.adaptations import notices as adaptation_notices
from ressources.review.adaptations.lineage import AdaptationChange, Lineage, find_change, with_change
from ressources.review.adaptations.models import Adaptation, credits_of
from ressources.review.versions.base_version import BaseVersion
from ressources.sheets import sheet_journal
from ressources.sheets.composed_draft import TITLE_LENGTH
from ressources.sheets.content import MAX_STEPS, SheetContent
from ressources.sheets.enums import ContributionSource, Licence, PartNature
from ressources.sheets.models.authorship import author_keys
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.parts import Part
from ressources.sheets.services.drafts import create_draft, save_draft

SUFFIX = " (adaptation)"
GONE = "L’autre fiche a changé, ou n’est plus en ligne : regardez de nouveau ce qui diffère."


def adapted_title(*, title: str) -> str:
    """Return the title that the adaptation has until its author finds a better one."""
    return Truncator(title).chars(TITLE_LENGTH - len(SUFFIX)) + SUFFIX


@transaction.atomic
def adapt(*, origin: Sheet, by: Member, epm: EPM, title: str) -> Sheet:
    """Create a draft of `by` with the text of the published sheet, its files and its pictures.

    Raises `ValidationError` if the sheet left the library, or if its licence allows no adaptation.
    """
    _lock(origin.pk)
    origin = origin.specific_class.objects.with_record().with_sources().get(pk=origin.pk)
    if not origin.live:
        raise ValidationError("Cette fiche n’est plus dans la bibliothèque.")
    licence = Licence(origin.licence)
    if not licence.may_be_adapted:
        raise ValidationError("Cette fiche ne s’adapte pas : tous les droits en sont réservés.")
    content = origin.content_class.of_page(origin)
    # The same licence wherever it may be kept, which is the case for all of them today.
    adaptation_licence = licence if licence in licence.for_adaptations else licence.for_adaptations[0]
    page = create_draft(by=by, epm=epm, data=replace(content, title=title, licence=adaptation_licence.value))
    lineage = Adaptation(sheet=page, origin=origin, credits=credits_of(origin))
    lineage.note_base(content)
    if not Adaptation.objects.filter(sheet=page).exists():
        lineage.save()
        _copy_files(origin, page, by=by)
    return page


@transaction.atomic
def take_change(*, lineage: Adaptation, into_origin: bool, part: str, step: str, version: int, by: Member) -> Sheet:
    """Put a change of one side into the draft of the other; its authors are credited there, and thanked.

    `version` is the published version that was looked at, `step` the key of a change in a run sheet. A text that both
    changed is merged, nothing is dropped.

    Raises `ValidationError` if the change is gone, already there, or does not fit.
    """
    _lock(lineage.sheet_id, lineage.origin_id)
    lineage = Adaptation.objects.select_related("sheet", "origin").get(pk=lineage.pk)
    if lineage.origin is None:
        raise ValidationError(GONE)
    adapted, origin = lineage.sheet.specific, lineage.origin.specific
    giver, taker = (adapted, origin) if into_origin else (origin, adapted)
    if not giver.live or giver.live_revision_id != version:
        raise ValidationError(GONE)
    texts = texts_of(lineage=lineage, adapted=adapted, origin=origin)
    change = find_change(texts, part, step, of_origin=not into_origin)
    if change is None:
        raise ValidationError(GONE)
    page = _take(change, texts.base, taker, by=by)
    _share_pictures(giver, page, by=by)
    entry = sheet_journal.note(sheet_journal.CHANGE_TAKEN, page=page, by=by, part=change.part.label, title=giver.title)
    if into_origin:
        _credit(page, adapted)
        adaptation_notices.notify_change_taken(page, adapted, label=change.part.label, entry=entry, by=by)
    return page


@transaction.atomic
def note_origin_seen(*, lineage: Adaptation) -> None:
    """Take all that changed in the origin into account: the next comparison starts from there.

    Raises `ValidationError` if the origin left the library.
    """
    if lineage.origin is None or not lineage.origin.live:
        raise ValidationError(GONE)
    origin = lineage.origin.specific
    lineage.note_base(origin.content_class.of_page(origin))
    lineage.save(update_fields=["base", "base_at"])


def texts_of(*, lineage: Adaptation, adapted: Sheet, origin: Sheet, **drafts: SheetContent | None) -> Lineage:
    """Return the texts to compare: the published ones, or the last version of an adaptation never published."""
    content = adapted.content_class.of_page(adapted) if adapted.live else adapted.latest_content
    return Lineage(lineage.base_content(), content, origin.content_class.of_page(origin), **drafts)


def _lock(*keys: int | None) -> None:
    """Lock the sheets in one order, so that two requests never wait for each other."""
    list(Sheet.objects.select_for_update(of=("self",)).filter(pk__in=[key for key in keys if key]).order_by("pk"))


def _copy_files(origin: Sheet, page: Sheet, *, by: Member) -> None:
    """Share the files of the origin: their bytes are not copied. A file removed at this moment is left out."""
    for file in (*origin.attachments.available(), *origin.pictures.available()):
        with suppress(ValidationError):
            reuse(source=file, sheet=page, by=by)


def _share_pictures(giver: Sheet, page: Sheet, *, by: Member) -> None:
    """Add the pictures that the steps taken from `giver` place, unless the sheet has them already."""
    wanted = {mark for step in getattr(page.latest_content, "steps", ()) for mark in step.pictures}
    wanted -= {picture.mark for picture in page.pictures.all()}
    for picture in giver.pictures.available():
        if picture.mark in wanted:
            with suppress(ValidationError):
                reuse(source=picture, sheet=page, by=by)


def _take(change: AdaptationChange, base: SheetContent, taker: Sheet, *, by: Member) -> Sheet:
    draft = taker.latest_content
    value = with_change(base, draft, change.part, change.value)
    if value == getattr(draft, change.part.name):
        raise ValidationError("Votre dernière version le dit déjà.")
    if not _fits(taker, change.part, value):
        raise ValidationError(
            f"Réunis, les deux textes ne tiennent pas dans « {change.part.label} » : copiez-y ce que vous gardez."
        )
    version = BaseVersion.latest_of(taker)
    return save_draft(
        page=taker,
        by=by,
        data=replace(draft, **{change.part.name: value}),
        base_revision=version.revision,
        base_written_at=version.written_at,
    )


def _fits(sheet: Sheet, part: Part, value: Any) -> bool:
    """Whether the value respects the limits of the form."""
    if part.nature is PartNature.STEPS:
        step_model = sheet._meta.get_field(part.name).related_model
        lengths = {name: step_model._meta.get_field(name).max_length for name in ("title", "animator", "learners")}
        return len(value) <= MAX_STEPS and all(
            len(getattr(step, name)) <= max_length for step in value for name, max_length in lengths.items()
        )
    max_length = getattr(sheet._meta.get_field(part.name), "max_length", None)
    return not (isinstance(value, str) and max_length) or len(value) <= max_length


def _credit(page: Sheet, adapted: Sheet) -> None:
    page_authors = author_keys(page)
    for key in author_keys(adapted):
        if key not in page_authors:
            Contribution.objects.get_or_create(
                sheet=page, member_id=key, defaults={"source": ContributionSource.ADAPTATION}
            )
