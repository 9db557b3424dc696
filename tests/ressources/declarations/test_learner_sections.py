"""Sections of a learner's page: the next step, workshops to go on, hours of the EPM, memos for home."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from b2i.frameworks.models.framework import Skill
from tests.factories.b2i import EvidenceFactory, LearnerFactory, PositioningFactory, RecordFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db
PATH = "/b2i/mon-livret/"


@pytest.fixture
def learner(epm, skill_keys):
    """A learner who lives in Gramat, near their EPM; the skills of D1 come next."""
    commune = epm.commune
    commune.town_hall_latitude, commune.town_hall_longitude = epm.latitude, epm.longitude
    commune.save()
    epm.opening_hours, epm.phone = "Tu 09:00-12:00", "05 65 00 00 00"
    epm.save()
    return RecordFactory(learner=LearnerFactory(epm=epm)).learner


@pytest.fixture
def page(client_of, learner):
    client = client_of(learner.member)
    return lambda: client.get(PATH).content.decode()


def sheet_on(epm, skills, **data):
    return SheetFactory(epm=epm, data__skills=skills, **{f"data__{name}": value for name, value in data.items()})


def test_epm_and_its_hours_are_shown_without_workshop(page):
    text = page()
    assert text.count("Aucun atelier n’est prévu près de chez vous.") == 1
    assert text.count("Mardi\u00a0: 9\u00a0h\u00a0–\u2060\u00a012\u00a0h") == 1
    assert text.count('href="tel:0565000000"') == 1


def test_next_step_is_the_soonest_workshop_near_on_the_next_skill(page, learner, epm, skill_keys):
    PositioningFactory(record=learner.records.get())
    OpenWorkshopFactory(epm=epm, sheet=sheet_on(epm, skill_keys("D5.1")), date=timezone.localdate())
    later, sooner = (
        OpenWorkshopFactory(
            epm=epm, sheet=sheet_on(epm, skill_keys("D1.1")), date=timezone.localdate() + timedelta(days)
        )
        for days in (20, 10)
    )
    panel = page().partition('id="ensuite"')[2].partition("</section>")[0]
    assert [panel.count(date_format(workshop.date, "l j F")) for workshop in (sooner, later)] == [1, 0]
    assert panel.count('class="button big" href="tel:0565000000"') == 1


def test_next_step_names_the_nearest_workshop_with_a_free_place(page, learner, epm, other_epm, skill_keys):
    PositioningFactory(record=learner.records.get())
    other_epm.latitude, other_epm.longitude = epm.latitude + 0.1, epm.longitude
    other_epm.save()
    soon, later = (timezone.localdate() + timedelta(days) for days in (5, 9))
    full = OpenWorkshopFactory(epm=epm, sheet=sheet_on(epm, skill_keys("D1.1")), date=soon, places=2, taken=2)
    far = OpenWorkshopFactory(epm=other_epm, sheet=sheet_on(epm, skill_keys("D1.1")), date=soon)
    near = OpenWorkshopFactory(epm=epm, sheet=sheet_on(epm, skill_keys("D1.1")), date=later)
    text = page()
    panel = text.partition('id="ensuite"')[2].partition("</section>")[0]
    assert [panel.count(workshop.sheet.title) for workshop in (near, far, full)] == [1, 0, 0]
    assert text.count(date_format(full.date, "l j F")) == 1  # the one that is far


@pytest.mark.parametrize("phone", ["05 65 00 00 00", ""])
def test_next_step_is_an_appointment_where_no_workshop_is_free(page, learner, epm, skill_keys, phone):
    PositioningFactory(record=learner.records.get())
    epm.phone = phone
    epm.save()
    OpenWorkshopFactory(epm=epm, sheet=sheet_on(epm, skill_keys("D1.1")), places=2, taken=2)
    panel = page().partition('id="ensuite"')[2].partition("</section>")[0]
    address = "tel:0565000000" if phone else f"/contact/?lieu={epm.slug}"
    assert panel.count(f'class="button big" href="{address}"') == panel.count("Demander un rendez-vous") == 1


@pytest.mark.parametrize(("days", "times"), [(1, 0), (120, 2)])
def test_hours_carry_the_doubt_of_the_place(page, learner, epm, days, times):
    PositioningFactory(record=learner.records.get())
    epm.checked_on = timezone.localdate() - timedelta(days)
    epm.save()
    assert page().count("Horaires à confirmer\u00a0: téléphonez avant de venir.") == times


def test_next_step_is_to_come_to_the_epm_without_workshop(page, learner, epm, skill_keys):
    PositioningFactory(record=learner.records.get())
    OpenWorkshopFactory(epm=epm, sheet=sheet_on(epm, skill_keys("D5.1")))
    panel = page().partition('id="ensuite"')[2].partition("</section>")[0]
    assert (panel.count("Venez à l’EPM de Gramat"), panel.count('href="tel:0565000000"')) == (1, 1)


def test_workshops_without_date_are_those_of_the_missing_skills(page, learner, epm, skill_keys):
    """Not the newest sheets."""
    missing_skill_sheet = sheet_on(epm, skill_keys("D1.2"))
    EvidenceFactory(record=learner.records.get(), skill=Skill.objects.get(pk__in=skill_keys("D5.3")))
    newer_sheet = sheet_on(epm, skill_keys("D5.3"))
    text = page()
    assert [text.count(sheet.title) for sheet in (missing_skill_sheet, newer_sheet)] == [1, 0]
    assert text.count("Pas encore de date près de chez vous. Demandez-la à votre EPM.") == 1


def test_dated_workshop_of_a_practised_skill_is_left_out(page, learner, epm, skill_keys):
    EvidenceFactory(record=learner.records.get(), skill=Skill.objects.get(pk__in=skill_keys("D5.3")))
    workshop = OpenWorkshopFactory(epm=epm, sheet=sheet_on(epm, skill_keys("D5.3")))
    assert page().count(workshop.sheet.title) == 0


def test_workshops_on_the_next_skills_come_first_then_the_soonest(page, epm, skill_keys):
    sooner_workshop = OpenWorkshopFactory(epm=epm, sheet=sheet_on(epm, skill_keys("D5.1")), date=timezone.localdate())
    next_workshop = OpenWorkshopFactory(epm=epm, sheet=sheet_on(epm, skill_keys("D1.2")))
    text = page()
    assert text.index(next_workshop.sheet.title) < text.index(sooner_workshop.sheet.title)


def test_distant_workshops_are_left_out(page, epm, other_epm, skill_keys):
    other_epm.latitude, other_epm.longitude = epm.latitude + 0.5, epm.longitude
    other_epm.save()
    far_workshop = OpenWorkshopFactory(epm=other_epm, sheet=sheet_on(epm, skill_keys("D5.1")))
    text = page()
    assert (text.count(str(far_workshop.epm)), text.count("Pas encore de date près de chez vous.")) == (0, 1)


def test_sheets_with_a_memo_are_offered_for_home(page, epm, skill_keys):
    two_skills_sheet = sheet_on(epm, skill_keys("D1.1", "D1.2"), takeaways="Un double clic ouvre.")
    one_skill_sheet = sheet_on(epm, skill_keys("D1.2"), takeaways="Un clic choisit.")
    memoless_sheet = sheet_on(epm, skill_keys("D1.2"))
    members = sheet_on(epm, skill_keys("D1.2"), takeaways="Entre nous.", audience="member")
    text = page()
    assert text.index(f"{two_skills_sheet.slug}/memo.pdf") < text.index(f"{one_skill_sheet.slug}/memo.pdf")
    assert [
        text.count(f"{sheet.slug}/memo.pdf") for sheet in (two_skills_sheet, one_skill_sheet, memoless_sheet, members)
    ] == [1, 1, 0, 0]


def test_page_uses_the_same_queries_for_one_and_many(client_of, learner, epm, skill_keys):
    client = client_of(learner.member)

    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            assert len(client.get(PATH).content) < 20_000
        return len(captured_queries)

    def offer(code: str, days: int) -> None:
        sheet = sheet_on(epm, skill_keys(code), takeaways="Un clic choisit.")
        OpenWorkshopFactory(epm=epm, sheet=sheet, date=timezone.localdate() + timedelta(days=days))

    offer("D1.1", 3)
    client.get(PATH)
    with_one = count_queries()
    for days, code in enumerate(("D1.1", "D1.2", "D1.3", "D1.4"), start=4):
        offer(code, days)
    assert count_queries() == with_one <= 12
