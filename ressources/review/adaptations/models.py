"""Where an adapted sheet comes from: the sheet that was copied, what it said then, and whom it credits.

The credit is kept as text: it stays when the origin leaves the library, or the site.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from reseau.places import audience
from reseau.texts.elision import of
from reseau.texts.tags.models import canonical_names
from reseau.texts.wording import join_words
from ressources.sheets.content import SheetContent
from ressources.sheets.enums import Licence
from ressources.sheets.models.sheet_origins import contributors_of


@dataclass(frozen=True, slots=True)
class Credit:
    """A sheet to credit, as it was: `place` is its EPM; people are named to members of the network only."""

    title: str
    place: str
    licence: str
    authors: list[str] = field(default_factory=list)
    contributors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, sheet) -> "Credit":
        return cls(
            title=sheet.title,
            place=str(sheet.epm),
            licence=sheet.licence,
            authors=[str(member) for member in (sheet.owner, *sheet.coauthors) if member],
            contributors=[str(member) for member in contributors_of(sheet)],
        )

    def words(self, *, with_names: bool) -> str:
        """Return what follows the title: « , de Camille Martin (EPM de Gramat), CC BY-SA 4.0 »."""
        by = f", {of(join_words(self.authors))}" if with_names and self.authors else ""
        from_others = (
            f", avec un apport {of(join_words(self.contributors))}" if with_names and self.contributors else ""
        )
        return f"{by} ({self.place}){from_others}, {Licence(self.licence).label}"


class AdaptationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the adaptations whose sheet is in the library, in use, and for an audience of `user`."""
        adaptations = self.filter(sheet__live=True, sheet__audience__in=audience.tokens_of(user))
        return adaptations.filter(sheet__obsolescence=None)

    def latest_first(self):
        return self.order_by("-sheet__first_published_at", "-pk")


class Adaptation(models.Model):
    """The link from an adapted sheet to its origin.

    `base` is what the origin said when it was copied, or when the author of the adaptation last reviewed what had
    changed there.
    """

    # Fields that the page of the origin shows.
    shown_fields = ("sheet__title", "sheet__slug", "sheet__epm__name")

    sheet = models.OneToOneField(
        "ressources.Sheet", verbose_name="fiche adaptée", on_delete=models.CASCADE, related_name="adaptation"
    )
    origin = models.ForeignKey(
        "ressources.Sheet",
        verbose_name="fiche d’origine",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="adaptations",
    )
    # The origin first, then what it was itself adapted from.
    credits = models.JSONField("mentions des auteurs", default=list)
    base = models.JSONField("texte d’origine pris en compte", encoder=DjangoJSONEncoder)
    base_at = models.DateTimeField("origine prise en compte le", default=timezone.now)
    copied_at = models.DateTimeField("copiée le", default=timezone.now)

    objects = AdaptationQuerySet.as_manager()

    class Meta:
        verbose_name = "adaptation"
        verbose_name_plural = "adaptations"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(origin=None) | ~models.Q(origin=models.F("sheet")),
                name="sheet_is_no_adaptation_of_itself",
                violation_error_message="Une fiche n’est pas adaptée d’elle-même.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, d’après {self.credit.title}"

    @property
    def credit(self) -> Credit:
        """The credit of the origin."""
        return Credit(**self.credits[0])

    def credit_lines(self, *, with_names: bool) -> Iterator[tuple[str, str, str]]:
        """Yield (« Adaptée de », title, the rest) for the origin, then for what it was itself adapted from."""
        for rank, fields in enumerate(self.credits):
            credit = Credit(**fields)
            yield "Elle-même adaptée de" if rank else "Adaptée de", credit.title, credit.words(with_names=with_names)

    @property
    def licences(self) -> tuple[Licence, ...]:
        """The licences that the origin allows."""
        return Licence(self.credit.licence).for_adaptations

    def refusal(self, licence: Licence) -> dict[str, str]:
        """Return why a version may not be published under this licence: field → sentence; empty when it may."""
        if licence in self.licences:
            return {}
        labels = " ou ".join(licence.label for licence in self.licences)
        return {"licence": f"Cette fiche est adaptée d’une autre : sa licence doit être {labels}."}

    def origin_for(self, user):
        """Return the sheet that was copied, if `user` may read it today."""
        return self.origin if self.origin and self.origin.is_visible_to(user) else None

    @property
    def has_newer_origin(self) -> bool:
        """Whether the origin was published again since the author of the adaptation looked at it."""
        published_at = self.origin and self.origin.live and self.origin.last_published_at
        return bool(published_at) and published_at > self.base_at

    def note_base(self, content: SheetContent) -> None:
        """Take what the origin says now into account, in memory."""
        self.base, self.base_at = asdict(content), timezone.now()

    def base_content(self) -> SheetContent:
        """Return what the origin content; a merged tag is replaced by the tag that was kept."""
        content = self.sheet.specific_class.content_class.of_revision({**self.base, "tagged_items": []}, {})
        return replace(content, tags=canonical_names(self.base.get("tags", ())))


def credits_of(origin) -> list[dict]:
    """Return the credits of an adaptation of `origin`: the origin, then the sheets that it credits itself."""
    lineage = getattr(origin, "adaptation", None)
    return [asdict(Credit.of(origin)), *(lineage.credits if lineage else [])]
