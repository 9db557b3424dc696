"""Who may do what in the training year, beyond what the network says of its roles."""

from formation.models import Certificate, Session
from reseau.models import Member
from reseau.permissions import is_coordinator


def may_read_evaluations(user, session: Session) -> bool:
    """Coordinators, and those who gave the session."""
    return is_coordinator(user) or any(trainer.member_id == user.pk for trainer in session.trainers.all())


def is_holder(user, certificate: Certificate) -> bool:
    return certificate.enrolment.member_id == user.pk


def may_read_training_record(user, member: Member) -> bool:
    """Her own; coordinators read that of anybody of the network."""
    return user.is_authenticated and (user.pk == member.pk or user.is_coordinator)
