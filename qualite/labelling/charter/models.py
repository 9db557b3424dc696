"""A charter: a versioned text in axes and criteria. A version in force is frozen; what comes next is a copy of it."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from qualite.labelling.enums import LiveFigure, ProofKind

FROZEN = "Cette version de la charte est entrée en vigueur\u00a0: elle ne change plus. Préparez la version suivante."
WEIGHTS = (1, 3)


class CharterQuerySet(models.QuerySet):
    def in_force(self, day: datetime.date | None = None):
        """Return the versions in force on `day` (today by default): one at most for each charter."""
        day = day or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def drafts(self):
        return self.filter(starts_on__isnull=True)

    def readable_by(self, user):
        """Return what `user` may read: everybody reads what is or was in force, coordinators the drafts too."""
        return self if user.is_authenticated and user.is_coordinator else self.exclude(starts_on__isnull=True)

    def with_criteria(self):
        """Fill axes and criteria. Two queries more."""
        return self.prefetch_related("axes__criteria")


class Charter(ClusterableModel):
    """One version of a charter. Without a first day it is a draft; its last day is set by the version after it."""

    name = models.CharField("nom", max_length=120)
    slug = models.SlugField("adresse de la page", max_length=60, help_text="La même pour toutes les versions.")
    version = models.PositiveSmallIntegerField("version", default=1, editable=False)
    lead = models.CharField("en une phrase", max_length=300, blank=True)
    origin = models.TextField(
        "d’où vient ce texte",
        validators=[MaxLengthValidator(2_000)],
        help_text="Qui l’a écrit, à partir de quoi. Se lit sur la page de la charte et sur les papiers.",
    )
    label_months = models.PositiveSmallIntegerField(
        "durée du label (mois)", default=36, help_text="Proposée à qui décide, et modifiable à chaque décision."
    )
    starts_on = models.DateField("en vigueur depuis le", null=True, blank=True, editable=False)
    ends_on = models.DateField("jusqu’au (inclus)", null=True, blank=True, editable=False)
    created = models.DateTimeField("créée le", default=timezone.now, editable=False)

    objects = CharterQuerySet.as_manager()

    panels = [
        HelpPanel(
            content=(
                "<p>Un brouillon se modifie ici autant que l’on veut. Pour qu’il serve, mettez-le en vigueur sur la "
                "page «\u00a0Chartes et versions\u00a0» du site\u00a0: il ne change alors plus.</p>"
            )
        ),
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("slug"), FieldPanel("lead"), FieldPanel("origin")], heading="Ce que c’est"
        ),
        FieldPanel("label_months"),
        InlinePanel("axes", heading="Axes", label="axe"),
    ]

    class Meta:
        verbose_name = "charte qualité"
        verbose_name_plural = "chartes qualité"
        ordering = ["slug", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "version"],
                name="charter_version_once",
                violation_error_message="Cette version de la charte existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(starts_on__isnull=False, ends_on__isnull=True),
                name="charter_one_version_in_force",
                violation_error_message="Une autre version de cette charte est en vigueur.",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(starts_on__isnull=True),
                name="charter_one_draft",
                violation_error_message="Un brouillon de cette charte existe déjà\u00a0: reprenez-le.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="charter_ends_after_it_starts",
                violation_error_message="Une version finit après avoir commencé.",
            ),
            models.CheckConstraint(
                condition=Q(label_months__range=(1, 120)),
                name="charter_label_of_one_month_to_ten_years",
                violation_error_message="Un label dure d’un mois à dix ans.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    def clean(self) -> None:
        """Refuse a change of a version that has been in force: what places answered must stay what they read."""
        super().clean()
        if self.pk and Charter.objects.filter(pk=self.pk).exclude(starts_on__isnull=True).exists():
            raise ValidationError(FROZEN, code="frozen")

    def get_absolute_url(self) -> str:
        return reverse("qualite:charter_version", args=[self.slug, self.version])

    @property
    def is_draft(self) -> bool:
        return self.starts_on is None

    @property
    def is_in_force(self) -> bool:
        today = timezone.localdate()
        return (
            self.starts_on is not None and self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)
        )

    @property
    def criteria(self) -> list["Criterion"]:
        """Criteria in the order of the text, each with its axis."""
        return [criterion for axis in self.axes.all() for criterion in axis.criteria.all()]


class Axis(ClusterableModel, Orderable):
    """An axis of a charter: a few criteria under one title, and a page of the self-assessment."""

    charter = ParentalKey(Charter, verbose_name="charte", on_delete=models.CASCADE, related_name="axes")
    title = models.CharField("titre", max_length=80)
    lead = models.CharField("en une phrase", max_length=200, blank=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("lead"),
        InlinePanel("criteria", heading="Critères", label="critère"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "axe de charte"
        verbose_name_plural = "axes de charte"

    def __str__(self) -> str:
        return self.title


class Criterion(Orderable):
    """A criterion: what is expected, what shows it, whether the label needs it, and where it comes from.

    `slug` is the same from one version to the next, so that a place compares itself with its own past.
    """

    axis = ParentalKey(Axis, verbose_name="axe", on_delete=models.CASCADE, related_name="criteria")
    slug = models.SlugField("nom d’une version à l’autre", max_length=80, editable=False)
    title = models.CharField("en quelques mots", max_length=80)
    wording = models.TextField("ce qui est attendu", validators=[MaxLengthValidator(600)])
    proof_kind = models.CharField("ce qui le montre", max_length=8, choices=ProofKind, default=ProofKind.VISIT)
    figure = models.CharField(
        "chiffre proposé comme preuve",
        max_length=10,
        choices=LiveFigure,
        blank=True,
        help_text="Le site le calcule pour le lieu, et le fige quand le dossier est envoyé.",
    )
    weight = models.PositiveSmallIntegerField("poids", default=1, help_text="De 1 à 3. Se lit, ne se compte pas.")
    is_required = models.BooleanField("nécessaire au label", default=False)
    source = models.CharField("source", max_length=200, help_text="D’où vient ce critère.")

    panels = [
        FieldPanel("title"),
        FieldPanel("wording"),
        FieldPanel("proof_kind"),
        FieldPanel("figure"),
        FieldPanel("weight"),
        FieldPanel("is_required"),
        FieldPanel("source"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "critère"
        verbose_name_plural = "critères"
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__range=WEIGHTS),
                name="criterion_weighs_one_to_three",
                violation_error_message="Le poids d’un critère va de 1 à 3.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        self.slug = self.slug or slugify(self.title)
        super().save(*args, **kwargs)
