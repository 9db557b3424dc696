"""The form of a workshop sheet, with its run sheet."""

from collections.abc import Iterator, Sequence

from django import forms

from ressources.authoring.writing.forms.sheet import MARKS, SHORT_MARKS, Leniency, SheetForm, model_field, textarea
from ressources.authoring.writing.forms.steps import step_rows
from ressources.authoring.writing.forms.uploads import UploadForm
from ressources.files.models.picture import Picture
from ressources.sheets.content import WorkshopContent
from ressources.sheets.models.workshop import WorkshopPage


class WorkshopForm(SheetForm):
    """The whole sheet with its `rows` of steps: `is_valid()` checks both."""

    content_class = WorkshopContent
    needed_for_review = ("aim", "learners", "level", "group_size")
    own_fields = (
        "introduction",
        "learners",
        "level",
        "group_size",
        "needs_internet",
        "announced",
        "prerequisites",
        "equipment",
        "tips",
        "takeaways",
        "sources",
        "screens",
    )
    groups = SheetForm.groups | {
        "practice": ("learners", "level", "group_size", "needs_internet", "prerequisites", "equipment"),
        "further": ("tips", "takeaways", "sources", "screens"),
    }
    wanted = ("tips", "takeaways")

    title = forms.CharField(
        label="Titre",
        help_text="Ce que vous diriez au public : « Reconnaître un courriel frauduleux ».",
        max_length=120,
        error_messages={"required": "Donnez un titre à votre fiche."},
    )
    aim = model_field(
        WorkshopPage,
        "aim",
        label="Objectif",
        help_text="En une phrase : à la fin, que sait faire chaque personne ?",
        widget=textarea(2),
    )
    introduction = model_field(
        WorkshopPage, "introduction", label="Pourquoi cet atelier", help_text=SHORT_MARKS, widget=textarea(4)
    )
    learners = model_field(WorkshopPage, "learners", label="Pour qui")
    level = model_field(WorkshopPage, "level", label="Niveau")
    group_size = model_field(
        WorkshopPage, "group_size", label="Personnes au plus", initial=8, min_value=1, max_value=60
    )
    needs_internet = model_field(WorkshopPage, "needs_internet", label="Il faut une connexion à Internet")
    announced = model_field(
        WorkshopPage,
        "announced",
        label="Durée annoncée, en minutes",
        help_text="Si vous avez un créneau : les minutes des étapes doivent y arriver.",
        min_value=1,
        max_value=960,
    )
    prerequisites = model_field(
        WorkshopPage, "prerequisites", label="Prérequis", help_text="Ce qu’il faut savoir faire avant de venir."
    )
    equipment = model_field(WorkshopPage, "equipment", label="Matériel", widget=textarea(4))
    tips = model_field(WorkshopPage, "tips", label="Conseils et variantes", widget=textarea(5))
    takeaways = model_field(WorkshopPage, "takeaways", label="À retenir", widget=textarea(5))
    sources = model_field(WorkshopPage, "sources", label="Sources des faits", widget=textarea(3))
    screens = model_field(WorkshopPage, "screens", label="Écrans montrés")

    def __init__(
        self, data=None, *, files=None, pressed: str = "", content: WorkshopContent | None = None, **options
    ) -> None:
        super().__init__(data, files=files, pressed=pressed, content=content, **options)
        self.rows = step_rows(
            data=data,
            files=files,
            steps=content.steps if content else (),
            is_draft=self.leniency is not Leniency.REVIEW,
            pressed=pressed,
        )

    @property
    def gap(self) -> str:
        """The sentence shown beside the steps when they do not fill the announced duration (`WorkshopContent.gap`)."""
        if self.is_bound:
            return self.content.gap if self.is_valid() else ""
        return self.opened.gap if self.opened else ""

    def is_valid(self) -> bool:
        return super().is_valid() & self.rows.is_valid()

    @property
    def marks_help(self) -> str:
        return MARKS

    def missing(self) -> dict[str, str]:
        """Leave out what depends on steps that say themselves what is wrong with them."""
        said_by_rows = ("steps", "announced") if any(self.rows.errors) else ()
        return {field: sentence for field, sentence in super().missing().items() if field not in said_by_rows}

    def row_contents(self) -> dict:
        return {"steps": self.rows.contents()}

    def uploads(self) -> list[UploadForm]:
        return [*(row.photo for row in self.rows), *super().uploads()]

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        placed_marks = {mark for row in self.rows for mark in row.marks}
        free_pictures = [picture for picture in pictures if picture.mark not in placed_marks]
        for row in self.rows:
            row.show_pictures(pictures, free_pictures=free_pictures)

    def general_mistakes(self) -> list[str]:
        return [*super().general_mistakes(), *self.rows.non_form_errors()]

    def labelled_boxes(self) -> Iterator[tuple[str, forms.BoundField]]:
        yield from super().labelled_boxes()
        for rank, row in enumerate(self.rows, start=1):
            for field in (*row, *row.photo):
                yield f"Étape {rank}, {field.label}", field
