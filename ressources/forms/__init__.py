"""Forms of the library."""

from ressources.forms.attachment import AttachmentForm
from ressources.forms.review import AnswerDateForm, AskChangesForm, GiveForm
from ressources.forms.sheet import Leniency, SheetForm

__all__ = ["AnswerDateForm", "AskChangesForm", "AttachmentForm", "GiveForm", "Leniency", "SheetForm"]
