"""Section on the page of a member, for that member and coordinators: hours, certificates, training record."""

from django.db.models import QuerySet

from formation.permissions import may_read_training_record
from formation.proof.certificates.models import Certificate
from formation.proof.records.training_record import training_time
from reseau.people.members.models.member import Member

LATEST = 5


def latest_certificates(reader: Member, member: Member) -> QuerySet[Certificate]:
    certificates = Certificate.objects.visible_to(reader).in_force().filter(enrolment__member=member)
    return certificates.select_related("enrolment__session__training")[:LATEST]


def training_section(request, member) -> tuple[str, dict] | None:
    if not may_read_training_record(request.user, member):
        return None
    context = {
        "member": member,
        "is_self": request.user == member,
        "time": training_time(member),
        "certificates": latest_certificates(request.user, member),
    }
    return "formation/proof/records/_member_training.html", context


SECTIONS = (training_section,)
