"""The authors of a sheet: the page that lists them, a search of members, the buttons that change them."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from reseau.people.members.models.member import Member
from reseau.permissions import network_required
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages
from ressources.permissions import may_edit, may_review, reviewer_required
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.sheet_origins import contributors_of
from ressources.sheets.permissions import may_hand_over
from ressources.sheets.services import authors as services_authors
from ressources.sheets.views.sheet_lookup import sheet_for

FOUND = 10


@method_decorator(network_required, name="dispatch")
class AuthorsView(TemplateView):
    template_name = "ressources/sheets/authors.html"

    def get_context_data(self, pk: int, **kwargs) -> dict:
        user, words = self.request.user, query_value(self.request, "q")[:100]
        sheet = sheet_for(user, pk, may_edit)
        authors = [sheet.owner_id, *(member.pk for member in sheet.coauthors)]
        members = Member.objects.visible_to(user).matching(words).exclude(pk__in=[key for key in authors if key])
        return super().get_context_data(
            sheet=sheet,
            contributors=contributors_of(sheet),
            q=words,
            found=members.with_live_positions()[:FOUND] if words else (),
            may_hand_over=may_hand_over(user, sheet),
            **kwargs,
        )


def named_member(request: HttpRequest, members: QuerySet[Member]) -> Member:
    """Return the member whose button was pressed. Raises `Http404` for an invalid key."""
    key = request.POST.get("member", "")
    if not key.isdecimal() or len(key) > 9:
        raise Http404
    return get_object_or_404(members, pk=key)


def answer(request: HttpRequest, pk: int, service, success_message: str, **details) -> HttpResponse:
    """Call the service, show its outcome, and redirect to the authors."""
    with refusals_as_messages(request):
        service(by=request.user, **details)
        messages.success(request, success_message)
    return redirect("ressources:authors", pk)


@network_required
@require_POST
def add_coauthor(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    member = named_member(request, Member.objects.visible_to(request.user))
    success_message = f"{member} participe à l’écriture de la fiche et reçoit une alerte."
    return answer(request, pk, services_authors.add_coauthor, success_message, page=sheet, member=member)


@network_required
@require_POST
def remove_coauthor(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    coauthors = Authorship.objects.filter(sheet=sheet).values("member")
    member = named_member(request, Member.objects.filter(pk__in=coauthors))
    response = answer(
        request,
        pk,
        services_authors.remove_coauthor,
        f"{member} ne participe plus à l’écriture de la fiche.",
        page=sheet,
        member=member,
    )
    # A member who removes themself may not open that page any more.
    return redirect("ressources:mine") if member == request.user else response


@network_required
@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_hand_over)
    member = named_member(request, Member.objects.visible_to(request.user))
    success_message = f"{member} est maintenant responsable de la fiche et reçoit une alerte."
    return answer(request, pk, services_authors.hand_over, success_message, page=sheet, member=member)


@reviewer_required
@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_review)
    return answer(request, pk, services_authors.take_over, "Vous répondez maintenant de cette fiche.", page=sheet)
