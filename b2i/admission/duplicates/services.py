"""Merging two records of one person, undoing the merge within thirty days, noting that two learners are distinct.

Nothing else moves rows of a history from one record to another: rows move unchanged, through the base manager, and the
journal of the merge lists each of them.
"""

from collections.abc import Iterable

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from b2i.admission.duplicates.merge_plan import Move, merge_obstacle, planned_moves
from b2i.admission.duplicates.models import Distinction, Merge
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.permissions import check_keeper, keeps_record
from b2i.records.contests import Contest
from b2i.records.models import Evidence, Record
from b2i.records.validation.models.validation import Proposal, Validation
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_rows

FILLED_IN = ("birth_year", "commune_id")


@transaction.atomic
def merge(*, kept: Learner, absorbed: Learner, merged_by: Member) -> Merge:
    """Move everything of `absorbed` to `kept`, who keeps their name and card; the other card stops working.

    Missing fields of `kept` (year of birth, commune) are filled in. The EPM that kept the other record becomes a
    follower, if it holds a consent.

    Raises ValidationError if `merged_by` does not work in the EPM that keeps the other record, which goes to the first
    one, if one of the learners is merged already, or if a skill awaits a decision in both records.
    """
    if kept.pk == absorbed.pk:
        raise ValidationError("Il faut deux livrets.")
    kept, absorbed = _lock_learners(kept.pk, absorbed.pk)
    if kept.merged_into_id or absorbed.merged_into_id:
        raise ValidationError("Ce livret est déjà réuni avec un autre.")
    check_keeper(by=merged_by, learner=absorbed)
    if reason := merge_obstacle(kept=kept, absorbed=absorbed):
        raise ValidationError(reason)
    journal = {
        "moves": [_apply_move(move) for move in planned_moves(kept=kept, absorbed=absorbed)],
        "filled": _fill_in(kept, absorbed),
        "following": _keep_following(kept, absorbed),
        "was_active": absorbed.member.is_active,
    }
    absorbed.merged_into = kept
    absorbed.save(update_fields=["merged_into"])
    # An inactive account closes its sessions.
    Member.objects.filter(pk=absorbed.member_id).update(is_active=False)
    return Merge.objects.create(kept=kept, absorbed=absorbed, journal=journal, merged_by=merged_by)


@transaction.atomic
def undo_merge(*, merge: Merge, undone_by: Member) -> Learner:
    """Give the second learner their rows, their account and their card back; return this learner.

    Rows noted since the merge stay with the first learner.

    Raises ValidationError if `undone_by` works in neither of the EPM that kept the records, after thirty days, if the
    merge is undone already, or if a later proposal or following depends on a row that would go back.
    """
    merge = Merge.objects.select_for_update(of=("self",)).undoable().filter(pk=merge.pk).first()
    if merge is None:
        raise ValidationError("Cette fusion ne peut plus être annulée.")
    kept, absorbed = _lock_learners(merge.kept_id, merge.absorbed_id)
    if not keeps_record(undone_by, absorbed):
        check_keeper(by=undone_by, learner=kept)
    if kept.merged_into_id:
        raise ValidationError("Annulez d’abord la fusion plus récente.")
    journal = merge.journal
    _check_no_later_proposal(journal)
    _check_no_later_following(journal, kept)
    try:
        with transaction.atomic():
            _move_back(journal)
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


def _lock_learners(*keys: int) -> list[Learner]:
    """Lock the learners and their records, so that validations and merges wait; return the learners in order."""
    list(Record._base_manager.select_for_update().filter(learner__in=keys).order_by("pk"))
    rows = Learner.everyone.filter(pk__in=keys).select_related("member", "epm").order_by("pk")
    learners = {learner.pk: learner for learner in lock_rows(rows)}
    return [learners[key] for key in keys]


