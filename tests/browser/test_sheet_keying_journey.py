"""Sheets of a survey keyed with the keyboard alone: keys counted, refusals beside the field, nothing lost offline."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import log_in
from tests.browser.hands import Mouse, wait_until

COORDINATOR = "coordination@example.org"
DESK = {"width": 1280, "height": 900}
# Forty questions: thirty of one answer, four of several, three grids, two numbers, a commune.
PREPARE = """
from datetime import timedelta
from django.utils import timezone
from enquetes.design.campaigns.services import prepare_campaign, start_campaign
from enquetes.fieldwork.paper.services.batches import make_batch
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import ChoiceOutline, RowOutline
from questionnaires.questions.services.versions import open_questionnaire
from questionnaires.questions.services.writing import add_question, change_question
from questionnaires.questions.services.conditions import set_condition
version = open_questionnaire(title="Essai {slug}", slug="{slug}")
section = version.sections.get()
def ask(code, kind, choices=0, rows=0):
    question = add_question(section=section, kind=kind, wording="Question " + code, code=code)
    return change_question(question=question, fields={{}},
        choices=[ChoiceOutline(0, f"c{{n}}", f"Choix {{n}}") for n in range(1, choices + 1)] if choices else None,
        rows=[RowOutline(0, f"l{{n}}", f"Ligne {{n}}") for n in range(1, rows + 1)] if rows else None)
for n in range(30):
    ask(f"one{{n}}", QuestionKind.ONE, 5)
for n in range(4):
    ask(f"several{{n}}", QuestionKind.SEVERAL, 6)
for n in range(3):
    ask(f"grid{{n}}", QuestionKind.GRID, 4, 5)
for n in range(2):
    ask(f"number{{n}}", QuestionKind.NUMBER)
ask("commune", QuestionKind.COMMUNE)
set_condition(question=version.questions.get(code="one2"), asked="one1", codes=["c1"])
today = timezone.localdate()
campaign = prepare_campaign(title="Essai {slug}", slug="{slug}", questionnaire=version.questionnaire,
    has_paper=True, population="Les foyers", opens_on=today - timedelta(days=1), closes_on=today + timedelta(days=9))
campaign = start_campaign(campaign=campaign)
batch = make_batch(campaign=campaign, label="Essai", size=3)
open("{output}", "w").write(";".join(str(sheet.code) for sheet in batch.sheets.all()))
"""
STATES = """
from enquetes.fieldwork.paper.models.sheet import PaperSheet
rows = PaperSheet.objects.filter(batch__campaign__slug="{slug}").values_list("state", "keyings__values")
open("{output}", "w").write(";".join(f"{{state}} {{len(values or ())}}" for state, values in rows))
"""
ENTER = "Enter"
# Thirty digits, of which one question is not asked; three choices and Enter; five lines; two digits and Enter; letters.
ANSWERS = ["1", "2", *["3"] * 27, *["135\n"] * 4, *["12341"] * 3, *["24\n"] * 2, "figeac\n"]
MOST_KEYS = 100


class Keyboard:
    """Keys pressed one by one, and counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def type(self, text: str) -> None:
        for sign in text:
            self.page.keyboard.press(ENTER if sign == "\n" else sign)
            self.count += 1


class Survey:
    """A campaign of its own on the site of all journeys."""

    def __init__(self, site, folder) -> None:
        self.site, self.output, self.slug = site, folder / "output", f"essai-{uuid4().hex[:8]}"
        self.codes = self.ask(PREPARE)

    def ask(self, script: str) -> list[str]:
        self.site.manage("shell", "--verbosity", "0", "-c", script.format(output=self.output, slug=self.slug))
        return self.output.read_text().split(";")


@pytest.fixture
def survey(site, tmp_path):
    return Survey(site, tmp_path)


def keying_page(open_browser, survey: Survey) -> Page:
    hands = Mouse(open_browser(viewport=DESK))
    log_in(hands, COORDINATOR)
    hands.go(f"/enquetes/{survey.slug}/papier/saisie/")
    wait_until(hands.page, "document.activeElement.name === 'sheet-code'")
    return hands.page


def key_sheet(page: Page, code: str) -> int:
    """Key a whole sheet; return how many keys were pressed."""
    keyboard = Keyboard(page)
    keyboard.type(code.replace("-", "") + "\n")
    for answer in ANSWERS:
        keyboard.type(answer)
    expect(page.locator("[data-said]")).to_have_text(f"Feuille {code.replace('-', '')} enregistrée.")
    return keyboard.count


def errors(page: Page) -> list[str]:
    return [error.inner_text() for error in page.locator(".keyed .error:visible").all()]


@pytest.mark.browser
def test_sheets_of_forty_questions_are_keyed_with_few_keys(survey, open_browser):
    page = keying_page(open_browser, survey)
    assert [key_sheet(page, code) <= MOST_KEYS for code in survey.codes[:2]] == [True, True]
    expect(page.locator("[data-count]")).to_have_text("2 feuilles saisies ici")
    expect(page.locator("[data-queue]")).to_be_hidden()
    assert sorted(survey.ask(STATES)) == ["once 39", "once 39", "printed 0"]


@pytest.mark.browser
def test_what_the_sheet_cannot_say_is_refused_beside_its_field(survey, open_browser):
    page = keying_page(open_browser, survey)
    keyboard = Keyboard(page)
    keyboard.type("12345\n")
    assert errors(page) == ["Ce code n’existe pas\u00a0: relisez celui de la feuille."]
    page.keyboard.press("Control+a")
    keyboard.type(survey.codes[0].replace("-", "") + "\n9")
    assert errors(page) == ["«\u00a09\u00a0» n’est pas sur la feuille\u00a0: de 1 à 5."]
    page.keyboard.press("Control+a")
    keyboard.type("1\n")
    assert errors(page) == ["Tapez la réponse, ou «\u00a0-\u00a0» si la feuille est blanche ici."]
    keyboard.type("-")
    assert page.evaluate("document.activeElement.name") == "one3"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "one1"


@pytest.mark.browser
def test_sheet_keyed_without_network_is_sent_once_when_it_returns(survey, open_browser):
    page = keying_page(open_browser, survey)
    wait_until(page, "document.readyState === 'complete'")
    page.context.set_offline(True)
    key_sheet(page, survey.codes[0])
    expect(page.locator("[data-queue]")).to_contain_text("Hors connexion.")
    assert survey.ask(STATES) == ["printed 0"] * 3
    page.context.set_offline(False)
    expect(page.locator("[data-queue]")).to_be_hidden(timeout=30_000)
    assert sorted(survey.ask(STATES)) == ["once 39", "printed 0", "printed 0"]


@pytest.mark.browser
def test_own_second_keying_is_said_with_the_keyboard(survey, open_browser):
    page = keying_page(open_browser, survey)
    key_sheet(page, survey.codes[0])
    expect(page.locator("[data-queue]")).to_be_hidden()
    keyboard = Keyboard(page)
    keyboard.type(survey.codes[0].replace("-", "") + "\n")
    wait_until(page, "document.activeElement.name === 'says-again'")
    page.keyboard.press("Space")
    keyboard.type("\n" + "".join(ANSWERS))
    expect(page.locator("[data-count]")).to_have_text("2 feuilles saisies ici")
    expect(page.locator("[data-queue]")).to_be_hidden()
    assert "collected 0" in survey.ask(STATES)
