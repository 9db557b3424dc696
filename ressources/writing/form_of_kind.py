"""Forms of the library."""

from ressources.enums import SheetKind
from ressources.files.forms.attachment import AttachmentForm
from ressources.files.forms.picture import PictureDescriptionForm, PictureForm
from ressources.review.forms.remark import RemarkAnswerForm, RemarksForm
from ressources.review.forms.review import AnswerDateForm, AskChangesForm, GiveForm
from ressources.writing.forms.sheet import Leniency, SheetForm
from ressources.writing.forms.short import MediaForm, StoryForm, WatchForm
from ressources.writing.forms.workshop import WorkshopForm

# Each takes what was typed, `epms`, `epm`, `content` and `leniency`, and gives its `content`.
FORMS: dict[SheetKind, type[SheetForm]] = {
    SheetKind.WORKSHOP: WorkshopForm,
    SheetKind.WATCH: WatchForm,
    SheetKind.STORY: StoryForm,
    SheetKind.MEDIA: MediaForm,
}

__all__ = [
    "FORMS",
    "AnswerDateForm",
    "AskChangesForm",
    "AttachmentForm",
    "GiveForm",
    "Leniency",
    "PictureDescriptionForm",
    "PictureForm",
    "RemarkAnswerForm",
    "RemarksForm",
    "SheetForm",
    "WorkshopForm",
]