def _apply_move(move: Move) -> dict:
    """Move the rows and return the entry of the journal."""
    remaining_keys = sorted(move.remaining_rows().values_list("pk", flat=True))
    moved_keys = sorted(move.rows().exclude(pk__in=remaining_keys).values_list("pk", flat=True))
    move.model._base_manager.filter(pk__in=moved_keys).update(**{move.field: move.new_key})
    label = move.model._meta.label_lower
    return {
        "model": label,
        "field": move.field,
        "was": move.old_key,
        "is": move.new_key,
        "rows": moved_keys,
        "left": remaining_keys,
    }


def _fill_in(kept: Learner, absorbed: Learner) -> dict:
    """Copy to `kept` the fields they lack; return the copied values."""
    filled_values = {
        name: getattr(absorbed, name)
        for name in FILLED_IN
        if getattr(kept, name) is None and getattr(absorbed, name) is not None
    }
    for name, value in filled_values.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(FILLED_IN))
    return filled_values


def _keep_following(kept: Learner, absorbed: Learner) -> int | None:
    """Make the EPM of the other record a follower, if it holds a consent; return the key of the following."""
    consent = kept.consents.filter(epm=absorbed.epm).first()
    follows = kept.epm_id == absorbed.epm_id or kept.followings.live().filter(epm=absorbed.epm).exists()
    if follows or consent is None:
        return None
    return Following.objects.create(learner=kept, epm=absorbed.epm, consent=consent).pk


def _check_no_later_proposal(journal: dict) -> None:
    """Raise ValidationError if a later proposal is based on evidence that would go back."""
    evidence = _moved_keys(journal, Evidence)
    on_lines = Q(evidence__in=evidence) | Q(earlier_evidence__in=evidence)
    later_proposals = Proposal.objects.filter(on_lines).exclude(pk__in=_moved_keys(journal, Proposal))
    for move in journal["moves"]:
        if move["model"] == Evidence._meta.label_lower and later_proposals.filter(record=move["is"]).exists():
            raise ValidationError("Depuis, une compétence a été proposée sur une preuve qui devrait repartir.")


def _check_no_later_following(journal: dict, kept: Learner) -> None:
    """Raise ValidationError if a later following is based on a consent that would go back."""
    earlier_keys = [*_moved_keys(journal, Following), journal["following"]]
    later_followings = kept.followings.exclude(pk__in=[key for key in earlier_keys if key])
    if later_followings.filter(consent__in=_moved_keys(journal, Consent)).exists():
        raise ValidationError("Depuis, un EPM suit la personne sur un accord qui devrait repartir.")


def _moved_keys(journal: dict, model) -> list[int]:
    """Return the keys of the rows of `model` that the merge moved."""
    return [key for move in journal["moves"] if move["model"] == model._meta.label_lower for key in move["rows"]]


def _move_back(journal: dict) -> None:
    """Move the rows back. A decision taken since on a proposal, or a contest of a line, goes back with it."""
    for move in reversed(journal["moves"]):
        manager = apps.get_model(move["model"])._base_manager
        manager.filter(pk__in=move["rows"], **{move["field"]: move["is"]}).update(**{move["field"]: move["was"]})
        if move["model"] == Proposal._meta.label_lower:
            Validation._base_manager.filter(proposal__in=move["rows"]).update(record=move["was"])
        if move["model"] == Evidence._meta.label_lower:
            Contest._base_manager.filter(evidence__in=move["rows"]).update(record=move["was"])


@transaction.atomic
def note_distinction(*, learner: Learner, others: Iterable[Learner], noted_by: Member) -> None:
    """Note that `learner` is none of `others`, so that nobody is asked again. Safe to repeat."""
    pairs = (sorted((learner.pk, other.pk)) for other in others if other.pk != learner.pk)
    Distinction.objects.bulk_create(
        [Distinction(first_id=first, second_id=second, noted_by=noted_by) for first, second in pairs],
        ignore_conflicts=True,
    )
