"""Faults that a person would see on any page or mail: raw values, orphan punctuation, elements without a name."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from reseau.texts.accent_folding import fold
from tests.extranet.demo.whole_pages.rgaa import rgaa_faults
from tests.extranet.demo.whole_pages.visible_text import (
    HEADINGS,
    INLINE,
    OBJECT,
    Run,
    name_of,
    parse,
    runs_of,
    spoken_words,
)

EXTRACT = 60
# A value that nothing turned into words, in a text or in a field.
RAW = {
    "valeur de Python": re.compile(r"\b(?:None|True|False|NaN|undefined|null)\b"),
    "objet de Python": re.compile(
        r"<[A-Za-z_.]+(?:: | object | at 0x)|\b(?:datetime\.\w+|Decimal|UUID|QuerySet)\(|\b\w+\.objects\b|[\[{(]['\"]\w"
        r"|\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|n\b)|DoesNotExist"
    ),
    "code de gabarit": re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|%\(\w+\)[a-z]?|%[sd]\b|\{\w*\}"),
    "caractère codé deux fois, ou inconnu": re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);"),
}
PUNCTUATION = {
    "parenthèses ou guillemets vides": re.compile(r"\(\s*\)|\[\s*\]|«\s*»|“\s*”"),
    # But for the end of a file name, « un fichier .docx ».
    "espace avant une virgule ou un point": re.compile(r"\s(?:,(?!\d)|\.(?=[\s)»]|[A-ZÀ-Ý][a-zà-ÿ]|$))"),
    # But for drives (« D:, E: ») and formulas (« =SOMME(, »).
    # A greeting ends with a comma.
    "virgule ou deux-points devant rien": re.compile(
        r"[,;]\s*[,;.:!?)]|(?<!\b[A-Z]):\s*[,.;:)]|(?<!\w)\(\s*[,;.:]|^(?!Bonjour\b).*,$|^[,;.:)]"
    ),
    "deux points de suite": re.compile(r"(?<!\.)\.\s*\.(?!\.)|[?!…]\s*\."),
    # A dash alone stands for an empty cell.
    "séparateur devant rien": re.compile(r"(?<=.)[·–—|]$|^[·|]|·\s*·"),
    "zéro au pluriel": re.compile(
        r"(?<![\d,.\u202f])\b0[ \u00a0](?!(?:fois|mois|voix|pas|plus|sans)\b)[a-zà-ÿ]+[sx]\b"
    ),
    "commune nommée deux fois": re.compile(r"\b\d{5}[ \u00a0]([A-ZÀ-Ý][\w’' -]+), \1\b"),
    "deux espaces": re.compile(r"[ \u00a0\u202f]{2}"),
}
KEY = re.compile(r"(?<!\w)(?:[a-z0-9]+(?:_[a-z0-9]+)+|[A-Z0-9]+(?:_[A-Z0-9]+)+)(?!\w)")
# Names of files and addresses may hold anything.
ADDRESS = re.compile(r"\S*[@/.]\S*\w")
NAMED = {"a": "lien", "button": "bouton", "summary": "dépliant", "label": "étiquette", "legend": "légende"}
NAMED |= {"caption": "titre de tableau", "dd": "réponse", "dt": "terme", "title": "titre de la page"}
# Elements that hold one thing a child. Fewer things than this may be in that order by chance.
LISTS, FEWEST = {"ul", "ol", "tbody", "select", "optgroup"}, 4
# What comes after all places, whatever its letter; longer items are sentences.
REMAINDER, LONGEST_NAME = "À distance", 60
TEXT_TYPES = ("text", "email", "url", "tel")
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "list")


def page_faults(content: bytes, *, values: frozenset[str] = frozenset()) -> list[str]:
    """Return the faults of a page, each with the text around it. `values` are those of closed lists, never shown."""
    page = parse(content)
    runs = runs_of(page)
    return [
        *(fault for run in runs for fault in text_faults(run.text, is_typed=run.is_typed)),
        *(f"valeur d’une liste : {run.text}" for run in runs if run.text in values and not run.is_typed),
        *(fault for words in spoken_words(page) for fault in _found(RAW, words)),
        *_colons_before_nothing(runs),
        *_empty_inlines(page),
        *_nameless(page),
        *_lists_by_code(page),
        *_lost_ids(page),
        *_unkept_texts(page),
        *rgaa_faults(page),
    ]


def mail_faults(subject: str, body: str) -> list[str]:
    """Return the faults of a plain text; a colon announces the next line, a greeting ends with a comma."""
    greeting, *lines = body.rstrip().split("\n")
    following = [*(" ".join(lines[number + 1 : number + 3]) for number in range(len(lines) - 1)), ""]
    return [
        *text_faults(subject.strip()),
        *text_faults(greeting.removesuffix(",")),
        *(fault for line in lines for fault in text_faults(line.strip().removesuffix("--"))),
        *(
            f"deux-points devant rien : {line[-EXTRACT:]!r}"
            for line, words in zip(lines, following, strict=True)
            if line.endswith(":") and not words.strip()
        ),
    ]


def text_faults(text: str, *, is_typed: bool = False) -> Iterator[str]:
    """Yield the faults of one run of text. What somebody typed may have any punctuation, and keys."""
    yield from _found(RAW, text)
    if is_typed:
        return
    yield from _found(PUNCTUATION, text)
    for match in KEY.finditer(ADDRESS.sub(lambda found: "x" * len(found[0]), text)):
        yield _fault("clé brute", text, match.start())


def _found(rules: dict[str, re.Pattern], text: str) -> Iterator[str]:
    for label, pattern in rules.items():
        if match := pattern.search(text):
            yield _fault(label, text, match.start())


def _fault(label: str, text: str, position: int) -> str:
    start = max(position - EXTRACT // 2, 0)
    return f"{label} : {text[start : start + EXTRACT].replace(OBJECT, '▢')!r}"


def _colons_before_nothing(runs: list[Run]) -> Iterator[str]:
    """A colon may end a block if what it announces comes next: a list, a table, a field."""
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        if run.text.endswith(":") and not run.is_typed and not _announces(run, following):
            yield f"deux-points devant rien : {run.text[-EXTRACT:]!r}"


def _announces(run: Run, following: Run | None) -> bool:
    if following is None or following.block.tag in {*HEADINGS, "dt"}:
        return False
    return run.block is following.block or run.block.getparent() in following.block.iterancestors()


def _empty_inlines(page: HtmlElement) -> Iterator[str]:
    """Inline elements without content between two spaces: a value is missing there."""
    for element in page.iter(*INLINE - {"a", "label", "wbr"}):
        previous, after = element.getprevious(), element.tail or ""
        before = (element.getparent().text if previous is None else previous.tail) or ""
        is_first = previous is None and not before.strip()
        is_last = element.getnext() is None and not after.strip()
        is_empty = not len(element) and not (element.text or "").strip()
        if is_empty and before[-1:].isspace() and after[:1].isspace() and not is_first and not is_last:
            yield f"élément vide entre deux espaces : <{element.tag}> après {before.strip()[-EXTRACT:]!r}"


def _nameless(page: HtmlElement) -> Iterator[str]:
    for element in page.iter(*NAMED, *HEADINGS):
        if element.tag == "a" and element.get("href") is None:
            continue
        if element.tag == "title" and element.getparent().tag == "svg":
            continue
        if not name_of(element):
            yield f"{NAMED.get(element.tag, 'titre')} sans nom : <{element.tag}> dans {_path(element)}"


def _lists_by_code(page: HtmlElement) -> Iterator[str]:
    """Lists in the order of computers, « Cuzance, Cézac »: alphabetical, but for accents, capitals or hyphens."""
    for element in page.iter(*LISTS):
        names = [name for child in element if (name := _first_words(child))]
        names = [name for name in names if not name.startswith(REMAINDER)]
        if all(name[-1].isdecimal() for name in names):  # « EPM de Cajarc 2 » stands where its number puts it
            continue
        ways = (sorted(names), sorted(names, key=str.casefold))
        are_names = len(names) >= FEWEST and max(map(len, names)) <= LONGEST_NAME
        if are_names and names in ways and [fold(name) for name in names] != sorted(map(fold, names)):
            yield f"ordre alphabétique des machines : {', '.join(names)[: 2 * EXTRACT]!r}"


def _first_words(item: HtmlElement) -> str:
    """Return what an item of a list is called: its title, its first link, its first cell, or its own words."""
    named = item.xpath(".//*[contains(concat(' ', @class, ' '), ' title ')] | .//a | ./td | ./th")
    return " ".join((named[0] if named else item).text_content().split()) if isinstance(item.tag, str) else ""


def _lost_ids(page: HtmlElement) -> Iterator[str]:
    ids = Counter(page.xpath("//@id"))
    yield from (f"identifiant en double : {key}" for key, count in ids.items() if count > 1)
    for name in REFERENCES:
        for element in page.iterfind(f".//*[@{name}]"):
            yield from (f"{name} sans cible : {key}" for key in element.get(name).split() if key not in ids)
    for link in page.iterfind(".//a[@href]"):
        if (key := link.get("href")).startswith("#") and key[1:] and key[1:] not in ids:
            yield f"ancre sans cible : {key}"


def _unkept_texts(page: HtmlElement) -> Iterator[str]:
    """Where a page has two forms for texts, sending one would lose the text of the other, unless the browser keeps it
    (`data-keep`, `data-keeping`).
    """
    forms = {form: [] for form in page.iterfind(".//form[@method='post']")}
    by_id = {form.get("id"): form for form in forms}
    for field in page.iter("textarea", "input"):
        if field.tag == "textarea" or field.get("type", "text") in TEXT_TYPES:
            owner = by_id.get(field.get("form")) if field.get("form") else next(field.iterancestors("form"), None)
            if owner in forms:
                forms[owner].append(field.get("name", ""))
    with_text = {form: names for form, names in forms.items() if names}
    if len(with_text) > 1:
        for form, names in with_text.items():
            if not form.get("data-keep") and form.find(".//*[@data-keeping]") is None:
                yield f"texte perdu quand l’autre formulaire part : {', '.join(names)}"


def _path(element: HtmlElement) -> str:
    parent = element.getparent()
    mark = parent.get("id") or parent.get("class") or ""
    return f"<{parent.tag} {mark}>".replace(" >", ">")
