"""Merging the records of one person who had two, and undoing it exactly for thirty days.

This is the one place that moves rows of a history from a record to another: as they are, by the base manager, each of
them noted in the journal of the merge.
"""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from b2i.duplicates.merge_plan import Move, hindrance, moves
from b2i.duplicates.models.merge import Merge
from b2i.learners.models.following import Following
from b2i.learners.models.learner import Learner
from b2i.records.models.record import Evidence, Record
from b2i.validation.models.validation import Proposal, Validation
from reseau.members.models.member import Member

FILLED_IN = ("birth_year", "commune_id")


@transaction.atomic
def merge(*, kept: Learner, absorbed: Learner, merged_by: Member) -> Merge:
    """Everything of `absorbed` goes to `kept`, who keeps her name and her card; the other card opens nothing any more.

    What `kept` did not say (year of birth, commune) is filled in. The EPM that kept the other record goes on following.
    Raises `ValidationError` when one of them is merged already or when a decision is awaited in both records.
    """
    if kept.pk == absorbed.pk:
        raise ValidationError("Il faut deux livrets.")
    kept, absorbed = _hold(kept.pk, absorbed.pk)
    if kept.merged_into_id or absorbed.merged_into_id:
        raise ValidationError("Ce livret est déjà réuni avec un autre.")
    if reason := hindrance(kept=kept, absorbed=absorbed):
        raise ValidationError(reason)
    journal = {
        "moves": [_done(move) for move in moves(kept=kept, absorbed=absorbed)],
        "filled": _fill_in(kept, absorbed),
        "following": _keep_following(kept, absorbed),
        "was_active": absorbed.member.is_active,
    }
    absorbed.merged_into = kept
    absorbed.save(update_fields=["merged_into"])
    # Its sessions end with the account that they are of.
    Member.objects.filter(pk=absorbed.member_id).update(is_active=False)
    return Merge.objects.create(kept=kept, absorbed=absorbed, journal=journal, merged_by=merged_by)


@transaction.atomic
def undo_merge(*, merge: Merge, undone_by: Member) -> Learner:
    """Gives back to the second learner every row that came from her, her account and her card; returns her.

    What was noted since then stays with the first. Raises `ValidationError` after thirty days, when it is undone
    already, or when something said since then rests on what would go back.
    """
    merge = Merge.objects.select_for_update(of=("self",)).undoable().filter(pk=merge.pk).first()
    if merge is None:
        raise ValidationError("Cette fusion ne peut plus être annulée.")
    kept, absorbed = _hold(merge.kept_id, merge.absorbed_id)
    if kept.merged_into_id:
        raise ValidationError("Annulez d’abord la fusion plus récente.")
    journal = merge.journal
    _check_nothing_rests_on(journal)
    try:
        with transaction.atomic():
            _give_back(journal)
    except IntegrityError as error:
        raise ValidationError("Depuis, le livret a trop changé pour que la fusion soit annulée.") from error
    Following.objects.filter(pk=journal["following"]).delete()
    for name, value in journal["filled"].items():
        if getattr(kept, name) == value:
            setattr(kept, name, None)
    kept.save(update_fields=list(FILLED_IN))
    absorbed.merged_into = None
    absorbed.save(update_fields=["merged_into"])
    Member.objects.filter(pk=absorbed.member_id).update(is_active=journal["was_active"])
    merge.undone_at, merge.undone_by = timezone.now(), undone_by
    merge.save(update_fields=["undone_at", "undone_by"])
    return absorbed


@transaction.atomic
def settle_merges() -> int:
    """Erases the second account of merges that nobody can undo any more, when nothing stayed behind with it.

    Returns how many were erased. One that holds a validation is kept with the record, and read by nobody.
    """
    erased = 0
    for settled in Merge.objects.settled().select_related("absorbed__member"):
        if not _holds_something(settled.journal) and not settled.absorbed.merged.exists():
            settled.absorbed.member.delete()
            erased += 1
    return erased


def _holds_something(journal: dict) -> bool:
    """More than the cover of a record whose rows have moved, and what only says again that she was there too."""
    covers = {model._meta.label_lower for model in (Record, Following)}
    held = [each["model"] for each in journal["moves"] if each["left"] and each["model"] not in covers]
    return any(not apps.get_model(label)._meta.auto_created for label in held)


def _hold(*keys: int) -> list[Learner]:
    """Their rows, locked, and those of their records: whoever validates or merges meanwhile waits."""
    list(Record._base_manager.select_for_update().filter(learner__in=keys).order_by("pk"))
    rows = Learner.everyone.select_for_update(of=("self",)).select_related("member", "epm").order_by("pk")
    held = {learner.pk: learner for learner in rows.filter(pk__in=keys)}
    return [held[key] for key in keys]


def _done(move: Move) -> dict:
    left = sorted(move.left().values_list("pk", flat=True))
    rows = sorted(move.rows().exclude(pk__in=left).values_list("pk", flat=True))
    move.model._base_manager.filter(pk__in=rows).update(**{move.field: move.becomes})
    label = move.model._meta.label_lower
    return {"model": label, "field": move.field, "was": move.was, "is": move.becomes, "rows": rows, "left": left}


def _fill_in(kept: Learner, absorbed: Learner) -> dict:
    filled = {
        name: getattr(absorbed, name)
        for name in FILLED_IN
        if getattr(kept, name) is None and getattr(absorbed, name) is not None
    }
    for name, value in filled.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(FILLED_IN))
    return filled


def _keep_following(kept: Learner, absorbed: Learner) -> int | None:
    """The EPM that kept the other record goes on reading, on the consent that it holds."""
    consent = kept.consents.filter(epm=absorbed.epm).first()
    follows = kept.epm_id == absorbed.epm_id or kept.followings.live().filter(epm=absorbed.epm).exists()
    if follows or consent is None:
        return None
    return Following.objects.create(learner=kept, epm=absorbed.epm, consent=consent).pk


def _check_nothing_rests_on(journal: dict) -> None:
    evidence = _moved(journal, Evidence)
    since = Proposal.objects.filter(evidence__in=evidence).exclude(pk__in=_moved(journal, Proposal))
    for each in journal["moves"]:
        if each["model"] == Evidence._meta.label_lower and since.filter(record=each["is"]).exists():
            raise ValidationError("Depuis, une compétence a été proposée sur une preuve qui devrait repartir.")


def _moved(journal: dict, model) -> list[int]:
    return [key for each in journal["moves"] if each["model"] == model._meta.label_lower for key in each["rows"]]


def _give_back(journal: dict) -> None:
    """What was decided since then of a proposal goes back with it."""
    for each in reversed(journal["moves"]):
        manager = apps.get_model(each["model"])._base_manager
        manager.filter(pk__in=each["rows"], **{each["field"]: each["is"]}).update(**{each["field"]: each["was"]})
        if each["model"] == Proposal._meta.label_lower:
            decided = Validation._base_manager.filter(proposal__in=each["rows"], record=each["is"])
            decided.update(record=each["was"])
