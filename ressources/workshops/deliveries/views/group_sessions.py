"""« Noter ce que chacun a travaillé »: from a sheet, or from a delivery, to the grid of the learners."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView

from b2i.frameworks.models.framework import Skill
from b2i.people.accesses.journal import note_accesses
from b2i.people.enums import AccessKind
from b2i.people.permissions import follower_required
from b2i.records.grids.forms import GroupSessionForm
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_in
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries import services as deliveries
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.views.deliveries import known_sheet


@method_decorator(follower_required, name="dispatch")
class SheetSessionView(FormView):
    """Form that opens the grid. `?atelier=` is a delivery of the user; without it, the grid notes one."""

    template_name = "ressources/workshops/deliveries/sheet_session.html"
    form_class = GroupSessionForm

    @cached_property
    def sheet(self) -> WorkshopPage:
        return known_sheet(self.request.user, self.kwargs["pk"])

    @cached_property
    def delivery(self) -> Delivery | None:
        key = query_value(self.request, "atelier")
        if not key:
            return None
        if not key.isdecimal() or len(key) > 18:
            raise Http404
        mine = Delivery.objects.visible_to(self.request.user).filter(member=self.request.user, sheet=self.sheet)
        return get_object_or_404(mine, pk=key)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self) -> dict:
        skills = Skill.objects.filter(sheets=self.sheet.pk, domain__framework__is_record_base=True)
        keys = list(skills.values_list("pk", flat=True))
        place = {"date": self.delivery.date, "epm": self.delivery.epm_id} if self.delivery else {}
        return {"date": timezone.localdate(), "title": self.sheet.title[:120], "skills": keys} | place

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(sheet=self.sheet, delivery=self.delivery, **kwargs)
        note_accesses(self.request, context["form"].offered_learners(), AccessKind.LISTED)
        return context

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_valid(self, form):
        with refusals_in(form, "date"):
            try:
                session = deliveries.open_sheet_session(
                    sheet=self.sheet, by=self.request.user, **form.place_and_day, **form.content
                )
            except deliveries.AlreadyOpenError as refusal:
                messages.info(self.request, f"{refusal.message} La voici.")
                return redirect(refusal.session)
            return redirect(session)
        return self.form_invalid(form)
