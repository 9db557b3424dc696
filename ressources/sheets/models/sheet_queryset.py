"""Lists of sheets: published, in review, unfinished, with what their pages show."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from wagtail.models import Page, PageQuerySet, WorkflowState

from b2i.frameworks.models.framework import Domain, Skill
from reseau.enums import Audience
from reseau.people.members.models.member import Member
from reseau.permissions import is_coordinator, watched_territories
from reseau.places import audience
from reseau.texts.tags.models import Tag
from reseau.web.queries.json_rows import JSONRows
from ressources.sheets.freshness import due_by
from ressources.sheets.models.authorship import Authorship, written_by
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.open_review import open_review_rows


class SheetQuerySet(PageQuerySet):
    def visible_to(self, user):
        """Return the published sheets whose audience includes `user`."""
        tokens = audience.tokens_of(user)
        levels = [level for level in Audience.values if level in tokens]
        return self.live().filter(audience__in=levels)

    def openable_by(self, user):
        """Return the published sheets that `user` may read, and those that they write or review, drafts included."""
        is_readable = models.Q(pk__in=self.model.objects.visible_to(user).values("pk"))
        is_reviewed = models.Q(epm__commune__territory__in=watched_territories(user))
        return self.filter(is_readable | written_by(user) | is_reviewed)

    def in_use(self):
        """Exclude the obsolete sheets, which stay readable at their address and in no list."""
        return self.filter(obsolescence=None)

    def latest_published(self, user):
        return self.visible_to(user).in_use().with_card().order_by("-first_published_at", "-pk")

    def due(self, day: date):
        """Return the sheets in use that are due to be read again on `day` or before."""
        return self.live().in_use().filter(due_by(day)).select_related("review_date", "obsolescence")

    def drafts_of(self, user):
        """Return the sheets that their author has not submitted yet, or has to correct; the latest first."""
        if not user.is_authenticated:
            return self.none()
        unfinished = models.Q(last_published_at=None) | models.Q(
            latest_revision_created_at__gt=models.F("last_published_at")
        )
        drafts = self.filter(unfinished, written_by(user)).exclude(pk__in=self._running_reviews().values("sheet"))
        return drafts.with_state().order_by("-latest_revision_created_at", "-pk")

    def with_what_waits(self, day: date):
        """Fill `waits`: whether the authors have something to do on `day`: changes asked for, or a sheet to read again.

        What readers and reviewers said counts too, once `open_remarks` and `feedback_count` are filled.
        """
        # Asked for each sheet: lists of all that are returned or due would be read whole.
        returned = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=Cast(models.OuterRef("pk"), models.CharField()),
            status=WorkflowState.STATUS_NEEDS_CHANGES,
        )
        due = self.model.objects.due(day).order_by().filter(pk=models.OuterRef("pk"))
        waits = models.Q(models.Exists(returned)) | models.Q(models.Exists(due))
        waits |= models.Q(open_remarks__gt=0) | models.Q(feedback_count__gt=0)
        return self.annotate(waits=models.ExpressionWrapper(waits, models.BooleanField()))

    def waiting_for(self, user):
        """Return the sheets in review that `user` may decide about, the first to answer first; fill `waiting_since`."""
        if not user.is_authenticated:
            return self.none()
        reviews = self._running_reviews().filter(object_id=Cast(models.OuterRef("pk"), models.CharField()))
        sheets = self.in_review().filter(epm__commune__territory__in=watched_territories(user))
        sheets = sheets.annotate(waiting_since=models.Subquery(reviews.values("current_task_state__started_at")[:1]))
        if not is_coordinator(user):
            sheets = sheets.exclude(written_by(user))
        sheets = sheets.select_related("epm__commune__territory", "owner", "assignment__reviewer")
        return sheets.order_by("assignment__due", "waiting_since", "pk")

    def in_review(self):
        return self.filter(pk__in=self._running_reviews().values("sheet"))

    def orphans(self):
        """Return the sheets in use or in review whose authors have all left the network."""
        network_members = Member.objects.in_network().values("pk")
        is_followed = models.Q(live=True) | models.Q(pk__in=self._running_reviews().values("sheet"))
        coauthored_sheets = Authorship.objects.filter(member__in=network_members).values("sheet")
        return self.in_use().filter(is_followed).exclude(owner__in=network_members).exclude(pk__in=coauthored_sheets)

    def with_card(self):
        """Join what a result card shows."""
        sheets = self.with_kind().with_cover()
        return sheets.select_related("epm", "review_date", "obsolescence", "delivery_tally")

    def with_cover(self):
        """Join what the cover of a sheet shows: its domains, its tags, the picture chosen by its authors."""
        domains = Domain.objects.filter(framework__is_record_base=True, skills__sheets=models.OuterRef("pk"))
        tags = Tag.objects.filter(tagged_sheets__content_object=models.OuterRef("pk"))
        return self.annotate(
            domain_rows=JSONRows(domains.distinct(), "id", "code", "name", "short_name", "order"),
            tag_rows=JSONRows(tags, "name"),
            chosen_picture=models.FilteredRelation("pictures", condition=models.Q(pictures__is_cover=True)),
            cover_key=models.F("chosen_picture__pk"),
        )

    def with_kind(self):
        """Join what `Sheet.in_short` reads, without long texts."""
        kinds, long_texts = _joined_kinds(self.model)
        return (self.select_related(*kinds) if kinds else self).defer(*long_texts)

    def with_record(self):
        """Join the whole content of a sheet."""
        skills = models.Prefetch("skills", Skill.objects.select_related("domain__framework"))
        sheets = self.select_related("epm__commune__territory", "owner", "delivery_tally")
        return sheets.prefetch_related("tags", skills)

    def with_upkeep(self):
        """Join what tells whether a sheet is up to date."""
        return self.select_related("review_date", "obsolescence__replacement")

    def with_sources(self):
        """Join the sources of the published sheet; contributions to its draft alone are left out."""
        contributions = Contribution.objects.filter(sheet=models.OuterRef("pk"))
        published_contributions = contributions.filter(added__lte=models.OuterRef("last_published_at"))
        sheets = self.select_related("topic_origin__topic__forum", "adaptation__origin")
        return sheets.annotate(contributor_rows=JSONRows(published_contributions.by_name(), *Contribution.shown_fields))

    def with_state(self):
        """Join what `Sheet.state` reads."""
        sheets = self.select_related("epm__commune__territory", "review_date", "obsolescence", "assignment__reviewer")
        return sheets.annotate(review_rows=open_review_rows())

    def _running_reviews(self):
        """Return the reviews in progress, with the key of their `sheet`."""
        return WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page), status=WorkflowState.STATUS_IN_PROGRESS
        ).annotate(sheet=Cast("object_id", models.BigIntegerField()))


def _joined_kinds(model) -> tuple[list[str], list[str]]:
    """Return the kinds that a list of plain sheets joins, none if `model` is a kind, and the long texts to defer."""
    links = [link for link in model._meta.related_objects if link.one_to_one and issubclass(link.related_model, model)]
    long_texts = [field.name for field in model._meta.fields if isinstance(field, models.TextField)]
    for link in links:
        fields = link.related_model._meta.local_fields
        long_texts += [f"{link.name}__{field.name}" for field in fields if isinstance(field, models.TextField)]
    return [link.name for link in links], long_texts
