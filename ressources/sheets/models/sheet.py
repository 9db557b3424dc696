"""A sheet of the library, of any kind: its authors, its EPM, its audience, its state.

The page's owner is its author. A sheet comes from an EPM, whose territory tells who reviews it (`ressources.review`).
Drafts are revisions: the row of a page holds what is published. The content beyond one sentence belongs to each kind:
`WorkshopPage` and the others.
"""

from datetime import date, datetime

from django import forms
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.text import slugify
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, WorkflowState

from b2i.frameworks.models.framework import Skill
from reseau.enums import Audience
from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member
from reseau.places import audience
from reseau.places.models.epm import EPM
from reseau.texts.tags.models import canonical_names
from reseau.web.addresses import address_of
from reseau.web.page_sections import page_sections
from ressources.permissions import is_author, may_edit
from ressources.sheets.content import SheetContent
from ressources.sheets.enums import Licence, SheetKind, SheetState
from ressources.sheets.freshness import due_on
from ressources.sheets.models.joined_columns import JoinedColumns
from ressources.sheets.models.open_review import read_review
from ressources.sheets.models.sheet_origins import Sources
from ressources.sheets.models.sheet_queryset import SheetQuerySet
from ressources.sheets.models.tag import SheetEditorForm, WorkshopTag
from ressources.sheets.permissions import SheetPermissionTester, may_write_to_author
from ressources.sheets.revision import content_of_revision

# Addresses under /ressources/ that are not sheets (`ressources.urls`).
RESERVED_SLUGS = frozenset(
    {
        "proposer",
        "mes-fiches",
        "mes-ateliers",
        "animations",
        "a-relire",
        "fiches",
        "fichiers",
        "images",
        "obsoletes",
        "sans-auteur",
        "depuis-un-sujet",
        "demandes",
        "mots-cles",
        "collections",
        "importer",
        "mes-favoris",
        "mes-retours",
        "remarques",
        "prochains-ateliers",
        "couvertures",
        "partage",
        "veille",
    }
)

TEMPLATE = "ressources/sheets/workshop.html"


def classification_panel() -> MultiFieldPanel:
    """Return the last panel of every kind in Wagtail's editor."""
    skills = FieldPanel("skills", widget=forms.CheckboxSelectMultiple)
    return MultiFieldPanel(
        [skills, FieldPanel("tags"), FieldPanel("audience"), FieldPanel("licence"), FieldPanel("epm")],
        heading="Classement",
    )


