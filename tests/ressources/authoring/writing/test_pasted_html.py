"""HTML pasted from a word processor, with scripts, into the fields of a sheet: shown as text, never run."""

from html.parser import HTMLParser

import pytest

from tests.factories.ressources import AttachmentFactory, PictureFactory, SheetFactory, StepContentFactory

pytestmark = pytest.mark.django_db
# Clipboard content of Word, and hidden content of a copied page.
PASTED = (
    '<p class=MsoNormal style="mso-margin-top-alt:auto"><o:p>&nbsp;</o:p><script>alert(1)</script>'
    "<img src=x onerror=alert(2)><a href='javascript:alert(3)'>ici</a></p>"
)
SHORT = "</title><svg/onload=alert(4)>"


class Reader(HTMLParser):
    """Collect what a browser would run or fetch from elsewhere, beyond what the site itself adds."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        # Icons of the site are hidden from screen readers.
        is_ours = tag != "script" or (values.get("src") or "").startswith("/static/")
        is_icon = tag == "svg" and values.get("aria-hidden") == "true"
        handlers = [name for name in values if name.startswith("on") or name == "style"]
        script_links = [value for value in values.values() if (value or "").strip().lower().startswith("javascript:")]
        is_active = tag in {"o:p", "svg", "style", "iframe", "object"} and not is_icon
        if not is_ours or handlers or script_links or is_active:
            self.found.append(self.get_starttag_text())


@pytest.fixture
def sheet(epm, animator):
    """A public sheet with pasted HTML in each field."""
    step = StepContentFactory(title=SHORT, animator=PASTED, learners=PASTED)
    sheet = SheetFactory(
        epm=epm,
        author=animator,
        data__title=SHORT,
        data__aim=PASTED,
        data__introduction=PASTED,
        data__learners=SHORT,
        data__prerequisites=PASTED,
        data__equipment=PASTED,
        data__tips=PASTED,
        data__takeaways=PASTED,
        data__tags=(SHORT,),
        data__steps=(step,),
    )
    AttachmentFactory(sheet=sheet, name=SHORT.replace("/", "-"))
    PictureFactory(sheet=sheet, alternative=PASTED, caption=PASTED, credit=SHORT)
    return sheet


@pytest.mark.parametrize(
    "path",
    [
        "/ressources/{sheet.slug}/",
        "/ressources/",
        "/ressources/mes-fiches/",
        "/ressources/fiches/{sheet.pk}/apercu/",
        "/ressources/fiches/{sheet.pk}/modifier/",
        "/ressources/fiches/{sheet.pk}/fichiers/",
        "/ressources/fiches/{sheet.pk}/images/",
        "/ressources/fiches/{sheet.pk}/suivi/",
        "/recherche/?q=alert",
        "/",
    ],
)
def test_pasted_html_does_not_run(client_of, animator, sheet, path):
    text = client_of(animator).get(path.format(sheet=sheet)).content.decode()
    reader = Reader()
    reader.feed(text)
    assert reader.found == []


def test_pasted_html_is_shown_as_text(client, sheet):
    text = client.get(sheet.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert text.count("&lt;p class=MsoNormal") >= 6


def test_checker_of_this_test_detects_active_html():
    reader = Reader()
    reader.feed(PASTED + SHORT + '<script src="/static/js/site.js"></script>')
    assert len(reader.found) == 6


def test_form_accepts_plain_text_only(client_of, animator, sheet):
    """Browsers paste plain text into such fields, whatever the clipboard holds."""
    text = client_of(animator).get(f"/ressources/fiches/{sheet.pk}/modifier/").content.decode()
    assert "contenteditable" not in text
