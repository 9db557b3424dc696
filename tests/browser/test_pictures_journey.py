"""A photo goes from a telephone to a sheet: refused when too heavy or without description, then shown, then moved."""

from playwright.sync_api import expect

from ressources.files.services.upload_quota import MAX_SIZE
from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Keyboard, Mouse, page_width
from tests.reseau.documents.files.pictures import telephone_photo

SHEET = "/ressources/faire-l-affiche-d-une-fete-de-village/"
DESCRIPTION = "L’affiche du bal, punaisée sur la porte de la mairie."


def test_photo_is_added_on_a_telephone_described_shown_and_moved_by_keyboard(open_browser, tmp_path):
    author = Mouse(open_browser(viewport=PHONE))
    log_in(author, "animateur1@example.org")
    author.go(SHEET)
    count_before = author.page.locator(".pictures img").count()
    author.unfold("Plus d’actions")
    author.press("link", "Images")
    heavy = tmp_path / "IMG_2040.JPG"
    heavy.write_bytes(b"\xff\xd8\xff" + b"0" * 2 * MAX_SIZE)
    author.field("Image").set_input_files(heavy)
    alert = author.page.get_by_role("alert")
    expect(alert).to_have_text("Ce fichier fait 40\u00a0Mo, 20\u00a0Mo au plus sont acceptés.")

    photo = {"name": "IMG_2041.HEIC", "mimeType": "image/heic", "buffer": telephone_photo("HEIF")}
    author.field("Image").set_input_files(photo)
    author.press("button", "Ajouter cette image")
    expect(alert).to_have_text("Décrivez l’image pour qui ne la voit pas, ou cochez «\u00a0Image décorative\u00a0».")
    author.write("Description de l’image", DESCRIPTION)
    author.press("button", "Ajouter cette image")
    expect(author.page.get_by_role("status").filter(has_text="L’image est ajoutée à la fiche.")).to_be_visible()

    Keyboard(author.page).press("button", f"Avancer l’image {count_before + 1}")
    expect(author.page.locator(".rows img").nth(count_before - 1)).to_have_attribute("alt", DESCRIPTION)
    author.go(SHEET)
    images = author.page.locator(".pictures img")
    expect(images).to_have_count(count_before + 1)
    moved_image = images.nth(count_before - 1)
    expect(moved_image).to_have_attribute("alt", DESCRIPTION)
    moved_image.scroll_into_view_if_needed()
    upright = "image => image.decode().then(() => image.naturalHeight > image.naturalWidth)"
    assert moved_image.evaluate(upright) is True
    assert page_width(author.page) == PHONE["width"]
