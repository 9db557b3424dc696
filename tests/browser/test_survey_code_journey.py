"""A survey answered with a personal code on a narrow phone, by keyboard; the code, typed again, is refused."""

from playwright.sync_api import expect

from tests.browser.hands import Keyboard, page_width
from tests.browser.test_survey_journey import NARROW, choose_first_answers

DOOR = "/enquetes/code/"
DRAW = """
from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.personal_codes.derivation import printed_again
from enquetes.fieldwork.personal_codes.services import draw_codes
from uuid import uuid4
batch = draw_codes(campaign=Campaign.objects.get(slug="internet-a-gourdon"), label=f"Essai {{uuid4().hex}}", size=5)
open("{output}", "w").write(printed_again(batch.codes.values_list("pk", "digest"))[0])
"""


def test_code_is_typed_answered_sent_and_refused_the_second_time(site, open_browser, tmp_path):
    output = tmp_path / "code"
    site.manage("shell", "--verbosity", "0", "-c", DRAW.format(output=output))
    letters = output.read_text()
    person = Keyboard(open_browser())
    page = person.page
    page.set_viewport_size(NARROW)

    def type_code(code: str) -> None:
        person.go(DOOR)
        person.write("Le code que vous avez reçu", code)
        person.press("button", "Ouvrir le questionnaire")

    wrong = "A" if letters[4] != "A" else "B"
    type_code(letters[:4] + wrong + letters[5:])
    expect(page.get_by_role("main")).to_contain_text("Ce code est mal recopié")
    assert page_width(page) <= NARROW["width"]
    type_code(f"{letters[:3]} {letters[3:6]} {letters[6:]}".lower())
    expect(page.get_by_role("heading", level=1)).to_have_text("Internet à la maison, à Gourdon")
    assert page_width(page) <= NARROW["width"]
    person.press("button", "Commencer")
    expect(person.by_name("button", "Continuer")).to_be_visible()
    choose_first_answers(person)
    person.press("button", "Continuer")
    person.press("button", "Envoyer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci, vos réponses sont arrivées")

    type_code(letters)
    expect(page.get_by_role("main")).to_contain_text("Ce code a déjà servi")
    assert page.context.cookies() == []
