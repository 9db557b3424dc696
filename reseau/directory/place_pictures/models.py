"""A picture of an EPM, drawn again by the site: only its pixels are kept."""

from collections.abc import Iterator

from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from reseau.directory.place_pictures.enums import PeopleShown, PictureSize
from reseau.documents.files.file_names import hidden_name
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

# Folder of the storage.
FOLDER = "lieux"


def kept_under(picture: "PlacePicture", name: str) -> str:
    return hidden_name(FOLDER, name.rpartition(".")[2])


class PlacePictureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Pictures of the places that `user` may see."""
        return self.filter(epm__in=EPM.objects.visible_to(user))


class PlacePicture(models.Model):
    """`alternative`: what it shows, for whoever does not see it. `credit`: its author, and under which rights."""

    # Fields that hold bytes, for `reseau.documents.files.stored_files`.
    stored_fields = ("file", "small")

    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.CASCADE, related_name="pictures")
    file = models.FileField("grande image", upload_to=kept_under, max_length=200)
    small = models.FileField("petite image", upload_to=kept_under, max_length=200)
    width = models.PositiveSmallIntegerField("largeur")
    height = models.PositiveSmallIntegerField("hauteur")
    small_width = models.PositiveSmallIntegerField("largeur de la petite")
    alternative = models.CharField("ce qu’elle montre", max_length=300)
    credit = models.CharField("auteur et droits", max_length=120)
    people = models.CharField("personnes reconnaissables", max_length=6, choices=PeopleShown)
    rank = models.PositiveSmallIntegerField("rang", default=0)
    added_by = models.ForeignKey(
        Member, verbose_name="ajoutée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added = models.DateTimeField("ajoutée le", default=timezone.now, editable=False)

    objects = PlacePictureQuerySet.as_manager()

    class Meta:
        verbose_name = "photo d’un lieu"
        verbose_name_plural = "photos des lieux"
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(alternative="") & ~models.Q(credit=""),
                name="place_picture_is_described",
                violation_error_message="Dites ce que la photo montre, et de qui elle est.",
            ),
            models.CheckConstraint(
                condition=models.Q(people__in=PeopleShown.values),
                name="place_picture_has_agreement",
                violation_error_message="Dites si quelqu’un est reconnaissable, et d’accord.",
            ),
        ]

    def __str__(self) -> str:
        return self.alternative

    @property
    def stored(self) -> Iterator[FieldFile]:
        yield self.file
        yield self.small

    @property
    def large_url(self) -> str:
        return reverse("reseau:place_picture", args=[self.pk, PictureSize.LARGE])

    @property
    def small_url(self) -> str:
        return reverse("reseau:place_picture", args=[self.pk, PictureSize.SMALL])

    @property
    def srcset(self) -> str:
        """Both sizes, among which the browser chooses."""
        return f"{self.small_url} {self.small_width}w, {self.large_url} {self.width}w"
