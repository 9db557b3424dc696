"""The address `/`: a public home for visitors, a dashboard for members, their own record for learners."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from extranet.dashboards.home.animator import animator_dashboard
from extranet.dashboards.home.begun_texts import begun_texts, without_sheets_of
from extranet.dashboards.home.coordinator import coordinator_dashboard
from extranet.dashboards.home.dashboard import Dashboard, rank_by_urgency
from extranet.dashboards.home.lists import LATEST_SHEETS, coming_trainings
from extranet.dashboards.home.territorial import territorial_dashboard
from extranet.public.pages.models.home import HomePage
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.web.live_pages import live_pages


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    user = request.user
    if user.is_authenticated and user.is_in_network:
        context = {"dashboard": dashboard_of(user), "today": timezone.localdate()}
        return render(request, "extranet/dashboards/home/dashboard.html", context)
    if user.is_authenticated and request.learner:
        return redirect("b2i:my_record")
    return get_object_or_404(live_pages(HomePage)).serve(request)


def dashboard_of(user: Member) -> Dashboard:
    """The dashboard of the member's main role."""
    builders = {
        Role.COORDINATOR: coordinator_dashboard,
        Role.TERRITORIAL: territorial_dashboard,
        Role.ANIMATOR: animator_dashboard,
    }
    dashboard = builders[user.main_position.role](user)
    texts = begun_texts(user)
    dashboard.waiting = [*texts, *rank_by_urgency(without_sheets_of(texts, dashboard.waiting))]
    dashboard.trainings = coming_trainings(dashboard.own_trainings)
    dashboard.sheets = LATEST_SHEETS.rows(reader=user)
    return dashboard
