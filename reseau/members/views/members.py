"""Pages of members, for the network: the list, the page of a member, and the form of one's own page."""

from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.db.models import Count, F, Prefetch, QuerySet
from django.db.models.functions import Coalesce
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView, UpdateView

from reseau.french_order import Folded
from reseau.list_facets import Facet, build_facet, query_value
from reseau.members.forms.member import MemberForm
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.members.permissions import may_close_position, may_note_leaving, may_open_positions
from reseau.permissions import network_required
from reseau.sections import member_sections_of


@method_decorator(network_required, name="dispatch")
class MembersView(ListView):
    template_name = "reseau/members/members.html"
    context_object_name = "members"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Member]:
        self.query = query_value(self.request, "q")
        self.matching_members = Member.objects.visible_to(self.request.user).matching(self.query, with_offers=True)
        territory = query_value(self.request, "territoire")
        members = self.matching_members.in_territories([territory]) if territory else self.matching_members
        return members.with_live_positions()

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(q=self.query, facets=[self._territories()], **kwargs)

    def _territories(self) -> Facet:
        positions = Position.objects.live().filter(member__in=self.matching_members.order_by().values("pk"))
        rows = (
            positions.annotate(
                slug=Coalesce("territory__slug", "epm__commune__territory__slug"),
                name=Coalesce("territory__name", "epm__commune__territory__name"),
            )
            .filter(slug__isnull=False)
            .order_by(Folded("name"))
            .values("slug", "name")
            .annotate(count=Count("member", distinct=True))
        )
        counts = {row["slug"]: row["count"] for row in rows}
        names = {row["slug"]: row["name"] for row in rows}
        return build_facet(self.request, "territoire", "Territoire", counts, names)


@method_decorator(network_required, name="dispatch")
class MemberView(DetailView):
    """The page of a member; users who open and close positions also see the pages of former colleagues."""

    template_name = "reseau/members/member.html"
    context_object_name = "member"

    def get_queryset(self) -> QuerySet[Member]:
        positions = Position.objects.with_place().order_by(F("end").desc(nulls_first=True), "-start", "pk")
        return Member.objects.known_to(self.request.user).prefetch_related(Prefetch("positions", queryset=positions))

    def get_context_data(self, **kwargs) -> dict:
        positions = self.object.positions.all()
        self.object.use_positions(positions)
        unfinished_positions = [position for position in positions if not position.is_finished]
        for position in unfinished_positions:
            position.may_be_closed = may_close_position(self.request.user, position)
        return super().get_context_data(
            unfinished=unfinished_positions,
            finished=[position for position in positions if position.is_finished],
            is_self=self.object == self.request.user,
            may_add=may_open_positions(self.request.user),
            may_note_leaving=may_note_leaving(self.request.user, self.object),
            sections=member_sections_of(self.request, self.object),
            **kwargs,
        )


@method_decorator(network_required, name="dispatch")
@method_decorator(transaction.atomic, name="form_valid")
class MemberEditView(SuccessMessageMixin, UpdateView):
    """One's own page, and no other."""

    form_class = MemberForm
    template_name = "reseau/members/member_form.html"
    context_object_name = "member"
    success_message = "Votre fiche est à jour."

    def get_queryset(self) -> QuerySet[Member]:
        return Member.objects.filter(pk=self.request.user.pk)
