"""Erasure of an account: training records that the law keeps stay, without the name, which goes to the archive."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from formation.archives.models import ArchivedIdentity
from formation.attendance.models.attendance import Attendance
from formation.enrolment.models.enrolment import Enrolment
from formation.evaluation.models import EvaluationRequest
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer
from reseau.members.models.member import Member

NAMELESS = "Personne partie"
# Rows of an account that outlive it: their foreign key is protected.
KEPT_MODELS = (Enrolment, SessionTrainer, ArchivedIdentity)
BEFORE_THE_TERM = "Ce nom est gardé jusqu’à son terme\u00a0: la loi le demande."


@transaction.atomic
def erase_account(*, member: Member, by: Member) -> ArchivedIdentity | None:
    """Erase the account of a member, whose name goes to the archive if training records must be kept.

    An enrolment without a sheet signed, and a session to come, go. Return the archived identity, or None if the account
    left nothing. `member` keeps its values in memory. Raises ValidationError for an account that was erased already.
    """
    account = Member.objects.select_for_update().get(pk=member.pk)
    if ArchivedIdentity.objects.filter(member=account).exists():
        raise ValidationError("Ce compte est déjà archivé.")
    account.enrolments.exclude(pk__in=_proving_enrolments(account)).delete()
    account.sessions_given.exclude(session__in=_sessions_held(account)).delete()
    last_day = _last_training_day(account)
    if last_day is None:
        account.delete()
        return None
    identity = ArchivedIdentity.objects.create(
        member=account, name=account.get_full_name(), archived_by=by, kept_until=_term(last_day)
    )
    _let_go_of_the_rest(account)
    _strip(account)
    return identity


def _proving_enrolments(account: Member):
    """Return the enrolments with an attendance, hence those with a certificate."""
    return Attendance.objects.filter(enrolment__member=account).values("enrolment")


def _sessions_held(account: Member):
    """Return the sessions that the member gave, of which a half-day is closed."""
    return Session.objects.filter(trainers__member=account, half_days__closed_at__isnull=False).values("pk")


def _last_training_day(account: Member) -> datetime.date | None:
    followed = Attendance.objects.filter(enrolment__member=account).aggregate(day=Max("half_day__date"))["day"]
    held = HalfDay.objects.filter(session__trainers__member=account, closed_at__isnull=False)
    given = held.aggregate(day=Max("date"))["day"]
    return max(filter(None, (followed, given)), default=None)


def _term(last_day: datetime.date) -> datetime.date:
    """Return the last day of the name: the end of the year, so many years after the last training."""
    return datetime.date(last_day.year + settings.ARCHIVES["training_years"], 12, 31)


def _let_go_of_the_rest(account: Member) -> None:
    """Do to every other row what deleting the account would do to it."""
    for relation in Member._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete) or relation.related_model in KEPT_MODELS[:2]:
            continue
        if relation.many_to_many:
            relation.field.remote_field.through._base_manager.filter(
                **{relation.field.m2m_reverse_field_name(): account}
            ).delete()
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: account})
        if relation.on_delete is models.SET_NULL:
            rows.update(**{relation.field.name: None})
        elif relation.on_delete is models.CASCADE:
            rows.delete()
    # That they answered proves nothing to anybody.
    EvaluationRequest.objects.filter(enrolment__member=account).delete()


def _strip(account: Member) -> None:
    account.groups.clear()
    account.user_permissions.clear()
    account.first_name, account.last_name, account.email = NAMELESS, "", None
    account.phone, account.about = "", ""
    account.is_active = account.is_superuser = False
    account.last_login = None
    account.set_unusable_password()
    account.save()


@transaction.atomic
def destroy_identity(
    *, identity: ArchivedIdentity, reference: str, visa_on: datetime.date, visa_by: str
) -> ArchivedIdentity:
    """Destroy a name at its term, under a visa, with the signatures on its sheets. Its records count without a name.

    Raises ValidationError before the term, for a visa in the future, or if it was done.
    """
    identity = ArchivedIdentity.objects.select_for_update().get(pk=identity.pk)
    today = timezone.localdate()
    if identity.destroyed_on:
        raise ValidationError("Ce nom est déjà détruit.")
    if not identity.is_over(today):
        raise ValidationError(BEFORE_THE_TERM)
    if visa_on > today:
        raise ValidationError("La date du visa n’est pas dans l’avenir.")
    Attendance.objects.filter(enrolment__member=identity.member_id).update(signature="", typed_name="")
    identity.name, identity.destroyed_on = "", today
    identity.visa_reference, identity.visa_on, identity.visa_by = reference, visa_on, visa_by
    identity.save()
    return identity
