"""Tests of the PDF file for the jury."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from b2i.outcomes.jury.jury_file import build_jury_file, build_jury_files
from b2i.outcomes.jury.models.agreement import UNKNOWN_VERSION
from b2i.outcomes.jury.paper import FORM_UNKNOWN, SCOPE, THRESHOLD, ActTable, jury_paper
from b2i.records.contests import Contest
from b2i.records.models import Evidence, Positioning, Record, Retraction
from reseau.texts.wording import day_in_full
from tests.b2i.outcomes.statements.test_paper import kinds_of, text_of
from tests.b2i.validation_builder import ENOUGH, validate_skills
from tests.factories.b2i import EvidenceFactory, EvidenceFileFactory, skill_of
from tests.factories.statements import CandidacyFactory, CentreOpinionFactory, CivilIdentityFactory
from tests.factories.validation import ProposalFactory, SecondSignatureFactory, ValidationFactory

pytestmark = pytest.mark.django_db


def file_of(record):
    return build_jury_file(Record.objects.with_learner().get(pk=record.pk))


def read_pdf(record) -> PdfReader:
    return PdfReader(io.BytesIO(jury_paper(file_of(record)).pdf()))


def pages_of(pdf: PdfReader) -> list[str]:
    return [page.extract_text() for page in pdf.pages]


def test_paper_shows_identity_validations_accreditations_and_evidence(record, animator):
    validations = validate_skills(record, *ENOUGH)
    record.learner.birth_year = 1958
    record.learner.save()
    candidacy = CandidacyFactory(record=record, noted_by=animator)
    pdf = read_pdf(record)
    text = text_of(pdf)
    for expected in (
        "Année de naissance : 1958",
        "carte 46-0007",
        "Compétences validées : 15 sur 18",
        f"passer devant le jury, le {day_in_full(candidacy.asked_on, 'j F Y')}, notée par {animator}",
        SCOPE.replace("\u00a0", " "),
        THRESHOLD.replace("\u00a0", " "),
        FORM_UNKNOWN.replace("\u00a0", " "),
        "État civil : non noté",
        "Pas encore noté. À remplir et à signer par le centre agréé",
        "D3 – Traitement et production 3 sur 3 3 oui",
        "Vu en atelier : A montré D4.2",
    ):
        assert text.count(expected) == 1, expected
    titles = [(page.count("Dossier pour le jury"), page.count("Jeanne Delpech")) for page in pages_of(pdf)]
    assert set(titles) == {(1, 1)}
    first = validations[0]
    assert text.count(f"H1 {first.decided_by} habilitation du 1er septembre 2025 ({first.accreditation.act})") == 1
    assert text.count("A1 EPM de Gramat agrément du 1er septembre 2025") == 1
    assert text.count(f"acquis, le {first.decided_on:%d/%m/%Y}, {first.decided_by} (H1), centre A1") == 1
    assert text.count("version 2026-4 : « Vous voulez passer devant un jury.") == 1
    assert "pas encore atteints" not in text


def test_each_act_is_told_once_and_cited_by_its_mark(record, other_epm):
    """Two skills by one person at one centre, a third by another person elsewhere: four acts, each skill its own."""
    (first,) = validate_skills(record, "D1.1")
    same = {"accreditation": first.accreditation, "centre_accreditation": first.centre_accreditation}
    validate_skills(record, "D1.2", decided_by=first.decided_by, **same)
    validate_skills(record, "D1.3", proposal__centre=other_epm)
    acts = ActTable(file_of(record))
    assert [mark for mark, *_ in acts.lines] == ["H1", "H2", "A1", "A2"]
    by_code = {validation.skill.code: validation for validation in record.validations.all()}
    marks = {
        code: (acts.mark(validation.accreditation), acts.mark(validation.centre_accreditation))
        for code, validation in by_code.items()
    }
    assert marks == {"D1.1": ("H1", "A1"), "D1.2": ("H1", "A1"), "D1.3": ("H2", "A2")}


def test_candidacy_of_before_versions_says_that_its_text_is_not_known(record):
    CandidacyFactory(record=record, agreement_version=UNKNOWN_VERSION)
    text = text_of(read_pdf(record))
    assert (text.count("Texte qui lui a été lu : version non notée"), text.count("Vous voulez passer")) == (1, 0)


def test_whole_file_shows_civil_identity_and_opinion_of_the_centre(record):
    candidacy = CandidacyFactory(record=record)
    CivilIdentityFactory(candidacy=candidacy)
    CentreOpinionFactory(candidacy=candidacy, opinion="reserved", words="Hésite devant un autre ordinateur")
    text = text_of(read_pdf(record))
    for expected in (
        "Nom de naissance : Vialard",
        "Prénoms : Jeanne, Marguerite",
        "Naissance : le 1er mars 1958, Porto (Portugal)",
        "Avis : réservé",
        "Motif : Hésite devant un autre ordinateur",
        "Donné par : Mireille Combes, responsable du centre",
        "Signature et cachet du centre",
    ):
        assert text.count(expected) == 1, expected
    assert (text.count("Année de naissance"), text.count("Pas encore noté")) == (0, 0)


def test_each_page_has_its_number_and_the_name(record):
    validate_skills(record, *ENOUGH)
    pages = pages_of(read_pdf(record))
    assert len(pages) > 3
    numbers = [page.replace("\u00a0", " ").count(f"page {rank} sur {len(pages)}") for rank, page in enumerate(pages, 1)]
    assert numbers == [1] * len(pages)


def test_rows_of_each_skill_speak_the_same_three_words(record):
    """The learner says where they are, the trainer proposes, the evaluator decides: nobody speaks for another."""
    for code, level in (("D1.1", "alone"), ("D1.2", "helped"), ("D1.3", "no")):
        Positioning.objects.create(record=record, skill=skill_of(record, code), level=level)
    validate_skills(record, "D1.1")
    validate_skills(record, "D1.2", returned=True)
    EvidenceFactory(record=record, skill=skill_of(record, "D1.3"))
    rows = {row.skill.code: row for domain in file_of(record).domains for row in domain.rows}
    said = {
        code: [judgement and judgement.attainment.label for judgement in (row.learner, row.trainer, row.evaluator)]
        for code, row in rows.items()
    }
    assert said.pop("D1.1") == ["acquis", "acquis", "acquis"]
    assert said.pop("D1.2") == ["en cours", "acquis", "en cours"]
    assert said.pop("D1.3") == ["non acquis", "en cours", None]
    assert (len(said), set(map(tuple, said.values()))) == (15, {(None, None, None)})
    text = text_of(read_pdf(record))
    assert text.count("D1.3 Organiser, personnaliser et gérer un environnement informatique non acquis, le") == 1


def test_facts_stand_before_the_ticks_of_earlier_days(record):
    """A workshop where the skill was only worked on proves nothing: it comes after all that was seen."""
    validate_skills(record, "D1.1")
    long_ago = timezone.localdate() - timedelta(days=90)
    tick = EvidenceFactory(record=record, kind="worked_on", text="Travaillé : Permanence du jour", observed_on=long_ago)
    *facts, last_line = [line for line in file_of(record).evidence if line.skill_id == tick.skill_id]
    assert (last_line, [line.is_fact for line in facts]) == (tick, [True, True])
    assert facts == sorted(facts, key=lambda line: line.observed_on)


def test_second_signature_is_shown(record):
    (validation,) = validate_skills(record, "D1.1")
    second_signature = SecondSignatureFactory(validation=validation)
    assert text_of(read_pdf(record)).count(f"seconde signature : {second_signature.signed_by}, le ") == 1


def test_skills_not_validated_are_left_out(record):
    validate_skills(record, "D1.1")
    validate_skills(record, "D1.2", returned=True)
    EvidenceFactory(record=record, skill=skill_of(record, "D1.3"), text="Pas encore validé")
    text = text_of(read_pdf(record))
    assert (text.count("A montré D1.1"), text.count("A montré D1.2"), text.count("Pas encore validé")) == (1, 0, 0)
    assert text.count("Les seuils ne sont pas encore atteints") == 1


def test_fact_noted_another_day_than_it_was_seen_says_both(record):
    (validation,) = validate_skills(record, "D1.1")
    fact = validation.proposal.evidence
    text = text_of(read_pdf(record))
    seen, noted = (f"{day:%d/%m/%Y}" for day in (fact.observed_on, timezone.localdate()))
    assert text.count(f"{seen}, noté le {noted}") == 1
    Evidence._base_manager.update(created=timezone.now() - timedelta(days=10))
    assert text_of(read_pdf(record)).count(f"{seen}, noté le") == 0


def test_retracted_line_is_left_out(record):
    validate_skills(record, "D1.1")
    line = EvidenceFactory(record=record, skill=skill_of(record, "D1.1"), text="Noté par mégarde")
    Retraction.objects.create(evidence=line)
    assert text_of(read_pdf(record)).count("Noté par mégarde") == 0


def test_contest_is_shown_with_its_answer(record):
    (validation,) = validate_skills(record, "D1.1")
    Contest.objects.create(record=record, evidence=validation.proposal.evidence, words="Ce n’était pas moi")
    assert text_of(read_pdf(record)).count("contesté par la personne : « Ce n’était pas moi » ; réponse attendue") == 1


def test_attachments_are_named_beside_evidence(record):
    (validation,) = validate_skills(record, "D1.1")
    line = validation.proposal.evidence
    EvidenceFileFactory(evidence=line, name="rangement.txt")
    EvidenceFileFactory(evidence=line, kind="link", name="Page", file="", address="https://example.org/page")
    lost_file = EvidenceFileFactory(evidence=line, name="perdu.txt")
    lost_file.file.storage.delete(lost_file.file.name)
    text = text_of(read_pdf(record)).replace(" ", "")
    prefix = f"D1.1{line.observed_on}"
    for words in (f"{prefix}rangement.txt", "horsduZIP:https://example.org/page", f"absenteduZIP:{prefix}perdu.txt"):
        assert text.count(words) == 1, words


def test_recording_is_told_in_words(record):
    validate_skills(record, "D1.1")
    line = record.validations.get().proposal.evidence
    EvidenceFileFactory(evidence=line, kind="mp3", name="voix.mp3", in_words="J’ai rangé mes photos par année.")
    assert "qui dit : « J’ai rangé mes photos par année. »" in " ".join(text_of(read_pdf(record)).split())


def test_facts_say_their_circumstances_and_the_former_rule_is_named(record):
    validate_skills(record, "D1.1")
    former_proposal = ProposalFactory(record=record, skill=skill_of(record, "D1.2"), former=True)
    ValidationFactory(proposal=former_proposal, under_former_rule=True)
    text = text_of(read_pdf(record))
    assert text.count("A montré D1.1 (En accès libre, sans aide)") == 1
    assert text.count("validée selon l’ancienne règle") == 1


def test_empty_record_prints(record):
    text = text_of(read_pdf(record))
    assert (text.count("Aucune."), text.count("rien n’est encore validé")) == (1, 1)


def test_typed_text_is_not_interpreted_as_typst(record):
    validate_skills(record, "D1.1")
    EvidenceFactory(record=record, skill=skill_of(record, "D1.1"), text="#panic() $x$ *gras* <b>")
    assert text_of(read_pdf(record)).count("#panic() $x$ *gras* <b>") == 1


def test_pdf_is_tagged_in_french(record, judge_archival):
    validate_skills(record, "D1.1", "D1.2")
    judge_archival(jury_paper(file_of(record)).pdf())
    pdf = read_pdf(record)
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("fr", True)
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    kinds = kinds_of(root["/StructTreeRoot"]["/K"], [])
    checked_kinds = {"/H1", "/H2", "/H3", "/Table"}
    threshold, acts, evidence = [["/H2", "/Table"]] * 3
    rows, opinion = ["/H2", *["/H3", "/Table"] * 5], ["/H2"]
    found_kinds = [kind for kind in kinds if kind in checked_kinds]
    assert found_kinds == ["/H1", *threshold, *acts, *rows, *evidence, *opinion]
    assert kinds.count("/TH") == 4 + 3 + 4 * 5 + 6


def test_query_count_is_same_for_one_and_two_files(record, other_record, django_assert_num_queries):
    for candidate_record in (record, other_record):
        validate_skills(candidate_record, *ENOUGH)
    for keys in ([record.pk], [record.pk, other_record.pk]):
        records = list(Record.objects.with_learner().filter(pk__in=keys))
        with django_assert_num_queries(6):
            [jury_paper(file) for file in build_jury_files(records)]
