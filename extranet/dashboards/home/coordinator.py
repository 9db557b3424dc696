"""The dashboard of a coordinator."""

from dataclasses import replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from b2i.people.learners.learner_counts import shown_total
from b2i.people.learners.models.learner import Learner
from extranet.dashboards.home.dashboard import SHOWN, Dashboard, WaitingItem, learners_figure, members_figure, pending
from extranet.dashboards.home.lists import (
    attendances_to_close,
    charter_files,
    items_to_sort,
    messages_to_moderate,
    to_moderate,
    unanswered_topics,
    waiting_questions,
)
from extranet.dashboards.home.urgency import NOW, SOON
from extranet.dashboards.steering.query_counts import counts_of
from extranet.public.breaches.models import BreachVersion
from formation.offer.needs.demand import ripe_wishes
from formation.year.planning.year_plan import plan_figures
from forums.threads.clock.models import QuestionWatch
from qualite.labelling.follow_up.queries import waiting_for
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.people.invitations.models import Invitation
from reseau.people.members.models.member import Member
from reseau.texts.elision import of_place
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.compiled_query import CompiledQuery
from ressources.authoring.watch_inbox.models import FeedItem
from ressources.sheets.models.sheet import Sheet


def counted_for(reader: Member) -> QuerySet:
    """Return one row of numbers by name: what is written too often for its numbers to be kept."""
    return counts_of(
        reader,
        invitations=Invitation.objects.pending(),
        to_sort=FeedItem.objects.visible_to(reader).to_sort(),
        breaches=BreachVersion.objects.to_tell(),
    )


def counted_in_network(reader: Member) -> QuerySet:
    """Return one row of numbers by name: the network, and what waits for the coordination."""
    return counts_of(
        reader,
        members=Member.objects.in_network(),
        learners=Learner.objects.all(),
        reviews=Sheet.objects.waiting_for(reader),
        **to_moderate(reader),
        questions=QuestionWatch.objects.arrived_to(reader),
        charter_files=waiting_for(reader, Assessment.objects.visible_to(reader)),
    )


FIGURES = CompiledQuery(counted_for)
NETWORK_FIGURES = CachedQuery(counted_in_network)


def coordinator_dashboard(user: Member) -> Dashboard:
    year = timezone.localdate().year
    plan = plan_figures(year)
    figures = NETWORK_FIGURES.row(reader=user) | FIGURES.row(reader=user)
    return Dashboard(
        role=str(user.main_position),
        action_label="Ouvrir une session",
        action_url=reverse("formation:session_new"),
        action_icon="plus",
        nothing_waits="Rien ne vous attend\u00a0: émargements clos, fiches relues.",
        topics_title="Sans réponse dans les forums",
        waiting=[
            *breaches_to_tell(figures["breaches"]),
            *waiting_questions(figures["questions"]),
            *attendances_to_close(),
            *needs_ripe_for_a_session(plan.enough_voices),
            *messages_to_moderate(figures),
            *sheets_and_invitations(figures),
            *charter_files(figures["charter_files"]),
            *items_to_sort(figures["to_sort"]),
        ],
        topics=unanswered_topics(user),
        plan=plan,
        figures=[
            members_figure(figures["members"], reverse("reseau:members")),
            learners_figure(shown_total(figures["learners"])),
        ],
    )


def breaches_to_tell(count: int) -> list[WaitingItem]:
    """One line for the breaches of data of which the authority has to be told within three days of their discovery."""
    words = ("violation de données à notifier à la CNIL", "violations de données à notifier à la CNIL")
    return [
        replace(item, urgency=NOW, badge="Sous 72\u00a0heures")
        for item in pending(count, *words, "breaches", "shield-check")
    ]


def sheets_and_invitations(figures: dict[str, int]) -> list[WaitingItem]:
    """Sheets in review, and invitations that nobody answered."""
    return [
        *pending(figures["reviews"], "fiche en relecture", "fiches en relecture", "ressources:review_queue", "eye"),
        *pending(
            figures["invitations"],
            "invitation sans réponse",
            "invitations sans réponse",
            "reseau:invitations",
            "mail",
        ),
    ]


def needs_ripe_for_a_session(enough: int) -> list[WaitingItem]:
    """Needs that enough people of one territory share and that no coming session answers."""
    return [
        WaitingItem(
            text=f"Ouvrir une session\u00a0? «\u00a0{ripe.subject}\u00a0»",
            url=ripe.get_absolute_url(),
            detail=f"{ripe.voices}\u00a0personnes du territoire {of_place(ripe.territory)} l’attendent",
            icon="users",
            urgency=SOON,
            badge=f"{ripe.voices}\u00a0en attente",
        )
        for ripe in ripe_wishes(enough=enough)[:SHOWN]
    ]
