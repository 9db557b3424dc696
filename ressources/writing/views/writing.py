"""Writing a sheet: the form, its preview, its submission to review."""

from typing import NamedTuple

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.refusals import refusals_as_messages, refusals_in
from ressources.enums import SheetKind, SheetState
from ressources.permissions import epms_to_write_from, is_author, may_edit
from ressources.publication import services as publication
from ressources.review.forms import AnswersForm
from ressources.review.review_thread import review_thread_of
from ressources.review.reviewers import charges
from ressources.review.views.reviewed_sheet import working_sheet_for
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_origins import Sources
from ressources.sheets.services import drafts
from ressources.sheets.services.errors import SheetChangedError
from ressources.sheets.views.sheet_lookup import draft_context, sheet_for
from ressources.versions import services as versions
from ressources.versions.base_version import BaseVersion
from ressources.versions.models import MAX_NAME
from ressources.writing.form_data import ROW_BUTTONS
from ressources.writing.form_of_kind import FORMS
from ressources.writing.forms.remarked_fields import ANSWER, DONE
from ressources.writing.forms.sheet import Leniency, SheetForm
from ressources.writing.forms.step_buttons import StepsAfterButton, apply_button
from ressources.writing.models import KeptText
from ressources.writing.views.autosave import KeepsFormData
from ressources.writing.views.remarks import act_on_remark, remarks_context

SAVED = "Votre brouillon est enregistré. Vous le retrouverez dans « Mes fiches »."
SENT = "Votre fiche est envoyée en relecture. Nous vous dirons la suite ici même."


def send_to_review(request: HttpRequest, page: Sheet) -> HttpResponse:
    with refusals_as_messages(request):
        publication.submit(page=page, by=request.user)
        messages.success(request, SENT if is_author(request.user, page) else "La fiche est envoyée en relecture.")
        return redirect("ressources:mine" if is_author(request.user, page) else "ressources:review_queue")
    return redirect("ressources:edit", page.pk)


class Opening(NamedTuple):
    """What a form is opened with: earlier form data, its window, the kept text, the other kept texts."""

    typed: QueryDict | None = None
    resumed: str = ""
    text: KeptText | None = None
    others: tuple[KeptText, ...] = ()


