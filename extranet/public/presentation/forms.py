"""The form of a picture in Wagtail's admin: what is stored is redrawn, light and without the place of the photo."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from wagtail.images.forms import BaseImageForm

from reseau.documents.extraction import reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.files.antivirus import refuse_infected
from reseau.documents.files.file_names import hidden_name

DAMAGED = "Cette image est abîmée, trop grande ou d’un format inconnu. Enregistrez-la en JPEG ou en PNG."
FOLDER = "pages"


class PagePictureForm(BaseImageForm):
    def clean_file(self):
        """Return the picture redrawn under a name that no other has, so that browsers may keep it.

        Raises ValidationError if the file is infected, or if it is no picture.
        """
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        refuse_infected(file)
        file.seek(0)
        try:
            large, _ = reader.redraw(file)
        except FileProblemError as problem:
            raise ValidationError(DAMAGED) from problem
        return ContentFile(large.content, name=hidden_name(FOLDER, large.extension).replace("/", "-"))
