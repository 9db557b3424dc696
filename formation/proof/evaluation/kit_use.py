"""Use of the kit of a training: workshops that participants have run with its sheets since."""

import datetime

from formation.offer.catalogue.models.training import KitSheet
from formation.proof.evaluation.enums import Reuse
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery


def kit_deliveries(session: Session):
    """Deliveries of the sheets of the kit since the last half-day, by anybody."""
    return Delivery.objects.filter(
        sheet__in=KitSheet.objects.filter(page=session.training_id).values("sheet"), date__gt=last_day_of(session)
    )


def deliveries_since(session: Session, member: Member) -> list[Delivery]:
    """Deliveries of the kit that `member` recorded since the session, latest first."""
    return list(kit_deliveries(session).filter(member=member).select_related("sheet", "epm").latest_first())


def reuse_so_far(times: int) -> Reuse | None:
    """Return what a participant who recorded so many deliveries would answer; None if they recorded none."""
    if not times:
        return None
    return Reuse.ONCE if times == 1 else Reuse.OFTEN


def runners_of(session: Session) -> int:
    """Number of participants who recorded such a delivery since."""
    people = Enrolment.objects.filter(session=session, attendances__is_present=True).values("member")
    return kit_deliveries(session).filter(member__in=people).values("member").distinct().count()


def kit_to_run(session: Session, user) -> list[WorkshopPage]:
    """Workshops of the kit whose delivery `user` may record, in the order of the training."""
    workshops = WorkshopPage.objects.visible_to(user).filter(in_kits__page=session.training_id)
    return list(workshops.order_by("in_kits__sort_order"))


def last_day_of(session: Session) -> datetime.date:
    return max(half_day.date for half_day in session.half_days.all())
