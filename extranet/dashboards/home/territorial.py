"""The dashboard of a territorial animator."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from b2i.people.learners.learner_counts import learner_counts, shown
from extranet.dashboards.home.dashboard import (
    LOOK,
    SHOWN,
    Dashboard,
    WaitingItem,
    figure,
    learners_figure,
    members_figure,
)
from extranet.dashboards.home.lists import (
    charter_files,
    items_to_sort,
    messages_to_moderate,
    to_moderate,
    unanswered_topics,
    waiting_questions,
)
from extranet.dashboards.home.urgency import due_in_words
from extranet.dashboards.steering.board import BoardFigure, column_of
from extranet.dashboards.steering.figures.all_figures import FIGURES
from extranet.dashboards.steering.query_counts import columns_of, row_count
from extranet.dashboards.steering.scope import Scope, last_twelve_months
from forums.threads.clock.models import QuestionWatch
from qualite.labelling.follow_up.queries import waiting_for
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.people.members.models.member import Member
from reseau.permissions import watched_territories
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM, OPEN_EPMS
from reseau.texts.wording import day_in_full
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.compiled_query import CompiledQuery
from ressources.authoring.watch_inbox.models import FeedItem
from ressources.sheets.models.sheet import Sheet

# What a territorial animator acts upon, in the order in which it is shown.
TO_ACT_UPON = ("epm-sans-fiche", "epm-sans-atelier", "jamais-formees", "questions-sans-reponse", "fiches-a-relire")


def territorial_dashboard(user: Member) -> Dashboard:
    territories = user.watched_territory_ids
    scope = Scope(last_twelve_months(timezone.localdate()), tuple(watched_territories(user)))
    slugs = [territory.slug for territory in scope.territories]
    query = f"?territoire={slugs[0]}" if len(slugs) == 1 else ""
    figures = COLUMNS.row(reader=user, territories=scope.territories)
    return Dashboard(
        role=str(user.main_position),
        action_label="Relire les fiches",
        action_url=reverse("ressources:review_queue"),
        action_icon="eye",
        nothing_waits="Aucune fiche à relire dans votre territoire.",
        topics_title="Sans réponse dans vos forums",
        waiting=[
            *waiting_questions(figures["questions"]),
            *messages_to_moderate(figures),
            *sheets_to_review(user),
            *charter_files(figures["charter_files"]),
            *items_to_sort(FeedItem.objects.visible_to(user).to_sort().count()),
        ],
        topics=unanswered_topics(user),
        territory=[
            line for slug in TO_ACT_UPON if (line := BoardFigure(FIGURES[slug], scope, figures[column_of(slug)])).value
        ],
        territory_name=scope.place,
        figures=[
            figure(figures["epms"], OPEN_EPMS, FIGURES["epm"].url(scope), first=LOOK),
            members_figure(figures["members"], reverse("reseau:members") + query),
            learners_figure(shown(learner_counts().in_territories(territories))),
        ],
    )


def counted_in(reader: Member, territories: tuple[Territory, ...]) -> QuerySet:
    """Return one row of numbers by name: the territories of the reader, and what waits for them."""
    scope = Scope(last_twelve_months(timezone.localdate()), territories)
    columns = {
        "epms": row_count(EPM.objects.open().filter(scope.within("commune__territory"))),
        "members": row_count(Member.objects.in_network().filter(scope.worked_by())),
        "questions": row_count(QuestionWatch.objects.arrived_to(reader)),
        "charter_files": row_count(waiting_for(reader, Assessment.objects.visible_to(reader))),
    }
    columns |= {name: row_count(rows) for name, rows in to_moderate(reader).items()}
    return columns_of(reader, columns | {column_of(slug): FIGURES[slug].column(scope) for slug in TO_ACT_UPON})


COLUMNS = CachedQuery(counted_in)


def sheets_to_review(user: Member) -> list[WaitingItem]:
    return [
        WaitingItem(
            text=f"À relire\u00a0: {sheet.draft_title}",
            url=reverse("ressources:review", args=[sheet.pk]),
            detail=f"{sheet.owner}, {sheet.epm}, depuis le {day_in_full(timezone.localdate(sheet.waiting_since))}",
            icon="eye",
            **(due_in_words(sheet.assignment.due) if hasattr(sheet, "assignment") else {}),
        )
        for sheet in WAITING_SHEETS.rows(reader=user)
    ]


def waiting_sheets(reader: Member) -> QuerySet[Sheet]:
    sheets = Sheet.objects.waiting_for(reader).select_related(None).select_related("epm", "owner", "assignment")
    columns = ("draft_title", "epm__name", "owner__first_name", "owner__last_name", "assignment__due")
    return sheets.only(*columns)[:SHOWN]


WAITING_SHEETS = CompiledQuery(waiting_sheets)
