"""A stored file served whole, in part, or not at all, as RFC 9110 requires."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.http import Http404
from django.test import RequestFactory
from django.utils.http import http_date

from reseau.documents.files.serving import ServedFile, send
from ressources.files.models.attachment import Attachment
from tests.answers import close_answer

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(100))
MODIFIED = datetime(2026, 3, 12, 9, 30, 15, 250_000, tzinfo=UTC)
DATE = http_date(MODIFIED.timestamp())


@pytest.fixture(params=["disk", "elsewhere"])
def served_file(request, monkeypatch):
    """A file that is stored on the disk, then in a storage without paths."""
    if request.param == "elsewhere":
        monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", InMemoryStorage())
    attachment = Attachment(kind="pdf")
    attachment.file.save("mémo.pdf", ContentFile(CONTENT), save=False)
    return ServedFile(attachment.file, "Mémo.pdf", "application/pdf", MODIFIED)


def response_of(served_file, *, method: str = "GET", **headers: str):
    """Status, bytes, and the response."""
    request = RequestFactory().generic(method, "/", headers={name.replace("_", "-"): headers[name] for name in headers})
    response = send(request, served_file)
    content = b"".join(response) if response.streaming else response.content
    close_answer(response)
    return response.status_code, content, response


def part_of(served_file, byte_range: str, **headers: str):
    status, content, response = response_of(served_file, range=byte_range, **headers)
    return status, content, response.get("Content-Range")


def test_whole_file_accepts_ranges(served_file):
    status, content, response = response_of(served_file)
    assert (status, content) == (200, CONTENT)
    assert {name: response[name] for name in ("Accept-Ranges", "Content-Length", "Content-Type", "Last-Modified")} == {
        "Accept-Ranges": "bytes",
        "Content-Length": "100",
        "Content-Type": "application/pdf",
        "Last-Modified": DATE,
    }


@pytest.mark.parametrize(
    ("byte_range", "first_byte", "last_byte"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=90-", 90, 99),
        ("bytes=-5", 95, 99),
        ("bytes=-500", 0, 99),
        ("bytes=0-", 0, 99),
        ("bytes=95-1000", 95, 99),
        ("Bytes = 3 - 4", 3, 4),
    ],
)
def test_requested_range_is_returned(served_file, byte_range, first_byte, last_byte):
    assert part_of(served_file, byte_range) == (
        206,
        CONTENT[first_byte : last_byte + 1],
        f"bytes {first_byte}-{last_byte}/100",
    )


def test_response_has_the_length_of_the_part(served_file):
    assert response_of(served_file, range="bytes=10-19")[2]["Content-Length"] == "10"


@pytest.mark.parametrize("byte_range", ["bytes=100-", "bytes=100-200", "bytes=-0", f"bytes={9**18}-"])
def test_part_beyond_the_end_is_refused_with_the_length(served_file, byte_range):
    assert part_of(served_file, byte_range) == (416, b"", "bytes */100")


@pytest.mark.parametrize(
    "byte_range",
    [
        "bytes=0-1,5-9",
        "lines=0-9",
        "bytes=",
        "bytes=-",
        "bytes=9-3",
        "bytes=a-b",
        "bytes=²-3",
        "0-9",
        "bytes=" + "9" * 5_000 + "-",
    ],
)
def test_request_without_valid_range_gets_the_whole_file(served_file, byte_range):
    assert part_of(served_file, byte_range) == (200, CONTENT, None)


def test_part_is_sent_for_get_but_not_for_head(served_file):
    status, content, response = response_of(served_file, method="HEAD", range="bytes=0-9")
    assert (status, content, response["Content-Length"], response["Accept-Ranges"]) == (200, b"", "100", "bytes")


def test_interrupted_download_continues_if_the_file_is_unchanged(served_file):
    for validator in (served_file.etag, DATE):
        assert part_of(served_file, "bytes=50-", if_range=validator) == (206, CONTENT[50:], "bytes 50-99/100")


@pytest.mark.parametrize(
    "validator", ['"another"', http_date((MODIFIED - timedelta(days=1)).timestamp()), "rien", "W/{etag}"]
)
def test_interrupted_download_restarts_if_the_file_has_changed(served_file, validator):
    assert part_of(served_file, "bytes=50-", if_range=validator.format(etag=served_file.etag)) == (200, CONTENT, None)


def test_client_with_the_file_gets_304(served_file):
    for headers in ({"if_none_match": served_file.etag}, {"if_none_match": "*"}, {"if_modified_since": DATE}):
        status, content, response = response_of(served_file, **headers)
        assert (status, content, response["ETag"]) == (304, b"", served_file.etag)


def test_client_with_the_file_gets_304_before_any_range(served_file):
    assert part_of(served_file, "bytes=0-9", if_none_match=served_file.etag) == (304, b"", None)


def test_client_with_another_version_gets_the_file(served_file):
    headers = {"if_none_match": '"another"', "if_modified_since": DATE}
    assert response_of(served_file, **headers)[:2] == (200, CONTENT)


def test_client_that_requires_another_version_gets_412(served_file):
    assert response_of(served_file, if_match='"another"')[:2] == (412, b"")


def test_two_files_have_distinct_etags_without_their_paths(served_file):
    other_attachment = Attachment(kind="pdf")
    other_attachment.file.save("mémo.pdf", ContentFile(CONTENT), save=False)
    etags = [served_file.etag, ServedFile(other_attachment.file, "Mémo.pdf", "application/pdf", MODIFIED).etag]
    assert len(set(etags)) == 2
    assert served_file.file.name.split("/")[1].split(".")[0] not in etags[0]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_file_lost_by_the_storage_gives_404(served_file, method):
    served_file.file.storage.delete(served_file.file.name)
    with pytest.raises(Http404):
        response_of(served_file, method=method)


@pytest.mark.parametrize("served_file", ["disk"], indirect=True)
def test_file_is_closed_once_sent(served_file):
    for headers in ({}, {"range": "bytes=0-9"}):
        response_of(served_file, **headers)
        assert served_file.file.closed is True
