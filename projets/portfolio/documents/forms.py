"""Upload of a document of a project: the file, and its displayed name."""

from ressources.files.forms import AttachmentForm


class ProjectFileForm(AttachmentForm):
    """The upload form. `services.join_file` checks the content of the file."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "Ce que le réseau lira. Sans rien, ce sera le nom du fichier."
