"""A piece of evidence: one line on one skill, how it was shown, and what goes with it."""

from collections.abc import Callable

from django import forms
from django.core.files import File

from b2i.enums import EvidenceKind
from b2i.models import Skill
from b2i.sensitive_words import RereadForm
from b2i.services.evidence_files import (
    MOST_DOCUMENT,
    MOST_PHOTO,
    MOST_SOUND,
    Piece,
    look_at_document,
    look_at_link,
    look_at_photo,
    look_at_sound,
)
from reseau.files.naming import size_in_words

# What stands in the field when one has no time for more.
READY_LINE = "Pratiqué en atelier"


def file_field(label: str, *, most: int, accept: str, help_text: str, **attributes: str) -> forms.FileField:
    """Refused in the browser already when it is too heavy (`static/js/upload-check.js`)."""
    refusal = f"Ce fichier fait {{size}}, {size_in_words(most)} au plus."
    limits = {"accept": accept, "data-most": most, "data-refusal": refusal}
    return forms.FileField(
        label=label,
        help_text=help_text,
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs=limits | attributes),
    )


class EvidenceForm(RereadForm):
    """`pieces`: what goes with the line, looked at already. `ready`: lines made of the elements of the skill."""

    reread = ("text",)

    kind = forms.ChoiceField(label="Comment", choices=EvidenceKind.choices, widget=forms.RadioSelect)
    ready = forms.ChoiceField(label="Une phrase toute prête", required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Ce que la personne a fait",
        help_text="Une ligne. Rien de sa santé, de sa vie privée ni de ses opinions\u00a0: elle lit son livret.",
        max_length=300,
        error_messages={
            "required": "Dites en une ligne ce que la personne a fait.",
            "max_length": "Une ligne suffit\u00a0: 300 caractères au plus.",
        },
    )
    photo = file_field(
        "Photo",
        most=MOST_PHOTO,
        accept="image/*",
        help_text="Du travail, de l’écran, pas des visages. Le lieu et la date qu’elle contient ne sont pas gardés.",
    )
    sound = file_field(
        "Enregistrement",
        most=MOST_SOUND,
        accept="audio/*",
        help_text="Deux minutes au plus, 5\u00a0Mo. La personne sait qu’elle est enregistrée, et pourquoi.",
        capture="microphone",
    )
    document = file_field(
        "Fichier",
        most=MOST_DOCUMENT,
        accept=".pdf,.odt,.docx,.odp,.pptx,.ppsx,.txt",
        help_text="PDF, ODT, DOCX, ODP, PPTX ou texte, 10\u00a0Mo au plus.",
    )
    link = forms.URLField(
        label="Lien",
        help_text="Une page que la personne a faite, ou qui montre son travail.",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Recopiez l’adresse entière, par exemple https://exemple.fr/page."},
    )

    def __init__(self, *args, skill: Skill, elements: tuple[str, ...] = (), **kwargs) -> None:
        super().__init__(*args, auto_id=f"preuve-{skill.pk}-%s", **kwargs)
        self.fields["ready"].choices = [(wording, wording) for wording in elements]
        if not elements:
            del self.fields["ready"]
        if self.is_bound:
            # What is noted in two taps does not say how; a ready line spares writing one.
            self.fields["kind"].required = "kind" in self.data
            self.fields["text"].required = not (elements and self.data.get("ready"))

    def clean_kind(self) -> EvidenceKind:
        return EvidenceKind(self.cleaned_data["kind"] or EvidenceKind.OBSERVED)

    def clean_photo(self) -> Piece | None:
        return self._looked_at("photo", look_at_photo)

    def clean_sound(self) -> Piece | None:
        return self._looked_at("sound", look_at_sound)

    def clean_document(self) -> Piece | None:
        return self._looked_at("document", look_at_document)

    def clean_link(self) -> Piece | None:
        address = self.cleaned_data["link"]
        return look_at_link(address=address) if address else None

    def _looked_at(self, name: str, look: Callable[..., Piece]) -> Piece | None:
        file: File | None = self.cleaned_data[name]
        return look(file=file) if file else None

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("text") and "ready" in cleaned:
            cleaned["text"] = cleaned["ready"][: self.fields["text"].max_length]
        return cleaned

    @property
    def pieces(self) -> list[Piece]:
        return [piece for name in ("photo", "sound", "document", "link") if (piece := self.cleaned_data[name])]

    @property
    def had_files(self) -> bool:
        """A browser gives no file back: it must be chosen again."""
        return bool(self.files)
