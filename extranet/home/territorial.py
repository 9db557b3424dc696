"""The dashboard of a territorial animator."""

from django.urls import reverse
from django.utils import timezone

from b2i.learners.models.learner import Learner
from extranet.home.dashboard import (
    EXPLAIN,
    INVITE,
    LOOK,
    SHOWN,
    Dashboard,
    WaitingItem,
    anonymous_figure,
    figure,
)
from extranet.home.lists import unanswered_topics
from extranet.home.query_counts import count_rows
from extranet.home.urgency import due_in_words
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.places.models.epm import EPM
from reseau.wording import day_in_full
from ressources.sheets.models.sheet import Sheet


def territorial_dashboard(user: Member) -> Dashboard:
    territories = user.watched_territory_ids
    positions = Position.objects.live().filter(epm__commune__territory__in=territories)
    figures = count_rows(
        user,
        epms=EPM.objects.open().filter(commune__territory__in=territories),
        animators=Member.objects.in_network().filter(pk__in=positions.values("member")),
        learners=Learner.objects.followed_by(EPM.objects.filter(commune__territory__in=territories)),
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
            figure(figures["epms"], "EPM ouvert", "EPM ouverts", "reseau:directory", first=LOOK),
            figure(figures["animators"], "personne en poste", "personnes en poste", "reseau:members", first=INVITE),
            anonymous_figure(figures["learners"], "personne suivie", "personnes suivies", "b2i:records", first=EXPLAIN),
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
