"""The form of a sheet of any kind: saved as a draft at any time, complete before its review."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import chain
from typing import ClassVar

from django import forms

from b2i.frameworks.models.framework import Skill
from reseau.places.models.epm import EPM
from reseau.texts.tags.names import check_tags, split_tags
from ressources.authoring.writing.forms.uploads import FILE, PHOTO, FileForm, PhotoForm, UploadForm
from ressources.files.models.picture import Picture
from ressources.sheets.content import MAX_TAGS, SheetContent, unix_lines
from ressources.sheets.enums import Licence
from ressources.sheets.models.sheet import Sheet

WORDS = (forms.Textarea, forms.TextInput)
MARKS = (
    "Mise en forme\u00a0: **gras**, *italique*, « - » devant chaque ligne d’une liste. "
    "Une adresse https:// devient un lien."
)

SHORT_MARKS = "**gras**, « - » pour une liste, https:// pour un lien"


class Leniency(Enum):
    """What the form requires: nothing while typing, a title for a draft, everything for the review."""

    TYPING = "typing"
    DRAFT = "draft"
    REVIEW = "review"


class Radios(forms.RadioSelect):
    """Choices in labels alone, since a sheet is a long form."""

    template_name = "components/_radios.html"


def model_field(page_class: type[Sheet], name: str, **options) -> forms.Field:
    """Return the field of the model, so that lengths and choices are defined once."""
    return page_class._meta.get_field(name).formfield(**options)


def textarea(rows: int) -> forms.Textarea:
    """Return a box as wide as its place."""
    widget = forms.Textarea(attrs={"rows": rows})
    del widget.attrs["cols"]
    return widget


class SheetForm(forms.Form):
    """The form that all kinds share; `content` is the result. A kind adds the fields named in `own_fields`."""

    content_class: ClassVar[type[SheetContent]] = SheetContent
    needed_for_review: ClassVar[tuple[str, ...]] = ("aim",)
    own_fields: ClassVar[tuple[str, ...]] = ()
    # Groups of fields of the page, folded once written; `wanted`: those that keep a group open although optional.
    groups: ClassVar[dict[str, tuple[str, ...]]] = {"filing": ("skills", "tags", "audience", "licence", "epm")}
    wanted: ClassVar[tuple[str, ...]] = ()
    shows_all_skills = False

    title = forms.CharField(
        label="Titre", max_length=120, error_messages={"required": "Donnez un titre à votre fiche."}
    )
    aim = model_field(Sheet, "aim", label="En une phrase", widget=textarea(2))
    skills = forms.ModelMultipleChoiceField(
        Skill.objects.none(), label="Compétences du B2i", required=False, widget=forms.CheckboxSelectMultiple
    )
    tags = forms.CharField(
        label="Mots-clés",
        help_text=f"Séparés par des virgules, {MAX_TAGS} au plus : courriel, arnaque, sécurité.",
        required=False,
    )
    audience = model_field(Sheet, "audience", label="Visible par")
    licence = model_field(
        Sheet, "licence", label="Licence", help_text="Ce que d’autres peuvent en faire.", widget=Radios
    )
    epm = forms.ModelChoiceField(
        EPM.objects.none(),
        label="EPM d’origine",
        help_text="L’animation de son territoire relira la fiche.",
        empty_label="Choisissez un EPM",
        error_messages={"required": "Choisissez l’EPM d’où vient la fiche."},
    )

    def __init__(
        self,
        data=None,
        *,
        files=None,
        pressed: str = "",
        epms=(),
        epm: EPM | None = None,
        content: SheetContent | None = None,
        leniency: Leniency = Leniency.REVIEW,
    ) -> None:
        """`epms` are those to choose from; the field is left out unless there are several.

        `files` are the uploads; `pressed` is the prefix of the one whose button was pressed.
        """
        super().__init__(data, initial=_initial(content, epm) if content else {"epm": epm})
        self.order_fields(["title", "aim", *self.own_fields])
        self.opened = content
        self.leniency = leniency
        self.photo = PhotoForm(data, files, prefix=PHOTO, pressed=pressed)
        self.file = FileForm(data, files, prefix=FILE, pressed=pressed)
        self.offer_licences(Licence)
        self.fields["skills"].queryset = Skill.objects.filter(domain__framework__is_record_base=True).select_related(
            "domain"
        )
        if len(epms) > 1:
            self.fields["epm"].queryset = epms
        else:
            del self.fields["epm"]

    def offer_licences(self, licences: Iterable[Licence]) -> None:
        """Offer these licences only: an adaptation has those that its origin allows (`Sheet.missing` checks them)."""
        self.fields["licence"].choices = [(licence.value, licence.choice) for licence in licences]

    def full_clean(self) -> None:
        """Require only a title for a draft; afterwards the labels still mark what the review needs."""
        needed = [self.fields[name] for name in self.needed_for_review]
        always = [self.fields[name] for name in ("title", "epm") if name in self.fields]
        for field in needed:
            field.required = self.leniency is Leniency.REVIEW
        for field in always:
            field.required = self.leniency is not Leniency.TYPING
        licence = self.fields["licence"]
        licence.required = False
        super().full_clean()
        for field in [*needed, *always, licence]:
            field.required = True

    def clean_licence(self) -> str:
        """Return the licence; a form opened before sheets had one keeps the initial licence."""
        return self.cleaned_data["licence"] or self.initial.get("licence") or Licence.BY_SA.value

    def clean_tags(self) -> tuple[str, ...]:
        tags = split_tags(self.cleaned_data["tags"])
        check_tags(tags, most=MAX_TAGS)
        return tags

    def clean(self) -> dict:
        """Say what the review would miss in the same round as what is invalid, once for each field and in its words."""
        cleaned_data = super().clean()
        if self.leniency is Leniency.REVIEW:
            for field, sentence in self.missing().items():
                if self.has_error(field, "required"):
                    del self.errors[field]
                if field not in self.errors:
                    self.add_error(field if field in self.fields else None, sentence)
        return cleaned_data

    def missing(self) -> dict[str, str]:
        """Return what the review would miss in what is valid: field → sentence."""
        return self.content.missing()

    def is_valid(self) -> bool:
        are_valid = [upload.is_valid() for upload in self.uploads() if upload.is_asked]
        return super().is_valid() and all(are_valid)

    @property
    def content(self) -> SheetContent:
        """The content of what is valid: a field in error has its default."""
        cleaned_data = {"title": ""} | self.cleaned_data
        plain = {name: cleaned_data[name] for name in self.content_class.plain_fields() if name in cleaned_data}
        plain = {name: unix_lines(value) for name, value in plain.items()}
        skills = tuple(sorted(skill.pk for skill in cleaned_data.get("skills", ())))
        return self.content_class(**plain, skills=skills, tags=cleaned_data.get("tags", ()), **self.row_contents())

    def row_contents(self) -> dict:
        """Return what the kind stores in rows of its own."""
        return {}

    def uploads(self) -> list[UploadForm]:
        """Return the uploads of the form; they are part of it, and stored before it is saved."""
        return [self.photo, self.file]

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """Show, wherever the form places a picture, those of the sheet."""

    @property
    def settled(self) -> set[str]:
        """The groups of a text already begun that lack nothing and carry no remark, so that the page may fold them."""
        if not self.is_bound and self.opened is None:
            return set()
        needed = (*self.needed_for_review, *self.wanted)
        return {
            group
            for group, names in self.groups.items()
            if all(is_settled(self[name], needed) for name in names if name in self.fields)
        }

    @property
    def own_boxes(self) -> list:
        return [self[name] for name in self.own_fields]

    def skills_by_domain(self) -> list[tuple]:
        """Return (domain, boxes of its skills, whether one is ticked): the ticked ones alone, once there are some."""
        groups: dict = {}
        for box in self["skills"]:
            if self.offers_all_skills or box.data["selected"]:
                groups.setdefault(box.data["value"].instance.domain, []).append(box)
        return [(domain, boxes, any(box.data["selected"] for box in boxes)) for domain, boxes in groups.items()]

    @property
    def offers_all_skills(self) -> bool:
        """Whether the page shows every skill: none is chosen yet, or the button for it was pressed."""
        return self.shows_all_skills or bool(self["skills"].errors) or not self["skills"].value()

    def mistakes(self) -> list[tuple[str, str, str]]:
        """Return all the errors in the order of the page: (label, id of the field, sentence)."""
        errors = [("", "", sentence) for sentence in self.general_mistakes()]
        upload_boxes = ((field.label, field) for upload in (self.photo, self.file) for field in upload)
        for label, field in chain(self.labelled_boxes(), upload_boxes):
            errors += [(label, field.id_for_label or f"id_{field.name}", error) for error in field.errors]
        return errors

    def general_mistakes(self) -> list[str]:
        return list(self.non_field_errors())

    def labelled_boxes(self) -> Iterator[tuple[str, forms.BoundField]]:
        for field in self.visible_fields():
            yield field.label, field


def is_settled(box: forms.BoundField, needed: Iterable[str]) -> bool:
    """Return whether nothing has to be done in the field: no error, no remark, a value if it is `needed`."""
    if box.errors or getattr(box.field, "threads", ()):
        return False
    return box.name not in needed or box.value() not in (None, "")


def _initial(content: SheetContent, epm: EPM | None) -> dict:
    plain = {name: getattr(content, name) for name in content.plain_fields()}
    return plain | {"skills": content.skills, "tags": ", ".join(content.tags), "epm": epm}


def plain_words(form: SheetForm) -> str:
    """Return the values of the text fields under their labels, to copy where the form cannot be sent any more."""
    boxes = ((label, box) for label, box in form.labelled_boxes() if isinstance(box.field.widget, WORDS))
    labelled_texts = ((label, str(box.value() or "").strip()) for label, box in boxes)
    return "\n\n".join(f"{label}\n{words}" for label, words in labelled_texts if words)
