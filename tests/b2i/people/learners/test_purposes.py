"""Test that each page with a form states its purpose and its legal basis."""

from tests.test_architecture import ROOT, at, complain

TEMPLATES = ROOT / "templates" / "b2i"
FORMS = ('method="post"', "components/_form.html")


def test_every_form_page_states_purpose_and_legal_basis():
    pages_without_purpose = []
    for path in sorted(TEMPLATES.rglob("[a-z]*.html")):
        text = path.read_text(encoding="utf-8")
        if any(form in text for form in FORMS) and "b2i/_purpose.html" not in text:
            pages_without_purpose.append(at(path))
    complain(pages_without_purpose, "Include b2i/_purpose.html, with its purpose, at the end of these pages:")
