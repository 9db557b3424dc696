"""Section on the page of a member whose address refuses mails, for them and for those who can reach them."""

from alertes.refusals.models import RefusedAddress
from alertes.refusals.permissions import may_mend_address
from reseau.sections import register_for_members


@register_for_members
def refused_address_section(request, member) -> tuple[str, dict] | None:
    if not may_mend_address(request.user, member):
        return None
    refusal = RefusedAddress.objects.of(member.email).first()
    context = {"member": member, "refusal": refusal, "is_self": request.user == member}
    return ("alertes/refusals/_refused_address.html", context) if refusal else None
