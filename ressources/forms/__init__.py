"""Forms of the library."""

from ressources.forms.attachment import AttachmentForm
from ressources.forms.review import AskChangesForm
from ressources.forms.sheet import Leniency, SheetForm

__all__ = ["AskChangesForm", "AttachmentForm", "Leniency", "SheetForm"]
