"""Form of a piece of evidence: one line on one skill, how it was shown, its files."""

from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.core.files import File

from b2i.evidence.models import MAX_WORDS
from b2i.evidence.services import (
    MAX_DOCUMENT_BYTES,
    MAX_PHOTO_BYTES,
    MAX_SOUND_BYTES,
    NO_TRANSCRIPT,
    CheckedFile,
    check_document,
    check_link,
    check_photo,
    check_recording,
)
from b2i.frameworks.models.framework import Skill
from b2i.records.enums import EvidenceKind
from b2i.sensitive_words import SensitiveWordsForm
from reseau.files.file_names import size_in_words

# Default text of the quick form on the page of a record.
READY_LINE = "Pratiqué en atelier"


def file_field(label: str, *, max_size: int, accept: str, help_text: str, **attributes: str) -> forms.FileField:
    """Return a file field whose limit the browser checks too (`static/js/upload-check.js`). `max_size` is in bytes."""
    refusal = f"Ce fichier fait {{size}}, {size_in_words(max_size)} au plus."
    limits = {"accept": accept, "data-most": max_size, "data-refusal": refusal}
    return forms.FileField(
        label=label,
        help_text=help_text,
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs=limits | attributes),
    )


class EvidenceForm(SensitiveWordsForm):
    """Form of a line. `ready` offers lines made from the elements of the skill; `pieces` are the checked files."""

    checked_fields = ("text", "photo_words", "sound_words")

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
        max_size=MAX_PHOTO_BYTES,
        accept="image/*",
        help_text="Du travail, de l’écran, pas des visages. Le lieu et la date qu’elle contient ne sont pas gardés.",
    )
    photo_words = forms.CharField(
        label="Ce que montre la photo",
        help_text="En une phrase, pour qui ne la voit pas.",
        required=False,
        max_length=300,
    )
    sound = file_field(
        "Enregistrement",
        max_size=MAX_SOUND_BYTES,
        accept="audio/*",
        help_text="Deux minutes au plus, 5\u00a0Mo. La personne sait qu’elle est enregistrée, et pourquoi.",
        capture="user",
    )
    sound_words = forms.CharField(
        label="Ce qui est dit dans l’enregistrement",
        help_text="Mot pour mot, pour qui n’entend pas. Sans paroles, dites ce que l’on entend.",
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea({"rows": 3}),
    )
    document = file_field(
        "Fichier",
        max_size=MAX_DOCUMENT_BYTES,
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
            # The quick form sends no kind; a ready line replaces the text.
            self.fields["kind"].required = "kind" in self.data
            self.fields["text"].required = not (elements and self.data.get("ready"))

    def clean_kind(self) -> EvidenceKind:
        return EvidenceKind(self.cleaned_data["kind"] or EvidenceKind.OBSERVED)

    def clean_photo(self) -> CheckedFile | None:
        return self._checked_file("photo", check_photo)

    def clean_sound(self) -> CheckedFile | None:
        return self._checked_file("sound", check_recording)

    def clean_document(self) -> CheckedFile | None:
        return self._checked_file("document", check_document)

    def clean_link(self) -> CheckedFile | None:
        address = self.cleaned_data["link"]
        return check_link(address=address) if address else None

    def _checked_file(self, name: str, check: Callable[..., CheckedFile]) -> CheckedFile | None:
        file: File | None = self.cleaned_data[name]
        return check(file=file) if file else None

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("text") and "ready" in data:
            data["text"] = data["ready"][: self.fields["text"].max_length]
        if data.get("sound") and not data.get("sound_words"):
            self.add_error("sound_words", NO_TRANSCRIPT)
        return data

    @property
    def pieces(self) -> list[CheckedFile]:
        return [
            replace(piece, in_words=self.cleaned_data.get(f"{name}_words", ""))
            for name in ("photo", "sound", "document", "link")
            if (piece := self.cleaned_data[name])
        ]

    @property
    def has_pieces_to_show(self) -> bool:
        """Whether a file was refused, or words were typed beside it: the form comes back with that part unfolded."""
        typed = ("photo_words", "sound_words", "link")
        names = ("photo", "sound", "document", *typed)
        return any(self[name].errors for name in names) or any(self[name].value() for name in typed)

    @property
    def had_files(self) -> bool:
        """Whether files were sent: browsers do not send them again, so they must be chosen again."""
        return bool(self.files)