@method_decorator(network_required, name="dispatch")
class SheetFormView(KeepsFormData, View):
    """The form of a sheet of some `kind`. Buttons: steps, preview, save, submit."""

    @property
    def form_class(self) -> type[SheetForm]:
        return FORMS[self.kind]

    @cached_property
    def epms(self) -> QuerySet[EPM]:
        return epms_to_write_from(self.request.user)

    def render(self, form: SheetForm, *, sheet: Sheet | None = None, **context) -> HttpResponse:
        is_own_sheet = sheet is not None and is_author(self.request.user, sheet)
        if sheet is not None and (lineage := getattr(sheet, "adaptation", None)):
            form.offer_licences(lineage.licences)
        keeping = self.keeping_context(sheet, resumed=context.pop("resumed", ""))
        form_data = context.get("opening", Opening()).typed or self.request.POST
        if sheet is not None:
            context |= remarks_context(form, sheet, post_data=form_data, error=context.get("remark_error", ""))
        context |= {"form": form, "sheet": sheet, "is_author": is_own_sheet, "keeping": keeping, "kind": self.kind}
        context |= {"version_name": form_data.get("version_name", ""), "max_name": MAX_NAME}
        is_workshop = self.kind is SheetKind.WORKSHOP
        return render(
            self.request,
            "ressources/writing/form.html" if is_workshop else "ressources/writing/short_form.html",
            context,
        )

    def opening(self, sheet: Sheet | None, base: str = "") -> Opening:
        """Return what the form opens with: a form sent after an expired login, else a kept text, else nothing."""
        if aside := self.expired_form():
            return Opening(*aside)
        text, others = self.resumed_text(sheet, base)
        if text is None:
            return Opening(others=tuple(others))
        return Opening(text.post, str(text.resumed), text, tuple(others))

    def render_opened(self, opening: Opening, *, sheet: Sheet | None, epms, **form_kwargs) -> HttpResponse:
        """Render the form; `form_kwargs` are its arguments when there is no earlier data."""
        base = str(BaseVersion.latest_of(sheet)) if sheet else ""
        form, content = self.form_class(epms=epms, **form_kwargs), form_kwargs.get("content")
        if opening.typed is not None:
            typed_form = self.form_class(opening.typed, epms=epms, leniency=Leniency.TYPING)
            if content is not None and typed_form.is_valid() and typed_form.content == content:
                opening = Opening(resumed=opening.resumed, others=opening.others)
            else:
                form, base = typed_form, opening.typed.get("base", "")
        return self.render(form, sheet=sheet, base=base, resumed=opening.resumed, opening=opening)

    def after_save(self, page: Sheet) -> None:
        """Delete the kept text of the form that was saved, and name the version."""
        self.forget_posted()
        if name := self.request.POST.get("version_name", "").strip():
            versions.name_version(revision=page.latest_revision, by=self.request.user, name=name)

    def rearranged(self) -> StepsAfterButton | None:
        if self.kind is not SheetKind.WORKSHOP:
            return None
        pressed_button = next((button for button in ROW_BUTTONS if button in self.request.POST), None)
        return apply_button(self.request.POST, pressed_button) if pressed_button else None

    def posted_leniency(self) -> Leniency:
        return Leniency.REVIEW if "send" in self.request.POST else Leniency.DRAFT

    def render_rearranged(self, rearranged: StepsAfterButton, *, sheet: Sheet | None, epms, base: str) -> HttpResponse:
        form = self.form_class(rearranged.data, epms=epms, leniency=Leniency.TYPING)
        if rearranged.target == "title":
            form.rows.forms[rearranged.row].fields["title"].widget.attrs["autofocus"] = True
        self.try_to_keep(sheet)
        return self.render(form, sheet=sheet, base=base, rearranged=rearranged)

    def refuse(self, form: SheetForm, *, sheet: Sheet | None, base: str) -> HttpResponse:
        """Render the form with its errors; its data is kept, even if the page is closed."""
        self.try_to_keep(sheet)
        return self.render(form, sheet=sheet, base=base)

    def show_preview(self, form: SheetForm, *, sheet: Sheet | None, base: str) -> HttpResponse:
        with refusals_as_messages(self.request):
            text = self.keep_posted(sheet)
            return redirect("ressources:kept_preview", text.pk)
        return self.render(form, sheet=sheet, base=base)


