"""Form of a collection: its title, its note, and a note on each of its sheets."""

from collections.abc import Iterable

from django import forms

from ressources.library.collections.models import MAX_NOTE, MAX_SHEET_NOTE, MAX_TITLE, CollectedSheet


class CollectionForm(forms.Form):
    """The form of a collection. With `items`, two more fields for each: its note, and a box to remove it."""

    title = forms.CharField(
        label="Titre",
        help_text="Ce que vous chercherez dans trois mois : « Ateliers d’automne ».",
        max_length=MAX_TITLE,
        error_messages={"required": "Donnez un titre à la collection."},
    )
    note = forms.CharField(
        label="Note",
        help_text="Pour qui, pour quand, dans quel ordre. Elle se lit en tête de la collection.",
        max_length=MAX_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data=None, *, initial: dict | None = None, items: Iterable[CollectedSheet] = ()) -> None:
        super().__init__(data, initial=initial)
        self.items = list(items)
        for item in self.items:
            self.fields[f"note_{item.pk}"] = forms.CharField(
                label=f"Note sur « {item.sheet.title} »",
                initial=item.note,
                max_length=MAX_SHEET_NOTE,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"remove_{item.pk}"] = forms.BooleanField(
                label=f"Retirer « {item.sheet.title} »", required=False
            )

    @property
    def rows(self) -> list[tuple]:
        """Each sheet with its two fields."""
        return [(item, self[f"note_{item.pk}"], self[f"remove_{item.pk}"]) for item in self.items]

    @property
    def notes(self) -> dict[int, str]:
        """The notes, by key of the sheet in the collection."""
        return {item.pk: self.cleaned_data[f"note_{item.pk}"] for item in self.items}

    @property
    def removed_keys(self) -> set[int]:
        """Keys of the sheets to remove from the collection."""
        return {item.pk for item in self.items if self.cleaned_data[f"remove_{item.pk}"]}
