"""Writing a sheet: the form, my sheets and where they stand, the preview, the sending to review."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.decorators.http import require_POST
from django.views.generic import ListView, TemplateView

from reseau.models import EPM
from reseau.permissions import network_required
from ressources import services
from ressources.comparison import differences
from ressources.enums import SheetState
from ressources.forms import Leniency, SheetForm
from ressources.models import Sheet
from ressources.models.authorship import written_by
from ressources.permissions import epms_to_write_from, is_author, is_reviewer, may_edit
from ressources.reviewers import charges
from ressources.views.finding import draft_context, sheet_for

SAVED = "Votre brouillon est enregistré. Vous le retrouverez dans « Mes fiches »."
SENT = "Votre fiche est envoyée en relecture. Vous serez prévenu de la suite ici même."


def send_to_review(request: HttpRequest, page: Sheet) -> HttpResponse:
    try:
        services.submit(page=page, by=request.user)
    except services.SheetError as error:
        messages.error(request, str(error))
        return redirect("ressources:edit", page.pk)
    messages.success(request, SENT if is_author(request.user, page) else "La fiche est envoyée en relecture.")
    return redirect("ressources:mine" if is_author(request.user, page) else "ressources:review_queue")


@method_decorator(network_required, name="dispatch")
class SheetFormView(View):
    """The form of a sheet. Three buttons: a row more, save, send to review."""

    @cached_property
    def epms(self) -> QuerySet[EPM]:
        return epms_to_write_from(self.request.user)

    def render(self, form: SheetForm, **context) -> HttpResponse:
        written = "sheet" in context and is_author(self.request.user, context["sheet"])
        return render(self.request, "ressources/form.html", {"form": form, "is_author": written, **context})

    def posted_leniency(self) -> Leniency:
        pressed = next((leniency for leniency in Leniency if leniency.value in self.request.POST), None)
        return pressed or Leniency.DRAFT


class ProposeView(SheetFormView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render(SheetForm(epms=self.epms, epm=self.usual_epm))

    def post(self, request: HttpRequest) -> HttpResponse:
        leniency = self.posted_leniency()
        form = SheetForm(request.POST, epms=self.epms, leniency=leniency)
        if leniency is Leniency.ANOTHER_ROW or not form.is_valid():
            return self.render(form)
        epm = form.cleaned_data.get("epm") or self.epms[0]
        page = services.create_draft(by=request.user, epm=epm, data=form.content)
        if leniency is Leniency.REVIEW:
            return send_to_review(request, page)
        messages.success(request, SAVED)
        return redirect("ressources:edit", page.pk)

    @property
    def usual_epm(self):
        position = self.request.user.main_position
        return position.epm if position else None


class EditView(SheetFormView):
    """Carries the version that it was opened on: a version saved by somebody else meanwhile is never covered unseen."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = sheet_for(request.user, pk, may_edit)
        form = SheetForm(epms=self.choices(sheet), epm=sheet.epm, content=sheet.latest_content)
        return self.render(form, sheet=sheet, base=sheet.latest_revision_id)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = sheet_for(request.user, pk, may_edit)
        leniency, base = self.posted_leniency(), request.POST.get("base", "")
        base = int(base) if base.isdecimal() else None
        form = SheetForm(request.POST, epms=self.choices(sheet), leniency=leniency)
        if leniency is Leniency.ANOTHER_ROW or not form.is_valid():
            return self.render(form, sheet=sheet, base=base)
        try:
            page = services.save_draft(
                page=sheet, by=request.user, data=form.content, base_revision=base, epm=form.cleaned_data.get("epm")
            )
        except services.SheetChangedError as other:
            changed = differences(form.content, other.content)
            return self.render(form, sheet=sheet, base=other.revision.pk, other=other, differences=changed)
        if leniency is Leniency.REVIEW:
            return send_to_review(request, page)
        messages.success(request, "Vos modifications sont enregistrées.")
        is_correction = not is_author(request.user, page) and page.state is SheetState.SUBMITTED
        return redirect("ressources:review" if is_correction else "ressources:edit", page.pk)

    def choices(self, sheet: Sheet):
        """The EPM decides who reviews: it may change until the sheet has been published once, by its author."""
        may_move = sheet.first_published_at is None and sheet.owner_id == self.request.user.pk
        return self.epms if may_move else ()


@method_decorator(network_required, name="dispatch")
class MineView(ListView):
    """My sheets: state, since when, who has it."""

    template_name = "ressources/mine.html"
    context_object_name = "sheets"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Sheet]:
        mine = Sheet.objects.with_state().filter(written_by(self.request.user))
        return mine.order_by("-latest_revision_created_at", "-pk")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(is_reviewer=is_reviewer(self.request.user), **kwargs)
        charge = charges(context["sheets"])
        return context | {"rows": [(sheet, charge[sheet.pk]) for sheet in context["sheets"]]}


@method_decorator(network_required, name="dispatch")
class PreviewView(TemplateView):
    """The last saved version as it will look, for its author and whoever reviews it."""

    template_name = "ressources/preview.html"

    def get_context_data(self, pk: int, **kwargs) -> dict:
        sheet = sheet_for(self.request.user, pk, may_edit)
        context = draft_context(sheet)
        return super().get_context_data(
            **context,
            missing=context["page"].missing(),
            charge=charges([sheet])[sheet.pk],
            topic=sheet.topic_for(self.request.user),
            **kwargs,
        )


@network_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    return send_to_review(request, sheet)
