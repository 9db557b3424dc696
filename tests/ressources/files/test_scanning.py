"""The quarantine: nobody downloads or finds a file that the antivirus has not accepted."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alertes.channels.notices.models import Notice
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.scanning import scan_file
from ressources.files.services import attachments, duplicates, pictures
from ressources.files.tasks import read, retry_scans, scan
from tests.factories.ressources import AttachmentFactory, PictureFactory
from tests.interleaving import just_before
from tests.reseau.documents.files.clamd import EICAR, VIRUS, running
from tests.reseau.documents.files.pictures import encoded, flag

pytestmark = pytest.mark.django_db


@pytest.fixture
def clamd(settings):
    with running() as server:
        settings.ANTIVIRUS_URL = server.url
        yield server


@pytest.fixture
def unreachable_antivirus(settings):
    """A configured antivirus that does not respond."""
    settings.ANTIVIRUS_URL = "unix:///nulle/part"


@pytest.fixture
def infected(sheet, clamd):
    return attachments.attach(sheet=sheet, by=sheet.owner, file=ContentFile(EICAR, "facture.txt"))


def enqueued_arguments(task) -> list[dict]:
    results = DBTaskResult.objects.filter(task_path=task.module_path, status=TaskResultStatus.READY)
    return [result.args_kwargs["kwargs"] for result in results.order_by("enqueued_at")]


def test_file_is_available_at_once_without_antivirus(sheet, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        file = attachments.attach(sheet=sheet, by=sheet.owner, file=ContentFile(EICAR, "facture.txt"))
    assert (file.scan, enqueued_arguments(scan), enqueued_arguments(read)) == (
        "not_asked",
        [],
        [{"attachment": file.pk}],
    )


def test_attached_file_waits_for_its_scan_then_is_read(sheet, clamd, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        file = attachments.attach(sheet=sheet, by=sheet.owner, file=ContentFile(b"Une pelote", "pelote.txt"))
    assert (file.scan, enqueued_arguments(scan), enqueued_arguments(read)) == (
        "waiting",
        [{"model": "attachment", "file": file.pk}],
        [],
    )
    assert list(Attachment.objects.visible_to(sheet.owner)) == []

    assert scan.call(model="attachment", file=file.pk) == "clean"

    assert (clamd.received_files, enqueued_arguments(read)) == ([b"Une pelote"], [{"attachment": file.pk}])
    assert list(Attachment.objects.visible_to(sheet.owner)) == [file]


def test_both_sizes_of_a_picture_are_scanned(sheet, clamd, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = pictures.add_picture(
            sheet=sheet, by=sheet.owner, file=ContentFile(encoded(flag()), "photo.jpg"), alternative="Un drapeau"
        )
    assert enqueued_arguments(scan) == [{"model": "picture", "file": picture.pk}]
    assert scan.call(model="picture", file=picture.pk) == "clean"
    assert [content[:3] for content in clamd.received_files] == [b"\xff\xd8\xff"] * 2
    assert (enqueued_arguments(read), list(Picture.objects.visible_to(sheet.owner))) == ([], [picture])


def test_infected_file_is_deleted_and_its_author_notified(infected, animator, django_capture_on_commit_callbacks):
    file_name = infected.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert scan.call(model="attachment", file=infected.pk) == "infected"

    infected.refresh_from_db()
    assert (infected.scan, infected.threat, infected.file.name) == ("infected", VIRUS, "")
    assert (default_storage.exists(file_name), enqueued_arguments(read)) == (False, [])
    notice = Notice.objects.get()
    assert (notice.member, notice.url) == (animator, f"/ressources/fiches/{infected.sheet_id}/fichiers/")
    assert notice.text == (
        f"L’antivirus a trouvé un virus ({VIRUS}) dans «\u00a0facture.txt\u00a0», joint à la fiche "
        f"«\u00a0{infected.sheet.title}\u00a0»\u00a0: ce fichier est supprimé. Analysez l’ordinateur d’où il vient."
    )


def test_member_who_attached_the_file_is_notified_too(sheet, territorial, animator, clamd):
    file = attachments.attach(sheet=sheet, by=territorial, file=ContentFile(EICAR, "facture.txt"))
    scan_file(Attachment, file.pk)
    assert set(Notice.objects.values_list("member", flat=True)) == {animator.pk, territorial.pk}


def test_notice_of_an_infected_picture_links_to_the_pictures(sheet, clamd):
    picture = PictureFactory(sheet=sheet, quarantined=True, small=ContentFile(EICAR, "image.jpg"))
    assert scan_file(Picture, picture.pk) == "infected"
    picture.refresh_from_db()
    assert (picture.file.name, picture.small.name) == ("", "")
    assert Notice.objects.get().url == f"/ressources/fiches/{sheet.pk}/images/"


def test_infected_picture_leaves_the_cover(sheet, clamd):
    """The picture was added before there was an antivirus."""
    picture = PictureFactory(sheet=sheet, small=ContentFile(EICAR, "image.jpg"), is_cover=True)
    assert scan_file(Picture, picture.pk) == "infected"
    picture.refresh_from_db()
    assert not picture.is_cover


def test_infected_file_shared_with_another_sheet_is_deleted_there_too(
    sheet, member_sheet, clamd, django_capture_on_commit_callbacks
):
    """The file was attached before there was an antivirus."""
    source = AttachmentFactory(sheet=member_sheet, words=EICAR.decode())
    new_file = duplicates.reuse(source=source, sheet=sheet, by=sheet.owner)
    with django_capture_on_commit_callbacks(execute=True):
        assert scan_file(Attachment, new_file.pk) == "infected"
    assert set(Attachment.objects.values_list("scan", "threat", "file")) == {("infected", VIRUS, "")}
    assert default_storage.exists(source.file.name) is False


def test_file_stays_in_quarantine_while_the_antivirus_is_down_and_is_retried(sheet, unreachable_antivirus):
    file = AttachmentFactory(sheet=sheet, quarantined=True)
    picture = PictureFactory(sheet=sheet, quarantined=True)
    assert scan.call(model="attachment", file=file.pk) == "waiting"
    assert list(Attachment.objects.visible_to(sheet.owner)) == []

    call_command("tick", verbosity=0)

    assert enqueued_arguments(scan) == [
        {"model": "attachment", "file": file.pk},
        {"model": "picture", "file": picture.pk},
    ]
    assert retry_scans() == 0


def test_scan_of_killed_worker_is_enqueued_again(sheet, unreachable_antivirus):
    file = AttachmentFactory(sheet=sheet, quarantined=True)
    retry_scans()
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, started_at=timezone.now() - timezone.timedelta(minutes=9)
    )
    assert retry_scans() == 1
    assert enqueued_arguments(scan) == [{"model": "attachment", "file": file.pk}]


def test_quarantine_ends_when_the_operator_removes_the_antivirus(sheet):
    file = AttachmentFactory(sheet=sheet, quarantined=True)
    assert scan.call(model="attachment", file=file.pk) == "not_asked"
    assert enqueued_arguments(read) == [{"attachment": file.pk}]


def test_file_found_infected_by_another_worker_is_not_let_through(sheet, clamd):
    file = AttachmentFactory(sheet=sheet, quarantined=True)
    condemn = {"scan": "infected", "threat": VIRUS, "file": ""}

    with just_before('SELECT %s AS "a" FROM "ressources_attachment"', lambda: Attachment.objects.update(**condemn)):
        assert scan_file(Attachment, file.pk) == ""

    assert Attachment.objects.get().scan == "infected"


def test_file_lost_by_the_storage_is_left_to_its_reading(sheet, clamd):
    file = AttachmentFactory(sheet=sheet, quarantined=True)
    default_storage.delete(file.file.name)
    assert scan_file(Attachment, file.pk) == "not_asked"


def test_file_removed_meanwhile_is_ignored(sheet, clamd):
    file = AttachmentFactory(sheet=sheet, quarantined=True)
    file.delete()
    assert scan_file(Attachment, file.pk) == ""


def test_text_of_a_file_in_quarantine_is_not_read(sheet, clamd):
    file = AttachmentFactory(sheet=sheet, quarantined=True)
    assert read.call(attachment=file.pk) == ""
    assert Attachment.objects.get().reading == "waiting"
