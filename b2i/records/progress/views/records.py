"""Records on screen and on paper, for animators; numbers alone for those who watch over several EPM."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.frameworks.models.framework import Skill
from b2i.people.accesses.journal import note_accesses
from b2i.people.card_locks.services import lock_of, lock_summaries
from b2i.people.enums import AccessKind
from b2i.people.learners.learner_counts import FOLLOWED_LEARNERS, learner_counts, shown
from b2i.people.learners.learner_lookup import found_by
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.permissions import keeps_record
from b2i.people.permissions import follower_required, follows_learners
from b2i.records.models import Record
from b2i.records.progress.counterparts import counterpart_domains
from b2i.records.progress.paper import booklet_paper
from b2i.records.progress.permissions import counts_learners, counts_required, records_required
from b2i.records.progress.record_sheet import build_record_sheet
from b2i.records.record_lookup import followed_record
from b2i.records.validation.evaluators import waiting_proposal_count
from reseau.documents.papers.responses import paper_response
from reseau.people.members.models.member import Member
from reseau.permissions import watched_territories
from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded
from reseau.web.queries.compiled_query import CompiledQuery
from reseau.web.queries.paged_query import PagedQuery

PAGE_SIZE = 20
NEXT_IN_RECORD = 3


@require_safe
@records_required
def records(request):
    """Show learners to those who work in an EPM, numbers to those who watch over several."""
    view = LearnersView if follows_learners(request.user) else CountsView
    return view.as_view()(request)


def learners_followed(reader: Member) -> QuerySet[Learner]:
    return Learner.objects.visible_to(reader)


def in_rows(learners: QuerySet[Learner]) -> QuerySet[Learner]:
    return learners.with_practised().select_related("member", "epm")


LEARNERS = PagedQuery(lambda reader: in_rows(learners_followed(reader)), size=PAGE_SIZE, whole=learners_followed)


class LearnersView(ListView):
    """Learners whom the user follows."""

    template_name = "b2i/records/progress/records.html"
    context_object_name = "learners"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        self.q = self.request.GET.get("q", "").strip()[:80]
        user = self.request.user
        if self.q:
            return in_rows(learners_followed(user).matching(self.q))
        return LEARNERS.of(reader=user)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(
            q=self.q,
            skill_count=Skill.objects.filter(domain__framework__is_record_base=True).count(),
            may_count=counts_learners(self.request.user),
            to_validate=waiting_proposal_count(self.request.user),
            has_several_epm=len(self.request.user.epm_ids) > 1,
            **kwargs,
        )
        note_accesses(self.request, context["learners"], AccessKind.LISTED)
        locks = lock_summaries(numbers=[learner.card_number for learner in context["learners"]])
        for learner in context["learners"]:
            learner.lock = locks.get(learner.card_number)
        return context


def counting_epms(reader: Member) -> QuerySet[EPM]:
    """Return the EPM with learners that `reader` watches over, by territory."""
    has_learners = Exists(Learner.objects.filter(epm=OuterRef("pk")))
    watched = EPM.objects.filter(has_learners, commune__territory__in=watched_territories(reader))
    return in_order(watched)


def in_order(epms: QuerySet[EPM]) -> QuerySet[EPM]:
    return epms.order_by(Folded("commune__territory__name"), "search_name", "pk")


EPMS = PagedQuery(
    lambda reader: in_order(EPM.objects.with_place()), keys=counting_epms, size=PAGE_SIZE, keeps_total=True
)


class CountsView(ListView):
    """Number of learners by EPM in the territories that the user watches over. No names."""

    template_name = "b2i/records/progress/record_counts.html"
    context_object_name = "epms"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        self.counts = learner_counts()
        return EPMS.of(reader=self.request.user)

    def get_context_data(self, **kwargs) -> dict:
        territories = watched_territories(self.request.user).order_by(Folded("name"))
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
@found_by(followed_record)
def record(request, record: Record):
    """Show what is left first, then the domains. `?domaine=`: code of the one whose skills are open."""
    open_code = request.GET.get("domaine", "")
    sheet = build_record_sheet(record, with_can_dos=bool(open_code), with_people=bool(open_code))
    context = {
        "learner": record.learner,
        "sheet": sheet,
        "open_code": open_code,
        "next_skills": sheet.next_skills(limit=NEXT_IN_RECORD),
        "lock": lock_of(number=record.learner.card_number) if record.has_wrong_codes else None,
        "keeps": keeps_record(request.user, record.learner),
    }
    return render(request, "b2i/records/progress/record.html", context)


@follower_required
@require_safe
@found_by(followed_record)
def record_elsewhere(request: HttpRequest, record: Record, slug: str = "") -> HttpResponse:
    return render_counterparts(request, record, slug, is_own=False)


def crosswalks_from(framework: int) -> QuerySet[Crosswalk]:
    crosswalks = Crosswalk.objects.latest().filter(source=framework)
    return crosswalks.select_related("target").order_by(Folded("target__name"))


CROSSWALKS = CompiledQuery(crosswalks_from)


def render_counterparts(request: HttpRequest, record: Record, slug: str, *, is_own: bool) -> HttpResponse:
    """Render the record in framework `slug`; without `slug`, redirect to the first available one."""
    crosswalks = CROSSWALKS.rows(framework=record.framework_id)
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
        "domains": counterpart_domains(build_record_sheet(record, with_people=False), crosswalk),
    }
    return render(request, "b2i/records/progress/record_elsewhere.html", context)


@follower_required
@require_safe
@found_by(followed_record, kind=AccessKind.COPIED)
def booklet(request: HttpRequest, record: Record) -> HttpResponse:
    return booklet_response(request, record)


def booklet_response(request: HttpRequest, record: Record) -> HttpResponse:
    name = f"livret-{record.learner.card_number}.pdf"
    return paper_response(request, booklet_paper(build_record_sheet(record)), name=name)
