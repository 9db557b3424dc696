"""The training catalogue: the trainings, and their next sessions."""

from django.core.paginator import Paginator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from formation.catalogue.models.training import TrainingPage
from formation.sessions.models.session import Session
from reseau.french_order import Folded

PER_PAGE = 20
SIDE_SESSIONS = 8


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
        trainings = list(TrainingPage.objects.visible_to(request.user).with_card().order_by(Folded("title")))
        by_id = {training.pk: training for training in trainings}
        upcoming = list(
            Session.objects.upcoming()
            .with_places()
            .select_related("epm__commune", "commune")
            .filter(training__in=by_id)
        )
        for session in upcoming:
            session.training = by_id[session.training_id]
            if session.training.next_session is None:
                session.training.next_session = session
        page = Paginator(trainings, PER_PAGE).get_page(request.GET.get("page"))
        context = super().get_context(request, *args, **kwargs)
        return context | {"page_obj": page, "upcoming": upcoming[:SIDE_SESSIONS]}
