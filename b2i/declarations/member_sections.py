"""Section on the page of a member, for the member and coordinators: their accreditations."""

from b2i.records.validation.models.accreditation import Accreditation
from reseau.permissions import is_coordinator


def accreditations(request, member) -> tuple[str, dict] | None:
    if request.user != member and not is_coordinator(request.user):
        return None
    member_accreditations = Accreditation.objects.filter(member=member).select_related("framework")
    if not member_accreditations:
        return None
    return "b2i/records/validation/_member_accreditations.html", {"accreditations": member_accreditations}


SECTIONS = (accreditations,)
