"""Refusals of the services of the library. The message is for the person who asked."""

from django.core.exceptions import ValidationError
from wagtail.models import Revision

from ressources.sheets.content import SheetContent


class SheetChangedError(ValidationError):
    """Another text was saved meanwhile: `revision` holds it, `content` is what it says."""

    def __init__(self, revision: Revision, content: SheetContent) -> None:
        super().__init__("Cette fiche a été enregistrée ailleurs pendant que vous l’aviez sous les yeux.")
        self.revision = revision
        self.content = content


class IncompleteSheetError(ValidationError):
    """The sheet cannot be reviewed. `missing`: field → sentence that says what a reviewer would not find."""

    def __init__(self, missing: dict[str, str]) -> None:
        super().__init__("Avant de l’envoyer en relecture, complétez votre fiche. " + " ".join(missing.values()))
        self.missing = missing
