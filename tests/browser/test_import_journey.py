"""Documents of an EPM become drafts: the report lists read and unread files, a draft opens with its text."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse

WRITTEN = "# Envoyer une carte postale par courriel\n\n## Objectif\n\nChacun envoie une photo à quelqu’un.\n"


def test_folder_is_imported_report_read_and_draft_opened(open_browser, tmp_path):
    good, bad = tmp_path / "carte postale.md", tmp_path / "inscrits.docx"
    good.write_text(WRITTEN)
    bad.write_bytes(b"MZ" + bytes(64))
    author = Mouse(open_browser(viewport=PHONE))
    log_in(author, "animateur3@example.org")
    author.go("/ressources/mes-fiches/")
    author.press("link", "Importer des documents")
    author.press("button", "Importer")
    expect(author.page.get_by_text("Choisissez").first).to_be_visible()

    author.page.locator("input[type=file]").set_input_files([good, bad])
    author.press("button", "Importer")
    author.page.wait_for_url("**/importer/*/")

    main = author.page.get_by_role("main")
    for _ in range(40):
        if "2 fichiers sur 2 traités" in main.inner_text():
            break
        author.page.wait_for_timeout(250)
        author.page.reload()
    expect(main).to_contain_text("2 fichiers sur 2 traités, 1 brouillon")
    unread_file = main.get_by_role("listitem").filter(has_text="inscrits.docx")
    expect(unread_file.locator(".state")).to_have_text("Pas lu")
    author.press("link", "Envoyer une carte postale par courriel")
    expect(main).to_contain_text("Chacun envoie une photo à quelqu’un.")
    expect(main).to_contain_text("carte postale.md")
