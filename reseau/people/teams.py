"""The team of an EPM: its positions, its people of reference, its pending invitations."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from reseau.enums import InvitationState
from reseau.people.invitations.models import Invitation
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.permissions import may_keep_team
from reseau.people.members.referents import territory_referents
from reseau.people.members.services import name_referent, release_referent
from reseau.places.models.epm import EPM
from reseau.web.refusals import refusals_as_messages

NO = "non"


def find_epm(request: HttpRequest, slug: str) -> EPM:
    """Return the EPM, or raise a 404 for whoever does not answer for its team."""
    epm = get_object_or_404(EPM.objects.visible_to(request.user).with_place(), slug=slug)
    if not may_keep_team(request.user, epm):
        raise Http404
    return epm


class TeamView(DetailView):
    template_name = "reseau/people/teams/team.html"
    context_object_name = "epm"

    def get_object(self, queryset=None) -> EPM:
        return find_epm(self.request, self.kwargs["slug"])

    def get_context_data(self, **kwargs) -> dict:
        positions = Position.objects.unfinished().filter(epm=self.object, member__is_active=True)
        positions = list(positions.select_related("member").order_by("-is_referent", "member__search_name", "pk"))
        has_referent = any(position.is_referent and position.is_live for position in positions)
        invitations = Invitation.objects.visible_to(self.request.user).open().filter(epm=self.object)
        return super().get_context_data(
            positions=positions,
            relays=[] if has_referent else territory_referents(self.object),
            invitations=invitations.with_place(),
            states=InvitationState,
            departures=self.object.departures.to_undo_by(self.request.user).select_related("member"),
            **kwargs,
        )


@require_POST
def set_referent(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Name somebody of the team, or let them be of reference no more (`valeur=non`)."""
    epm = find_epm(request, slug)
    position = get_object_or_404(Position.objects.live().filter(epm=epm).select_related("member", "epm"), pk=pk)
    with refusals_as_messages(request):
        if request.POST.get("valeur") == NO:
            release_referent(position=position, by=request.user)
            messages.success(request, f"{position.member} n’est plus la personne référente.")
        else:
            name_referent(position=position, by=request.user)
            messages.success(request, f"{position.member} est maintenant personne référente.")
    # Who has just let go of their own reference may not read the page any more.
    user = Member.objects.get(pk=request.user.pk)
    return redirect("reseau:team", epm.slug) if may_keep_team(user, epm) else redirect(epm)
