"""The committee as members read it; positions and mandates kept by the coordination."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, TemplateView

from projets.steering.committee.forms import CommitteePositionForm, MemberMandateForm, OutsiderMandateForm, VacancyForm
from projets.steering.committee.history import spans_of
from projets.steering.committee.models import CommitteePosition, Mandate
from projets.steering.committee.permissions import may_keep_committee
from projets.steering.committee.services import close_position, remove_mandate, reopen_position
from reseau.people.members.models.member import Member
from reseau.permissions import network_required, required
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView

FOUND = 10
# What a form of mandates is for: its title, its button.
APPOINT = ("Nommer", "Noter ce mandat")
VACATE = ("Laisser vacante", "Noter la vacance")


@method_decorator(network_required, name="dispatch")
class CommitteeView(TemplateView):
    """Positions of the committee, and who holds each of them today."""

    template_name = "projets/steering/committee/committee.html"

    def get_context_data(self, **kwargs) -> dict:
        mandates = Mandate.objects.on(timezone.localdate()).select_related("member")
        holders = {mandate.position_id: mandate for mandate in mandates}
        positions = list(CommitteePosition.objects.open().in_order())
        for position in positions:
            position.mandate_today = holders.get(position.pk)
        may_keep = may_keep_committee(self.request.user)
        closed = CommitteePosition.objects.exclude(closed_on=None).in_order() if may_keep else ()
        return super().get_context_data(positions=positions, closed=closed, may_keep=may_keep, **kwargs)


@method_decorator(network_required, name="dispatch")
class CommitteePositionView(DetailView):
    """The history of a position; for the coordination, a search of the member who holds it next."""

    template_name = "projets/steering/committee/position.html"
    context_object_name = "position"
    model = CommitteePosition

    def get_context_data(self, **kwargs) -> dict:
        user, words = self.request.user, query_value(self.request, "q")[:100]
        may_keep = may_keep_committee(user)
        members = Member.objects.visible_to(user).matching(words).with_live_positions()
        return super().get_context_data(
            spans=spans_of(self.object),
            today=timezone.localdate(),
            may_keep=may_keep,
            q=words,
            found=members[:FOUND] if words and may_keep else (),
            **kwargs,
        )


@method_decorator(required(may_keep_committee), name="dispatch")
class CommitteePositionFormView(ServiceFormView):
    """Add a position to the committee, or change the one of the address."""

    template_name = "projets/steering/committee/position_form.html"
    form_class = CommitteePositionForm

    @cached_property
    def position(self) -> CommitteePosition | None:
        pk = self.kwargs.get("pk")
        return get_object_or_404(CommitteePosition, pk=pk) if pk is not None else None

    def get_form_kwargs(self) -> dict:
        # The form writes in a row of its own, so that the page goes on naming the stored one.
        row = CommitteePosition.objects.get(pk=self.position.pk) if self.position else None
        return super().get_form_kwargs() | {"instance": row}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(position=self.position, **kwargs)

    def done(self, form: CommitteePositionForm) -> HttpResponse:
        position = form.save()
        messages.success(self.request, f"C’est noté\u00a0: {position}.")
        return redirect(position)


@method_decorator(required(may_keep_committee), name="dispatch")
class MandateNewView(ServiceFormView):
    """Note who holds a position from a day on: the member of the address, or somebody without account."""

    template_name = "projets/steering/committee/mandate_form.html"
    form_class, words = OutsiderMandateForm, APPOINT

    @cached_property
    def position(self) -> CommitteePosition:
        return get_object_or_404(CommitteePosition, pk=self.kwargs["pk"])

    @cached_property
    def member(self) -> Member | None:
        key = self.kwargs.get("member")
        return get_object_or_404(Member.objects.visible_to(self.request.user), pk=key) if key else None

    def get_context_data(self, **kwargs) -> dict:
        title, submit = self.words
        title = f"{title} {self.member}" if self.member else title
        return super().get_context_data(
            position=self.position, member=self.member, mandate_title=title, submit=submit, **kwargs
        )

    def done(self, form) -> HttpResponse:
        mandate = form.save(position=self.position, by=self.request.user, member=self.member)
        messages.success(self.request, f"C’est noté\u00a0: {mandate}.")
        return redirect(self.position)


class MemberMandateView(MandateNewView):
    form_class = MemberMandateForm


class VacancyView(MandateNewView):
    form_class, words = VacancyForm, VACATE


@required(may_keep_committee)
@require_POST
def mandate_remove(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    mandate = get_object_or_404(Mandate.objects.select_related("position", "member"), position=pk, pk=part)
    with refusals_as_messages(request):
        remove_mandate(mandate=mandate)
        messages.success(request, f"Le mandat est retiré\u00a0: {mandate}.")
    return redirect(mandate.position)


@required(may_keep_committee)
@require_POST
def position_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a position off the committee; with `encore`, let it sit again."""
    position = get_object_or_404(CommitteePosition, pk=pk)
    if "encore" in request.POST:
        position = reopen_position(position=position)
        messages.success(request, f"{position}\u00a0: cette fonction siège de nouveau.")
    else:
        position = close_position(position=position, by=request.user)
        messages.success(request, f"{position}\u00a0: cette fonction ne siège plus.")
    return redirect(position)
