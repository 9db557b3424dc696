"""The form of a sheet, new or not: what it opens with, its buttons, its uploads."""

from typing import NamedTuple

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View

from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.web.refusals import refusals_as_messages
from ressources.authoring.writing.form_data import OPENING_BUTTONS, ROW_BUTTONS
from ressources.authoring.writing.form_of_kind import FORMS
from ressources.authoring.writing.forms.sheet import Leniency, SheetForm
from ressources.authoring.writing.forms.step_buttons import StepsAfterButton, apply_button
from ressources.authoring.writing.models import KeptText
from ressources.authoring.writing.views.autosave import KeepsFormData
from ressources.authoring.writing.views.remarks import remarks_context
from ressources.authoring.writing.views.uploads import close_upload, leftover_words
from ressources.permissions import epms_to_write_from, is_author
from ressources.review.versions import services as versions
from ressources.review.versions.base_version import BaseVersion
from ressources.review.versions.models import MAX_NAME
from ressources.sheets.enums import SheetKind
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.permissions import may_delete


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
        if sheet is not None:
            form.show_pictures(list(sheet.pictures.for_authors_of(sheet)))
            context["may_delete"] = may_delete(self.request.user, sheet)
            context["attachments"] = sheet.attachments.for_authors_of(sheet)
        keeping = self.keeping_context(sheet, resumed=context.pop("resumed", ""))
        form_data = context.get("opening", Opening()).typed or self.request.POST
        if sheet is not None:
            context |= remarks_context(form, sheet, post_data=form_data, error=context.get("remark_error", ""))
        context |= {"form": form, "sheet": sheet, "is_author": is_own_sheet, "keeping": keeping, "kind": self.kind}
        context |= {"version_name": form_data.get("version_name", ""), "max_name": MAX_NAME}
        is_workshop = self.kind is SheetKind.WORKSHOP
        return render(
            self.request,
            "ressources/authoring/writing/form.html" if is_workshop else "ressources/authoring/writing/short_form.html",
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
        form, content = self.form_for(sheet, epms=epms, **form_kwargs), form_kwargs.get("content")
        if opening.typed is not None:
            typed_form = self.form_for(sheet, opening.typed, epms=epms, leniency=Leniency.TYPING)
            if content is not None and typed_form.is_valid() and typed_form.content == content:
                opening = Opening(resumed=opening.resumed, others=opening.others)
            else:
                form, base = typed_form, opening.typed.get("base", "")
        return self.render(form, sheet=sheet, base=base, resumed=opening.resumed, opening=opening)

    def after_save(self, page: Sheet, form: SheetForm) -> None:
        """Delete the kept text of the form that was saved, say what it leaves out, and name the version."""
        self.forget_posted()
        for sentence in leftover_words(form):
            messages.info(self.request, sentence)
        if name := self.request.POST.get("version_name", "").strip():
            versions.name_version(revision=page.latest_revision, by=self.request.user, name=name)

    def rearranged(self) -> StepsAfterButton | None:
        if self.kind is not SheetKind.WORKSHOP:
            return None
        pressed_button = next((button for button in ROW_BUTTONS if button in self.request.POST), None)
        return apply_button(self.request.POST, pressed_button) if pressed_button else None

    def posted_leniency(self) -> Leniency:
        if any(button in self.request.POST for button in OPENING_BUTTONS):
            return Leniency.TYPING
        return Leniency.REVIEW if "send" in self.request.POST else Leniency.DRAFT

    def form_for(self, sheet: Sheet | None, data=None, **options) -> SheetForm:
        """Return the form, with the licences that the origin of an adaptation allows."""
        form = self.form_class(data, **options)
        if sheet is not None and (lineage := getattr(sheet, "adaptation", None)):
            form.offer_licences(lineage.licences)
        return form

    def posted_form(self, sheet: Sheet | None, *, epms) -> SheetForm:
        """Return the form as it was posted, with its uploads."""
        if closed := self.request.POST.get("close_upload", ""):
            close_upload(self.request, closed)
        post, leniency = self.request.POST, self.posted_leniency()
        options = {"files": self.request.FILES, "pressed": post.get("upload", ""), "epms": epms, "leniency": leniency}
        return self.form_for(sheet, post, **options)

    def show_again(self, form: SheetForm, *, sheet: Sheet | None, base: str) -> HttpResponse:
        """Show the form after one of the buttons that open a part of it; what is typed is kept, not saved."""
        form.shows_all_skills = "all_skills" in self.request.POST
        opened = self.request.POST.get("add_photo", self.request.POST.get("add_file", ""))
        closed = self.request.POST.get("close_upload", "")
        for upload in form.uploads():
            upload.is_closed = upload.prefix == closed
            if upload.prefix == opened:
                upload.is_open = True
                upload.fields["file"].widget.attrs["autofocus"] = True
        self.try_to_keep(sheet)
        return self.render(form, sheet=sheet, base=base)

    def render_rearranged(self, rearranged: StepsAfterButton, *, sheet: Sheet | None, epms, base: str) -> HttpResponse:
        form = self.form_for(sheet, rearranged.data, epms=epms, leniency=Leniency.TYPING)
        if rearranged.target == "title":
            form.rows.forms[rearranged.row].fields["title"].widget.attrs["autofocus"] = True
        self.request.POST = rearranged.data
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
