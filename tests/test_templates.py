"""House rules that a machine can check in templates: size, names, unused files, security policy, typography."""

import re
from functools import cache
from pathlib import Path

from django.template import Context, TemplateDoesNotExist
from django.template.engine import Engine
from django.template.loaders.app_directories import get_app_template_dirs

from tests.test_architecture import ROOT, app_modules, at, complain, tracked

TEMPLATES = ROOT / "templates"
LINES = 120
WIDTH = 160
INCLUDE = re.compile(r"""\{%-?\s*include\s+["']([^"']+)["']""")
MENTION = re.compile(r"""["']([\w./-]+\.(?:html|txt))["']""")
# Django and allauth load these by name.
FOUND_BY_NAME = re.compile(r"(400|403|403_csrf|404|429|500)\.html|(account|mfa|usersessions|wagtailadmin)/.*")
# Mail software reads no style sheet.
MAIL = ROOT / "templates" / "alertes" / "channels" / "mails" / "mail.html"
INLINE = {
    "script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
OTHER_HOST = re.compile(
    r"<(?:script|link|img|iframe|video|audio|source)\b[^>]*\b(?:src|href)=\"(?:https?:)?//", re.IGNORECASE
)
TEMPLATE_CODE = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SPOKEN_ATTRIBUTE = re.compile(r"\b(?:alt|title|placeholder|aria-label|content)=\"([^\"]*)\"")
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
# French requires a non-breaking space (U+00A0 or U+202F) there; « \x00 » stands for a value written by the template.
BREAKING_SPACE = re.compile(r"[^\s] [:;?!»](?![\w/])|« ")
STRAIGHT_APOSTROPHE = re.compile(r"[a-zà-ÿ]'[a-zà-ÿ\x00]", re.IGNORECASE)
# Something optional between a space and a full stop or a comma: without it, the space stays before the punctuation.
OPTIONAL_END = re.compile(r"\s\{% if (?:(?!\{% (?:else|elif|if|endif)\b).)*?\{% endif %\}[.,]", re.DOTALL)
# What a template tag quotes, such as the sentence of « with text="Aucun dossier." ».
QUOTED = re.compile(r"\"([^\"]*)\"")
TEMPLATE_TAG = re.compile(r"\{%.*?%\}")
LINK = re.compile(r"\b(?:href|action|data-suggest)=\"(/[^\"{]*)\"")
# Pages that the coordination edits in Wagtail: no view has their address.
PAGES = {"/", "/accessibilite/", "/mentions-legales/", "/donnees-personnelles/"}
UNREACHABLE_TABLE = re.compile(r'<div class="table\b[^"]*"(?! tabindex="0" role="region" aria-label=")[^>]*>')


def templates(suffixes: tuple[str, ...] = (".html", ".txt")) -> list[Path]:
    return [path for path in tracked() if path.is_relative_to(TEMPLATES) and path.suffix in suffixes]


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def line_of(path: Path, position: int) -> str:
    return f"{at(path)}:{source(path).count(chr(10), 0, position) + 1}"


def blank(match: re.Match) -> str:
    """Return as many characters as before, so that positions hold; a zero byte stands for a value of the template."""
    kept = re.sub(r"[^\n]", " ", match[0])
    return kept if not match[0].startswith("{{") else "\x00" + kept[1:]


def visible(path: Path) -> str:
    """Return the words that a person reads or hears, everything else blanked, at the same positions."""
    text = TEMPLATE_CODE.sub(blank, source(path))
    spoken = [(match.start(1), match[1]) for match in SPOKEN_ATTRIBUTE.finditer(text)]
    text = TAG.sub(blank, text)
    for start, words in spoken:
        text = text[:start] + words + text[start + len(words) :]
    return text


def found_in(path: Path, pattern: re.Pattern, text: str) -> list[str]:
    return [f"{line_of(path, match.start())}: {match[0].strip()[:80]!r}" for match in pattern.finditer(text)]


def test_punctuation_closes_up_when_what_is_optional_is_missing():
    spaced = [fault for path in templates() for fault in found_in(path, OPTIONAL_END, source(path))]
    complain(spaced, "Put the space of these inside its `if`, so that nothing stands between a word and its full stop:")


def test_plural_follows_the_french_rule():
    """Django's own filter says « 0 codes »: ours, built in, has its name, so that no template can take the other."""
    template = Engine.get_default().from_string('{{ 0|pluralize }},{{ 1|pluralize:"x" }},{{ 2|pluralize:"d,dent" }}')

    assert template.render(Context()) == ",,dent"


def test_templates_are_short():
    long = [f"{at(path)}: {lines} lines" for path in templates() if (lines := len(source(path).splitlines())) > LINES]
    complain(long, f"Move a part of these templates to a partial ({LINES} lines at most):")


def is_prose(line: str, shown: str) -> bool:
    """Return whether words are the larger part of a line: text outside tags, sentences quoted by a template tag.

    `shown` is the same line with its tags and its code blanked.
    """
    quoted = [text for tag in TEMPLATE_TAG.findall(line) for text in QUOTED.findall(tag) if " " in text]
    words = "".join([shown.replace("\x00", ""), *quoted])
    return 2 * len(" ".join(words.split())) > len(line.strip())


def test_lines_are_short_but_in_prose():
    long = [
        f"{at(path)}:{number}: {len(line)} characters"
        for path in templates((".html",))
        for shown in [TAG.sub(blank, TEMPLATE_CODE.sub(blank, source(path)))]
        for number, (line, bare) in enumerate(zip(source(path).split("\n"), shown.split("\n"), strict=True), 1)
        if len(line) > WIDTH and not is_prose(line, bare)
    ]
    complain(long, f"Put tags and attributes of these lines on several lines ({WIDTH} characters at most):")


def test_no_template_is_unused():
    texts = [source(path) for path in templates()] + [path.read_text(encoding="utf-8") for path in app_modules()]
    mentioned = {name for text in texts for name in MENTION.findall(text)}
    dead = [
        at(path)
        for path in templates()
        if name_of(path) not in mentioned and not FOUND_BY_NAME.fullmatch(name_of(path)) and not replaces(path)
    ]
    complain(dead, "No code and no template names these; delete them, or name them in full where they are used:")


def replaces(path: Path) -> bool:
    """Return whether a template replaces one of an installed library."""
    return any((Path(folder) / name_of(path)).exists() for folder in get_app_template_dirs("templates"))


def test_every_mentioned_template_exists():
    engine = Engine.get_default()
    missing = []
    for path in templates():
        for match in MENTION.finditer(source(path)):
            try:
                engine.find_template(match[1])
            except TemplateDoesNotExist:
                missing.append(f"{line_of(path, match.start())}: {match[1]}")
    complain(missing, "These templates are included or extended, and do not exist:")


def test_included_templates_begin_with_an_underscore():
    plain = [
        f"{line_of(path, match.start())}: {match[1]}"
        for path in templates((".html",))
        for match in INCLUDE.finditer(source(path))
        if not Path(match[1]).name.startswith("_") and not match[1].startswith("django/")
    ]
    complain(plain, "Rename these partials so that they begin with « _ »:")


def test_partials_are_not_whole_pages():
    whole = [at(path) for path in templates((".html",)) if path.name.startswith("_") and "{% extends" in source(path)]
    complain(whole, "A partial extends nothing; take the « _ » off these pages:")


def test_components_document_their_use_and_arguments():
    silent = [
        at(path)
        for path in templates((".html",))
        if path.parent.name == "components" and not source(path).startswith("{#")
    ]
    complain(silent, "Begin these components with {# where they are used, with what #}:")


def test_nothing_is_inline():
    faults = [
        f"{line} ({what})"
        for path in templates((".html",))
        if path != MAIL
        for what, pattern in INLINE.items()
        for line in found_in(path, pattern, TEMPLATE_CODE.sub(blank, source(path)))
    ]
    complain(faults, "The security policy refuses these; move them to static/js or static/css:")


def test_no_page_requests_another_host():
    foreign = [line for path in templates((".html",)) for line in found_in(path, OTHER_HOST, source(path))]
    complain(foreign, "Ship these files with the site (static/):")


def test_frames_of_tables_are_reached_with_the_keyboard():
    """On a phone a wide table scrolls in its frame, for a keyboard too; its name is not that of the section around."""
    out_of_reach = [line for path in templates((".html",)) for line in found_in(path, UNREACHABLE_TABLE, source(path))]
    complain(out_of_reach, 'Give the frame tabindex="0" role="region" aria-label="Tableau\u00a0: …":')


def test_apostrophes_are_typographic():
    straight = [line for path in templates() for line in found_in(path, STRAIGHT_APOSTROPHE, visible(path))]
    complain(straight, "Write ’ in these texts:")


def test_spaces_before_high_punctuation_do_not_break():
    breaking = [line for path in templates() for line in found_in(path, BREAKING_SPACE, visible(path))]
    complain(breaking, "Put a non-breaking space (U+00A0) before : ; ? ! » and after « in these texts:")


def test_links_use_reverse():
    written = [
        f"{line_of(path, match.start())}: {match[1]}"
        for path in templates((".html",))
        for match in LINK.finditer(source(path))
        if match[1] not in PAGES
    ]
    complain(written, "Write {% url 'app:name' %} in place of these addresses:")


FORM = re.compile(r"<form\b[^>]*?\bmethod=\"(\w+)\"[^>]*>(.*?)(?:</form>|\Z)", re.DOTALL | re.IGNORECASE)
TOKEN = "{% csrf_token %}"


def carries_token(text: str) -> bool:
    """Return whether the content of a form, or a template that it includes, writes the token."""
    included = [TEMPLATES / name for name in INCLUDE.findall(text)]
    return TOKEN in text or any(TOKEN in source(part) for part in included if part.exists())


def test_forms_that_post_carry_their_token_and_no_others():
    wrong = [
        f"{line_of(path, form.start())}: method {form[1]}"
        for path in templates((".html",))
        for form in FORM.finditer(source(path))
        if (form[1].lower() == "post") != carries_token(form[2])
    ]
    complain(wrong, "Write {% csrf_token %} in forms that post, and in no other:")
