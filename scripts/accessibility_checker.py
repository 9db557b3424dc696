"""Equal Access (IBM), the second judge of the accessibility of pages, beside axe: fetched once for this account.

Why this one: docs/adr/0071-a-second-judge-of-accessibility.md.
"""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from playwright.sync_api import Page

from scripts.npm import PackageFile

VERSION = "4.0.34"
ENGINE = PackageFile(
    package="accessibility-checker-engine",
    version=VERSION,
    member="package/ace-window.js",
    sha256="87dcbd5b2995ab1cf6cfa729d37fcba84cf1501d4e3595d46df41293259bdb66",
    name=f"equal-access-{VERSION}.js",
    label="le second vérificateur d’accessibilité",
)
# WCAG 2.2 at levels A and AA, and what IBM adds to it.
GUIDELINE = "IBM_Accessibility"
# Rules that do not run, each with its reason.
SWITCHED_OFF = {
    # They are wrong for these pages.
    "aria_form_label_unique": "counts forms without a name, which are no landmarks",
    "aria_landmark_name_unique": "the same; axe compares the landmarks that have a name",
    "aria_article_label_unique": "lends to articles without a name that of the section around them",
    "element_tabbable_role_valid": "refuses a table that scrolls on a narrow screen the focus that scrolls it",
    "input_autocomplete_valid": "refuses a user name that is an e-mail address, which HTML allows",
    # They are slow, and find nothing that is not judged elsewhere.
    "text_contrast_sufficient": "axe computes contrasts, by day and at night",
    "element_tabbable_unobscured": "only asks people to verify",
    "style_color_misuse": "the same",
    "style_focus_visible": "the same",
    "element_tabbable_visible": "the same",
}
# A part of a rule that is wrong, as its name and its reason: the choices of one question may lie in several groups,
# each with its legend.
PARTS_SWITCHED_OFF = ["input_checkboxes_grouped fail_notsamegroup"]
# The engine holds for absent what `clip-path` hides from the eye alone, and finds no text in a closed `<details>`. For
# its visit, texts for screen readers are cut by their size only, and what is folded is laid out, without an event.
SHOWN = """
.sr, .dial > :last-child { clip-path: none !important }
details::details-content { content-visibility: visible !important }
"""
# The engine also asks people to verify things (`POTENTIAL`, `MANUAL`) and recommends others: only what it is
# sure of, by a success criterion, is a fault.
RUN = """async ([guideline, off, partsOff, shown]) => {
  const checker = new window.ace.Checker();
  const whole = checker.getGuidelines().find(({ id }) => id === guideline);
  const checkpoints = whole.checkpoints.map((point) => (
    { ...point, rules: point.rules?.filter(({ id }) => !off.includes(id)) }
  ));
  checker.addGuideline({ ...whole, id: "ours", checkpoints });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(shown);
  document.adoptedStyleSheets.push(sheet);
  const { results } = await checker.check(document, ["ours"]);
  document.adoptedStyleSheets.pop();
  return results
    .filter(({ value, ruleId, reasonId }) => (
      value.join() === "VIOLATION,FAIL" && !partsOff.includes(`${ruleId} ${reasonId}`)
    ))
    .map(({ ruleId, message, snippet }) => ({ rule: ruleId, text: message, element: snippet }));
}"""


@dataclass(frozen=True)
class AccessibilityFault:
    """A rule that an element of a page breaks: `page`, its path; `element`, its opening tag."""

    rule: str
    page: str
    element: str
    text: str

    def __str__(self) -> str:
        return f"{self.rule}, {self.page}, {' '.join(self.element.split())[:160]}: {self.text}"


def lacking() -> str:
    """Return what this machine lacks to run the engine, in French; an empty string if nothing."""
    return ENGINE.lacking()


@cache
def source() -> str:
    return ENGINE.path.read_text(encoding="utf-8")


def check(page: Page) -> list[AccessibilityFault]:
    """Return what the engine is sure of about the page that a browser shows, as its scripts left it."""
    page.evaluate(source())
    found = page.evaluate(RUN, [GUIDELINE, list(SWITCHED_OFF), PARTS_SWITCHED_OFF, SHOWN])
    path = urlsplit(page.url).path
    return [AccessibilityFault(page=path, **fault) for fault in found]
