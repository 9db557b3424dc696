"""Tests of the pages of dormant records and elimination lists."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from b2i.frameworks.models.framework import Domain
from b2i.people.accesses.models import Access
from b2i.people.anonymity import masked_count
from b2i.people.enums import AccessKind
from b2i.people.learners.models.learner import Learner
from b2i.privacy.erasure import erase_learner
from b2i.privacy.retention import services
from b2i.privacy.retention.models import DepartedTally, DormancyNotice, Elimination, EliminationLine
from b2i.privacy.retention.rule import RULE
from reseau.documents.eliminations.services import note_visa
from reseau.texts.wording import day_in_full
from tests.factories.b2i import LearnerFactory, RecordFactory

pytestmark = pytest.mark.django_db
DORMANT, LISTS = "/b2i/livrets/sans-nouvelles/", "/b2i/eliminations/"
VISA = {"reference": "AD46/2026/12", "visa_by": "La directrice des Archives"}


def days_ago(days: int):
    return timezone.now() - timedelta(days=days)


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.fixture
def make_dormant(b2i_adultes):
    """`make_dormant(epm, count)` creates learners without contact for three years."""

    def make_learners(epm, count: int = 1) -> list[Learner]:
        learners = LearnerFactory.create_batch(count, epm=epm, created=days_ago(1095))
        for learner in learners:
            RecordFactory(learner=learner, framework=b2i_adultes, opened_on=timezone.localdate(days_ago(1200)))
            DormancyNotice.objects.create(learner=learner, told_on=timezone.localdate() - timedelta(days=100))
        return learners

    return make_learners


@pytest.fixture
def elimination(make_dormant, epm, coordinator):
    make_dormant(epm)
    return services.prepare_elimination(prepared_by=coordinator)


def test_epm_sees_and_keeps_its_dormant_records(client_of, animator, epm, other_epm, make_dormant):
    (own_learner,) = make_dormant(epm)
    (other_learner,) = make_dormant(other_epm)
    client = client_of(animator)
    assert list(client.get(DORMANT).context["learners"]) == [own_learner]
    assert client.post(f"{other_learner.get_absolute_url()}nouvelles/").status_code == 404
    assert client.post(f"{own_learner.get_absolute_url()}nouvelles/")["Location"] == DORMANT
    assert client.get(DORMANT).content.decode().count("Aucun livret n’est sans nouvelles") == 1
    assert [notice.learner for notice in DormancyNotice.objects.all()] == [other_learner]


def test_epm_page_shows_dormant_records_to_its_animators(client_of, animator, stranger, epm, make_dormant):
    make_dormant(epm, 2)
    pages = [client_of(person).get(epm.get_absolute_url()).content.decode() for person in (animator, stranger)]
    assert [
        page.count("2 livrets sans nouvelles")
        for page in [*pages, Client().get(epm.get_absolute_url()).content.decode()]
    ] == [1, 0, 0]


def test_dormant_query_count_is_same_for_one_and_ten_records(client_of, animator, epm, make_dormant):
    client = client_of(animator)
    make_dormant(epm)
    with_one = queries(client, DORMANT)
    make_dormant(epm, 9)
    assert queries(client, DORMANT) == with_one <= 8


def test_returning_learner_is_notified_that_record_is_kept(make_dormant, epm):
    make_dormant(epm)
    learner = Learner.objects.get()
    response = Client().post("/carte/", {"number": learner.card_number, "secret": "2580"}, follow=True)
    assert response.content.decode().count("Nous allions effacer votre livret. Nous le gardons.") == 1
    assert DormancyNotice.objects.count() == 0


def test_coordinator_prepares_list_without_names(client_of, coordinator, epm, make_dormant):
    (learner,) = make_dormant(epm)
    client = client_of(coordinator)
    assert client.get(LISTS).context["due_count"] == 1
    response = client.post(f"{LISTS}preparer/", follow=True)
    page = response.content.decode()
    assert [page.count(text) for text in (learner.card_number, "Jeanne")] == [1, 0]
    assert client.post(f"{LISTS}preparer/", follow=True).content.decode().count("Aucun livret n’est à éliminer") == 1


def test_list_is_downloaded_without_names(client_of, coordinator, elimination, judge_archival):
    client, path = client_of(coordinator), elimination.get_absolute_url()
    table = client.get(f"{path}bordereau.csv").content.decode("utf-8-sig")
    content = client.get(f"{path}bordereau.pdf").content
    judge_archival(content)
    pdf = PdfReader(BytesIO(content))
    paper = " ".join(page.extract_text() for page in pdf.pages)
    card = elimination.lines.get().card_number
    assert table.startswith("Carte;EPM;Commune;")
    assert [text.count(card) for text in (table, paper)] == [1, 1]
    assert [text.count("Jeanne") for text in (table, paper)] == [0, 0]


def words_of(client, path: str) -> str:
    pages = PdfReader(BytesIO(client.get(path).content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_list_says_what_the_archives_ask(client_of, coordinator, make_dormant, epm, settings):
    settings.ARCHIVES = {"service": "Département du Lot, mission numérique", "dua": ""}
    make_dormant(epm, 2)
    elimination = services.prepare_elimination(prepared_by=coordinator)
    opened, last = (day_in_full(timezone.localdate(days_ago(days)), "j F Y") for days in (1200, 1095))
    settings.ARCHIVES = {"service": "Un autre service", "dua": "Tableau de gestion, ligne 4"}

    paper = words_of(client_of(coordinator), f"{elimination.get_absolute_url()}bordereau.pdf")

    said = (
        "Département du Lot, mission numérique", f"{opened} – {last}", "Dernier contact + deux ans, puis trois mois",
        "2 livrets, données numériques", "Pour le service producteur", "Visa de la direction des Archives",
    )  # fmt: skip
    assert [words for words in said if words not in paper] == []


def test_certificate_names_the_destroyed_records_alone(client_of, coordinator, animator, make_dormant, epm):
    destroyed, kept, asked = make_dormant(epm, 3)
    numbers = [learner.card_number for learner in (destroyed, kept, asked)]
    elimination = services.prepare_elimination(prepared_by=coordinator)
    client, path = client_of(coordinator), f"{elimination.get_absolute_url()}certificat.pdf"
    note_visa(elimination=elimination, visa_on=timezone.localdate(), noted_by=coordinator, **VISA)
    services.note_contact(learner=kept, noted_by=animator)
    erase_learner(learner=asked)
    assert client.get(path).status_code == 404

    client.post(f"{elimination.get_absolute_url()}supprimer/")
    paper = words_of(client, path)

    assert [paper.count(number) for number in numbers] == [1, 0, 0]
    said = (
        str(coordinator), "AD46/2026/12", "1 livret, données", "1 livret : la personne est revenue",
        "1 livret : effacement demandé par la personne",
    )  # fmt: skip
    assert [words for words in said if words not in paper] == []


def test_visa_and_confirmation_destroy_records(client_of, coordinator, elimination):
    client, path = client_of(coordinator), elimination.get_absolute_url()
    assert client.get(f"{path}supprimer/").status_code == 404
    client.post(f"{path}visa/", {**VISA, "visa_on": timezone.localdate().isoformat()})
    assert client.get(f"{path}bordereau.pdf").content[:5] == b"%PDF-"
    assert client.get(f"{path}supprimer/").content.decode().count("Supprimer 1 livret") == 1
    assert Learner.objects.count() == 1
    response = client.post(f"{path}supprimer/", follow=True)
    assert (Learner.objects.count(), response.content.decode().count("1\u00a0livret supprimé.")) == (0, 1)


def test_refused_visa_is_shown_beside_field(client_of, coordinator, elimination):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    response = client_of(coordinator).post(
        f"{elimination.get_absolute_url()}visa/", {"reference": "AD46", "visa_by": "La directrice", "visa_on": tomorrow}
    )
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["visa_on"])
    assert response.context["form"]["reference"].value() == "AD46"


def test_second_visa_says_that_there_is_one(client_of, coordinator, elimination):
    client, path = client_of(coordinator), f"{elimination.get_absolute_url()}visa/"
    first, second = (client.post(path, {**VISA, "visa_on": timezone.localdate().isoformat()}) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 422)
    assert second.content.decode().count("Le visa est déjà noté.") == 1


def test_list_is_abandoned_before_visa_only(client_of, coordinator, elimination):
    client, path = client_of(coordinator), elimination.get_absolute_url()
    client.post(f"{path}visa/", {**VISA, "visa_on": timezone.localdate().isoformat()})
    assert client.post(f"{path}abandonner/", follow=True).content.decode().count("il se garde") == 1
    Elimination.objects.update(visa_on=None, visa_reference="", visa_by="")
    assert client.post(f"{path}abandonner/")["Location"] == LISTS
    assert Elimination.objects.count() == 0


def test_list_query_count_is_same_for_one_and_ten_records(client_of, coordinator, make_dormant, epm, elimination):
    client = client_of(coordinator)
    with_one = queries(client, elimination.get_absolute_url())
    make_dormant(epm, 9)
    longer_list = services.prepare_elimination(prepared_by=coordinator)
    assert queries(client, longer_list.get_absolute_url()) == with_one <= 9


def test_figures_show_completed_years_and_mask_under_five(client_of, coordinator, b2i_adultes, epm):
    domain, year = Domain.objects.get(code="D1", framework=b2i_adultes), timezone.localdate().year
    for years_ago, learners in ((1, 12), (2, 3), (0, 40)):
        DepartedTally.objects.create(
            year=year - years_ago, epm=epm, domain=domain, learners=learners, practised=learners * 2, validated=2
        )
    figures = client_of(coordinator).get(LISTS).context["figures"]
    assert [(row.year, row.learners, row.practised, row.validated) for row in figures] == [
        (year - 1, "12", "24", "moins de 5"),
        (year - 2, "moins de 5", "moins de 5", "moins de 5"),
    ]


@pytest.mark.parametrize(("count", "expected"), [(0, "0"), (1, "moins de 5"), (4, "moins de 5"), (5, "5")])
def test_number_under_five_is_masked(count, expected):
    assert masked_count(count) == expected


@pytest.mark.parametrize(
    ("page", "kind"),
    [("", AccessKind.LISTED), ("bordereau.csv", AccessKind.COPIED), ("bordereau.pdf", AccessKind.COPIED)],
)
def test_who_reads_card_numbers_leaves_a_line_for_each_person(client_of, coordinator, elimination, page, kind):
    learners = {line.learner_id for line in elimination.lines.all()}
    Access.objects.all().delete()
    client_of(coordinator).get(elimination.get_absolute_url() + page)

    noted = Access.objects.values_list("member", "learner", "kind")
    assert set(noted) == {(coordinator.pk, learner, kind) for learner in learners}


PAGES = ["", "bordereau.csv", "bordereau.pdf", "certificat.pdf", "supprimer/"]


@pytest.mark.parametrize("person", ["animator", "territorial", "other_territorial", "stranger"])
def test_lists_are_for_coordinators_only(request, client_of, elimination, person):
    client, path = client_of(request.getfixturevalue(person)), elimination.get_absolute_url()
    note_visa(
        elimination=elimination, visa_on=timezone.localdate(), noted_by=request.getfixturevalue("coordinator"), **VISA
    )
    assert {client.get(f"{path}{page}").status_code for page in PAGES} == {404}
    actions = [f"{LISTS}preparer/", *(f"{path}{action}/" for action in ("visa", "supprimer", "abandonner"))]
    assert {client.post(action).status_code for action in actions} == {404}
    assert client.get(LISTS).status_code == 404
    assert Learner.objects.count() == 1


@pytest.mark.parametrize("person", ["territorial", "coordinator"])
def test_names_of_dormant_records_are_for_their_epm_only(request, client_of, make_dormant, epm, person):
    (learner,) = make_dormant(epm)
    client = client_of(request.getfixturevalue(person))
    assert client.get(DORMANT).status_code == 404
    assert client.post(f"{learner.get_absolute_url()}nouvelles/").status_code == 404


def test_learners_and_visitors_cannot_open_pages(client_of, record, elimination):
    client = client_of(record.learner.member)
    assert {client.get(path).status_code for path in (DORMANT, LISTS, elimination.get_absolute_url())} == {404}
    assert {Client().get(path).status_code for path in (DORMANT, LISTS)} == {302}


@pytest.mark.parametrize(
    ("erased", "returned", "message"),
    [
        (2, 0, "2\u00a0livrets supprimés."),
        (1, 1, "1\u00a0livret supprimé. 1\u00a0gardé\u00a0: la personne est revenue."),
        (0, 2, "0\u00a0livret supprimé. 2\u00a0gardés\u00a0: les personnes sont revenues."),
    ],
)
def test_message_counts_records_destroyed_and_kept(
    client_of, coordinator, animator, make_dormant, epm, erased, returned, message
):
    learners = make_dormant(epm, erased + returned)
    elimination = services.prepare_elimination(prepared_by=coordinator)
    note_visa(elimination=elimination, visa_on=timezone.localdate(), noted_by=coordinator, **VISA)
    for learner in learners[:returned]:
        services.note_contact(learner=learner, noted_by=animator)

    response = client_of(coordinator).post(f"{elimination.get_absolute_url()}supprimer/", follow=True)

    assert [str(text) for text in response.context["messages"]] == [message]


def test_list_says_how_far_it_is(client_of, coordinator, make_dormant, epm):
    client = client_of(coordinator)
    states = (
        "Visa attendu",
        "Visa reçu, à supprimer",
        "Livrets supprimés",
        "Aucun bordereau",
        "Préparer un bordereau",
        "visa du",
    )

    def state() -> list[str]:
        page = " ".join(client.get(LISTS).text.split())
        return [words for words in states if words in page]

    assert state() == ["Aucun bordereau"]
    make_dormant(epm)
    assert state() == ["Aucun bordereau", "Préparer un bordereau"]
    elimination = services.prepare_elimination(prepared_by=coordinator)
    assert state() == ["Visa attendu"]
    note_visa(elimination=elimination, visa_on=timezone.localdate(), noted_by=coordinator, **VISA)
    assert state() == ["Visa reçu, à supprimer", "visa du"]
    services.carry_out(elimination=elimination)
    assert state() == ["Livrets supprimés", "visa du"]


def test_list_proposes_the_next_action_alone(client_of, coordinator, elimination):
    client = client_of(coordinator)
    actions = ("Enregistrer le visa", "Annuler ce bordereau", "noté par", "Supprimer ces livrets…")

    def proposed() -> list[str]:
        page = client.get(elimination.get_absolute_url()).text
        return [words for words in actions if words in page]

    assert proposed() == ["Enregistrer le visa", "Annuler ce bordereau"]
    note_visa(elimination=elimination, visa_on=timezone.localdate(), noted_by=coordinator, **VISA)
    assert proposed() == ["noté par", "Supprimer ces livrets…"]
    services.carry_out(elimination=elimination)
    Elimination.objects.update(visa_noted_by=None)
    assert proposed() == []


@pytest.mark.parametrize(
    ("count", "words"), [(100, "Tous les livrets du bordereau"), (101, "Les 100 premiers ; le tableau")]
)
def test_long_list_says_that_it_is_cut(client_of, coordinator, epm, count, words):
    elimination = Elimination.objects.create(prepared_by=coordinator)
    long_ago, today = timezone.localdate() - timedelta(days=RULE.listed_days), timezone.localdate()
    days = {
        "opened_on": long_ago,
        "last_contact": long_ago,
        "told_on": today - timedelta(days=RULE.notice_days),
        "listed_on": today,
    }
    lines = [EliminationLine(elimination=elimination, card_number=f"46-{n}", epm=epm, **days) for n in range(count)]
    EliminationLine.objects.bulk_create(lines)

    page = " ".join(client_of(coordinator).get(elimination.get_absolute_url()).text.split())

    assert (page.count(words), page.count("EPM de Gramat</td>")) == (1, 100)
