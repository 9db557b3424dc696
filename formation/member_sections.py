"""Section on the page of a member, for that member and coordinators: hours, certificates, training record."""

from formation.certificates.models import Certificate
from formation.permissions import may_read_training_record
from formation.records.training_record import training_time
from reseau.sections import register_for_members

LATEST = 5


@register_for_members
def training_section(request, member) -> tuple[str, dict] | None:
    if not may_read_training_record(request.user, member):
        return None
    certificates = Certificate.objects.visible_to(request.user).in_force().filter(enrolment__member=member)
    context = {
        "member": member,
        "is_self": request.user == member,
        "time": training_time(member),
        "certificates": certificates.select_related("enrolment__session__training")[:LATEST],
    }
    return "formation/_member_training.html", context
