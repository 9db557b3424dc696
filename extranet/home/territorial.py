"""The dashboard of a territorial animator."""

from django.urls import reverse
from django.utils import timezone

from b2i.learners.learner_counts import learner_counts, shown
from extranet.home.dashboard import SHOWN, Dashboard, WaitingItem, figure, open_records_figure
from extranet.home.lists import unanswered_topics
from extranet.home.query_counts import count_rows
from extranet.home.urgency import due_in_words
from reseau.members.models.member import MEMBERS, Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM, LISTED_EPMS
from reseau.wording import day_in_full
from ressources.sheets.models.sheet import Sheet


def territorial_dashboard(user: Member) -> Dashboard:
    territories = user.watched_territory_ids
    slugs = list(Territory.objects.filter(pk__in=territories).values_list("slug", flat=True))
    query = f"?territoire={slugs[0]}" if len(slugs) == 1 else ""
    figures = count_rows(
        user,
        epms=EPM.objects.visible_to(user).filter(commune__territory__in=territories),
        members=Member.objects.in_network().in_territories(slugs),
    )
    return Dashboard(
        role=str(user.main_position),
        action_label="Relire les fiches",
        action_url=reverse("ressources:review_queue"),
        action_icon="eye",
        nothing_waits="Aucune fiche à relire dans votre territoire.",
        topics_title="Sans réponse dans vos forums",
        waiting=sheets_to_review(user),
        topics=unanswered_topics(user),
        figures=[
            figure(figures["epms"], LISTED_EPMS, reverse("reseau:directory") + query),
            figure(figures["members"], MEMBERS, reverse("reseau:members") + query),
            open_records_figure(shown(learner_counts().in_territories(territories))),
        ],
    )


def sheets_to_review(user: Member) -> list[WaitingItem]:
    sheets = Sheet.objects.waiting_for(user).select_related(None).select_related("epm", "owner", "assignment")
    sheets = sheets.only("draft_title", "epm__name", "owner__first_name", "owner__last_name", "assignment__due")
    return [
        WaitingItem(
            text=f"À relire\u00a0: {sheet.draft_title}",
            url=reverse("ressources:review", args=[sheet.pk]),
            detail=f"{sheet.owner}, {sheet.epm}, depuis le {day_in_full(timezone.localdate(sheet.waiting_since))}",
            icon="eye",
            **(due_in_words(sheet.assignment.due) if hasattr(sheet, "assignment") else {}),
        )
        for sheet in sheets[:SHOWN]
    ]
