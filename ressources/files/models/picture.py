"""A picture of a sheet: a photo, a drawing, a screenshot, drawn again by the site in two sizes."""

from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.text import Truncator

from reseau.documents.files.file_names import file_name, hidden_name
from ressources.files.enums import Scan
from ressources.files.models.sheet_file import SheetFile, SheetFileQuerySet

FOLDER = "images"
NAME_LENGTH = 60
MARK_LENGTH = 16
MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png"}
# End of the address of each size → its field.
LARGE, SMALL = "grande", "petite"
SIZES = {LARGE: "file", SMALL: "small"}


def kept_under(picture: "Picture", name: str) -> str:
    return hidden_name(FOLDER, extension_of(name))


def extension_of(name: str) -> str:
    return name.rpartition(".")[2]


def mark_of(sha256: str) -> str:
    return sha256[:MARK_LENGTH]


class Picture(SheetFile):
    """A picture. `alternative` describes it for those who do not see it; without it, the picture is decorative."""

    stored_fields = ("file", "small")
    page = "ressources:pictures"
    changed_by_threat = ("scan", "threat", "is_cover")
    # Fields that readers see.
    shown_fields = ("id", "width", "height", "small_width", "alternative", "caption", "credit", "scan", "sha256")

    file = models.FileField("grande image", upload_to=kept_under, max_length=200)
    small = models.FileField("petite image", upload_to=kept_under, max_length=200)
    width = models.PositiveSmallIntegerField("largeur")
    height = models.PositiveSmallIntegerField("hauteur")
    small_width = models.PositiveSmallIntegerField("largeur de la petite")
    alternative = models.CharField("texte alternatif", max_length=300, blank=True)
    caption = models.CharField("légende", max_length=200, blank=True)
    credit = models.CharField("crédit", max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField("rang", default=0)
    # In lists and on the page, in place of the landscape drawn by the site.
    is_cover = models.BooleanField("en couverture", default=False)

    objects = SheetFileQuerySet.as_manager()

    class Meta(SheetFile.Meta):
        verbose_name = "image de fiche"
        verbose_name_plural = "images de fiche"
        ordering = ["rank", "pk"]
        constraints = [
            *SheetFile.Meta.constraints,
            models.UniqueConstraint(
                fields=["sheet"],
                condition=models.Q(is_cover=True),
                name="one_cover_for_a_sheet",
                violation_error_message="Une autre image de cette fiche est en couverture.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_cover=False) | models.Q(scan__in=Scan.available()),
                name="cover_is_checked",
                violation_error_message="Une image en cours de vérification ne se montre pas en couverture.",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.alternative or "image décorative"

    @property
    def words(self) -> str:
        """Its description and caption for the search, once if they are equal."""
        return "\n".join(dict.fromkeys(filter(None, (self.alternative, self.caption))))

    @property
    def legend(self) -> str:
        """What stands under it, in one line."""
        return " ".join(filter(None, (self.caption, self.credit)))

    @property
    def mark(self) -> str:
        """Its name in the texts that place it, short, and the same in copies of the sheet."""
        return mark_of(self.sha256)

    @property
    def large_url(self) -> str:
        return reverse("ressources:picture", args=[self.pk, LARGE])

    @property
    def small_url(self) -> str:
        return reverse("ressources:picture", args=[self.pk, SMALL])

    @property
    def srcset(self) -> str:
        """Both sizes, among which the browser chooses."""
        return f"{self.small_url} {self.small_width}w, {self.large_url} {self.width}w"

    def note_threat(self, threat: str) -> None:
        super().note_threat(threat)
        self.is_cover = False

    def name_of(self, rendition: FieldFile) -> str:
        """Return the name of one of its sizes for a download: its title in a few words."""
        return file_name(Truncator(str(self)).chars(NAME_LENGTH, truncate="…"), [extension_of(rendition.name)])
