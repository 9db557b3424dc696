"""Sections on the page of a member: follow them; say that mails do not arrive to those who can reach them."""

from django.db.models import Exists

from alertes.channels.refusals.models import RefusedAddress, ReturnedMail
from alertes.channels.refusals.permissions import may_mend_address
from alertes.channels.refusals.services import MOST_RETURNED
from alertes.choices.subscriptions.forms import RHYTHMS
from alertes.choices.subscriptions.models import Subscription
from alertes.choices.subscriptions.subjects import declared_subject_kinds
from reseau.people.members.models.member import Member


def refused_address_section(request, member) -> tuple[str, dict] | None:
    if not may_mend_address(request.user, member):
        return None
    context = {"member": member, "is_self": request.user == member}
    # One query for nearly everybody, whose mails arrive.
    refusals, returned = RefusedAddress.objects.of(member.email), ReturnedMail.objects.recent_of(member.email)
    has_any = Member.objects.filter(Exists(refusals) | Exists(returned), pk=member.pk).exists()
    if not has_any:
        return None
    if refusal := refusals.first():
        return "alertes/channels/refusals/_refused_address.html", context | {"refusal": refusal}
    return "alertes/channels/refusals/_returned_mails.html", context | {"returned": list(returned[:MOST_RETURNED])}


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
    return "alertes/choices/subscriptions/_follow.html", context


SECTIONS = (refused_address_section, follow_section)
