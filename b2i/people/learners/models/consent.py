"""A consent: what a learner agreed to, how, when, and who noted it. A renewed consent is another row.

Under fifteen, a parent agrees too (RGPD, article 8; loi Informatique et Libertés, article 45), on a paper
that they sign.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from audit.append_only import HistoryEntry
from b2i.people.enums import ConsentGiver, ConsentMeans
from b2i.people.learners.consent_texts import CONSENT_VERSION, TEXTS_BEFORE_PAPER, text_read
from b2i.people.learners.models.learner import Learner
from reseau.documents.files.file_names import hidden_name
from reseau.documents.files.scans import MEDIA_TYPES
from reseau.places.models.epm import EPM

FOLDER = "accords"


def kept_under(consent: "Consent", name: str) -> str:
    return hidden_name(FOLDER, name.rpartition(".")[2])


class Consent(HistoryEntry):
    """`epm` is the EPM allowed to keep or read the record.

    `parent_name`, with `paper` or `paper_mark`: who agreed for a child, and the paper that they signed.
    `is_before_paper`: a parent had agreed before their name and paper were asked for; nothing new may say so.
    """

    # Fields that hold bytes, for `reseau.documents.files.stored_files`.
    stored_fields = ("paper",)

    learner = models.ForeignKey(Learner, verbose_name="apprenant", on_delete=models.CASCADE, related_name="consents")
    epm = models.ForeignKey(EPM, verbose_name="pour", on_delete=models.PROTECT, related_name="+")
    giver = models.CharField("donné par", max_length=6, choices=ConsentGiver, default=ConsentGiver.PERSON)
    means = models.CharField("comment", max_length=7, choices=ConsentMeans, default=ConsentMeans.ORAL)
    version = models.CharField("version du texte lu", max_length=12, default=CONSENT_VERSION)
    given_at = models.DateTimeField("donné le", default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    parent_name = models.CharField("nom du parent", max_length=120, blank=True, default="", db_default="")
    paper = models.FileField(
        "papier signé", upload_to=kept_under, max_length=200, blank=True, default="", db_default=""
    )
    paper_mark = models.CharField("où est rangé le papier signé", max_length=120, blank=True, default="", db_default="")
    is_before_paper = models.BooleanField(
        "noté avant que le papier signé soit demandé", default=False, db_default=False, editable=False
    )

    class Meta:
        verbose_name = "accord"
        verbose_name_plural = "accords"
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(version=""),
                name="consent_says_to_what",
                violation_error_message="Un accord se note avec la version du texte lu à la personne.",
            ),
            models.CheckConstraint(
                condition=~Q(giver=ConsentGiver.PARENT)
                | Q(is_before_paper=True, version__in=TEXTS_BEFORE_PAPER)
                | ~Q(parent_name="") & (~Q(paper="") | ~Q(paper_mark="")),
                name="consent_of_a_parent_is_signed",
                violation_error_message=(
                    "L’accord d’un parent se note avec son nom et le papier signé, ou l’endroit où il est rangé."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.epm}"

    @property
    def text(self) -> str:
        """Text that was read to the learner; empty for a consent of before the texts, noted on paper until then."""
        return text_read(self.version, day=timezone.localdate(self.given_at))

    @property
    def is_current(self) -> bool:
        return self.version == CONSENT_VERSION

    @property
    def stored(self) -> Iterator[FieldFile]:
        """Files of the row, for `reseau.documents.files.stored_files`."""
        if self.paper:
            yield self.paper

    @property
    def paper_url(self) -> str:
        return reverse("b2i:consent_paper", args=[self.learner_id, self.pk]) if self.paper else ""

    @property
    def paper_name(self) -> str:
        return f"accord-{self.pk}.{self._extension}"

    @property
    def paper_media_type(self) -> str:
        return MEDIA_TYPES[self._extension]

    @property
    def _extension(self) -> str:
        return self.paper.name.rpartition(".")[2]
