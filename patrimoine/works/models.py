"""A photo or a sound of a heritage place, with its rights. The database refuses a row that lacks one of them."""

from collections.abc import Iterator

from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from patrimoine.sites.models import HeritagePlace
from patrimoine.works.enums import PeopleInWork, ReuseElsewhere, WorkKind, WorkOrigin, WorkSize
from reseau.documents.files.file_names import hidden_name
from reseau.people.members.models.member import Member
from ressources.sheets.enums import Licence

# Folder of the storage.
FOLDER = "patrimoine"


def kept_under(work: "HeritageWork", name: str) -> str:
    return hidden_name(FOLDER, name.rpartition(".")[2])


class HeritageWorkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Works of the places that `user` may see."""
        return self.filter(place__in=HeritagePlace.objects.visible_to(user))


class HeritageWork(models.Model):
    """`description`: what it shows, or what is said in it, for whoever does not see or hear it.

    `maker`: its author, as they want to be named. `proof`: where their agreement or its licence can be read; with
    `people`, it is what the network shows if somebody asks, and it is never public.
    """

    # Fields that hold bytes, for `reseau.documents.files.stored_files`.
    stored_fields = ("file", "small")

    place = models.ForeignKey(HeritagePlace, verbose_name="lieu", on_delete=models.CASCADE, related_name="works")
    kind = models.CharField("nature", max_length=7, choices=WorkKind)
    file = models.FileField("fichier", upload_to=kept_under, max_length=200)
    small = models.FileField("petite image", upload_to=kept_under, max_length=200, blank=True)
    width = models.PositiveSmallIntegerField("largeur", default=0)
    height = models.PositiveSmallIntegerField("hauteur", default=0)
    small_width = models.PositiveSmallIntegerField("largeur de la petite", default=0)
    seconds = models.PositiveSmallIntegerField("durée en secondes", null=True, blank=True)
    description = models.TextField("ce qu’elle montre ou dit", max_length=2_000)
    maker = models.CharField("auteur", max_length=120)
    origin = models.CharField("pourquoi nous pouvons la montrer", max_length=10, choices=WorkOrigin)
    licence = models.CharField("licence", max_length=10, choices=Licence)
    proof = models.CharField("preuve de l’accord ou de la licence", max_length=300)
    people = models.CharField("personnes reconnaissables", max_length=6, choices=PeopleInWork)
    elsewhere = models.CharField(
        "reprise ailleurs", max_length=9, choices=ReuseElsewhere, blank=True, default="", db_default=""
    )
    # What its author signed, if they have no account: their name, the licence and the proof come from it.
    agreement = models.ForeignKey(
        "patrimoine.MakerAgreement",
        verbose_name="accord signé",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        related_name="works",
    )
    rank = models.PositiveSmallIntegerField("rang", default=0)
    added_by = models.ForeignKey(
        Member, verbose_name="ajoutée par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added = models.DateTimeField("ajoutée le", default=timezone.now, editable=False)

    objects = HeritageWorkQuerySet.as_manager()

    class Meta:
        verbose_name = "photo ou son d’un lieu de patrimoine"
        verbose_name_plural = "photos et sons de patrimoine"
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(licence__in=Licence.values)
                & Q(origin__in=WorkOrigin.values)
                & ~Q(description="")
                & ~Q(maker="")
                & ~Q(proof=""),
                name="heritage_work_has_rights",
                violation_error_message="Dites de qui elle est, sous quelle licence, et où l’accord se lit.",
            ),
            models.CheckConstraint(
                condition=Q(people__in=PeopleInWork.values),
                name="heritage_work_has_consent",
                violation_error_message="Dites si l’on reconnaît quelqu’un, et si chacun est d’accord.",
            ),
        ]

    def __str__(self) -> str:
        return self.description[:80]

    @property
    def stored(self) -> Iterator[FieldFile]:
        yield self.file
        if self.small:
            yield self.small

    @property
    def is_sound(self) -> bool:
        return self.kind == WorkKind.SOUND

    @property
    def large_url(self) -> str:
        return reverse("patrimoine:work_file", args=[self.pk, WorkSize.LARGE])

    @property
    def small_url(self) -> str:
        return reverse("patrimoine:work_file", args=[self.pk, WorkSize.SMALL])

    @property
    def srcset(self) -> str:
        """Both sizes, among which the browser chooses."""
        return f"{self.small_url} {self.small_width}w, {self.large_url} {self.width}w"

    @property
    def credit(self) -> str:
        return f"{self.maker}, {Licence(self.licence).label}"

    @property
    def duration(self) -> str:
        """Return « 2 min 05 s »; empty where nobody knows."""
        if not self.seconds:
            return ""
        minutes, seconds = divmod(self.seconds, 60)
        return f"{minutes}\u00a0min {seconds:02d}\u00a0s" if minutes else f"{seconds}\u00a0s"
