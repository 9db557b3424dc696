"""The employer's agreement, for positions that require it: request, one reminder, answer."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.mails.services import plan_mails
from formation.declarations.events import SESSION_DATES
from formation.enums import EnrolmentStatus
from formation.sessions.enrolment.models.agreement import EmployerAgreement
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enrolment.notices import notify_employer_agreed, notify_employer_refused
from formation.sessions.enrolment.services.status_changes import change_status, give_place_or_turn
from formation.sessions.invitations.invitations import dates_and_place
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member

PATIENCE = datetime.timedelta(days=5)
OVER = "Cette demande n’attend plus de réponse."


def ask_agreement(*, enrolment: Enrolment, email: str, at: datetime.datetime) -> EmployerAgreement:
    """Request the agreement. A previous request is deleted, and its link stops working."""
    EmployerAgreement.objects.filter(enrolment=enrolment).delete()
    agreement = EmployerAgreement.objects.create(enrolment=enrolment, email=email, asked_at=at)
    _write_to_employer(agreement, "asked")
    return agreement


@transaction.atomic
def answer_agreement(
    *,
    agreement: EmployerAgreement,
    is_agreed: bool,
    comment: str = "",
    by: Member | None = None,
    at: datetime.datetime | None = None,
) -> Enrolment:
    """Record the answer; give the place or a position on the waiting list, or end the request; notify the member.

    `by` is the coordinator who records an answer given otherwise.

    Raises ValidationError if the request is answered or withdrawn, and if the session is cancelled or has begun.
    """
    at = at or timezone.now()
    session = Session.objects.locked(agreement.enrolment.session_id)
    agreement = (
        EmployerAgreement.objects.unanswered().filter(pk=agreement.pk).select_related("enrolment__member").first()
    )
    if agreement is None or not agreement.enrolment.is_requested or not session.is_open or session.has_begun(at):
        raise ValidationError(OVER)
    agreement.answered_at, agreement.is_agreed, agreement.comment = at, is_agreed, comment
    agreement.save(update_fields=["answered_at", "is_agreed", "comment"])
    enrolment = agreement.enrolment
    enrolment.session = session
    if not is_agreed:
        reason = f"Refus de l’employeur\u00a0: {comment}" if comment else "Refus de l’employeur"
        _end(enrolment, reason, at=at, by=by)
        return enrolment
    try:
        with transaction.atomic():
            give_place_or_turn(enrolment=enrolment, reason="Accord de l’employeur", by=by, at=at)
    except ValidationError as clash:  # the member has taken another place at that time since
        _end(enrolment, clash.messages[0], at=at, by=by)
        return enrolment
    if not enrolment.is_confirmed:
        notify_employer_agreed(enrolment)
    return enrolment


def remind_employers(*, at: datetime.datetime | None = None) -> int:
    """Remind employers who have not answered in five days; return how many requests wait. Idempotent."""
    at = at or timezone.now()
    unanswered_requests = EmployerAgreement.objects.unanswered().filter(
        asked_at__lte=at - PATIENCE,
        enrolment__status=EnrolmentStatus.REQUESTED,
        enrolment__session__in=Session.objects.upcoming(),
    )
    for agreement in unanswered_requests.select_related("enrolment__member"):
        _write_to_employer(agreement, "reminded")
    return unanswered_requests.count()


def _end(enrolment: Enrolment, reason: str, *, at: datetime.datetime, by: Member | None) -> None:
    change_status(enrolment=enrolment, status=EnrolmentStatus.CANCELLED, at=at, by=by, reason=reason[:200])
    notify_employer_refused(enrolment, reason)


def _write_to_employer(agreement: EmployerAgreement, occasion: str) -> None:
    member, session = agreement.enrolment.member, agreement.enrolment.session
    reminder_prefix = "Rappel\u00a0: " if occasion == "reminded" else ""
    text = (
        f"{member}, de votre équipe, demande à suivre une formation du réseau des médiateurs numériques.\n\n"
        f"{session.training.title}\n{dates_and_place(session, session.half_days.all())}\n\n"
        "Dites si vous êtes d’accord à l’adresse ci-dessous\u00a0: il n’y a ni compte ni mot de passe. "
        "Sans réponse, la place n’est pas donnée."
    )
    plan_mails(
        recipients=[],
        addresses=[agreement.email],
        key=f"session:{session.pk}:agreement:{agreement.pk}:{occasion}",
        kind=SESSION_DATES,
        subject=f"{reminder_prefix}{member} demande votre accord pour une formation",
        text=text,
        url=agreement.mailed_path,
        fact=fact_about("session", session.pk),
    )
