"""Feeds of other sites that the animation of territories follows together, and the items that they bring."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reseau.texts.french_order import Folded
from ressources.authoring.enums import ItemState
from ressources.permissions import is_reviewer
from ressources.sheets.models.watch import WatchPage

# An item that nobody sorted is no news any more, and is deleted; so is one that was sorted.
TERM = timedelta(days=60)
ADDRESS_LENGTH, KEY_LENGTH = 500, 64


class FeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if is_reviewer(user) else self.none()

    def due(self):
        """Return those to read now, the longest waiting first."""
        return self.filter(next_reading__lte=timezone.now()).order_by("next_reading", "pk")


class Feed(models.Model):
    """`address`: where it is read. `problem`: why the last reading failed; `remark`: what it left out; in French.

    `etag` and `last_modified` are given back to the site, which then says that nothing changed. `listed_at`: when its
    list last changed: an item seen then is listed still.
    """

    address = models.URLField("adresse du flux", max_length=ADDRESS_LENGTH, unique=True)
    title = models.CharField("titre", max_length=120, blank=True)
    home = models.URLField("page d’accueil", max_length=ADDRESS_LENGTH, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ajouté par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    added = models.DateTimeField("ajouté le", default=timezone.now, editable=False)
    next_reading = models.DateTimeField("prochaine lecture", default=timezone.now, db_index=True)
    read_at = models.DateTimeField("dernière lecture réussie", null=True, blank=True)
    listed_at = models.DateTimeField("liste changée le", null=True, blank=True)
    failures = models.PositiveSmallIntegerField("échecs de suite", default=0)
    problem = models.CharField("difficulté", max_length=300, blank=True)
    remark = models.CharField("remarque", max_length=300, blank=True)
    etag = models.CharField("version dite par le site", max_length=300, blank=True)
    last_modified = models.CharField("date dite par le site", max_length=100, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = "flux suivi"
        verbose_name_plural = "flux suivis"
        ordering = [Folded("title"), "address", "pk"]

    def __str__(self) -> str:
        return self.title or self.address


class FeedItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all items to those who keep watch: they sort them together."""
        return self.all() if is_reviewer(user) else self.none()

    def to_sort(self):
        """Return the items that wait, the latest first. What is past its term waits no more."""
        fresh = self.filter(state=ItemState.TO_SORT, found__gt=timezone.now() - TERM)
        return fresh.order_by("-published", "-pk")

    def discarded(self):
        return self.filter(state=ItemState.DISCARDED).order_by("-sorted_at", "-pk")

    def with_feeds(self):
        return self.select_related("feed", "sorted_by").prefetch_related("also_in")

    def past_term(self):
        """Return what may be deleted. What its feed lists still must stay, or it would come back as new."""
        is_listed = Q(seen=models.F("feed__listed_at"))
        return self.filter(found__lte=timezone.now() - TERM).exclude(is_listed)


class FeedItem(models.Model):
    """A page that a feed told of, once for all feeds. `key` is that of the entry in its feed, `link_key` and
    `title_key` recognise the same page elsewhere. `seen`: when it was last listed.
    """

    feed = models.ForeignKey(Feed, verbose_name="flux", on_delete=models.CASCADE, related_name="items")
    also_in = models.ManyToManyField(Feed, verbose_name="aussi dans", blank=True, related_name="+")
    key = models.CharField("clé dans le flux", max_length=KEY_LENGTH)
    link_key = models.CharField("clé de la page", max_length=KEY_LENGTH, db_index=True)
    title_key = models.CharField("clé du titre", max_length=KEY_LENGTH, blank=True, db_index=True)
    title = models.CharField("titre", max_length=200)
    summary = models.TextField("résumé", max_length=600, blank=True)
    link = models.URLField("adresse de la page", max_length=ADDRESS_LENGTH)
    published = models.DateTimeField("publiée le")
    found = models.DateTimeField("trouvée le", default=timezone.now)
    seen = models.DateTimeField("vue dans le flux le", default=timezone.now)
    state = models.CharField("état", max_length=10, choices=ItemState, default=ItemState.TO_SORT)
    sorted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="triée par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sorted_at = models.DateTimeField("triée le", null=True, blank=True)
    page = models.OneToOneField(
        WatchPage, verbose_name="veille", on_delete=models.SET_NULL, null=True, blank=True, related_name="feed_item"
    )

    objects = FeedItemQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "lecture à trier"
        verbose_name_plural = "lectures à trier"
        ordering = ["-published", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "key"],
                name="feed_item_once_in_its_feed",
                violation_error_message="Ce flux a déjà donné cette page.",
            ),
            models.CheckConstraint(
                condition=Q(state=ItemState.TO_SORT, sorted_at=None)
                | (~Q(state=ItemState.TO_SORT) & Q(sorted_at__isnull=False)),
                name="feed_item_sorted_at_a_moment",
                violation_error_message="Dites quand la page a été triée.",
            ),
        ]
        indexes = [models.Index(fields=["state", "found"], name="feed_item_state_found")]

    def __str__(self) -> str:
        return self.title


class WhyDraft(models.Model):
    """The line « pourquoi c’est utile » that a member began for an item: theirs alone, on every computer.

    `version` grows at each save: a window that has not seen the last one does not write over it.
    """

    item = models.ForeignKey(FeedItem, verbose_name="lecture", on_delete=models.CASCADE, related_name="why_drafts")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="+"
    )
    why = models.TextField("pourquoi c’est utile")
    version = models.PositiveIntegerField("version", default=1)
    saved = models.DateTimeField("gardé le", default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "ligne commencée"
        verbose_name_plural = "lignes commencées"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "member"],
                name="why_draft_once_for_item_and_member",
                violation_error_message="Une ligne est déjà commencée pour cette page.",
            )
        ]

    def __str__(self) -> str:
        return self.why
