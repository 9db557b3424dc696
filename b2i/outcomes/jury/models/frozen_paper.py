"""Frozen papers: what the jury read, byte for byte, and what the recteur decided, version after version.

A paper bears a civil identity or a decision, so that its bytes have a term. What proves that it existed stays: its
hash, the day, who sent it and who read it.
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from b2i.outcomes.enums import FrozenPaperKind
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.civil_identity import KEPT_AFTER_DECISION, CivilIdentity
from b2i.outcomes.jury.models.session import JurySession
from b2i.people.learners.models.learner import Learner
from reseau.permissions import is_coordinator


class FrozenPaperQuerySet(models.QuerySet):
    def with_readability(self):
        """Add `is_readable`: the bytes are kept, and no record of the people whom they name is put aside."""
        put_aside = Candidacy.objects.exclude(record__learner__in=Learner.objects.not_put_aside())
        of_file = Exists(put_aside.filter(pk=OuterRef("candidacy")))
        of_list = Exists(put_aside.filter(frozen_papers__sent_list=OuterRef("pk")))
        return self.annotate(
            is_readable=ExpressionWrapper(
                Q(destroyed_on__isnull=True) & ~of_file & ~of_list, output_field=models.BooleanField()
            )
        )

    def visible_to(self, user):
        """Return the papers that coordinators may read; none for others."""
        return self.with_readability().filter(is_readable=True) if is_coordinator(user) else self.none()

    def lists(self):
        """Return the lists, the latest version first."""
        return self.filter(kind=FrozenPaperKind.LIST).order_by("-version")

    def kept(self):
        """Return the papers whose bytes are still there."""
        return self.filter(destroyed_on__isnull=True)

    def ended(self, day: datetime.date):
        """Return the kept papers whose term has come on that day.

        A file lives as long as the civil identity that it bears, a list as long as all of its files. A decision, which
        bears none, is kept as long after it was noted, and goes with its candidacy.
        """
        identities = CivilIdentity.objects.filter(candidacy=OuterRef("candidacy"))
        files = FrozenPaper.objects.filter(kind=FrozenPaperKind.FILE).exclude(Exists(identities))
        is_file = Q(kind=FrozenPaperKind.FILE) & ~Exists(identities)
        is_list = Q(kind=FrozenPaperKind.LIST) & Exists(files.filter(sent_list=OuterRef("pk")))
        is_old = Q(candidacy__isnull=True) | Q(frozen_on__lt=day - KEPT_AFTER_DECISION)
        return self.kept().filter(is_file | is_list | Q(kind=FrozenPaperKind.DECISION) & is_old)

    def naming(self, records):
        """Return the kept papers that name the person of one of `records`."""
        files = FrozenPaper.objects.filter(sent_list=OuterRef("pk"), candidacy__record__in=records)
        return self.kept().filter(Q(candidacy__record__in=records) | Exists(files))


class FrozenPaper(models.Model):
    """A version of a list, of a file or of a decision. Its bytes never change; they are destroyed at its term.

    `has_pieces`: the attachments of a file were frozen with it; those of the first versions were not.
    """

    jury = models.ForeignKey(
        JurySession, verbose_name="session de jury", on_delete=models.PROTECT, related_name="frozen_papers"
    )
    kind = models.CharField("genre", max_length=8, choices=FrozenPaperKind)
    version = models.PositiveSmallIntegerField("version")
    sent_list = models.ForeignKey(
        "self", verbose_name="liste", on_delete=models.PROTECT, null=True, blank=True, related_name="files"
    )
    candidacy = models.ForeignKey(
        Candidacy,
        verbose_name="candidature",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="frozen_papers",
    )
    content = models.BinaryField("contenu", null=True)
    sha256 = models.CharField("empreinte SHA-256", max_length=64, editable=False)
    frozen_on = models.DateField("parti le", default=timezone.localdate, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="parti par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    destroyed_on = models.DateField("détruit le", null=True, blank=True, editable=False)
    has_pieces = models.BooleanField("garde ses pièces", default=False, db_default=False, editable=False)

    objects = FrozenPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "papier figé d’un jury"
        verbose_name_plural = "papiers figés des jurys"
        ordering = ["jury", "kind", "-version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jury", "version"],
                condition=Q(kind=FrozenPaperKind.LIST),
                name="frozen_paper_one_list_a_version",
                violation_error_message="Cette version de la liste est déjà partie.",
            ),
            models.UniqueConstraint(
                fields=["candidacy", "kind", "jury", "version"],
                condition=Q(candidacy__isnull=False),
                name="frozen_paper_one_version_of_a_candidacy",
                violation_error_message="Cette version est déjà figée.",
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=False, destroyed_on__isnull=True)
                | Q(content__isnull=True, destroyed_on__isnull=False),
                name="frozen_paper_is_kept_or_destroyed_on_a_day",
                violation_error_message="Un papier figé est là, ou détruit un jour dit.",
            ),
            models.CheckConstraint(
                condition=Q(kind=FrozenPaperKind.FILE, sent_list__isnull=False)
                | ~Q(kind=FrozenPaperKind.FILE) & Q(sent_list__isnull=True),
                name="frozen_paper_file_goes_with_a_list",
                violation_error_message="Un dossier part avec une liste.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, version {self.version}, jury du {self.jury.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("b2i:frozen_paper", args=[self.pk])

    @property
    def short_hash(self) -> str:
        """First signs of the hash, enough to tell two papers apart by eye."""
        return self.sha256[:12]

    @property
    def file_name(self) -> str:
        return f"{self.kind}-jury-{self.jury.held_on:%Y-%m-%d}-{self.pk}-version-{self.version}.pdf"

    def learners(self) -> list[Learner]:
        """Return the people whom the paper names."""
        named = Q(frozen_papers=self.pk) | Q(frozen_papers__sent_list=self.pk)
        candidacies = Candidacy.objects.filter(named).select_related("record__learner").distinct()
        return [candidacy.learner for candidacy in candidacies]


class FrozenPiece(models.Model):
    """An attachment that left with a file, under its name in the ZIP. Bytes and name go with those of the file."""

    paper = models.ForeignKey(FrozenPaper, verbose_name="dossier", on_delete=models.PROTECT, related_name="pieces")
    name = models.CharField("nom dans le ZIP", max_length=255, blank=True)
    content = models.BinaryField("contenu", null=True)
    sha256 = models.CharField("empreinte SHA-256", max_length=64, editable=False)

    class Meta:
        verbose_name = "pièce figée d’un jury"
        verbose_name_plural = "pièces figées des jurys"
        ordering = ["paper", "pk"]

    def __str__(self) -> str:
        return f"Pièce n°\u00a0{self.pk}"


class PaperReading(models.Model):
    """That somebody read a frozen paper on a day. It outlives the bytes of the paper."""

    paper = models.ForeignKey(FrozenPaper, verbose_name="papier", on_delete=models.PROTECT, related_name="readings")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="lu par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    read_on = models.DateField("lu le", default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = "lecture d’un papier figé"
        verbose_name_plural = "lectures de papiers figés"
        ordering = ["read_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "reader", "read_on"],
                name="paper_reading_once_a_day",
                violation_error_message="Cette lecture est déjà notée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}, lu par {self.reader or '–'} le {self.read_on:%d/%m/%Y}"
