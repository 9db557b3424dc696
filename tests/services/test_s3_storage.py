"""A real S3 storage (moto's server): kept there alone, served to who may read it, gone when it is withdrawn."""

import json
import os
import subprocess
import sys
from pathlib import Path

import boto3
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ressources.files.models.attachment import Attachment
from ressources.files.tasks import read
from scripts.postgresql import free_port
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import SheetFactory
from tests.services.daemons import daemon, listens

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
BUCKET = "pieces"
WORDS = "Une pelote de laine et deux aiguilles"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Yield the address of the storage."""
    port, folder = free_port(), tmp_path_factory.mktemp("s3")
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    with daemon(command, lambda: listens(port), folder / "log"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def bucket(server, monkeypatch, settings):
    """The bucket of a site configured as its operator does, by variables."""
    variables = {
        "AWS_ACCESS_KEY_ID": "essai",
        "AWS_SECRET_ACCESS_KEY": "essai",
        "AWS_DEFAULT_REGION": "eu-west-3",
        "AWS_ENDPOINT_URL_S3": server,
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    place = boto3.resource("s3").Bucket(BUCKET)
    place.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    settings.STORAGES = {**settings.STORAGES, "default": storage_of_the_settings()}
    yield place
    place.objects.all().delete()
    place.delete()


def storage_of_the_settings() -> dict:
    """Return the storage that the base settings make of `STORAGE_URL`."""
    code = "import json; from extranet.settings import base; print(json.dumps(base.STORAGES['default']))"
    environment = {**os.environ, "STORAGE_URL": f"s3://{BUCKET}"}
    output = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=environment)  # noqa: S603 - our own code
    return json.loads(output)


@pytest.fixture
def attachment(bucket, epm, animator, client_of):
    """A file that its author joined to a sheet for the network, in the browser."""
    sheet = SheetFactory(epm=epm, author=animator)
    type(sheet).objects.filter(pk=sheet.pk).update(audience="member")
    file = SimpleUploadedFile("pelote.txt", WORDS.encode())
    assert client_of(animator).post(f"/ressources/fiches/{sheet.pk}/fichiers/", {"file": file}).status_code == 302
    return Attachment.objects.get()


def address(attachment) -> str:
    return f"/ressources/fichiers/{attachment.pk}/pelote.txt"


def test_upload_lies_in_the_bucket_alone(attachment, bucket, settings):
    assert [(item.key, item.get()["Body"].read().decode()) for item in bucket.objects.all()] == [
        (attachment.file.name, WORDS)
    ]
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_file_is_served_whole_and_in_part_to_who_may_read_it(attachment, stranger, client_of):
    reader = client_of(stranger)
    whole = reader.get(address(attachment))
    part = reader.get(address(attachment), headers={"range": "bytes=4-9"})

    assert (whole.status_code, b"".join(whole).decode()) == (200, WORDS)
    assert (part.status_code, b"".join(part)) == (206, b"pelote")


def test_others_get_nothing_of_it(attachment, client, client_of, epm):
    assert client.get(address(attachment)).status_code == 404
    assert client_of(LearnerFactory(epm=epm).member).get(address(attachment)).status_code == 404


def test_worker_reads_the_text_for_the_search(attachment):
    read.call(attachment=attachment.pk)

    attachment.refresh_from_db()
    assert attachment.text.count("deux aiguilles") == 1


def test_withdrawn_file_leaves_the_bucket(attachment, bucket, animator, client_of, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client_of(animator).post(f"/ressources/fichiers/{attachment.pk}/retirer/")

    assert list(bucket.objects.all()) == []
