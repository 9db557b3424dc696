"""Records for those who follow learners: list, new learner, record. For others, numbers only."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from b2i.access_log import note_access
from b2i.anonymity import band, shown
from b2i.evidence.forms import READY_LINE
from b2i.frameworks.models.framework import Skill
from b2i.learners.counts import with_learner_count, with_territory_count
from b2i.learners.models.learner import Learner
from b2i.permissions import counts_learners, counts_required, follower_required, follows_learners, records_required
from b2i.progress.record_sheet import read_record
from b2i.records.models.record import Record
from b2i.validation.evaluators import waiting_for
from reseau.permissions import watched_territories
from reseau.places.models.epm import EPM

PAGE_SIZE = 20


@require_safe
@records_required
def records(request):
    """Learners for those who work in an EPM, numbers for those who watch over several."""
    view = LearnersView if follows_learners(request.user) else CountsView
    return view.as_view()(request)


class LearnersView(ListView):
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
            to_validate=waiting_for(self.request.user),
            has_several_epm=len(self.request.user.epm_ids) > 1,
            **kwargs,
        )


class CountsView(ListView):
    """How many learners each EPM follows, in the territories that the person watches over. No name."""

    template_name = "b2i/progress/record_counts.html"
    context_object_name = "epms"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        epms = EPM.objects.filter(commune__territory__in=watched_territories(self.request.user)).with_place()
        return with_learner_count(epms).filter(learner_count__gt=0).order_by("commune__territory__name", "search_name")

    def get_context_data(self, **kwargs) -> dict:
        territories = with_territory_count(watched_territories(self.request.user)).order_by("name")
        context = super().get_context_data(territories=territories, **kwargs)
        for epm in context["epms"]:
            epm.learners_in_words = band(epm.learner_count)
        for territory in territories:
            territory.learners_in_words = shown(territory.learner_count)
        return context


counts = counts_required(CountsView.as_view())


def followed_record(user, pk: int) -> Record:
    """The record of learner `pk`, if `user` works in an EPM that follows her."""
    followed = Record.objects.on_base().filter(learner__in=Learner.objects.visible_to(user))
    related = followed.select_related("framework", "learner__member", "learner__epm", "learner__commune")
    return get_object_or_404(related, learner=pk)


@follower_required
@require_safe
def record(request, pk: int):
    record = followed_record(request.user, pk)
    note_access(request, record.learner, what="read")
    context = {"learner": record.learner, "sheet": read_record(record), "ready_line": READY_LINE}
    return render(request, "b2i/progress/record.html", context)
