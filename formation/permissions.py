"""Who may do what in the training year, beyond what holds in the whole network."""

from formation.certificates.models import Certificate
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.members.models.member import Member
from reseau.permissions import is_coordinator, is_network_member, required, watches_territory
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


def may_make_feed(user, whose: Member | Territory | EPM) -> bool:
    """A calendar to follow: one's own, that of a territory which one watches over, that of the EPM where one works."""
    if not is_network_member(user):
        return False
    if isinstance(whose, Territory):
        return watches_territory(user, whose.pk)
    return whose.pk in user.epm_ids if isinstance(whose, EPM) else whose == user


def may_read_evaluations(user, session: Session) -> bool:
    """Coordinators, and those who gave the session."""
    return is_coordinator(user) or any(trainer.member_id == user.pk for trainer in session.trainers.all())


def is_holder(user, certificate: Certificate) -> bool:
    return certificate.enrolment.member_id == user.pk


def may_read_training_record(user, member: Member) -> bool:
    """Her own; coordinators read that of anybody of the network."""
    return user.is_authenticated and (user.pk == member.pk or user.is_coordinator)


def may_share_ride(user, session: Session) -> bool:
    """Who goes there: has a place in an announced session that is held somewhere, or gives it. Nobody else looks in."""
    if not is_network_member(user) or not session.is_open or session.is_remote:
        return False
    is_trainer = session.trainers.filter(member=user).exists()
    return is_trainer or session.enrolments.confirmed().filter(member=user).exists()


def may_take_attendance(user, session: Session) -> bool:
    """Notes who is there, shows the code, brings the paper sheet, closes."""
    if not is_network_member(user):
        return False
    return is_coordinator(user) or session.trainers.filter(member=user).exists()


def sessions_to_file(user):
    """Of which `user` may ask for the dossier: announced ones; those that she gives, all of them for a coordinator."""
    announced = Session.objects.visible_to(user).announced()
    return announced if is_coordinator(user) else announced.filter(trainers__member=user.pk)


def may_correct_attendance(user, half_day: HalfDay) -> bool:
    """Changes a closed sheet, with a reason: who closed it, and coordinators."""
    if not half_day.is_closed or not is_network_member(user):
        return False
    return is_coordinator(user) or half_day.closed_by_id == user.pk


def may_read_demand(user) -> bool:
    """Who plans the year reads what people ask for, by theme and territory: coordinators, territorial animators."""
    return user.is_authenticated and (user.is_coordinator or user.is_territorial)


demand_readers = required(may_read_demand)


def may_read_report(user) -> bool:
    """The report of a year, budget included, is prepared by coordinators with the territorial animators."""
    return may_read_demand(user)


report_readers = required(may_read_report)
