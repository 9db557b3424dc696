"""A body is approved, approved again, or its approval ends."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accueil.declic.bodies.models import BodyApproval, TicketBody
from accueil.declic.bodies.notices import notify_approved, notify_ended
from accueil.declic.enums import BodyKind
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row


@transaction.atomic
def add_body(
    *,
    kind: str,
    epm: EPM,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    name: str = "",
    by: Member | None = None,
) -> TicketBody:
    """Add a body and approve it; its team is told.

    Raises ValidationError for a body of the list and, by field, for a training body without a name or an end before the
    start.
    """
    if kind == BodyKind.TRAINING and not name:
        raise ValidationError({"name": "Écrivez le nom de l’organisme de formation."})
    body = TicketBody(kind=kind, epm=epm, name=name if kind == BodyKind.TRAINING else "")
    body.full_clean()
    body.save()
    approve_body(body=body, starts_on=starts_on, ends_on=ends_on, by=by)
    return body


@transaction.atomic
def approve_body(
    *, body: TicketBody, starts_on: datetime.date, ends_on: datetime.date | None = None, by: Member | None = None
) -> BodyApproval:
    """Approve a body for a period, until further notice without `ends_on`; its team is told.

    Raises ValidationError, by field, if the period ends before it starts or meets another one.
    """
    body = lock_row(TicketBody.objects.with_place(), body.pk)
    if ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": "Le dernier jour vient après le premier."})
    others = body.approvals.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    other = (others.filter(starts_on__lte=ends_on) if ends_on else others).first()
    if other:
        raise ValidationError({"starts_on": f"Cet organisme est déjà agréé {other}\u00a0: mettez-y fin d’abord."})
    approval = BodyApproval(body=body, starts_on=starts_on, ends_on=ends_on, approved_by=by)
    approval.save()
    notify_approved(approval, by=by)
    return approval


@transaction.atomic
def end_approval(*, approval: BodyApproval, ends_on: datetime.date, by: Member | None = None) -> BodyApproval:
    """End an approval on a day, included; its team is told. The history keeps it.

    Raises ValidationError, by field, for a day before its start or if it is over.
    """
    approval = lock_row(BodyApproval.objects.select_related("body__epm__commune"), approval.pk)
    if approval.is_over:
        raise ValidationError("Cet agrément est déjà terminé.")
    if ends_on < approval.starts_on:
        raise ValidationError({"ends_on": f"Cet agrément va {approval}\u00a0: choisissez un jour à partir de là."})
    approval.ends_on = ends_on
    approval.save(update_fields=["ends_on"])
    notify_ended(approval, by=by)
    return approval
