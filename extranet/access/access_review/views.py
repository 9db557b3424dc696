"""Pages of the yearly review: its state and its trail, the answer for a team."""

import csv

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView, ListView

from extranet.access.access_review.forms import ReviewForm
from extranet.access.access_review.models import AccessReview, ReviewedPosition, ReviewedTeam
from extranet.access.access_review.permissions import may_answer, review_readers
from extranet.access.access_review.services import open_review
from extranet.access.enums import Verdict
from reseau.documents.papers.spreadsheet import escape_formula
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_in

COLUMNS = ("année", "lieu", "territoire", "personne", "rôle", "réponse", "répondu le", "répondu par")


@method_decorator(review_readers, name="dispatch")
class AccessReviewView(ListView):
    """The latest review, as far as the reader answers for its teams; those without answer first."""

    template_name = "extranet/access/access_review/review.html"
    context_object_name = "teams"
    paginate_by = 20

    @cached_property
    def review(self) -> AccessReview | None:
        return AccessReview.objects.first()

    def get_queryset(self):
        teams = ReviewedTeam.objects.visible_to(self.request.user).filter(review=self.review).with_place()
        return teams.order_by(F("answered_at").asc(nulls_first=True), F("epm__search_name").asc(nulls_first=True), "pk")

    def get_context_data(self, **kwargs) -> dict:
        year = timezone.localdate().year
        unanswered = self.object_list.unanswered().count()
        may_open = self.request.user.is_coordinator and (self.review is None or self.review.year < year)
        return super().get_context_data(
            review=self.review, unanswered=unanswered, may_open=may_open, year=year, **kwargs
        )


@method_decorator(review_readers, name="dispatch")
class TeamReviewView(FormView):
    """The question about a team; once answered, what was said, and the positions to close."""

    template_name = "extranet/access/access_review/team.html"
    form_class = ReviewForm

    @cached_property
    def team(self) -> ReviewedTeam:
        team = get_object_or_404(ReviewedTeam.objects.visible_to(self.request.user).with_place(), pk=self.kwargs["pk"])
        if not may_answer(self.request.user, team):
            raise Http404
        return team

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"team": self.team}

    def get_context_data(self, **kwargs) -> dict:
        lines = list(self.team.positions.select_related("position")) if self.team.is_answered else []
        gone = [
            line for line in lines if line.verdict == Verdict.GONE and line.position and not line.position.is_finished
        ]
        return super().get_context_data(team=self.team, lines=lines, to_close=gone, **kwargs)

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        with refusals_in(form):
            form.save(by=self.request.user)
            messages.success(self.request, "Merci, c’est noté jusqu’à l’an prochain.")
            return redirect(self.team)
        return self.form_invalid(form)


@coordinator_required
@require_POST
def access_review_open(request: HttpRequest) -> HttpResponse:
    open_review(year=timezone.localdate().year)
    messages.success(request, "La revue est ouverte\u00a0: chaque personne référente est prévenue.")
    return redirect("access_review")


@coordinator_required
@require_safe
def access_review_csv(request: HttpRequest, year: int) -> HttpResponse:
    """The trail of a year, for the file of the network."""
    review = get_object_or_404(AccessReview, year=year)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="revue-des-acces-{year}.csv"'
    response.write("\ufeff")
    rows = csv.writer(response, delimiter=";")
    rows.writerow(COLUMNS)
    said = ReviewedPosition.objects.filter(team__review=review)
    said = said.select_related("team__epm__commune__territory", "team__answered_by").order_by("team", "pk")
    for line in said:
        team = line.team
        territory = team.epm.commune.territory if team.epm_id else ""
        day = f"{timezone.localtime(team.answered_at):%d/%m/%Y}"
        said_by = (line.get_verdict_display(), day, team.answered_by or "")
        rows.writerow(map(escape_formula, (year, team, territory, line.person, line.role, *said_by)))
    for team in ReviewedTeam.objects.filter(review=review).unanswered().with_place():
        territory = team.epm.commune.territory if team.epm_id else ""
        rows.writerow(map(escape_formula, (year, team, territory, "", "", "sans réponse", "", "")))
    return response
