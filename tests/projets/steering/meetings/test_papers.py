"""Papers of a meeting: opened before they are kept, read by those who read the meeting, all of them as one PDF."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader
from pytest_django.asserts import assertContains

from projets.steering.meetings.models.agenda import SteeringPaper
from projets.steering.meetings.services.agenda import attach_paper, remove_item
from tests.factories.committee import SteeringMeetingFactory
from tests.reseau.documents.files.documents import locked_pdf, page, pdf

pytestmark = pytest.mark.django_db


def test_all_papers_are_one_pdf_in_the_order_of_the_agenda(client_of, coordinator, stranger, client):
    meeting = SteeringMeetingFactory(convened=True, item="Budget de l’an prochain")
    item, browser = meeting.items.get(), client_of(coordinator)
    upload = reverse("projets:steering_item_papers", args=[meeting.pk, item.pk])
    for name, content in (("budget.pdf", pdf(page("Lavoir"), page("Moulin"))), ("note.txt", b"Lire avant de venir.")):
        browser.post(upload, {"file": SimpleUploadedFile(name, content)})
    note = SteeringPaper.objects.get(kind="txt")

    answer = client_of(stranger).get(reverse("projets:steering_papers", args=[meeting.pk]))

    document = PdfReader(io.BytesIO(answer.content))
    assert "/Metadata" not in document.root_object, "copied pages have no tags: the whole is no PDF/UA"
    first, *others = [" ".join(each.extract_text().split()) for each in document.pages]
    assert all(words in first for words in ("Budget de l’an prochain", "budget.pdf", "2 pages", "note.txt"))
    assert note.get_absolute_url().split("/")[-2] in first
    assert others == ["Lavoir", "Moulin"]
    assert [each.title for each in document.outline if not isinstance(each, list)][-1] == "budget.pdf"
    again = client_of(stranger).get(answer.request["PATH_INFO"], headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert client_of(stranger).get(note.get_absolute_url()).getvalue() == b"Lire avant de venir."
    assert client.get(note.get_absolute_url()).status_code == 302

    note.item.papers.get(kind="pdf").file.delete(save=False)
    alone = client_of(coordinator).get(answer.request["PATH_INFO"])
    alone_document = PdfReader(io.BytesIO(alone.content))
    assert (len(alone_document.pages), "/Metadata" in alone_document.root_object) == (1, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (locked_pdf(user="", owner="secret"), "protégé"),
        (locked_pdf(user="motdepasse", owner="secret"), "mot de passe"),
        (pdf(page("Budget"))[:120], "abîmé"),
        (b"MZ\x90\x00" + b"\x00" * 200, "programme"),
    ],
)
def test_what_would_not_open_is_refused_with_its_reason(client_of, coordinator, content, words):
    item = SteeringMeetingFactory(convened=True).items.get()
    path = reverse("projets:steering_item_papers", args=[item.meeting_id, item.pk])

    page = client_of(coordinator).post(path, {"file": SimpleUploadedFile("budget.pdf", content)})

    assertContains(page, words, status_code=422)
    assert not SteeringPaper.objects.exists()


def test_papers_of_a_planned_meeting_are_not_read_and_go_with_their_item(client_of, coordinator, stranger):
    meeting = SteeringMeetingFactory()
    item = meeting.items.get()
    paper = attach_paper(item=item, by=coordinator, file=SimpleUploadedFile("note.txt", b"Avant de venir."))
    for path in (paper.get_absolute_url(), reverse("projets:steering_papers", args=[meeting.pk])):
        assert client_of(stranger).get(path).status_code == 404
    removal = reverse("projets:steering_paper_remove", args=[paper.pk])
    assert client_of(stranger).post(removal).status_code == 404

    remove_item(item=item)
    assert not SteeringPaper.objects.exists()


def test_papers_of_a_cancelled_meeting_stay_as_they_are(coordinator):
    meeting = SteeringMeetingFactory(state="cancelled", reason="Neige.", item="")
    item = SteeringMeetingFactory().items.get()
    item.meeting = meeting
    item.save()
    with pytest.raises(ValidationError):
        attach_paper(item=item, by=coordinator, file=SimpleUploadedFile("note.txt", b"Avant de venir."))
