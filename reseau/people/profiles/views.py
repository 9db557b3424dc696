"""Pages of members, for the network: the directory, the page of a member, and the form of one's own page."""

from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView, UpdateView

from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.permissions import (
    may_change_employer,
    may_close_position,
    may_note_leaving,
    may_open_positions,
)
from reseau.people.profiles.directory import KNOWS, NARROWINGS, PAGE_SIZE, TERRITORY, WANTS, MembersFound, profiles_of
from reseau.people.profiles.forms import ProfileForm
from reseau.permissions import network_required
from reseau.texts.tags.tagged_kinds import suggest_tags, used_names
from reseau.web.page_sections import page_sections
from reseau.web.queries.list_facets import Facet, build_facet, query_value
from reseau.web.queries.paged_query import PagedRows
from reseau.web.refusals import refusals_in

# Tags that the form gives at once; the script asks for the others.
NAMES_SHOWN = 60


@method_decorator(network_required, name="dispatch")
class MembersView(ListView):
    template_name = "reseau/people/profiles/members.html"
    context_object_name = "members"
    paginate_by = PAGE_SIZE

    def get_queryset(self) -> QuerySet[Member] | PagedRows:
        self.query = query_value(self.request, "q")
        self.chosen = {name: query_value(self.request, name) for name in NARROWINGS}
        self.found = MembersFound(self.request.user, self.query, self.chosen)
        return self.found.rows

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(q=self.query, facets=self._facets(), **kwargs)
        Position.load_live(context["members"])
        return context | {"profiles": profiles_of(context["members"], self.request.user)}

    def _facets(self) -> list[Facet]:
        return [
            build_facet(self.request, TERRITORY, "Territoire", *self.found.territory_counts()),
            build_facet(self.request, KNOWS, "Qui sait…", *self.found.know_how_counts()),
            build_facet(self.request, WANTS, "Qui veut apprendre…", *self.found.want_counts()),
        ]


def positions_of(member: Member) -> QuerySet[Position]:
    """Return the positions of a member with their places, those without an end first, then the latest."""
    positions = Position.objects.filter(member=member).with_place()
    return positions.order_by(F("end").desc(nulls_first=True), "-start", "pk")


@method_decorator(network_required, name="dispatch")
class MemberView(DetailView):
    """The page of a member; users who open and close positions also see the pages of former colleagues."""

    template_name = "reseau/people/profiles/member.html"
    context_object_name = "member"

    def get_queryset(self) -> QuerySet[Member]:
        return Member.objects.known_to(self.request.user)

    def get_context_data(self, **kwargs) -> dict:
        positions = list(positions_of(self.object))
        for position in positions:
            position.member = self.object
        self.object.use_positions(positions)
        unfinished_positions = [position for position in positions if not position.is_finished]
        for position in unfinished_positions:
            position.may_be_closed = may_close_position(self.request.user, position)
            position.employer_may_change = may_change_employer(self.request.user, position)
        return super().get_context_data(
            profile=profiles_of([self.object], self.request.user)[0],
            unfinished=unfinished_positions,
            finished=[position for position in positions if position.is_finished],
            is_self=self.object == self.request.user,
            may_add=may_open_positions(self.request.user),
            may_note_leaving=may_note_leaving(self.request.user, self.object),
            sections=page_sections("member_sections", self.request, self.object),
            **kwargs,
        )


@method_decorator(network_required, name="dispatch")
@method_decorator(transaction.atomic, name="form_valid")
class MemberEditView(SuccessMessageMixin, UpdateView):
    """One's own page, and no other."""

    form_class = ProfileForm
    template_name = "reseau/people/profiles/member_form.html"
    context_object_name = "member"
    success_message = "Votre fiche est à jour."

    def get_queryset(self) -> QuerySet[Member]:
        return Member.objects.filter(pk=self.request.user.pk)

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        with refusals_in(form, "know_how"):
            return super().form_valid(form)
        return self.form_invalid(form)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(tag_names=used_names(self.request.user)[:NAMES_SHOWN], **kwargs)


@network_required
@require_safe
def know_how_names(request: HttpRequest) -> JsonResponse:
    """A JSON list of {name, merged}: tags of what the reader sees, for the beginning of a word."""
    found = suggest_tags(request.user, query_value(request, "q"))
    return JsonResponse([{"name": tag.name, "merged": tag.merged} for tag in found], safe=False)
