"""Form of a fact: what was seen of one skill, in which situation, with or without help, its files."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.core.files import File
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.records.enums import FACT_KINDS, FactPlace, HelpGiven
from b2i.records.evidence.models import MAX_WORDS
from b2i.records.evidence.services import (
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
from b2i.records.sensitive_words import SensitiveWordsForm
from b2i.records.services import GESTURE_WANTED, check_gesture
from reseau.documents.files.file_names import size_in_words

FACT_FIELDS = ("kind", "text", "help_given", "colleague_note", "observed_on")
# A fact is noted while somebody remembers it, as a group session is (`b2i.records.grids.forms`).
TOO_OLD = datetime.timedelta(days=60)


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


class TranscriptForm(SensitiveWordsForm):
    """Form of what a recording says, long after it was kept."""

    checked_fields = ("text",)

    text = forms.CharField(
        label="Ce qui est dit dans l’enregistrement",
        help_text="Mot pour mot, pour qui n’entend pas. Sans paroles, dites ce que l’on entend.",
        max_length=MAX_WORDS,
        widget=forms.Textarea({"rows": 6}),
        error_messages={
            "required": "Écrivez ce que l’on entend.",
            "max_length": "Ce texte est trop long\u00a0: 3\u202f000 caractères au plus.",
        },
    )


class FactForm(SensitiveWordsForm):
    """Form of a fact: three taps and a sentence. `pieces` are the checked files."""

    checked_fields = ("text", "precision", "colleague_note", "photo_words", "sound_words")

    kind = forms.ChoiceField(
        label="Comment",
        choices=[(kind.value, kind.label) for kind in FACT_KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites comment vous l’avez vu.", "invalid_choice": "Choisissez dans la liste."},
    )
    place = forms.ChoiceField(
        label="Dans quelle situation",
        choices=FactPlace.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites dans quelle situation.", "invalid_choice": "Choisissez dans la liste."},
    )
    precision = forms.CharField(
        label="Pour quoi faire",
        help_text="Par exemple\u00a0: le dossier de cantine.",
        max_length=100,
        required=False,
        error_messages={"max_length": "Quelques mots suffisent\u00a0: 100 caractères au plus."},
    )
    text = forms.CharField(
        label="La personne…",
        help_text="Le geste, en une ligne qu’elle lira\u00a0: rien de sa santé, de sa vie privée ni de ses opinions.",
        max_length=300,
        error_messages={"required": GESTURE_WANTED, "max_length": "Une ligne suffit\u00a0: 300 caractères au plus."},
    )
    help_given = forms.ChoiceField(
        label="Avec ou sans aide",
        choices=HelpGiven.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Dites si la personne a eu de l’aide.",
            "invalid_choice": "Choisissez dans la liste.",
        },
    )
    colleague_note = forms.CharField(
        label="Un mot à vos collègues",
        help_text="La personne ne le lit pas sur sa page, mais dans la copie de ses données\u00a0: restez juste.",
        max_length=300,
        required=False,
        error_messages={"max_length": "Une ligne suffit\u00a0: 300 caractères au plus."},
    )
    observed_on = forms.DateField(
        label="Vu le",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Le jour où vous l’avez vu\u00a0; un fait se note dans les deux mois.",
        error_messages={"invalid": "Écrivez le jour comme dans 31/12/2026."},
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

    def __init__(self, *args, skill: Skill, **kwargs) -> None:
        super().__init__(*args, auto_id=f"preuve-{skill.pk}-%s", **kwargs)
        self.fields["observed_on"].widget.attrs["max"] = timezone.localdate().isoformat()

    def clean_text(self) -> str:
        return check_gesture(text=self.cleaned_data["text"])

    def clean_observed_on(self) -> datetime.date:
        today = timezone.localdate()
        day = self.cleaned_data["observed_on"] or today
        if day > today:
            raise forms.ValidationError("Ce jour n’est pas encore venu\u00a0: choisissez aujourd’hui ou avant.")
        if day < today - TOO_OLD:
            raise forms.ValidationError("Un fait se note dans les deux mois.")
        return day

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
        if data.get("sound") and not data.get("sound_words"):
            self.add_error("sound_words", NO_TRANSCRIPT)
        if data.get("place") == FactPlace.OTHER and not data.get("precision"):
            self.add_error("precision", "Dites où, ou pour quoi faire.")
        return data

    @property
    def fact(self) -> dict:
        """What was seen, as keyword arguments of the service."""
        data = self.cleaned_data
        place = FactPlace(data["place"])
        words = [place.label] if place != FactPlace.OTHER else []
        situation = "\u00a0: ".join([*words, *filter(None, [data["precision"]])])
        return {"situation": situation} | {name: data[name] for name in FACT_FIELDS}

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
