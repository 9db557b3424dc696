"""Texts that a member began and never saved or published: sheets, topics and answers, the latest first."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from extranet.dashboards.home.dashboard import SHOWN, WaitingItem
from forums.messages.drafts.models import MessageDraft
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from reseau.web.queries.compiled_query import CompiledQuery
from ressources.authoring.writing.models import KeptText


class BegunText(NamedTuple):
    """A text with its place: the `form` and the `sheet` of a text kept, or the slugs of a message."""

    moment: datetime
    pk: int
    title: str
    form: str
    sheet: int | None
    forum: str
    topic: str
    topic_title: str

    @property
    def name(self) -> str:
        if self.topic:
            return f"Réponse\u00a0: {self.topic_title}"
        return self.title.strip() or "Sans titre"

    @property
    def url(self) -> str:
        """The address of the form that goes on with it."""
        if self.form:
            return KeptText(pk=self.pk, form=self.form, sheet_id=self.sheet).get_absolute_url()
        if self.topic:
            return f"{reverse('forums:topic', args=[self.forum, self.topic])}#message"
        return reverse("forums:topic_new", args=[self.forum])


def begun_by(reader: Member) -> QuerySet:
    """Return rows in the order of `BegunText`, of two tables in one query."""
    nothing = Value("", output_field=CharField())
    texts = KeptText.objects.visible_to(reader).with_openness(reader).filter(is_open=True)
    kept = texts.order_by().values_list(F("written"), "pk", "title", "form", "sheet_id", nothing, nothing, nothing)
    is_seen = Q(topic__in=Topic.objects.visible_to(reader)) | Q(forum__in=Forum.objects.visible_to(reader))
    drafts = MessageDraft.objects.filter(is_seen, member=reader).order_by()
    places = (
        Coalesce("forum__slug", "topic__forum__slug"),
        Coalesce("topic__slug", nothing),
        Coalesce("topic__title", nothing),
    )
    no_sheet = Cast(Value(None), KeptText._meta.get_field("id"))
    written = drafts.values_list(F("saved"), "pk", "title", nothing, no_sheet, *places)
    return kept.union(written, all=True)


BEGUN_TEXTS = CompiledQuery(begun_by)


def begun_texts(user: Member) -> list[WaitingItem]:
    """Return a line for each text, which leads to its form."""
    texts = sorted(map(BegunText._make, BEGUN_TEXTS.rows(reader=user)), reverse=True)
    return [
        WaitingItem(
            text=f"Reprendre «\u00a0{text.name}\u00a0»",
            url=text.url,
            detail=f"Commencé, pas encore enregistré, gardé le {day_in_full(text.moment)}",
            icon="pencil",
        )
        for text in texts[:SHOWN]
    ]


def without_sheets_of(texts: list[WaitingItem], items: list[WaitingItem]) -> list[WaitingItem]:
    """Return `items` without the sheets that `texts` go on with, so that a sheet has one line."""
    forms = {text.url.partition("?")[0] for text in texts}
    return [item for item in items if item.url not in forms]
