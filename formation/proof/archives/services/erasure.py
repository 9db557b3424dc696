"""Erasure of an account: training records that the law keeps stay, without the name, which goes to the archive."""

from django.core.exceptions import ValidationError
from django.db import models, transaction

from audit.enums import Act
from audit.services import note_act
from formation.proof.archives.models import ArchivedIdentity
from formation.proof.archives.services.terms import last_days, sessions_held, term_of_name
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.evaluation.models import EvaluationRequest
from formation.proof.retention.models import RetentionTerm
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session_people import SessionTrainer
from forums.messages.corrections import name_erasure
from reseau.people.members.models.member import Member

NAMELESS = "Personne partie"
# Rows of an account that outlive it: their foreign key is protected.
KEPT_MODELS = (Enrolment, SessionTrainer, ArchivedIdentity)
# A sheet stays closed by the account, nameless by then: a signature has the term of the name.
KEPT_FIELDS = (HalfDay._meta.get_field("closed_by"),)


@transaction.atomic
def erase_account(*, member: Member, by: Member | None, keeps_name: bool | None = None) -> ArchivedIdentity | None:
    """Erase the account of a member, whose name goes to the archive if training records must be kept.

    An enrolment without a sheet signed, and a session to come, go; the forums no longer say the name, unless the
    person chose that they do. `keeps_name`: what they said since. Return the archived identity, or None if the account
    left nothing. `member` keeps its values in memory; `by` is None for a command. Raises ValidationError for an account
    that was erased already.
    """
    account = Member.objects.select_for_update().get(pk=member.pk)
    if ArchivedIdentity.objects.filter(member=account).exists():
        raise ValidationError("Ce compte est déjà archivé.")
    if account.keeps_name if keeps_name is None else keeps_name:
        name_erasure.leave_name(member=account)
        note_act(act=Act.ACCOUNT_ERASED_NAME_LEFT, row=account.pk, by=by and by.pk)
    else:
        name_erasure.forget_name(member=account)
        note_act(act=Act.ACCOUNT_ERASED, row=account.pk, by=by and by.pk)
    account.enrolments.exclude(pk__in=_proving_enrolments(account)).delete()
    account.sessions_given.exclude(session__in=sessions_held(account=account)).delete()
    days = last_days(account=account)
    if not days:
        account.delete()
        return None
    identity = ArchivedIdentity.objects.create(
        member=account,
        name=account.get_full_name(),
        archived_by=by,
        kept_until=term_of_name(days=days, schedule=RetentionTerm.objects.schedule()),
    )
    _let_go_of_the_rest(account)
    _strip(account)
    return identity


def _proving_enrolments(account: Member):
    """Return the enrolments with an attendance, hence those with a certificate."""
    return Attendance.objects.filter(enrolment__member=account).values("enrolment")


def _let_go_of_the_rest(account: Member) -> None:
    """Do to every other row what deleting the account would do to it."""
    for relation in Member._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete) or relation.related_model in KEPT_MODELS[:2]:
            continue
        if relation.field in KEPT_FIELDS:
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
    account.phone, account.about, account.keeps_name_note = "", "", ""
    account.keeps_name = False
    account.is_active = account.is_superuser = False
    account.last_login = account.last_sign = None
    account.set_unusable_password()
    account.save()
