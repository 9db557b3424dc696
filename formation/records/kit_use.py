"""What becomes of the sheets that one takes away from a training: workshops that were run with them since."""

import datetime

from formation.catalogue.models.training import KitSheet
from formation.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import Session
from reseau.members.models.member import Member
from ressources.deliveries.models.delivery import Delivery
from ressources.sheets.models.workshop import WorkshopPage


def kit_deliveries(session: Session):
    """Deliveries of the sheets of its kit since its last half-day, whoever ran them."""
    return Delivery.objects.filter(
        sheet__in=KitSheet.objects.filter(page=session.training_id).values("sheet"), date__gt=last_day_of(session)
    )


def deliveries_since(session: Session, member: Member) -> list[Delivery]:
    """What `member` has noted of the sheets of the kit since the session, the latest first."""
    return list(kit_deliveries(session).filter(member=member).select_related("sheet", "epm").latest_first())


def runners_of(session: Session) -> int:
    """How many of those who have a place in the session have noted such a workshop since."""
    people = Enrolment.objects.filter(session=session, attendances__is_present=True).values("member")
    return kit_deliveries(session).filter(member__in=people).values("member").distinct().count()


def kit_to_run(session: Session, user) -> list[WorkshopPage]:
    """The workshops of the kit of which `user` may note that she ran them, in the order of the training."""
    workshops = WorkshopPage.objects.visible_to(user).filter(in_kits__page=session.training_id)
    return list(workshops.order_by("in_kits__sort_order"))


def last_day_of(session: Session) -> datetime.date:
    return max(half_day.date for half_day in session.half_days.all())
