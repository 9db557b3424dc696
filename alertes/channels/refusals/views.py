"""The button that says: the address of this member works again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from alertes.channels.refusals.permissions import may_mend_address
from alertes.channels.refusals.services import try_address_again
from reseau.people.members.models.member import Member
from reseau.permissions import network_required


@require_POST
@network_required
def try_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Send again to the address of a member that refused mails."""
    member = get_object_or_404(Member.objects.visible_to(request.user), pk=pk)
    if not may_mend_address(request.user, member) or not member.email:
        raise Http404
    try_address_again(address=member.email)
    messages.success(request, "C’est noté\u00a0: les prochains courriels partiront.")
    return redirect(member)
