"""`manage.py scan_files`: files attached before there was an antivirus are scanned, and served until then."""

import pytest
from django.core.management import CommandError, call_command
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ressources.files.models.attachment import Attachment
from ressources.files.tasks import scan
from tests.factories.ressources import AttachmentFactory, PictureFactory
from tests.reseau.documents.files.clamd import EICAR, VIRUS, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def clamd(settings):
    with running() as server:
        settings.ANTIVIRUS_URL = server.url
        yield server


def ran(capsys) -> str:
    call_command("scan_files")
    return capsys.readouterr().out.strip()


def enqueued_scans() -> list[tuple[dict, int]]:
    results = DBTaskResult.objects.filter(task_path=scan.module_path, status=TaskResultStatus.READY)
    return [(result.args_kwargs["kwargs"], result.priority) for result in results.order_by("enqueued_at")]


def test_unscanned_files_are_enqueued_once_after_urgent_ones(sheet, clamd, capsys):
    file, picture = AttachmentFactory(sheet=sheet), PictureFactory(sheet=sheet)
    AttachmentFactory(sheet=sheet, scan="clean")

    assert (ran(capsys), ran(capsys)) == ("Fichiers donnés à vérifier\u00a0: 2", "Fichiers donnés à vérifier\u00a0: 0")

    expected = [{"model": "attachment", "file": file.pk}, {"model": "picture", "file": picture.pk}]
    assert enqueued_scans() == [(arguments, -50) for arguments in expected]


def test_unscanned_files_are_served_until_scanned_then_by_verdict(sheet, clamd):
    clean_file, infected_file = (
        AttachmentFactory(sheet=sheet, words="Une pelote"),
        AttachmentFactory(sheet=sheet, words=EICAR.decode()),
    )
    call_command("scan_files", verbosity=0)
    assert set(Attachment.objects.visible_to(sheet.owner)) == {clean_file, infected_file}

    verdicts = [scan.call(model="attachment", file=file.pk) for file in (clean_file, infected_file)]

    assert verdicts == ["clean", "infected"]
    assert list(Attachment.objects.visible_to(sheet.owner)) == [clean_file]
    infected_file.refresh_from_db()
    assert infected_file.threat == VIRUS


def test_unreachable_antivirus_leaves_files_unchanged(sheet, settings):
    file = AttachmentFactory(sheet=sheet)
    settings.ANTIVIRUS_URL = "unix:///nulle/part"

    assert scan.call(model="attachment", file=file.pk) == "not_asked"

    assert list(Attachment.objects.visible_to(sheet.owner)) == [file]
    with pytest.raises(CommandError, match="ne répond pas"):
        call_command("scan_files")


def test_without_antivirus_command_fails(sheet):
    AttachmentFactory(sheet=sheet)
    with pytest.raises(CommandError, match="ANTIVIRUS_URL"):
        call_command("scan_files")
    assert enqueued_scans() == []
