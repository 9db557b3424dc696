"""A new sheet with a photo beside its step and words in bold: nothing is saved first, nothing typed is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse, page_width
from tests.reseau.documents.files.pictures import telephone_photo

DESCRIPTION = "La pince tient le câble sous la table."

# A picture drawn in the page, then given as a browser gives a screenshot, or a file of a folder.
GIVE_PICTURE = """async (target, [gesture, event]) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 60;
  canvas.getContext("2d").fillRect(10, 10, 30, 30);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const data = new DataTransfer();
  data.items.add(new File([blob], "image.png", {type: "image/png"}));
  const given = {clipboardData: data, dataTransfer: data, bubbles: true, cancelable: true};
  target.dispatchEvent(new window[event](gesture, given));
}"""


def step(page: Page, rank: int):
    return page.get_by_role("group", name=f"Étape {rank}", exact=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_photo_joins_its_step_before_the_first_save(open_browser, scripts):
    author = Mouse(open_browser(viewport=PHONE, java_script_enabled=scripts))
    page = author.page
    log_in(author, "animateur11@example.org")
    author.go("/ressources/proposer/")
    save = page.get_by_role("button", name="Enregistrer", exact=False).last
    expect(save).to_be_in_viewport()
    author.write("Titre", f"Ranger les câbles {'avec' if scripts else 'sans'} script")
    author.write("Conseils et variantes", "Deux par deux")
    first = step(page, 1)
    author.write_in(
        first.get_by_label("Ce que fait la personne qui anime"), "Montrez **la pince** :\n- ouvrir\n- fermer"
    )
    author.write_in(first.get_by_label("Titre de l’étape"), "La pince")

    author.activate(first.get_by_role("button", name="Ajouter une photo"))
    photo = {"name": "IMG_1.HEIC", "mimeType": "image/heic", "buffer": telephone_photo("HEIF")}
    step(page, 1).get_by_label("Image", exact=True).set_input_files(photo)
    author.activate(step(page, 1).get_by_role("button", name="Ajouter cette photo"))
    expect(step(page, 1)).to_contain_text("Décrivez l’image pour qui ne la voit pas")
    expect(author.field("Conseils et variantes")).to_have_value("Deux par deux")

    step(page, 1).get_by_label("Image", exact=True).set_input_files(photo)
    author.write_in(step(page, 1).get_by_label("Description de l’image"), DESCRIPTION)
    author.activate(step(page, 1).get_by_role("button", name="Ajouter cette photo"))
    expect(step(page, 1).get_by_role("status")).to_have_text("La photo est ajoutée.")
    expect(step(page, 1).get_by_role("img", name=DESCRIPTION)).to_be_visible()
    expect(author.field("Conseils et variantes")).to_have_value("Deux par deux")

    author.activate(step(page, 1).get_by_role("button", name="Descendre"))
    author.press("button", "Aperçu")
    shown = page.locator(".step")
    expect(shown.get_by_role("img", name=DESCRIPTION)).to_be_visible()
    expect(shown.locator("strong")).to_have_text("la pince")
    expect(shown.locator("ul:not(.pictures) > li")).to_have_text(["ouvrir", "fermer"])
    assert page_width(page) == PHONE["width"]
    author.press("link", "Continuer à écrire")
    author.press("button", "Enregistrer le brouillon")
    # The steps left empty are gone.
    expect(step(page, 1).get_by_label("À côté de cette étape")).to_be_checked()


@pytest.mark.parametrize(("gesture", "event"), [("paste", "ClipboardEvent"), ("drop", "DragEvent")])
def test_picture_pasted_or_dropped_in_a_step_is_described_there_at_once(open_browser, gesture, event):
    author = Mouse(open_browser(viewport=PHONE))
    page = author.page
    log_in(author, "animateur19@example.org")
    author.go("/ressources/proposer/")
    author.write("Titre", f"Coller une image ({gesture})")
    second = step(page, 2)
    author.write_in(second.get_by_label("Titre de l’étape"), "La pince")

    second.get_by_label("Ce que fait la personne qui anime").evaluate(GIVE_PICTURE, [gesture, event])
    expect(second.get_by_label("Description de l’image")).to_be_focused()
    expect(second.locator("canvas")).to_be_visible()
    assert page_width(page) == PHONE["width"]
    author.activate(second.get_by_role("button", name="Ajouter cette photo"))
    expect(second.get_by_role("alert")).to_contain_text("Décrivez l’image")

    page.keyboard.insert_text(DESCRIPTION)
    author.activate(second.get_by_role("button", name="Ajouter cette photo"))
    expect(second.get_by_role("status")).to_have_text("La photo est ajoutée.", timeout=30_000)
    expect(second.get_by_role("img", name=DESCRIPTION)).to_be_attached()
    expect(second.get_by_label("Titre de l’étape")).to_have_value("La pince")