class Sheet(JoinedColumns, Page):
    """What all kinds share. Lists read this table alone; `specific` is the whole sheet."""

    aim = models.CharField("en une phrase", max_length=240)
    audience = models.CharField("visible par", max_length=8, choices=Audience, default=Audience.PUBLIC)
    licence = models.CharField("licence", max_length=10, choices=Licence, default=Licence.BY_SA)
    epm = models.ForeignKey(EPM, verbose_name="EPM d’origine", on_delete=models.PROTECT, related_name="sheets")
    skills = ParentalManyToManyField(Skill, verbose_name="compétences travaillées", blank=True, related_name="sheets")
    tags = ClusterTaggableManager(through=WorkshopTag, verbose_name="mots-clés", blank=True)
    reviews = GenericRelation(
        WorkflowState, content_type_field="content_type", object_id_field="object_id", for_concrete_model=False
    )

    objects = PageManager.from_queryset(SheetQuerySet)()

    base_form_class = SheetEditorForm
    content_class: type[SheetContent] = SheetContent
    # Template of the content, on the page, on its preview and in its review.
    body_template = ""
    # Only the kinds of sheets can be created.
    is_creatable = False
    parent_page_types = ["ressources.LibraryPage"]
    subpage_types: list[str] = []
    # The `audience` tells who sees a sheet, here and in the search: Wagtail's restrictions are not used.
    private_page_options: list[str] = []

    class Meta:
        verbose_name = "fiche"
        verbose_name_plural = "fiches"

    def get_absolute_url(self) -> str:
        return address_of("ressources:sheet", self.slug)

    def full_clean(self, *args, **kwargs) -> None:
        self._settle()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Check, in Wagtail's editor as in the form, that the origin of an adaptation allows its licence."""
        super().clean()
        lineage = getattr(self, "adaptation", None)
        if lineage and self.licence in Licence.values and (refusal := lineage.refusal(Licence(self.licence))):
            raise ValidationError(refusal)

    def minimal_clean(self) -> None:
        self._settle()
        super().minimal_clean()

    def _settle(self) -> None:
        """Move the page from an address that the site reserves."""
        slug = self.slug or slugify(self.title)
        if slug in RESERVED_SLUGS:
            self.slug = f"{slug}-2"

    def write(self, content: SheetContent) -> None:
        """Copy the content to the page, in memory; only new tags are saved."""
        for name in content.plain_fields():
            setattr(self, name, getattr(content, name))
        self.skills = list(Skill.objects.filter(pk__in=content.skills))
        self.tags.set(canonical_names(content.tags))

    def permissions_for_user(self, user) -> SheetPermissionTester:
        return SheetPermissionTester(user, self)

    def is_visible_to(self, user) -> bool:
        return self.live and self.audience in audience.tokens_of(user)

    def serve(self, request, *args, **kwargs):
        if not self.is_visible_to(request.user):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs) -> dict:
        """Return what the page shows; `kwargs` are the additions of the view that serves it."""
        user, content = request.user, self.content_class.of_page(self)
        # A page that Wagtail shows before it is saved has neither file nor picture.
        pictures = self.pictures.for_readers_of(self) if self.pk else ()
        context = super().get_context(request, *args, **kwargs) | {
            "content": content,
            "skills": self.skills.all(),
            "tags": self.tags.all(),
            "attachments": self.attachments.for_readers_of(self) if self.pk else (),
            "run_sheet": content.run_sheet(pictures),
            "pictures": content.pictures_apart(pictures),
            "may_edit": may_edit(user, self),
            "sources": Sources(self, user),
            "replacement": self.obsolescence.replacement_for(user) if self.is_obsolete else None,
            "may_write_to_author": may_write_to_author(user, self),
            "is_author": is_network_member(user) and is_author(user, self),
            "sections": page_sections("sheet_sections", request, self) if self.pk else (),
        }
        return context | kwargs

    @property
    def kind(self) -> SheetKind:
        """The kind, that of its page; a row read in a list knows the class of its page."""
        return self.specific_class.kind

    @property
    def in_short(self) -> tuple[str, ...]:
        """The few facts by which one chooses a sheet in a list; lists join the page of each (`with_card`)."""
        return getattr(self, self.specific_class._meta.model_name).in_short

    def missing(self) -> dict[str, str]:
        """Return what prevents the publication of the last version: field → sentence."""
        content, lineage = self.latest_content, getattr(self, "adaptation", None)
        return content.missing() | (lineage.refusal(content.terms) if lineage else {})

    @property
    def authors_here(self) -> models.QuerySet[Member]:
        """The author and co-authors who are still in the network."""
        keys = [self.owner_id, *(member.pk for member in self.coauthors)]
        return Member.objects.in_network().filter(pk__in=[key for key in keys if key])

    @property
    def is_new(self) -> bool:
        """Whether its first version is the one online."""
        return self.first_published_at == self.last_published_at

    @property
    def is_obsolete(self) -> bool:
        return getattr(self, "obsolescence", None) is not None

    @property
    def due_on(self) -> date | None:
        """When the published sheet is due to be read again; None for an obsolete one."""
        return due_on(self) if self.live and not self.is_obsolete else None

    @property
    def verified_on(self) -> date | None:
        """The day on which somebody last found its facts true."""
        return self.review_date.verified_on if hasattr(self, "review_date") else None

    @property
    def is_due(self) -> bool:
        return self.due_on is not None and self.due_on <= timezone.localdate()

    @property
    def review(self) -> WorkflowState | None:
        """The open review: in progress, or sent back to the author."""
        if not hasattr(self, "review_rows"):
            return self.current_workflow_state
        rows, review = getattr(self, "_review_read", (None, None))
        if rows is not self.review_rows:
            review = read_review(self.review_rows)
            self._review_read = self.review_rows, review
        return review

    @property
    def latest_content(self) -> SheetContent:
        """Content of the last saved version: the draft if there is one, otherwise the published text.

        Cached by version.
        """
        if self.latest_revision:
            version, content = getattr(self, "_content_read", (None, None))
            if version != self.latest_revision.pk:
                content = content_of_revision(self.latest_revision)
                self._content_read = self.latest_revision.pk, content
            return content
        page = self.specific
        return page.content_class.of_page(page)

    @property
    def has_draft(self) -> bool:
        """Whether something was written since the last publication."""
        written_at, published_at = self.latest_revision_created_at, self.last_published_at
        return written_at is not None and (published_at is None or written_at > published_at)

    @property
    def state(self) -> SheetState:
        if review := self.review:
            in_progress = review.status == WorkflowState.STATUS_IN_PROGRESS
            return SheetState.SUBMITTED if in_progress else SheetState.CHANGES_ASKED
        if self.live:
            return SheetState.PUBLISHED
        return SheetState.DRAFT if self.has_draft or not self.first_published_at else SheetState.ARCHIVED

    @property
    def state_since(self) -> datetime | None:
        """When the sheet entered its state; None for a withdrawn sheet."""
        if review := self.review:
            task_state = review.current_task_state
            return task_state.started_at if self.state is SheetState.SUBMITTED else task_state.finished_at
        dates = {SheetState.PUBLISHED: self.last_published_at, SheetState.DRAFT: self.latest_revision_created_at}
        return dates.get(self.state)

    @property
    def changes_asked(self) -> str:
        """The request of the reviewer, verbatim; empty unless the sheet was sent back."""
        return self.review.current_task_state.comment if self.state is SheetState.CHANGES_ASKED else ""
