"""Records on screen and on paper, for animators and for the learner; numbers alone for other members."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView

from b2i import learner_sections
from b2i.evidence.forms import READY_LINE
from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.frameworks.models.framework import Domain, Skill
from b2i.learners.learner_counts import FOLLOWED_LEARNERS, learner_counts, shown
from b2i.learners.models.learner import Learner
from b2i.permissions import follower_required, follows_learners, learner_required
from b2i.progress.counterparts import counterpart_domains
from b2i.progress.paper import booklet_paper
from b2i.progress.permissions import counts_learners, counts_required, records_required
from b2i.progress.record_sheet import build_record_sheet
from b2i.records import services
from b2i.records.access_log import note_access
from b2i.records.enums import SelfPosition
from b2i.records.forms import SkillLevelsForm
from b2i.records.models import Record
from b2i.records.record_lookup import followed_record, own_record
from b2i.validation.evaluators import waiting_proposal_count
from reseau.papers.responses import paper_response
from reseau.permissions import watched_territories
from reseau.places.models.epm import EPM
from reseau.refusals import refusals_as_messages

PAGE_SIZE = 20
NEXT_IN_RECORD = 3


@require_safe
@records_required
def records(request):
    """Show learners to those who work in an EPM, numbers to those who watch over several."""
    view = LearnersView if follows_learners(request.user) else CountsView
    return view.as_view()(request)


class LearnersView(ListView):
    """Learners whom the user follows."""

    template_name = "b2i/progress/records.html"
    context_object_name = "learners"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        self.q = self.request.GET.get("q", "").strip()[:80]
        learners = Learner.objects.visible_to(self.request.user).matching(self.q)
        return learners.with_practised().select_related("member", "epm")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            q=self.q,
            skill_count=Skill.objects.filter(domain__framework__is_record_base=True).count(),
            may_count=counts_learners(self.request.user),
            to_validate=waiting_proposal_count(self.request.user),
            has_several_epm=len(self.request.user.epm_ids) > 1,
            **kwargs,
        )


class CountsView(ListView):
    """Number of learners by EPM in the territories that the user watches over. No names."""

    template_name = "b2i/progress/record_counts.html"
    context_object_name = "epms"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        self.counts = learner_counts()
        epms = EPM.objects.filter(
            pk__in=self.counts.epms, commune__territory__in=watched_territories(self.request.user)
        )
        return epms.with_place().order_by("commune__territory__name", "search_name")

    def get_context_data(self, **kwargs) -> dict:
        territories = list(watched_territories(self.request.user).order_by("name"))
        context = super().get_context_data(territories=territories, definition=FOLLOWED_LEARNERS, **kwargs)
        for epm in context["epms"]:
            epm.learners_in_words = shown(self.counts.epms[epm.pk])
        for territory in territories:
            territory.learners_in_words = shown(self.counts.territories.get(territory.pk, 0))
        if self.request.user.is_coordinator:
            context["total"] = shown(self.counts.total)
        return context


counts = counts_required(CountsView.as_view())


@follower_required
@require_safe
def record(request, pk: int):
    record = followed_record(request.user, pk)
    note_access(request, record.learner, action="read")
    sheet = build_record_sheet(record)
    context = {
        "learner": record.learner,
        "sheet": sheet,
        "next_skills": sheet.next_skills(limit=NEXT_IN_RECORD),
        "ready_line": READY_LINE,
    }
    return render(request, "b2i/progress/record.html", context)


@learner_required
@require_safe
def my_record(request):
    """Show the learner's own record. `?domaine=`: domain whose questions are open."""
    sheet = build_record_sheet(own_record(request))
    open_code = request.GET.get("domaine", "")
    if not open_code and not sheet.progress.positioned and sheet.domains:
        open_code = sheet.domains[0].domain.code
    skills = sheet.next_skills()
    context = {
        "learner": request.learner,
        "sheet": sheet,
        "open_code": open_code,
        "levels": SelfPosition.choices,
        "next_skills": skills,
        "sections": learner_sections.sections_of(request, request.learner, skills),
    }
    return render(request, "b2i/progress/my_record.html", context)


@learner_required
@require_POST
def position(request, domain_pk: int):
    record = own_record(request)
    if record.is_put_aside:
        messages.error(request, "Votre livret est en pause. Rouvrez-le pour y écrire.")
        return redirect("b2i:my_data")
    domain = get_object_or_404(Domain, pk=domain_pk, framework=record.framework_id)
    form = SkillLevelsForm(request.POST, skills=list(domain.skills.select_related("domain")))
    if form.is_valid():
        with refusals_as_messages(request):
            new_positionings = services.add_positionings(record=record, levels=form.levels)
            messages.success(
                request, "C’est enregistré. Merci\u00a0!" if new_positionings else "C’est déjà enregistré."
            )
    else:
        messages.error(request, "Choisissez une des trois réponses, puis enregistrez.")
    return redirect(reverse("b2i:my_record", query={"domaine": domain.code}) + f"#{domain.hue}")


@follower_required
@require_safe
def record_elsewhere(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    record = followed_record(request.user, pk)
    note_access(request, record.learner, action="read")
    return render_counterparts(request, record, slug, is_own=False)


@learner_required
@require_safe
def my_record_elsewhere(request: HttpRequest, slug: str = "") -> HttpResponse:
    record = own_record(request)
    record.learner = request.learner  # already loaded, with the name
    return render_counterparts(request, record, slug, is_own=True)


def render_counterparts(request: HttpRequest, record: Record, slug: str, *, is_own: bool) -> HttpResponse:
    """Render the record in framework `slug`; without `slug`, redirect to the first available one."""
    crosswalks = list(
        Crosswalk.objects.latest().filter(source=record.framework_id).select_related("target").order_by("target__name")
    )
    if not crosswalks:
        raise Http404
    if not slug:
        return redirect(request.path + f"{crosswalks[0].target.slug}/")
    crosswalk = next((candidate for candidate in crosswalks if candidate.target.slug == slug), None)
    if crosswalk is None:
        raise Http404
    context = {
        "record": record,
        "is_own": is_own,
        "crosswalk": crosswalk,
        "crosswalks": crosswalks,
        "domains": counterpart_domains(build_record_sheet(record), crosswalk),
    }
    return render(request, "b2i/progress/record_elsewhere.html", context)


@follower_required
@require_safe
def booklet(request: HttpRequest, pk: int) -> HttpResponse:
    record = followed_record(request.user, pk)
    note_access(request, record.learner, action="read")
    return booklet_response(request, record)


@learner_required
@require_safe
def my_booklet(request: HttpRequest) -> HttpResponse:
    record = own_record(request)
    record.learner = request.learner  # already loaded, with the name and the EPM
    return booklet_response(request, record)


def booklet_response(request: HttpRequest, record: Record) -> HttpResponse:
    name = f"livret-{record.learner.card_number}.pdf"
    return paper_response(request, booklet_paper(build_record_sheet(record)), name=name)
