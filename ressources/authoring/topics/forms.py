"""Form that turns a topic into a sheet: title, messages and files to take, EPM of origin."""

from collections.abc import Iterable, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import Truncator

from forums.messages.files.models import PostFile
from forums.threads.topics.models import Topic
from reseau.places.models.epm import EPM
from ressources.files.services.upload_quota import MAX_FILES, MAX_PICTURES
from ressources.sheets.composed_draft import TITLE_LENGTH


class TopicSheetForm(forms.Form):
    """`another`: asked for only when a sheet was made from the topic already."""

    title = forms.CharField(
        label="Titre de la fiche",
        help_text="Ce que vous diriez au public.",
        max_length=TITLE_LENGTH,
        error_messages={"required": "Donnez un titre à votre fiche."},
    )
    posts = forms.TypedMultipleChoiceField(
        label="Messages à reprendre",
        coerce=int,
        error_messages={"required": "Cochez au moins un message.", "invalid_choice": "Ce message n’est plus là."},
    )
    files = forms.TypedMultipleChoiceField(
        label="Images et fichiers à reprendre",
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "Ce fichier n’est plus là."},
    )
    another = forms.BooleanField(
        label="Faire quand même une autre fiche de ce sujet",
        error_messages={"required": "Une fiche existe déjà\u00a0: cochez cette case si la vôtre dira autre chose."},
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
        initial: dict | None = None,
        topic: Topic,
        posts: Sequence[int],
        files: Sequence[PostFile],
        epms: QuerySet[EPM],
        epm: EPM | None = None,
        has_sheet: bool = False,
    ) -> None:
        """Tick the question and the answer that solved it, with their files. `posts`: keys, the question first."""
        usual = {*posts[:1], *({topic.solution_id} - {None})}
        usual_files = [file.pk for file in files if file.post_id in usual]
        title = Truncator(topic.title).chars(TITLE_LENGTH)
        proposed = {"title": title, "posts": sorted(usual), "files": usual_files, "epm": epm}
        super().__init__(data, initial=proposed if initial is None else initial)
        self.files_by_key = {file.pk: file for file in files}
        self.fields["posts"].choices = [(key, key) for key in posts]
        self.fields["files"].choices = [(file.pk, file.name) for file in files]
        if not has_sheet:
            del self.fields["another"]
        if len(epms) > 1:
            self.fields["epm"].queryset = epms
        else:
            del self.fields["epm"]

    def clean_files(self) -> list[PostFile]:
        """Return the ticked files, no more than a sheet can hold."""
        files = [self.files_by_key[key] for key in self.cleaned_data["files"]]
        pictures = sum(file.is_picture for file in files)
        if pictures > MAX_PICTURES:
            raise ValidationError(f"Une fiche porte {MAX_PICTURES} images au plus\u00a0: décochez-en.")
        # A text that does not fit in the sheet becomes one more file.
        if len(files) - pictures >= MAX_FILES:
            raise ValidationError(f"Reprenez {MAX_FILES - 1} fichiers au plus\u00a0: décochez-en.")
        return files

    @property
    def ticked(self) -> set[int]:
        """Keys of the ticked messages."""
        return _keys(self["posts"].value())

    @property
    def ticked_files(self) -> set[int]:
        return _keys(self["files"].value())


def _keys(values: Iterable | None) -> set[int]:
    return {int(key) for key in values or () if str(key).isdecimal()}
