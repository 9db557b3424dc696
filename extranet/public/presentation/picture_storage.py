"""Where the pictures of pages are kept in their sizes: with the other files, but at an address of this site.

Files of members are behind rights, so that the web server gives none by itself. Pictures of pages are for everybody: a
view sends them.
"""

import io
from pathlib import PurePosixPath

from django.core.files import File
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.functional import LazyObject


class PictureStorage(LazyObject):
    """The storage of the site, whatever it is, with other addresses."""

    def _setup(self) -> None:
        self._wrapped = default_storage

    def save(self, name: str, content: File, max_length: int | None = None) -> str:
        """Store a size of a picture, and close its temporary file, which Wagtail leaves open."""
        stored_name = default_storage.save(name, content, max_length=max_length)
        content.seek(0)
        bytes_in_memory = io.BytesIO(content.read())
        content.file.close()
        content.file = bytes_in_memory
        return stored_name

    def url(self, name: str) -> str:
        return reverse("page_picture", args=[PurePosixPath(name).name])
