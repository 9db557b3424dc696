"""Pages of a self-assessment as its team, and as everybody else."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from qualite.labelling.enums import AnswerLevel, FileStage
from qualite.labelling.self_assessment.models.answer import ProofFile
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.services import discard_draft, save_answer
from tests.answers import closing_answer
from tests.reseau.documents.files.documents import page, pdf

pytestmark = pytest.mark.django_db


def axis_url(assessment, rank=1, name="axis") -> str:
    return reverse(f"qualite:{name}", args=[assessment.pk, rank])


def typed(assessment, rank=1, **values) -> dict:
    criterion = assessment.charter.criteria[rank - 1]
    fields = {"level": "", "words": "", "link": "", "edition": 0} | values
    return {f"{name}-{criterion.pk}": value for name, value in fields.items()}


def test_team_opens_its_file(client_of, animator, epm, charter):
    answer = client_of(animator).post(reverse("qualite:file_open", args=[epm.slug, charter.slug]))

    assessment = Assessment.objects.get()
    assert (assessment.epm, answer.url) == (epm, axis_url(assessment))


@pytest.mark.parametrize("name", ["stranger", "other_territorial", "coordinator"])
def test_others_open_no_file(client_of, epm, charter, name, request):
    member = request.getfixturevalue(name)

    assert client_of(member).post(reverse("qualite:file_open", args=[epm.slug, charter.slug])).status_code == 404
    assert not Assessment.objects.exists()


def test_second_file_is_refused_in_words(client_of, animator, epm, charter, draft):
    answer = client_of(animator).post(reverse("qualite:file_open", args=[epm.slug, charter.slug]), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "Ce lieu a déjà un dossier en cours pour cette charte\u00a0: continuez-le."
    ]


@pytest.mark.parametrize("name", ["animator", "colleague", "territorial"])
def test_team_and_animation_of_the_territory_fill(client_of, draft, name, request):
    member = request.getfixturevalue(name)

    client_of(member).post(axis_url(draft), typed(draft, level=AnswerLevel.PARTLY, words="Un fait."))

    answer = draft.answers.get()
    assert (answer.level, answer.words, answer.changed_by) == (AnswerLevel.PARTLY, "Un fait.", member)


@pytest.mark.parametrize("name", ["stranger", "other_territorial", "coordinator"])
def test_others_do_not_fill(client_of, draft, name, request):
    client = client_of(request.getfixturevalue(name))

    statuses = {
        client.get(axis_url(draft)).status_code,
        client.post(axis_url(draft), typed(draft, words="Intrus")).status_code,
        client.post(axis_url(draft, name="axis_draft"), typed(draft, words="Intrus")).status_code,
        client.post(reverse("qualite:submit", args=[draft.pk])).status_code,
    }

    assert (statuses, draft.answers.count()) == ({404}, 0)


@pytest.mark.parametrize(
    ("button", "url"),
    [
        ("axe", lambda file: axis_url(file)),
        ("suite", lambda file: axis_url(file, 2)),
        ("dossier", lambda file: file.get_absolute_url()),
        ("pieces-{}", lambda file: reverse("qualite:proofs", args=[file.pk, file.charter.criteria[0].pk])),
        ("action-{}", lambda file: reverse("qualite:action_new", args=[file.pk, file.charter.criteria[0].pk])),
        ("pieces-0", lambda file: axis_url(file)),
    ],
)
def test_each_button_saves_and_leads_on(client_of, animator, draft, button, url):
    go = button.format(draft.charter.criteria[0].pk)

    answer = client_of(animator).post(axis_url(draft), typed(draft, words="Un fait.") | {"go": go})

    assert (answer.url, draft.answers.get().words) == (url(draft), "Un fait.")


def test_last_axis_leads_to_the_file(client_of, animator, draft):
    answer = client_of(animator).post(axis_url(draft, 2), typed(draft, 2) | {"go": "suite"})

    assert answer.url == draft.get_absolute_url()


@pytest.mark.parametrize("rank", [0, 3])
def test_axis_that_does_not_exist_is_a_404(client_of, animator, draft, rank):
    assert client_of(animator).get(axis_url(draft, rank)).status_code == 404


def test_what_is_typed_is_saved_meanwhile(client_of, animator, draft):
    answer = client_of(animator).post(axis_url(draft, name="axis_draft"), typed(draft, words="En cours"))

    criterion = draft.charter.criteria[0]
    assert (answer.status_code, answer.json()["editions"]) == (200, {f"edition-{criterion.pk}": 1})
    assert draft.answers.get().words == "En cours"


def test_answer_of_a_colleague_is_shown_beside_what_was_typed_then_replaced(client_of, animator, colleague, draft):
    criterion = draft.charter.criteria[0]
    about = {"assessment": draft, "criterion": criterion, "by": colleague, "level": "", "link": ""}
    save_answer(**about, words="Ce qu’a écrit la collègue.", edition=0)
    client, sent = client_of(animator), typed(draft, words="Autre chose.")

    page = client.post(axis_url(draft), sent)
    form = page.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    client.post(axis_url(draft), again)

    assert page.status_code == 422
    assert form.errors[f"words-{criterion.pk}"][0].startswith(f"{colleague} a changé cette réponse")
    assert draft.answers.get().words == "Autre chose."


def test_draft_says_what_a_colleague_changed(client_of, animator, colleague, draft):
    about = {"assessment": draft, "criterion": draft.charter.criteria[0], "by": colleague, "level": "", "link": ""}
    save_answer(**about, words="Ce qu’a écrit la collègue.", edition=0)

    answer = client_of(animator).post(axis_url(draft, name="axis_draft"), typed(draft, words="Autre chose."))

    assert (answer.status_code, answer.json()["editions"]) == (422, {})


def test_file_is_joined_read_and_taken_away(client_of, animator, draft, stranger):
    client, criterion = client_of(animator), draft.charter.criteria[0]
    url = reverse("qualite:proofs", args=[draft.pk, criterion.pk])
    client.post(url, {"file": SimpleUploadedFile("affiche.pdf", pdf(page("Horaires")))})

    proof = ProofFile.objects.get()
    with closing_answer(client.get(proof.get_absolute_url())) as served:
        assert (served.status_code, served["Content-Type"]) == (200, "application/pdf")
    assert client_of(stranger).get(proof.get_absolute_url()).status_code == 404
    assert client_of(stranger).post(reverse("qualite:proof_remove", args=[proof.pk])).status_code == 404
    client.post(reverse("qualite:proof_remove", args=[proof.pk]))
    assert not ProofFile.objects.exists()


def test_file_of_another_kind_is_refused_beside_its_field(client_of, animator, draft):
    url = reverse("qualite:proofs", args=[draft.pk, draft.charter.criteria[0].pk])

    page = client_of(animator).post(url, {"file": SimpleUploadedFile("a.exe", b"MZ\x90\x00" + b"0" * 200)})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["file"])


def test_file_is_submitted_from_its_page(client_of, animator, draft, answer):
    client, url = client_of(animator), reverse("qualite:submit", args=[draft.pk])
    before = client.post(url, follow=True)
    answer(draft)
    client.post(url)

    draft.refresh_from_db()
    assert len(list(before.context["messages"])) == 2
    assert draft.stage == FileStage.SUBMITTED


def test_file_is_taken_back_by_its_team_alone(client_of, animator, coordinator, submitted):
    url = reverse("qualite:take_back", args=[submitted.pk])

    assert client_of(coordinator).post(url).status_code == 404
    client_of(animator).post(url)

    submitted.refresh_from_db()
    assert submitted.is_draft


def test_refusal_to_take_back_is_shown(client_of, animator, visit):
    page = client_of(animator).post(reverse("qualite:take_back", args=[visit.assessment_id]), follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "Une visite est prévue\u00a0: le dossier ne se reprend plus."
    ]


def test_draft_is_deleted_with_its_answers_and_the_bytes_of_its_proofs(
    client_of, animator, draft, answer, django_capture_on_commit_callbacks
):
    answer(draft)
    client, url = client_of(animator), reverse("qualite:discard", args=[draft.pk])
    proofs = reverse("qualite:proofs", args=[draft.pk, draft.charter.criteria[0].pk])
    client.post(proofs, {"file": SimpleUploadedFile("affiche.pdf", pdf(page("Horaires")))})
    file = ProofFile.objects.get().file

    context = client.get(url).context
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url)

    assert [context[name] for name in ("answered", "proofs", "actions")] == [2, 1, 0]
    assert (Assessment.objects.count(), file.storage.exists(file.name)) == (0, False)


@pytest.mark.parametrize("name", ["coordinator", "stranger"])
def test_draft_is_deleted_by_nobody_else(client_of, draft, name, request):
    client, url = client_of(request.getfixturevalue(name)), reverse("qualite:discard", args=[draft.pk])

    assert [client.get(url).status_code, client.post(url).status_code] == [404, 404]
    assert Assessment.objects.get() == draft


def test_submitted_file_is_not_deleted(client_of, animator, submitted):
    assert client_of(animator).post(reverse("qualite:discard", args=[submitted.pk])).status_code == 404
    with pytest.raises(ValidationError, match="déjà envoyé"):
        discard_draft(assessment=submitted)
