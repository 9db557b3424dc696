"""A real ClamAV daemon: what is infected is refused in French, what is clean passes, and a stopped daemon says so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alertes.channels.notices.models import Notice
from b2i.records.evidence.models import EvidenceFile
from b2i.records.models import Evidence
from conftest import find_clamd
from ressources.files.models.attachment import Attachment
from ressources.files.tasks import scan
from tests.factories.b2i import RecordFactory, skill_of
from tests.factories.ressources import SheetFactory
from tests.reseau.documents.files.clamd import EICAR
from tests.reseau.documents.files.documents import page, pdf
from tests.services.daemons import daemon

pytestmark = [pytest.mark.django_db, pytest.mark.clamav]
TEXT = "A écrit son CV à la médiathèque"
CONFIGURATION = """
LocalSocket {folder}/clamd.ctl
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
Foreground yes
MaxThreads 2
"""

FACT = {"kind": "work", "place": "exercise", "help_given": "alone"}


@pytest.fixture
def clamav(tmp_path, settings):
    """The daemon on its own socket, with one signature: the test file of antivirus makers."""
    (tmp_path / "signatures").mkdir()
    (tmp_path / "signatures" / "essai.ndb").write_text(f"Essai.EICAR:0:*:{EICAR.hex()}\n")
    (tmp_path / "clamd.conf").write_text(CONFIGURATION.format(folder=tmp_path))
    settings.ANTIVIRUS_URL = f"unix://{tmp_path}/clamd.ctl"
    command = [find_clamd(), "--config-file", str(tmp_path / "clamd.conf")]
    with daemon(command, (tmp_path / "clamd.ctl").exists, tmp_path / "clamd.log") as process:
        yield process


@pytest.fixture
def evidence_page(epm, client_of, animator):
    """`evidence_page(content)`: the answer to a line of evidence with that document."""
    record = RecordFactory(learner__epm=epm)
    path = f"/b2i/livrets/{record.learner_id}/competences/{skill_of(record, 'D1.2').pk}/"
    client = client_of(animator)

    def send(content: bytes):
        document = SimpleUploadedFile("CV.pdf", content)
        return client.post(path, {**FACT, "text": TEXT, "document": document})

    return send


def test_infected_document_is_refused_in_french_and_the_text_stays(clamav, evidence_page):
    response = evidence_page(pdf(page("CV")) + EICAR)
    text = response.content.decode()

    assert (response.status_code, Evidence.objects.count(), EvidenceFile.objects.count()) == (422, 0, 0)
    assert response.context["form"].errors["document"] == [
        "Ce fichier contient un virus (Essai.EICAR.UNOFFICIAL). Il n’a pas été gardé."
    ]
    assert text.count(f'value="{TEXT}"') == 1


def test_clean_document_passes(clamav, evidence_page):
    assert evidence_page(pdf(page("CV"))).status_code == 302
    assert [file.kind for file in EvidenceFile.objects.all()] == ["pdf"]


def test_stopped_daemon_keeps_documents_out_and_says_so(clamav, evidence_page):
    clamav.kill()
    clamav.wait()
    response = evidence_page(pdf(page("CV")))

    assert (response.status_code, Evidence.objects.count()) == (422, 0)
    assert response.context["form"].errors["document"] == [
        "Ce fichier n’a pas pu être vérifié. Réessayez dans quelques minutes."
    ]
    assert response.content.decode().count(f'value="{TEXT}"') == 1


def test_file_of_a_sheet_waits_for_the_daemon_then_passes_or_goes(clamav, epm, animator, client_of):
    sheet = SheetFactory(epm=epm, author=animator)
    author = client_of(animator)
    for name, content in (("facture.txt", b"Bonjour " + EICAR), ("pelote.txt", b"Une pelote de laine")):
        author.post(f"/ressources/fiches/{sheet.pk}/fichiers/", {"file": SimpleUploadedFile(name, content)})
    infected, clean = Attachment.objects.order_by("pk")

    assert list(Attachment.objects.visible_to(animator)) == []
    assert [scan.call(model="attachment", file=file.pk) for file in (infected, clean)] == ["infected", "clean"]
    assert list(Attachment.objects.visible_to(animator)) == [clean]
    assert Notice.objects.filter(member=animator).count() == 1
