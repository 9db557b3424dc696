"""Writing a sheet: the form, its preview, its submission to review."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.web.refusals import refusals_as_messages, refusals_in
from ressources.authoring.publication import services as publication
from ressources.authoring.writing.forms.remarked_fields import ANSWER, DONE
from ressources.authoring.writing.forms.sheet import Leniency, SheetForm
from ressources.authoring.writing.views.remarks import act_on_remark
from ressources.authoring.writing.views.sheet_form import SheetFormView
from ressources.authoring.writing.views.uploads import StoredUploads, store_uploads
from ressources.permissions import epms_to_write_from, is_author, may_edit
from ressources.review.forms import AnswersForm
from ressources.review.review_thread import review_thread_of
from ressources.review.reviewers import charges
from ressources.review.versions.base_version import BaseVersion
from ressources.review.views.reviewed_sheet import working_sheet_for
from ressources.sheets.enums import SheetKind, SheetState
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_origins import Sources
from ressources.sheets.services import drafts
from ressources.sheets.services.errors import SheetChangedError
from ressources.sheets.views import draft_context, sheet_for

SAVED = "Votre brouillon est enregistré. Vous le retrouverez dans « Mes fiches »."
UNTITLED = "Fiche sans titre"
SENT = "Votre fiche est envoyée en relecture. Nous vous dirons la suite ici même."


def send_to_review(request: HttpRequest, page: Sheet) -> HttpResponse:
    with refusals_as_messages(request):
        publication.submit(page=page, by=request.user)
        messages.success(request, SENT if is_author(request.user, page) else "La fiche est envoyée en relecture.")
        return redirect("ressources:mine" if is_author(request.user, page) else "ressources:review_queue")
    return redirect("ressources:edit", page.pk)


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
        form, leniency = self.posted_form(None, epms=self.epms), self.posted_leniency()
        form.is_valid()
        uploads = store_uploads(request, form, lambda: self.begin_sheet(form))
        if uploads.stored:
            return self.go_on(uploads)
        if uploads.sheet:
            drafts.delete_if_untouched(page=uploads.sheet)
            uploads.tell(form)
        if leniency is Leniency.TYPING:
            return self.show_again(form, sheet=None, base="")
        if not form.is_valid():
            return self.refuse(form, sheet=None, base="")
        if "preview" in request.POST:
            return self.show_preview(form, sheet=None, base="")
        epm = form.cleaned_data.get("epm") or self.epms[0]
        page = drafts.create_draft(by=request.user, epm=epm, data=form.content)
        self.after_save(page, form)
        if leniency is Leniency.REVIEW:
            return send_to_review(request, page)
        messages.success(request, SAVED)
        return redirect("ressources:edit", page.pk)

    def begin_sheet(self, form: SheetForm) -> Sheet:
        """Create the draft that its first photo or file needs, before what is typed can name them (`go_on`)."""
        epm = form.cleaned_data.get("epm") or self.usual_epm or self.epms[0]
        title = " ".join(self.request.POST.get("title", "").split())[: form.fields["title"].max_length]
        content = form.content_class(title=title or UNTITLED)
        return drafts.create_draft(by=self.request.user, epm=epm, data=content)

    def go_on(self, uploads: StoredUploads) -> HttpResponse:
        """Go on as if the form had been opened on the draft that was created for its uploads, with what is typed."""
        sheet, view = uploads.sheet, EditView()
        view.setup(self.request, pk=sheet.pk)
        self.move_posted(sheet)
        self.request.POST["base"] = view.save_begun(sheet)
        return view.after_uploads(uploads, base=self.request.POST["base"])

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
        form = self.posted_form(sheet, epms=epms)
        form.is_valid()
        uploads = store_uploads(request, form, lambda: sheet)
        return self.after_uploads(uploads, base=base) if uploads.sheet else self.answer(form, sheet, base)

    def save_begun(self, sheet: Sheet) -> str:
        """Save what is typed in a new draft and return the version to go on from; invalid data stays kept instead.

        A page that is left at once must show all of it when it comes back.
        """
        base = BaseVersion.latest_of(sheet)
        form = self.form_for(sheet, self.request.POST, epms=self.epms, leniency=Leniency.TYPING)
        if not form.is_valid():
            return str(base)
        content = replace(form.content, title=form.content.title or UNTITLED)
        page = drafts.save_draft(page=sheet, by=self.request.user, data=content, base_revision=base.revision)
        # The description of a photo that is not chosen yet has no place in a draft.
        if not any(upload.is_open for upload in form.uploads()):
            self.forget_posted()
            self.has_saved = True
        return str(BaseVersion.latest_of(page))

    def after_uploads(self, uploads: StoredUploads, *, base: str) -> HttpResponse:
        """Do what the pressed button says, now that the uploads are stored."""
        sheet = self.find(uploads.sheet.pk)
        form = self.posted_form(sheet, epms=epms_to_choose(self.request.user, sheet))
        form.is_valid()
        uploads.tell(form)
        return self.answer(form, sheet, base)

    def answer(self, form: SheetForm, sheet: Sheet, base: str) -> HttpResponse:
        if form.leniency is Leniency.TYPING:
            return self.show_again(form, sheet=sheet, base=base)
        if not form.is_valid():
            return self.refuse(form, sheet=sheet, base=base)
        if "preview" in self.request.POST:
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
        form = self.form_for(sheet, self.request.POST, epms=epms, leniency=Leniency.TYPING)
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
                return self.lead_to_merged_text(sheet, form, base)
            self.after_save(page, form)
            return after_saving(self.request, page, leniency=form.leniency)
        return self.refuse(form, sheet=sheet, base=str(base))

    def lead_to_merged_text(self, sheet: Sheet, form: SheetForm, base: BaseVersion) -> HttpResponse:
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

    template_name = "ressources/authoring/writing/preview.html"

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
