"""Accreditations of centres and persons, noted by the coordination from official acts."""

import datetime
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import notify
from audit.enums import Act
from audit.services import note_act
from b2i.declarations.events import DECISION_AWAITED
from b2i.frameworks.models.framework import Framework
from b2i.records.validation.models.accreditation import EXPIRY_NOTICE, Accreditation
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full, join_words

# Centres are « agréés », persons « habilitées » (arrêté of 13 April 2012, articles 3 to 5): messages have two forms.
SAME_AGREEMENT_MESSAGE = "Un agrément couvre déjà une partie de ces jours. Retirez-le d’abord, ou changez les dates."
SAME_ACCREDITATION_MESSAGE = (
    "Une habilitation couvre déjà une partie de ces jours. Retirez-la d’abord, ou changez les dates."
)
NO_LATER_AGREEMENT_MESSAGE = "Il s’arrête déjà avant ce jour. Pour le prolonger, notez le nouvel agrément."
NO_LATER_MESSAGE = "Elle s’arrête déjà avant ce jour. Pour la prolonger, notez la nouvelle habilitation."


@transaction.atomic
def accredit(
    *,
    framework: Framework,
    act: str,
    starts_on: datetime.date,
    noted_by: Member,
    epm: EPM | None = None,
    member: Member | None = None,
    ends_on: datetime.date | None = None,
) -> Accreditation:
    """Note an accreditation for `framework`; the last day is included.

    Raises ValidationError without act, for two holders or none, or if another accreditation of the holder overlaps it.
    """
    # Locked: two coordinators at once do not note it twice.
    framework = Framework.objects.select_for_update().get(pk=framework.pk)
    accreditation = Accreditation(
        framework=framework,
        epm=epm,
        member=member,
        act=" ".join(act.split()),
        starts_on=starts_on,
        ends_on=ends_on,
        noted_by=noted_by,
    )
    accreditation.full_clean(exclude={"noted_by", "withdrawn_by"})
    if Accreditation.objects.same_as(accreditation).exists():
        message = SAME_AGREEMENT_MESSAGE if accreditation.epm_id else SAME_ACCREDITATION_MESSAGE
        raise ValidationError(message, code="same_accreditation")
    accreditation.save()
    return accreditation


@transaction.atomic
def withdraw_accreditation(
    *, accreditation: Accreditation, last_day: datetime.date, withdrawn_by: Member, reason: str
) -> Accreditation:
    """End an accreditation on `last_day`, included; earlier validations stay valid.

    Raises ValidationError without reason, or for a day after its end, before its start, or before a decision signed
    under it.
    """
    accreditation = Accreditation.objects.select_for_update().get(pk=accreditation.pk)
    if accreditation.ends_on and last_day > accreditation.ends_on:
        message = NO_LATER_AGREEMENT_MESSAGE if accreditation.epm_id else NO_LATER_MESSAGE
        raise ValidationError(message, code="later")
    last_signature = _last_signature(accreditation)
    if last_signature and last_day < last_signature:
        this_act = f"{'cet' if accreditation.epm_id else 'cette'} {accreditation.kind}"
        raise ValidationError(
            f"Une décision a été signée sous {this_act} le {day_in_full(last_signature)}\u00a0: "
            "le dernier jour ne peut pas venir avant.",
            code="signed",
        )
    accreditation.ends_on = last_day
    accreditation.withdrawal = " ".join(reason.split())
    accreditation.withdrawn_by = withdrawn_by
    if not accreditation.withdrawal:
        raise ValidationError(f"Dites pourquoi l’{accreditation.kind} s’arrête.", code="reason")
    accreditation.full_clean(exclude={"noted_by", "withdrawn_by"})
    accreditation.save(update_fields=["ends_on", "withdrawal", "withdrawn_by"])
    note_act(act=Act.ACCREDITATION_WITHDRAWN, row=accreditation.pk, by=withdrawn_by.pk)
    return accreditation


@transaction.atomic
def remind_of_expiring_accreditations() -> int:
    """Notify coordinators once of the accreditations that end within sixty days, by last day; return how many.

    One act often accredits many persons: they make one notice. Accreditations that were withdrawn or have a successor
    are skipped.
    """
    today = timezone.localdate()
    expiring = Accreditation.objects.live_on(today).filter(ends_on__lte=today + EXPIRY_NOTICE, withdrawal="")
    successors = Accreditation.objects.filter(framework=OuterRef("framework"), starts_on__gt=OuterRef("starts_on"))
    same_holder = Q(epm=OuterRef("epm")) | Q(member=OuterRef("member"))
    expiring = expiring.exclude(Exists(successors.filter(same_holder))).select_related("epm", "member")
    reminders = defaultdict(list)
    for accreditation in expiring.order_by("pk"):
        reminders[f"accreditations:ending:{accreditation.ends_on.isoformat()}"].append(accreditation)
    notified_keys = set(Notice.objects.filter(key__in=reminders).values_list("key", flat=True))
    coordinator_positions = Position.objects.live().filter(role=Role.COORDINATOR)
    coordinators = list(Member.objects.in_network().filter(pk__in=coordinator_positions.values("member")))
    for key in reminders.keys() - notified_keys:
        accreditations = reminders[key]
        names = join_words([accreditation.words for accreditation in accreditations])
        verb = "finissent" if len(accreditations) > 1 else "finit"
        last_day = day_in_full(accreditations[0].ends_on)
        notify(
            members=coordinators,
            key=key,
            text=f"{capfirst(names)} {verb} le {last_day}. Notez la suite dès que l’acte arrive.",
            url=reverse("b2i:accreditations"),
            kind=DECISION_AWAITED,
        )
    return sum(len(reminders[key]) for key in reminders.keys() - notified_keys)


def _last_signature(accreditation: Accreditation) -> datetime.date | None:
    """Return the last day of a decision or second signature under it, or None."""
    days = Accreditation.objects.filter(pk=accreditation.pk).aggregate(
        Max("validations__decided_on"), Max("centre_validations__decided_on"), Max("second_signatures__signed_on")
    )
    return max(filter(None, days.values()), default=None)
