"""A full disk and a part that does not answer have their own page, without the database."""

import errno

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.test import RequestFactory

from extranet.operations.troubles import answer_error

FULL = "Il n’y a plus de place pour écrire."
AWAY = "Le site reprend son souffle."
OURS = "Une pierre est tombée. On la remet."


class DiskFullError(Exception):
    sqlstate = "53100"


def raised(error: Exception, cause: Exception | None = None, *, accept: str = "text/html"):
    """Return the answer to an error, as Django asks for it while it handles the error."""
    try:
        raise error from cause
    except Exception:
        return answer_error(RequestFactory().get("/", headers={"accept": accept}))


@pytest.mark.parametrize(
    ("error", "cause", "status", "title"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), None, 507, FULL),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), None, 507, FULL),
        (OperationalError("database or disk is full"), None, 507, FULL),
        (OperationalError("could not extend file"), DiskFullError(), 507, FULL),
        (RuntimeError("an upload"), OSError(errno.ENOSPC, "full"), 507, FULL),
        (OperationalError("connection refused"), None, 503, AWAY),
        (OperationalError("database is locked"), None, 503, AWAY),
        (OSError(errno.EACCES, "Permission denied"), None, 500, OURS),
        (KeyError("a bug"), None, 500, OURS),
    ],
)
def test_page_says_what_is_wrong_without_the_database(error, cause, status, title):
    response = raised(error, cause)

    assert (response.status_code, response.content.decode().count(title)) == (status, 1)
    assert response.headers.get("Retry-After") == ("60" if status == 503 else None)


def test_program_gets_no_page():
    response = raised(OperationalError("connection refused"), accept="application/json")

    assert (response.status_code, response.content) == (503, b'{"ok": false}')


def test_beginning_of_a_file_without_room_is_not_kept(settings, monkeypatch):
    class Long(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"le debut"
            raise OSError(errno.ENOSPC, "No space left on device")

    default_storage.save("preuves/photo.jpg", ContentFile(b"la premiere"))
    with pytest.raises(OSError, match="No space"):
        default_storage.save("preuves/autre.jpg", Long(b""))

    assert default_storage.listdir("preuves") == ([], ["photo.jpg"])
