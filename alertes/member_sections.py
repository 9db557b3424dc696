"""Sections on the page of a member: follow them; say that their address refuses mails to those who can reach them."""

from alertes.refusals.models import RefusedAddress
from alertes.refusals.permissions import may_mend_address
from alertes.subscriptions.forms import RHYTHMS
from alertes.subscriptions.models import Subscription
from alertes.subscriptions.subjects import declared_subject_kinds
from reseau.sections import register_for_members


@register_for_members
def refused_address_section(request, member) -> tuple[str, dict] | None:
    if not may_mend_address(request.user, member):
        return None
    refusal = RefusedAddress.objects.of(member.email).first()
    context = {"member": member, "refusal": refusal, "is_self": request.user == member}
    return ("alertes/refusals/_refused_address.html", context) if refusal else None


@register_for_members
def follow_section(request, member) -> tuple[str, dict] | None:
    if request.user == member or not member.is_in_network:
        return None
    subject = f"member:{member.pk}"
    context = {
        "subject": subject,
        "kind": declared_subject_kinds()["member"],
        "subscription": Subscription.objects.visible_to(request.user).about(subject).first(),
        "rhythms": RHYTHMS,
    }
    return "alertes/subscriptions/_follow.html", context
