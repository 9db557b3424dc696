"""A learner's own record: what to do next, a page for each domain with one question at a time, paper."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_safe

from b2i.people.permissions import learner_required
from b2i.records import self_positioning
from b2i.records.enums import SelfPosition
from b2i.records.progress.next_step import next_step_of
from b2i.records.progress.record_sheet import DomainSheet, PositioningQuestion, RecordSheet, build_record_sheet
from b2i.records.progress.views.records import booklet_response, render_counterparts
from b2i.records.record_lookup import own_record
from b2i.records.self_positioning import LevelsForm, field_name
from reseau.web.page_sections import page_sections
from reseau.web.refusals import refusals_as_messages


@learner_required
@require_safe
def my_record(request: HttpRequest) -> HttpResponse:
    """Show the next thing to do, then the way through the domains."""
    sheet = build_record_sheet(own_record(request), with_people=False)
    missing_skills = sheet.next_skills(limit=None)
    context = {
        "learner": request.learner,
        "sheet": sheet,
        "next_skill": missing_skills[0] if missing_skills else None,
        "has_begun": sheet.progress.positioned or sheet.progress.done,
        "next_step": next_step_of(request, request.learner, missing_skills),
        "next_step_url": settings.NEXT_STEP_URL,
        "sections": page_sections("learner_sections", request, request.learner, missing_skills),
    }
    return render(request, "b2i/records/progress/my_record.html", context)


@method_decorator(learner_required, name="dispatch")
class MyDomainView(View):
    """One domain of the learner's own record, and its next question.

    `?question=`: key of a question to answer again; `?note=`: key of the one whose answer was just saved.
    """

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        sheet = build_record_sheet(own_record(request), with_can_dos=True)
        domain_sheet = domain_sheet_of(sheet, code)
        question = None if sheet.record.is_put_aside else self._question(domain_sheet)
        context = {
            "sheet": sheet,
            "domain_sheet": domain_sheet,
            "question": question,
            "levels": SelfPosition.choices,
            "saved": self._question_in(domain_sheet, "note"),
            "next_domain": next_domain_to_answer(sheet, after=domain_sheet),
        }
        return render(request, "b2i/records/progress/my_domain.html", context)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        record = own_record(request)
        if record.is_put_aside:
            messages.error(request, "Votre livret est en pause. Rouvrez-le pour y écrire.")
            return redirect("b2i:my_data")
        skill_sheets = domain_sheet_of(build_record_sheet(record, with_can_dos=True), code).skills
        can_dos = [each for skill_sheet in skill_sheets for each in skill_sheet.can_dos]
        form = LevelsForm(request.POST, skills=[each.skill for each in skill_sheets], can_dos=can_dos)
        here = reverse("b2i:my_domain", args=[code])
        if not form.is_valid() or not form.levels:
            messages.error(request, "Choisissez une des trois réponses.")
            return redirect(here)
        with refusals_as_messages(request):
            self_positioning.position(record=record, levels=form.levels)
            return redirect(f"{here}?note={field_name(next(iter(form.levels)))}#question")
        return redirect(here)

    def _question(self, domain_sheet: DomainSheet) -> PositioningQuestion | None:
        """Return the question asked for, else the first one without an answer; None if all have one."""
        unanswered = (each for each in domain_sheet.questions if not each.is_answered)
        return self._question_in(domain_sheet, "question") or next(unanswered, None)

    def _question_in(self, domain_sheet: DomainSheet, parameter: str) -> PositioningQuestion | None:
        """Return the question of the domain whose key is in the address."""
        key = self.request.GET.get(parameter, "")
        return next((each for each in domain_sheet.questions if each.key == key), None)


def domain_sheet_of(sheet: RecordSheet, code: str) -> DomainSheet:
    """Return a domain of the record. Raises Http404 if there is none with this code."""
    for domain_sheet in sheet.domains:
        if domain_sheet.domain.code == code:
            return domain_sheet
    raise Http404


def next_domain_to_answer(sheet: RecordSheet, *, after: DomainSheet) -> DomainSheet | None:
    """Return the next domain that has questions without an answer, going round after the last one."""
    place = sheet.domains.index(after) + 1
    others = sheet.domains[place:] + sheet.domains[: place - 1]
    return next((each for each in others if each.answered < len(each.questions)), None)


@learner_required
@require_safe
def my_record_elsewhere(request: HttpRequest, slug: str = "") -> HttpResponse:
    record = own_record(request)
    record.learner = request.learner  # already loaded, with the name
    return render_counterparts(request, record, slug, is_own=True)


@learner_required
@require_safe
def my_booklet(request: HttpRequest) -> HttpResponse:
    record = own_record(request)
    record.learner = request.learner  # already loaded, with the name and the EPM
    return booklet_response(request, record)
