"""The sheets of the library as lists: published, waiting for an answer, not finished, with all that a page shows."""

from collections.abc import Callable
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from b2i.frameworks.models.framework import Domain, Skill
from reseau import audience
from reseau.enums import Audience
from reseau.members.models.member import Member
from reseau.permissions import is_coordinator, watched_territories
from ressources.adaptations.models import Adaptation
from ressources.enums import QueuePart
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.models.sheet_file import SheetFileQuerySet
from ressources.readers.models.reader_counts import ReadSheetQuerySet
from ressources.review.models.open_review import gathered_reviews
from ressources.sheets.freshness import due_by
from ressources.sheets.models.authorship import Authorship, written_by
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.page_rows import Gathered


class SheetQuerySet(ReadSheetQuerySet):
    def visible_to(self, user):
        """Published sheets whose audience `user` belongs to."""
        tokens = audience.tokens_of(user)
        levels = [level for level in Audience.values if level in tokens]
        return self.live().filter(audience__in=levels)

    def openable_by(self, user):
        """Those that `user` may open as published, and those that she writes or reviews, drafts included."""
        published = models.Q(pk__in=self.model.objects.visible_to(user).values("pk"))
        reviewed = models.Q(epm__commune__territory__in=watched_territories(user))
        return self.filter(published | written_by(user) | reviewed)

    def in_use(self):
        """Without the obsolete sheets, which stay readable at their address and in no list."""
        return self.filter(obsolescence=None)

    def latest_published(self, user):
        return self.visible_to(user).in_use().with_card().order_by("-first_published_at", "-pk")

    def due(self, day: date):
        """Sheets in use that are to be read again on `day` or before."""
        return self.live().in_use().filter(due_by(day)).select_related("review_date", "obsolescence")

    def drafts_of(self, user):
        """What its author has not sent yet, or has to correct; the one she left last comes first."""
        if not user.is_authenticated:
            return self.none()
        unfinished = models.Q(last_published_at=None) | models.Q(
            latest_revision_created_at__gt=models.F("last_published_at")
        )
        found = self.filter(unfinished, written_by(user)).exclude(pk__in=self._running().values("sheet"))
        return found.with_state().order_by("-latest_revision_created_at", "-pk")

    def waiting_for(self, user):
        """Sheets in review that `user` may decide about, the one to answer first comes first (`waiting_since`)."""
        if not user.is_authenticated:
            return self.none()
        reviews = self._running().filter(object_id=Cast(models.OuterRef("pk"), models.CharField()))
        found = self.in_review().filter(epm__commune__territory__in=watched_territories(user))
        found = found.annotate(waiting_since=models.Subquery(reviews.values("current_task_state__started_at")[:1]))
        if not is_coordinator(user):
            found = found.exclude(written_by(user))
        joined = found.select_related("epm__commune__territory", "owner", "assignment__reviewer")
        return joined.order_by("assignment__due", "waiting_since", "pk")

    def queued(self, part: QueuePart, user):
        """Those of a queue that stand in that part of it."""
        return self.filter(self._condition(part, user))

    def tally(self, user) -> dict[QueuePart, int]:
        """How many stand in each part of a queue: one query."""
        figures = {part.name: models.Count("pk", filter=self._condition(part, user)) for part in QueuePart}
        counted = self.order_by().aggregate(**figures)
        return {part: counted[part.name] for part in QueuePart}

    @staticmethod
    def _condition(part: QueuePart, user) -> models.Q:
        return {
            QueuePart.ALL: models.Q(pk__isnull=False),
            QueuePart.MINE: models.Q(assignment__reviewer=user),
            QueuePart.NOBODY: models.Q(assignment__reviewer=None),
            QueuePart.LATE: models.Q(assignment__due__lt=timezone.localdate()),
        }[part]

    def with_open_remarks(self):
        """Counts what reviewers said of each and is not done yet (`open_remarks`)."""
        open_ones = self.model._meta.get_field("remarks").related_model.objects.open()
        counted = (
            open_ones.filter(sheet=models.OuterRef("pk")).order_by().values("sheet").annotate(count=models.Count("pk"))
        )
        return self.annotate(open_remarks=Coalesce(models.Subquery(counted.values("count")), 0))

    def in_review(self):
        return self.filter(pk__in=self._running().values("sheet"))

    def orphans(self):
        """Sheets in use or in review whose author and co-authors have all left the network."""
        here = Member.objects.in_network().values("pk")
        followed = models.Q(live=True) | models.Q(pk__in=self._running().values("sheet"))
        shared = Authorship.objects.filter(member__in=here).values("sheet")
        return self.in_use().filter(followed).exclude(owner__in=here).exclude(pk__in=shared)

    def with_card(self):
        """Joins what a result card shows, so that a list costs a constant number of queries."""
        joined = self.with_kind().select_related("epm", "review_date", "obsolescence", "delivery_tally")
        worked_on = Domain.objects.filter(framework__is_record_base=True, skills__sheets=models.OuterRef("pk"))
        return joined.annotate(domain_rows=Gathered(worked_on.distinct(), "id", "code", "name", "order"))

    def with_kind(self):
        """Joins what `Sheet.in_short` reads, long texts aside."""
        kinds, long_texts = _joined_kinds(self.model)
        return (self.select_related(*kinds) if kinds else self).defer(*long_texts)

    def with_record(self):
        """Joins all that a sheet says."""
        skills = models.Prefetch("skills", Skill.objects.select_related("domain__framework"))
        joined = self.select_related("epm__commune__territory", "owner", "delivery_tally")
        return joined.prefetch_related("tags", skills)

    def with_upkeep(self):
        """Joins what says whether a sheet still holds."""
        return self.select_related("review_date", "obsolescence__replacement")

    def with_sources(self):
        """Joins what the published sheet was made of: words that only its draft took are not in it yet."""
        here = Contribution.objects.filter(sheet=models.OuterRef("pk"))
        taken = here.filter(added__lte=models.OuterRef("last_published_at"))
        found = self.select_related("topic_origin__topic__forum", "adaptation__origin")
        return found.annotate(contributor_rows=Gathered(taken.by_name(), *Contribution.shown_fields))

    def with_adaptations(self, user):
        """Joins the sheets of the library that were made of each, as `user` sees them."""
        made = Adaptation.objects.visible_to(user).filter(origin=models.OuterRef("pk")).latest_first()
        return self.annotate(adaptation_rows=Gathered(made, *Adaptation.shown_fields))

    def with_field_notes(self, user):
        """Joins what was said of it when it was run, for members; a kind that nobody runs has nothing of the sort."""
        return self

    def with_files(self):
        """Joins the files and the pictures that go with each sheet, as its readers see them."""
        return self.with_file_rows(SheetFileQuerySet.available)

    def with_file_rows(self, shown: Callable):
        files, pictures = (shown(model.objects.filter(sheet=models.OuterRef("pk"))) for model in (Attachment, Picture))
        return self.annotate(
            file_rows=Gathered(files, *Attachment.shown_fields), picture_rows=Gathered(pictures, *Picture.shown_fields)
        )

    def with_state(self):
        """Joins what `Sheet.state` reads."""
        joined = self.select_related("epm__commune__territory", "review_date", "obsolescence", "assignment__reviewer")
        return joined.annotate(review_rows=gathered_reviews())

    def with_desk(self):
        """Joins what whoever writes a sheet, or reviews it, sees of it beside its text."""
        writers = Member.objects.filter(sheet_authorships__sheet=models.OuterRef("pk")).order_by("search_name", "pk")
        contributors = Contribution.objects.filter(sheet=models.OuterRef("pk")).by_name()
        joined = self.with_open_remarks().select_related(
            "owner", "latest_revision__user", "topic_origin__topic__forum", "adaptation__origin"
        )
        return joined.with_file_rows(SheetFileQuerySet.harmless).annotate(
            coauthor_rows=Gathered(writers, "id", "first_name", "last_name"),
            contributor_rows=Gathered(contributors, *Contribution.shown_fields),
        )

    def _running(self):
        """Reviews in progress, with the key of their `sheet`."""
        return WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page), status=WorkflowState.STATUS_IN_PROGRESS
        ).annotate(sheet=Cast("object_id", models.BigIntegerField()))


def _joined_kinds(model) -> tuple[list[str], list[str]]:
    """The kinds that a list of plain sheets joins, none if `model` is itself a kind; the long texts to leave aside."""
    links = [link for link in model._meta.related_objects if link.one_to_one and issubclass(link.related_model, model)]
    long_texts = [field.name for field in model._meta.fields if isinstance(field, models.TextField)]
    for link in links:
        fields = link.related_model._meta.local_fields
        long_texts += [f"{link.name}__{field.name}" for field in fields if isinstance(field, models.TextField)]
    return [link.name for link in links], long_texts
