"""Call for a replacement, accept it, decline it, end it.

The first to accept takes it: one update of the row that nobody has taken decides, in the transaction that changes the
session. A refusal of the session (somebody is taken at that time) gives the call back.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.permissions import may_call_replacement
from formation.sessions.models.session import Session
from formation.sessions.session_data import SessionData
from formation.year.replacement.candidates import candidates_for, is_free, remaining_half_days
from formation.year.replacement.models import AskedTrainer, ReplacementCall
from formation.year.replacement.notices import (
    ask_trainers,
    notify_all_declined,
    notify_participants,
    notify_taken,
    withdraw_question,
)
from formation.year.session_changes.services import change_session
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

OUT_OF_REACH = "Cette session n’est pas de votre territoire."
NOT_A_TRAINER = "Cette personne n’assure pas cette session."
NOT_ABLE = "Une personne choisie n’est plus libre ce jour-là\u00a0: choisissez de nouveau."
NOBODY = "Choisissez au moins une personne à qui demander."
OVER = "Il ne reste aucune demi-journée à assurer dans cette session."
TAKEN = "Quelqu’un vient d’accepter\u00a0: merci d’avoir répondu."
CLOSED = "Cet appel est clos\u00a0: la session n’attend plus personne."
NOT_ASKED = "Cet appel ne vous est pas adressé."
NO_LONGER_FREE = "Vous n’êtes plus libre à ces dates d’après le site\u00a0: votre session ou votre absence y est notée."


@transaction.atomic
def call_replacement(
    *, session: Session, replaced: Member, members: Iterable[Member], by: Member, message: str = ""
) -> ReplacementCall:
    """Ask `members` to give `session` instead of `replaced`; each gets one notice and one mail.

    Raises ValidationError if `by` may not, if the session is not announced or has no half-day left, if `replaced` does
    not give it, if a call is open already, or if one of `members` is not free and able.
    """
    session = Session.objects.locked(session.pk)
    if not may_call_replacement(by, session):
        raise ValidationError(OUT_OF_REACH)
    if not session.is_open or not remaining_half_days(session):
        raise ValidationError(OVER)
    if not session.trainers.filter(member=replaced).exists():
        raise ValidationError({"replaced": NOT_A_TRAINER})
    members = {member.pk: member for member in members}
    if not members:
        raise ValidationError({"members": NOBODY})
    if not members.keys() <= {candidate.member.pk for candidate in candidates_for(session)}:
        raise ValidationError({"members": NOT_ABLE})
    call = ReplacementCall(session=session, replaced=replaced, message=message, called_by=by)
    call.full_clean()
    call.save()
    AskedTrainer.objects.bulk_create(AskedTrainer(call=call, member=member) for member in members.values())
    ask_trainers(call, members.values(), by=by)
    return call


@transaction.atomic
def accept_call(*, call: ReplacementCall, by: Member) -> Session:
    """Let `by` give the session; the others are told that it is taken, participants who comes.

    A session that has begun keeps the trainer who gave its first half-days, beside the new one.
    Raises ValidationError if somebody was first, if the call is closed or asks somebody else, or if `by` is not free.
    """
    session = Session.objects.locked(call.session_id)
    if not AskedTrainer.objects.filter(call=call, member=by).exists():
        raise ValidationError(NOT_ASKED)
    if ReplacementCall.objects.filter(pk=call.pk, taken_at__isnull=False).exists():
        raise ValidationError(TAKEN)
    if not ReplacementCall.objects.open().filter(pk=call.pk).exists():
        raise ValidationError(CLOSED)
    if not is_free(by, session):
        raise ValidationError(NO_LONGER_FREE)
    now = timezone.now()
    # Whatever was read above, this row decides.
    taken = ReplacementCall.objects.filter(pk=call.pk, taken_at__isnull=True, ended_at__isnull=True)
    if not taken.update(taken_by=by, taken_at=now):
        raise ValidationError(TAKEN)
    AskedTrainer.objects.filter(call=call, member=by).update(declined_at=None)
    call.refresh_from_db()
    _change_trainers(session, replaced=call.replaced, by=by)
    withdraw_question(call)
    notify_taken(call, by=by)
    notify_participants(call, by=by)
    return session


@transaction.atomic
def decline_call(*, call: ReplacementCall, by: Member) -> None:
    """Note that `by` cannot; once nobody is left, tell whoever called. Raises ValidationError if `by` was not asked."""
    call = lock_row(ReplacementCall.objects.all(), call.pk)
    if not AskedTrainer.objects.filter(call=call, member=by).exists():
        raise ValidationError(NOT_ASKED)
    if call.is_taken or call.ended_at:
        return
    AskedTrainer.objects.filter(call=call, member=by, declined_at=None).update(declined_at=timezone.now())
    if not call.asked.filter(declined_at=None).exists():
        notify_all_declined(call, by=by)


@transaction.atomic
def end_call(*, call: ReplacementCall, by: Member) -> None:
    """Close a call that nobody took. Raises ValidationError if somebody just did, or if `by` may not."""
    if not may_call_replacement(by, call.session):
        raise ValidationError(OUT_OF_REACH)
    open_row = ReplacementCall.objects.filter(pk=call.pk, taken_at__isnull=True, ended_at__isnull=True)
    if not open_row.update(ended_at=timezone.now()):
        raise ValidationError(TAKEN)
    withdraw_question(call)


def _change_trainers(session: Session, *, replaced: Member, by: Member) -> None:
    has_begun = any(half_day.is_closed for half_day in session.half_days.all())
    data = SessionData.of(session)
    trainers = [member for member in data.trainers if has_begun or member.pk != replaced.pk]
    # Whoever replaces the trainer who leads the session leads it.
    is_lead = bool(data.trainers) and data.trainers[0].pk == replaced.pk
    trainers = [by, *trainers] if is_lead else [*trainers, by]
    slots = [half_day.slot for half_day in session.half_days.all() if not half_day.is_closed]
    change_session(session=session, session_data=replace(data, trainers=tuple(trainers)), half_days=slots, by=by)
