"""Section on the page of a member whose address refuses mails or sends some back, for those who can mend it."""

from alertes.refusals.models import RefusedAddress, ReturnedMail
from alertes.refusals.permissions import may_mend_address
from alertes.refusals.services import MOST_RETURNED
from reseau.sections import register_for_members


@register_for_members
def refused_address_section(request, member) -> tuple[str, dict] | None:
    if not may_mend_address(request.user, member):
        return None
    context = {"member": member, "is_self": request.user == member}
    if refusal := RefusedAddress.objects.of(member.email).first():
        return "alertes/refusals/_refused_address.html", context | {"refusal": refusal}
    returned = list(ReturnedMail.objects.recent_of(member.email)[:MOST_RETURNED])
    return ("alertes/refusals/_returned_mails.html", context | {"returned": returned}) if returned else None
