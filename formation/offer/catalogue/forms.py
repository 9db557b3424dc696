"""Upload of a file of a training: the file, and its displayed name."""

from ressources.files.forms import AttachmentForm

NAME_HELP = "Ce que tout le monde lira\u00a0: «\u00a0Kit à imprimer\u00a0». Sans rien, ce sera le nom du fichier."


class KitFileForm(AttachmentForm):
    """The upload form. `services.attach_kit_file` checks the content of the file."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = NAME_HELP
