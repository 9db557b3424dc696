"""A kiosk on a shared computer: answered with and without network, left with a code; nothing of anybody stays."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import CHROMIUM, CHROMIUM_OPTIONS, log_in
from tests.browser.hands import Keyboard, Mouse, page_width
from tests.browser.test_accessibility import serious

ANIMATOR = "animateur1@example.org"
DESK, ZOOMED = {"width": 1280, "height": 900}, {"width": 640, "height": 450}
# Two sections; those who come are asked how often, and whoever says « autre » writes what.
PREPARE = """
from datetime import timedelta
from django.utils import timezone
from enquetes.design.campaigns.services import prepare_campaign, start_campaign
from enquetes.design.campaigns.services import plan_quotas
from enquetes.fieldwork.kiosks.exit_codes import exit_code
from enquetes.fieldwork.kiosks.services import open_kiosk
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import ChoiceOutline
from questionnaires.questions.services.conditions import set_condition
from questionnaires.questions.services.sections import add_section
from questionnaires.questions.services.versions import open_questionnaire
from questionnaires.questions.services.writing import add_question, change_question
from reseau.people.members.models.member import Member
version = open_questionnaire(title="Essai {slug}", slug="{slug}")
first, second = version.sections.get(), add_section(version=version, title="L’espace")
def ask(section, code, kind, choices=(), **fields):
    question = add_question(section=section, kind=kind, wording="Question " + code, code=code)
    own = [ChoiceOutline(0, choice, choice.title(), asks_words=choice == "autre") for choice in choices]
    return change_question(question=question, fields=fields, choices=own or None)
ask(first, "vient", QuestionKind.ONE, ("oui", "non"), is_required=True)
ask(first, "age", QuestionKind.NUMBER, lowest=11, highest=99)
for each in (ask(second, "souvent", QuestionKind.ONE, ("jour", "autre")), ask(second, "mot", QuestionKind.SHORT_TEXT)):
    set_condition(question=each, asked="vient", codes=["oui"])
today = timezone.localdate()
campaign = prepare_campaign(title="Essai {slug}", slug="{slug}", questionnaire=version.questionnaire, has_link=False,
    has_kiosks=True, population="Les visiteurs",
    opens_on=today - timedelta(days=1), closes_on=today + timedelta(days=9))
if {quota}:
    plan_quotas(campaign=campaign, codes=["vient"], wanted={{("oui",): 0, ("non",): 9}})
