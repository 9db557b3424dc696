"""The paper of a questionnaire: every question and answer in reading order, tagged, for coordinators alone."""

from io import BytesIO

from pypdf import PdfReader

from questionnaires.printing.paper import questionnaire_paper


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_paper_bears_questions_answers_conditions_and_its_code(outline):
    text = text_of(questionnaire_paper(outline, codes=["L7-0042"], give_back="À rendre à l’accueil.").pdf())
    words = [
        "L7-0042",
        outline.questions[0].wording.replace("\u00a0", " "),
        "Si vous avez répondu « Non » à la question 1.",
        outline.by_code["usages"].wording.replace("\u00a0", " "),
        "Plusieurs réponses possibles.",
        "Une réponse par ligne.",
        "Accueil",
        "À rendre à l’accueil.",
    ]
    found = [text.replace("\u00a0", " ").find(each) for each in words]
    assert -1 not in found
    assert found == sorted(found)


def test_paper_has_no_fault_for_its_judge(outline, papers):
    (papers / "questionnaire.pdf").write_bytes(questionnaire_paper(outline, codes=["A1"]).pdf())


def test_paper_is_for_coordinators(client, client_of, coordinator, animator, version):
    address = f"/questionnaires/{version.questionnaire.slug}/{version.number}/papier.pdf"
    readers = (client_of(coordinator), client_of(animator), client)
    assert [reader.get(address).status_code for reader in readers] == [200, 404, 302]
