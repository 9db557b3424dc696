"""The training catalogue: the trainings, and their next sessions."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from formation.catalogue.models.training import TrainingPage
from formation.sessions.models.session import Session
from reseau.compiled_queries.compiled_query import CompiledQuery
from reseau.compiled_queries.related_rows import few_lengths
from reseau.french_order import Folded

PER_PAGE = 20
SIDE_SESSIONS = 8


def sessions_to_come(trainings: tuple[int, ...]) -> QuerySet[Session]:
    sessions = Session.objects.upcoming().with_places().select_related("epm__commune", "commune")
    return sessions.filter(training__in=trainings)


TRAININGS = CompiledQuery(lambda reader: TrainingPage.objects.visible_to(reader).with_card().order_by(Folded("title")))
SESSIONS = CompiledQuery(sessions_to_come)


class CataloguePage(Page):
    introduction = models.TextField("introduction", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["extranet.HomePage"]
    subpage_types = ["formation.TrainingPage"]
    max_count = 1
    template = "formation/catalogue/catalogue.html"
    # The whole catalogue is public: its views do not look up Wagtail restrictions (`formation.catalogue.views`).
    private_page_options: list[str] = []

    class Meta:
        verbose_name = "catalogue de formations"
        verbose_name_plural = "catalogues de formations"

    def get_context(self, request, *args, **kwargs) -> dict:
        """Two queries, however many trainings and sessions."""
        trainings = TRAININGS.rows(reader=request.user)
        by_id = {training.pk: training for training in trainings}
        upcoming = SESSIONS.rows(trainings=few_lengths(by_id))
        for session in upcoming:
            session.training = by_id[session.training_id]
            if session.training.next_session is None:
                session.training.next_session = session
        page = Paginator(trainings, PER_PAGE).get_page(request.GET.get("page"))
        context = super().get_context(request, *args, **kwargs)
        return context | {"page_obj": page, "upcoming": upcoming[:SIDE_SESSIONS]}
