"""Forms of the library."""

from ressources.enums import SheetKind
from ressources.forms.attachment import AttachmentForm
from ressources.forms.picture import PictureDescriptionForm, PictureForm
from ressources.forms.review import AnswerDateForm, AskChangesForm, GiveForm
from ressources.forms.sheet import Leniency, SheetForm

# Each takes what was typed, `epms`, `epm`, `content` and `leniency`, and gives its `content` and its `rows`.
FORMS = {SheetKind.WORKSHOP: SheetForm}

__all__ = [
    "FORMS",
    "AnswerDateForm",
    "AskChangesForm",
    "AttachmentForm",
    "GiveForm",
    "Leniency",
    "PictureDescriptionForm",
    "PictureForm",
    "SheetForm",
]
