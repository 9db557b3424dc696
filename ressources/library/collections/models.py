"""A collection: sheets that a member puts together, in an order, with notes; shared by a link or private.

The link opens it to the members of the network and to nobody else.
"""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member
from reseau.web.signed_links import HASH_LENGTH, link_token

MAX_TITLE, MAX_NOTE, MAX_SHEET_NOTE = 80, 600, 300
MENU_SIZE = 12


class CollectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the collections of `user`, without the deleted ones."""
        return self.owned_by(user).filter(deleted=None)

    def owned_by(self, user):
        return self.filter(owner=user) if is_network_member(user) else self.none()

    def deleted_since(self, moment):
        return self.filter(deleted__gte=moment).order_by("-deleted", "-pk")

    def shared_with(self, user):
        """Return the collections that `user` may open with their link."""
        shared_collections = self.filter(deleted=None).exclude(shared_since=None)
        return shared_collections if is_network_member(user) else self.none()

    def with_count(self):
        """Fill `sheet_count`."""
        return self.annotate(sheet_count=models.Count("items"))

    def for_menu_of(self, user, sheet):
        """Return the collections of `user` for the menu of a sheet: those that hold it first, then the latest changed.

        Fill `holds`, and `holds_with_note` for those in which the sheet has a note.
        """
        collected_sheets = CollectedSheet.objects.filter(collection=models.OuterRef("pk"), sheet=sheet)
        collections = self.visible_to(user).annotate(
            holds=models.Exists(collected_sheets), holds_with_note=models.Exists(collected_sheets.exclude(note=""))
        )
        return collections.order_by("-holds", "-changed", "-pk")[:MENU_SIZE]


class Collection(models.Model):
    """A collection. `changed`: when a sheet was added or removed; `shared_since`: since when its link opens it;
    `deleted`: since when it can be restored."""

    owner = models.ForeignKey(Member, verbose_name="membre", on_delete=models.CASCADE, related_name="collections")
    title = models.CharField("titre", max_length=MAX_TITLE)
    note = models.TextField("note", blank=True, max_length=MAX_NOTE)
    shared_since = models.DateTimeField("partagée depuis le", null=True, blank=True, editable=False)
    former_link = models.CharField(
        "empreinte d’un lien d’avant", max_length=HASH_LENGTH, unique=True, null=True, blank=True, editable=False
    )
    copied_from = models.ForeignKey(
        "self", verbose_name="copiée de", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    created = models.DateTimeField("créée le", default=timezone.now)
    changed = models.DateTimeField("changée le", default=timezone.now)
    deleted = models.DateTimeField("supprimée le", null=True, blank=True)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = "collection"
        verbose_name_plural = "collections"
        ordering = ["-changed", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "owner",
                Lower("title"),
                condition=models.Q(deleted=None),
                name="collection_title_once_for_each_owner",
                violation_error_message="Vous avez déjà une collection de ce nom.",
            ),
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="collection_has_a_title",
                violation_error_message="Donnez un titre à la collection.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address where its owner edits it."""
        return reverse("ressources:collection", args=[self.pk])

    @property
    def link_facts(self) -> tuple:
        return (self.shared_since and self.shared_since.timestamp(),)

    @property
    def token(self) -> str:
        """What opens the row in its address (`reseau.web.signed_links`)."""
        return link_token(self)

    @property
    def shared_url(self) -> str:
        """Address for the members who have the link; empty when it is not shared."""
        return reverse("ressources:shared_collection", args=[self.token]) if self.shared_since else ""


class CollectedSheet(models.Model):
    """A sheet in a collection: its position, and the note of the owner on it."""

    collection = models.ForeignKey(
        Collection, verbose_name="collection", on_delete=models.CASCADE, related_name="items"
    )
    sheet = models.ForeignKey(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="collected"
    )
    note = models.TextField("note", blank=True, max_length=MAX_SHEET_NOTE)
    position = models.PositiveSmallIntegerField("place", default=0)
    added = models.DateTimeField("ajoutée le", default=timezone.now)

    # Private: Wagtail's editor does not list the collections that hold a page.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "fiche d’une collection"
        verbose_name_plural = "fiches des collections"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "sheet"],
                name="sheet_once_in_a_collection",
                violation_error_message="Cette fiche est déjà dans la collection.",
            )
        ]

    def __str__(self) -> str:
        return str(self.sheet)
