"""The training catalogue: the trainings, and their next sessions."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.models.session import LONG_TEXTS, Session
from reseau.people.members.models.member import Member
from reseau.texts.french_order import Folded
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.compiled_query import CompiledQuery, few_lengths
from reseau.web.queries.paged_query import PagedQuery

PER_PAGE = 20
SIDE_SESSIONS = 8
IN_ORDER = (Folded("title"), "pk")


def trainings_in_order(reader: Member) -> QuerySet[TrainingPage]:
    return TrainingPage.objects.visible_to(reader).order_by(*IN_ORDER)


def sessions_to_come(reader: Member) -> QuerySet:
    """Return key and training of the next sessions, the nearest first."""
    trainings = TrainingPage.objects.visible_to(reader).order_by().values("pk")
    return Session.objects.upcoming().filter(training__in=trainings).values_list("pk", "training")


def shown_sessions(keys: tuple[int, ...]) -> QuerySet[Session]:
    sessions = Session.objects.filter(pk__in=keys).with_dates().with_places()
    return sessions.select_related("training", "epm__commune", "commune").defer(*LONG_TEXTS).order_by("first_day", "pk")


TRAININGS = PagedQuery(
    lambda reader: TrainingPage.objects.with_card().order_by(*IN_ORDER),
    keys=trainings_in_order,
    size=PER_PAGE,
    keeps_total=True,
)
SESSIONS_TO_COME = CachedQuery(sessions_to_come)
SHOWN_SESSIONS = CompiledQuery(shown_sessions)


class CataloguePage(Page):
    introduction = models.TextField("introduction", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["extranet.HomePage"]
    subpage_types = ["formation.TrainingPage"]
    max_count = 1
    template = "formation/offer/catalogue/catalogue.html"
    # The whole catalogue is public: its views do not look up Wagtail restrictions (`formation.offer.catalogue.views`).
    private_page_options: list[str] = []

    class Meta:
        verbose_name = "catalogue de formations"
        verbose_name_plural = "catalogues de formations"

    def get_context(self, request, *args, **kwargs) -> dict:
        """Return the trainings of a page, each with its next session, and the next sessions of all of them."""
        page = Paginator(TRAININGS.of(reader=request.user), PER_PAGE).get_page(request.GET.get("page"))
        trainings = list(page.object_list)
        to_come = SESSIONS_TO_COME.rows(reader=request.user)
        side = [key for key, _ in to_come[:SIDE_SESSIONS]]
        # The first one of each training, the nearest: a key that comes later is written first.
        nearest = {training: key for key, training in reversed(to_come)}
        nearest = {training.pk: nearest.get(training.pk) for training in trainings}
        keys = {*side, *filter(None, nearest.values())}
        sessions = {session.pk: session for session in SHOWN_SESSIONS.rows(keys=few_lengths(keys))} if keys else {}
        for training in trainings:
            training.next_session = sessions.get(nearest[training.pk])
        page.object_list = trainings
        context = super().get_context(request, *args, **kwargs)
        return context | {"page_obj": page, "upcoming": [sessions[key] for key in side]}
