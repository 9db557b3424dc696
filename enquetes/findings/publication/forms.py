"""Form to publish results: the sections to show."""

from collections.abc import Sequence

from django import forms

from enquetes.findings.publication.services import NO_SECTION


class PublicationForm(forms.Form):
    """`sections`: keys with their titles."""

    sections = forms.TypedMultipleChoiceField(
        label="Parties à publier",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ce que les gens ont écrit n’est jamais publié.",
        error_messages={"required": NO_SECTION},
    )

    def __init__(self, *args, sections: Sequence[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sections"].choices = list(sections)