animator = Member.objects.get(email="animateur1@example.org")
kiosk = open_kiosk(campaign=start_campaign(campaign=campaign), epm=animator.live_positions[0].epm, by=animator)
open("{output}", "w").write(f"{{kiosk.token}};{{exit_code(kiosk)}};{{kiosk.pk}}")
"""
RECEIVED = """
from enquetes.fieldwork.collection.models import CollectedResponse
from questionnaires.answers.answer_rows import values_of
from questionnaires.questions.outline import outline_of
found = CollectedResponse.objects.filter(campaign__slug="{slug}", mode="kiosk").select_related("campaign__version")
texts = [str(values_of(outline_of(each.campaign.version), each.response.answers.all())) for each in found]
open("{output}", "w").write("\\n".join(sorted(texts)))
"""
CLOSE = """
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import close_campaign
close_campaign(campaign=Campaign.objects.get(slug="{slug}"))
"""
STORED = """[...Object.keys(localStorage), ...Object.keys(sessionStorage)].map(
  (key) => localStorage.getItem(key) ?? sessionStorage.getItem(key)
).join(" ") + location.href + JSON.stringify(history.state)"""
SECRET = "Mon petit secret"
BACK = "setTimeout(() => history.back())"


class KioskOfTest:
    """A campaign and its kiosk, of their own on the site of all journeys."""

    def __init__(self, site, folder, *, quota: bool = False) -> None:
        self.site, self.output, self.slug = site, folder / "output", f"borne-{uuid4().hex[:8]}"
        self.token, self.code, self.pk = self.run(PREPARE, quota=quota).split(";")
        self.address = f"/enquetes/borne/{self.token}/"

    def run(self, script: str, **values) -> str:
        code = script.format(output=self.output, slug=self.slug, **values)
        self.site.manage("shell", "--verbosity", "0", "-c", code)
        return self.output.read_text()

    def received(self) -> list[str]:
        return self.run(RECEIVED).splitlines()


@pytest.fixture
def kiosk(site, tmp_path):
    return KioskOfTest(site, tmp_path)


def heading(page: Page):
    return page.locator("main h1:visible")


def say(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def launch(page: Page, kiosk: KioskOfTest) -> None:
    page.goto(kiosk.address)
    say(page, "Lancer la borne").click()
    expect(heading(page)).to_have_text(re.compile("Essai"))


def open_first_part(page: Page) -> None:
    say(page, "Commencer").click()
    expect(page.get_by_label("Oui")).to_be_visible()


def answer(page: Page, age: str, word: str) -> None:
    """Answer everything, from the welcome to the thanks."""
    open_first_part(page)
    page.get_by_label("Oui").check()
    page.get_by_label(re.compile("Question age")).fill(age)
    say(page, "Continuer").click()
    page.get_by_label("Autre").check()
    page.get_by_label(re.compile("Précisez")).fill("quand il pleut")
    page.get_by_label(re.compile("Question mot")).fill(word)
    say(page, "Continuer").click()
    expect(page.get_by_text("Vous avez répondu à 4 questions sur 4.")).to_be_visible()
    say(page, "Envoyer").click()
    expect(heading(page)).to_have_text("Merci, c’est fini")


def leave_with(page: Page, code: str) -> None:
    say(page, "Quitter la borne").click()
    page.get_by_label("Code de sortie").fill(code)
    say(page, "Valider").click()


def test_animator_leaves_their_account_and_the_kiosk_opens(kiosk, open_browser):
    hands = Mouse(open_browser(viewport=DESK))
    log_in(hands, ANIMATOR)
    hands.go(kiosk.address)
    expect(hands.page.get_by_text("Vous êtes connecté dans ce navigateur.")).to_be_visible()
    hands.go(f"/enquetes/{kiosk.slug}/bornes/{kiosk.pk}/")
    expect(hands.page.get_by_text(kiosk.code, exact=True)).to_be_visible()
    hands.press("button", "Me déconnecter et ouvrir la borne")
    expect(heading(hands.page)).to_have_text("La borne est prête")
    hands.page.evaluate(BACK)
    expect(hands.page.locator("[data-owner]")).to_have_count(0)
    hands.go("/compte/")
    expect(hands.page.get_by_role("heading", name="Se connecter")).to_be_visible()


def test_two_people_answer_offline_and_each_counts_once(kiosk, open_browser):
    page = open_browser(viewport=DESK)
    launch(page, kiosk)
    expect(page.get_by_text("marche aussi sans réseau")).to_be_visible()
    page.context.set_offline(True)
    answer(page, "34", "Merci")
    expect(page.get_by_text("une réponse attend le réseau")).to_be_visible()
    say(page, "Revenir au début").click()
    page.reload()
    expect(page.get_by_text("une réponse attend le réseau")).to_be_visible()
    say(page, "Lancer la borne").click()
    answer(page, "52", "À bientôt")
    expect(page.get_by_text("2 réponses attendent le réseau")).to_be_visible()
    assert kiosk.received() == []

    page.context.set_offline(False)
    expect(page.get_by_text(re.compile("attend"))).to_have_count(0, timeout=30_000)
    page.reload()
    both = [
        f"{{'vient': 'oui', 'age': {age}, 'souvent': 'autre', 'souvent.words': 'quand il pleut', 'mot': '{word}'}}"
        for age, word in ((34, "Merci"), (52, "À bientôt"))
    ]
    assert kiosk.received() == both
    assert page.context.cookies() == []


def test_conditions_and_refusals_without_network(kiosk, open_browser):
    page = open_browser(viewport=DESK)
    launch(page, kiosk)
    page.context.set_offline(True)
    open_first_part(page)
    page.get_by_label(re.compile("Question age")).fill("5")
    say(page, "Continuer").click()
    expect(page.get_by_text("2 réponses sont à revoir.")).to_be_visible()
    expect(page.get_by_text("Le plus petit nombre possible est 11.")).to_be_visible()
    expect(page.get_by_label("Oui")).to_be_focused()
    page.get_by_label("Non").check()
    page.get_by_label(re.compile("Question age")).fill("15")
    say(page, "Continuer").click()
    expect(page.get_by_text("Vous avez répondu à 2 questions sur 2.")).to_be_visible()
    say(page, "Page d’avant").click()
    expect(page.get_by_label("Non")).to_be_checked()
    page.get_by_label("Oui").check()
    say(page, "Continuer").click()
    expect(page.get_by_text("Question mot")).to_be_visible()
    expect(page.get_by_label(re.compile("Précisez"))).to_be_hidden()


def test_silence_asks_then_forgets_everything(kiosk, open_browser):
    page = open_browser(viewport=DESK)
    page.clock.install()
    launch(page, kiosk)
    open_first_part(page)
    page.get_by_label("Oui").check()
    say(page, "Continuer").click()
    page.get_by_label(re.compile("Question mot")).fill(SECRET)
    page.clock.fast_forward(110_000)
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    page.clock.fast_forward(12_000)
    expect(page.get_by_role("alertdialog", name="Êtes-vous toujours là\u00a0?")).to_be_visible()
    say(page, "Oui, je continue").click()
    expect(page.get_by_label(re.compile("Question mot"))).to_have_value(SECRET)

    page.clock.fast_forward(121_000)
    say(page, "Me laisser 10 minutes").click()
    page.clock.fast_forward(500_000)
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    page.clock.fast_forward(110_000)
    expect(page.get_by_role("alertdialog")).to_be_visible()
    page.clock.fast_forward(61_000)
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    expect(say(page, "Commencer")).to_be_visible()
    assert SECRET not in page.evaluate(STORED)
    assert (
        page.evaluate(
            "[...document.querySelectorAll('input, textarea')].filter((each) => each.checked || "
            "(each.value && each.defaultValue !== each.value)).length"
        )
        == 0
    )
    page.evaluate(BACK)
    expect(say(page, "Commencer")).to_be_visible()
    assert SECRET not in page.content()
    open_first_part(page)
    expect(page.get_by_label("Oui")).not_to_be_checked()


def test_thanks_go_back_to_the_beginning_by_themselves(kiosk, open_browser):
    page = open_browser(viewport=DESK)
    page.clock.install()
    launch(page, kiosk)
    answer(page, "34", SECRET)
    expect(page.get_by_text(re.compile("attend"))).to_have_count(0)
    assert SECRET not in page.evaluate(STORED)
    for _ in range(21):
        page.clock.run_for(1_000)
    expect(say(page, "Commencer")).to_be_visible()
    assert SECRET not in page.content()


def test_nothing_but_the_code_leads_out(kiosk, open_browser):
    page = open_browser(viewport=DESK)
    page.goto("/enquetes/")
    launch(page, kiosk)
    url = page.url
    assert page.locator("a[href], area[href], form[action]").count() == 0
    open_first_part(page)
    page.get_by_label("Oui").check()
    say(page, "Continuer").click()
    expect(page.get_by_text("Question mot")).to_be_visible()
    # « Back » leads to the section before, then to the welcome, and no further.
    page.evaluate(BACK)
    expect(page.get_by_label("Oui")).to_be_checked()
    for _ in range(3):
        page.evaluate(BACK)
        expect(say(page, "Commencer")).to_be_visible()
    assert page.url == url

    leave_with(page, f"{(int(kiosk.code) + 1) % 10_000:04}")
    expect(page.get_by_text("Ce n’est pas le code de cette borne.")).to_be_visible()
    say(page, "Rester sur la borne").click()
    leave_with(page, kiosk.code)
    expect(page.get_by_text("Toutes les réponses sont arrivées.")).to_be_visible()
    assert page.url == url
    say(page, "Quitter").click()
    expect(page.get_by_role("banner")).to_be_visible()
    assert page.url != url


def test_page_that_is_left_keeps_nothing_of_the_person(kiosk, open_browser):
    page = open_browser(viewport=DESK)
    launch(page, kiosk)
    open_first_part(page)
    page.get_by_label(re.compile("Question age")).fill("41")
    page.goto("/enquetes/")
    page.goto(kiosk.address)
    expect(heading(page)).to_have_text("La borne est prête")
    assert page.locator("[name=age]").input_value() == ""


def test_page_that_comes_back_from_the_history_has_nothing_of_the_person(kiosk, playwright, site, console):
    # Browsers of people give pages back whole from their history; tests turn it off.
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=CHROMIUM_OPTIONS, ignore_default_args=["--disable-back-forward-cache"]
    )
    page = console.watch(browser.new_context(base_url=site.url, locale="fr-FR")).new_page()
    launch(page, kiosk)
    open_first_part(page)
    page.get_by_label(re.compile("Question age")).fill("41")
    page.goto("/contact/")
    page.evaluate(BACK)
    expect(heading(page)).to_have_text("La borne est prête")
    assert page.locator("[name=age]").input_value() == ""
    browser.close()


def test_what_the_site_refuses_is_kept_and_saved_in_words(kiosk, open_browser, tmp_path):
    page = open_browser(viewport=DESK)
    launch(page, kiosk)
    expect(page.get_by_text("marche aussi sans réseau")).to_be_visible()
    page.context.set_offline(True)
    answer(page, "34", "À garder")
    kiosk.run(CLOSE)
    page.context.set_offline(False)
    expect(page.get_by_text("1 à voir en quittant la borne")).to_be_visible(timeout=30_000)
    page.reload()
    expect(heading(page)).to_have_text("Cette enquête est terminée")
    leave_with(page, kiosk.code)
    expect(page.get_by_text("Cette campagne n’est pas en cours.")).to_be_visible()
    with page.expect_download() as download:
        say(page, "Enregistrer ces réponses dans un fichier").click()
    download.value.save_as(tmp_path / "file.txt")
    lines = (tmp_path / "file.txt").read_text("utf-8-sig").splitlines()
    assert "4. Question mot\u00a0: À garder" in lines
    assert "3. Question souvent\u00a0: Autre, quand il pleut" in lines
    assert any("Refusée par le site" in line for line in lines)
    page.reload()
    expect(page.get_by_text("1 à voir en quittant la borne")).to_be_visible()
    assert kiosk.received() == []


def test_full_quota_is_told_and_one_may_go_on(site, tmp_path, open_browser):
    kiosk = KioskOfTest(site, tmp_path, quota=True)
    page = open_browser(viewport=DESK)
    launch(page, kiosk)
    for choice in ("M’arrêter là", "Continuer"):
        open_first_part(page)
        page.get_by_label("Oui").check()
        say(page, "Continuer").click()
        expect(heading(page)).to_have_text("Merci, nous avons déjà assez de réponses comme la vôtre")
        say(page, choice).click()
    expect(page.get_by_text("Question mot")).to_be_visible()
    say(page, "Continuer").click()
    say(page, "Envoyer").click()
    expect(heading(page)).to_have_text("Merci, c’est fini")


def test_kiosk_is_answered_with_the_keyboard_alone(kiosk, open_browser):
    person = Keyboard(open_browser(viewport=DESK))
    page = person.page
    page.goto(kiosk.address)
    person.activate(say(page, "Lancer la borne"))
    person.activate(say(page, "Commencer"))
    person.check_radio(page.get_by_label("Non"))
    person.write_in(page.get_by_label(re.compile("Question age")), "20")
    person.activate(say(page, "Continuer"))
    person.activate(say(page, "Envoyer"))
    expect(heading(page)).to_have_text("Merci, c’est fini")
    expect(heading(page)).to_be_focused()


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}, ZOOMED, DESK])
def test_each_state_is_accessible_and_fits(kiosk, open_browser, viewport):
    page = open_browser(viewport=viewport)
    page.clock.install()

    def judge() -> None:
        assert serious(Axe().run(page)) == []
        assert page_width(page) <= viewport["width"]

    page.goto(kiosk.address)
    judge()
    say(page, "Lancer la borne").click()
    judge()
    open_first_part(page)
    say(page, "Continuer").click()
    expect(page.get_by_text("Une réponse est à revoir.")).to_be_visible()
    judge()
    page.get_by_label("Oui").check()
    say(page, "Continuer").click()
    judge()
    page.clock.fast_forward(121_000)
    expect(page.get_by_role("alertdialog")).to_be_visible()
    judge()
    say(page, "Oui, je continue").click()
    say(page, "Continuer").click()
    judge()
    say(page, "Envoyer").click()
    judge()
    say(page, "Quitter la borne").click()
    judge()
    page.get_by_label("Code de sortie").fill(kiosk.code)
    say(page, "Valider").click()
    expect(say(page, "Quitter")).to_be_visible()
    judge()
