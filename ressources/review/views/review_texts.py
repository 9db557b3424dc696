"""Texts typed on a page with remarks: whichever button is pressed, they are sent with it or shown again, never lost."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from reseau.web.refusals import refusals_as_messages
from ressources.permissions import may_review
from ressources.review import services as services_remarks
from ressources.review.forms import AnswersForm, DecisionMessageForm, RemarksForm, texts_of
from ressources.review.models import Remark
from ressources.review.remarked_sections import ReviewSection, sections_of
from ressources.review.views.review import render_review, reviewed_version
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.views import sheet_for

CHANGED = (
    "La fiche a changé pendant que vous la lisiez. Voici la nouvelle version\u00a0: vérifiez que vos remarques y sont "
    "au bon endroit, puis envoyez-les."
)


@dataclass(slots=True)
class ReviewTexts:
    """Remarks, answers to remarks and message of a request. `lost` are texts on what is no longer in the sheet."""

    sheet: Sheet
    remarks: RemarksForm
    answers: AnswersForm
    message: DecisionMessageForm
    sections: dict[str, ReviewSection]
    remarks_by_key: dict[str, Remark]
    lost: list[str]

    @classmethod
    def of(cls, request: HttpRequest, sheet: Sheet, *, answered: int = 0) -> "ReviewTexts":
        """Read a request. `answered` is the key of the remark whose answer was sent."""
        sections = {section.key: section for section in sections_of(sheet.latest_content)}
        remarks = {str(remark.pk): remark for remark in sheet.remarks.all()}
        remarks_form = RemarksForm(
            request.POST, sections=sections.values(), pressed_key=request.POST.get("section", "")
        )
        answers_form = AnswersForm(request.POST, remarks=remarks.values(), pressed_key=answered)
        return cls(
            sheet,
            remarks_form,
            answers_form,
            DecisionMessageForm(request.POST),
            sections,
            remarks,
            [*remarks_form.texts_without_box, *answers_form.texts_without_box],
        )

    def is_valid(self) -> bool:
        return all([self.remarks.is_valid(), self.answers.is_valid(), self.message.is_valid()])

    @property
    def forms(self) -> dict:
        """Context of the page of a review, with what was texts."""
        forms = {"remarks_form": self.remarks, "answers_form": self.answers, "form": self.message}
        return forms | {"lost_texts": self.lost}

    @property
    def is_empty(self) -> bool:
        return not any([texts_of(self.remarks), texts_of(self.answers), texts_of(self.message), self.lost])

    def send(self, *, by) -> None:
        """Save the remarks and the answers. Raises `ValidationError` if the review is over."""
        for key, text in texts_of(self.remarks).items():
            services_remarks.add_remark(page=self.sheet, by=by, section=self.sections[key], text=text)
        for key, text in texts_of(self.answers).items():
            services_remarks.answer_remark(remark=self.remarks_by_key[key], by=by, text=text)


def is_review_page(request: HttpRequest) -> bool:
    """Whether the button pressed is on the page of a review, which alone sends the version that was read."""
    return "revision" in request.POST


def unsent_page(request: HttpRequest, texts: ReviewTexts) -> HttpResponse | None:
    """Return the page of the review with all that was typed, if it cannot be sent as it is; None if it can."""
    sheet = texts.sheet
    if not texts.is_valid():
        return render_review(request, sheet, **texts.forms)
    if texts.lost or (texts_of(texts.remarks) and not reviewed_version(request).is_latest_of(sheet)):
        messages.error(request, CHANGED)
        return render_review(request, sheet, **texts.forms)
    return None


def page_after(request: HttpRequest, texts: ReviewTexts, url: str) -> HttpResponse:
    """Return a redirection to `url`, once the texts are sent; a message that waits for a decision is shown first."""
    if not texts_of(texts.message):
        return HttpResponseRedirect(url)
    return render_review(request, sheet_for(request.user, texts.sheet.pk, may_review), form=texts.message)


def refused_page(request: HttpRequest, texts: ReviewTexts) -> HttpResponse:
    """Return the page of the review after a refusal, with all that was typed."""
    if texts.is_empty:
        return redirect("ressources:review", texts.sheet.pk)
    return render_review(request, texts.sheet, **texts.forms)


def send_answers(
    request: HttpRequest, sheet: Sheet, action: Callable[[], str], *, url: str, answered: int = 0
) -> HttpResponse:
    """Send the answers typed on the preview, then do `action`. Refused answers come back to be corrected."""
    remarks = {str(remark.pk): remark for remark in sheet.remarks.all()}
    form = AnswersForm(request.POST, remarks=remarks.values(), pressed_key=answered)
    is_valid = form.is_valid()
    with refusals_as_messages(request):
        for key, text in texts_of(form).items():
            services_remarks.answer_remark(remark=remarks[key], by=request.user, text=text)
        done = action()
        if is_valid:
            messages.success(request, done)
    if is_valid:
        return HttpResponseRedirect(url)
    form.keep_refused_fields()
    context = {"sheet": sheet, "remarks": [remarks[key] for key in form.fields], "form": form}
    return render(request, "ressources/review/remark_answer.html", context)
