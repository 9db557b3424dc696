"""A new sheet with a photo beside its step and words in bold: nothing is saved first, nothing typed is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse, page_width
from tests.reseau.documents.files.pictures import telephone_photo

DESCRIPTION = "La pince tient le câble sous la table."


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