class NewSheetView(SheetFormView):
    """A new sheet; its address names the kind, unless it is a workshop."""

    def setup(self, request: HttpRequest, *args, kind: str = SheetKind.WORKSHOP, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        if kind not in SheetKind.values:
            raise Http404
        self.kind = SheetKind(kind)

    def get(self, request: HttpRequest, **_) -> HttpResponse:
        return self.render_opened(self.opening(None), sheet=None, epms=self.epms, epm=self.usual_epm)

    def post(self, request: HttpRequest, **_) -> HttpResponse:
        if rearranged := self.rearranged():
            return self.render_rearranged(rearranged, sheet=None, epms=self.epms, base="")
        leniency = self.posted_leniency()
        form = self.form_class(request.POST, epms=self.epms, leniency=leniency)
        if not form.is_valid():
            return self.refuse(form, sheet=None, base="")
        if "preview" in request.POST:
            return self.show_preview(form, sheet=None, base="")
        epm = form.cleaned_data.get("epm") or self.epms[0]
        page = drafts.create_draft(by=request.user, epm=epm, data=form.content)
        self.after_save(page)
        if leniency is Leniency.REVIEW:
            return send_to_review(request, page)
        messages.success(request, SAVED)
        return redirect("ressources:edit", page.pk)

    @property
    def usual_epm(self):
        position = self.request.user.main_position
        return position.epm if position else None


class EditView(SheetFormView):
    """The form of a sheet.

    It carries the version that it was opened on, so that no other version is overwritten unseen.
    """

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = self.find(pk)
        opening = self.opening(sheet, str(BaseVersion.latest_of(sheet)))
        return self.render_opened(
            opening, sheet=sheet, epms=epms_to_choose(request.user, sheet), epm=sheet.epm, content=sheet.latest_content
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = self.find(pk)
        epms, base = epms_to_choose(request.user, sheet), request.POST.get("base", "")
        if rearranged := self.rearranged():
            return self.render_rearranged(rearranged, sheet=sheet, epms=epms, base=base)
        if DONE in request.POST or ANSWER in request.POST:
            return self.answer_remark(sheet, epms=epms, base=base)
        form = self.form_class(request.POST, epms=epms, leniency=self.posted_leniency())
        if not form.is_valid():
            return self.refuse(form, sheet=sheet, base=base)
        if "preview" in request.POST:
            return self.show_preview(form, sheet=sheet, base=base)
        return self.save(sheet, form, BaseVersion.parse(base))

    def find(self, pk: int) -> Sheet:
        sheet = working_sheet_for(self.request.user, pk, may_edit)
        self.kind = sheet.kind
        return sheet

    def answer_remark(self, sheet: Sheet, *, epms, base: str) -> HttpResponse:
        """Answer a remark, or mark it as done, while writing: the form comes back as it was."""
        error = act_on_remark(self.request, sheet)
        self.try_to_keep(sheet)
        form = self.form_class(self.request.POST, epms=epms, leniency=Leniency.TYPING)
        return self.render(form, sheet=sheet, base=base, remark_error=error)

    def save(self, sheet: Sheet, form: SheetForm, base: BaseVersion) -> HttpResponse:
        with refusals_in(form):
            try:
                page = drafts.save_draft(
                    page=sheet,
                    by=self.request.user,
                    data=form.content,
                    base_revision=base.revision,
                    base_written_at=base.written_at,
                    epm=form.cleaned_data.get("epm"),
                )
            except SheetChangedError:
                return self.lead_to_union(sheet, form, base)
            self.after_save(page)
            return after_saving(self.request, page, leniency=form.leniency)
        return self.refuse(form, sheet=sheet, base=str(base))

    def lead_to_union(self, sheet: Sheet, form: SheetForm, base: BaseVersion) -> HttpResponse:
        """Redirect to the comparison with the text that somebody else saved meanwhile."""
        with refusals_as_messages(self.request):
            text = self.keep_posted(sheet)
            return redirect("ressources:unite", sheet.pk, text.pk)
        return self.render(form, sheet=sheet, base=str(base))


def epms_to_choose(user, sheet: Sheet | None) -> QuerySet[EPM] | tuple:
    """Return the EPM that its author may choose until the first publication. The EPM decides who reviews the sheet."""
    if sheet is None or (sheet.first_published_at is None and sheet.owner_id == user.pk):
        return epms_to_write_from(user)
    return ()


def after_saving(request: HttpRequest, page: Sheet, *, leniency: Leniency) -> HttpResponse:
    if leniency is Leniency.REVIEW:
        return send_to_review(request, page)
    messages.success(request, "Vos modifications sont enregistrées.")
    is_correction = not is_author(request.user, page) and page.state is SheetState.SUBMITTED
    return redirect("ressources:review" if is_correction else "ressources:edit", page.pk)


@method_decorator(network_required, name="dispatch")
class PreviewView(TemplateView):
    """Preview of the last saved version, for its authors and reviewers."""

    template_name = "ressources/writing/preview.html"

    def get_context_data(self, pk: int, **kwargs) -> dict:
        sheet = working_sheet_for(self.request.user, pk, may_edit)
        context = draft_context(sheet)
        remarks = list(sheet.remarks.with_threads())
        AnswersForm(remarks=remarks).show_beside(remarks)
        return super().get_context_data(
            **context,
            remarks=remarks,
            exchanges=review_thread_of(sheet, remarks),
            missing=context["page"].missing(),
            charge=charges([sheet])[sheet.pk],
            sources=Sources(sheet, self.request.user),
            **kwargs,
        )


@network_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    return send_to_review(request, sheet)
