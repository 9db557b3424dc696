"""Each parser of what strangers write: it stands in the table of bounds, and reads the worst known text within them.

The limit of the processor judges (`tests.processor_limit`): without its bound, each of these texts takes minutes, or as
much memory as the machine has. What a process with limits reads is judged by those limits
(`tests/reseau/documents/extraction`, `tests/alertes/channels/replies`, `tests/ressources/authoring/watch_inbox`).
"""

import re
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from merge3 import Merge3

from alertes.channels.replies.incoming_message import MAX_HEADERS, identity_of
from b2i.admission.learner_import import table_file
from b2i.outcomes.adoption import version_file
from enquetes.preparation.answer_files.lines import TableFile
from forums.messages.corrections.name_erasure import QUOTED_NAME
from forums.messages.first_links.outside_links import TYPED_ADDRESS
from forums.messages.mentions import MENTION
from forums.messages.posts.message_words import QUOTED_IN_WORDS, in_words
from forums.messages.posts.shown_texts import place_pictures
from forums.messages.posts.validators import MESSAGE_MAX_LENGTH
from reseau.directory.place_import.place_table import read_place_table
from reseau.places.opening_hours.parsing import split_rules
from reseau.texts.link_cards import lone_addresses
from reseau.texts.markdown.blocks import to_lines
from reseau.texts.markdown.comparison import LineMatcher, compare_lines, compare_texts
from reseau.texts.markdown.html import to_html, to_text
from reseau.texts.markdown.mail_text import to_mail_text
from reseau.web.malformed_input import read_json
from search.language.search_question import parse_question
from search.questions.criteria import read_criteria
from search.questions.results.searcher import MAX_LENGTH
from tests.processor_limit import ends_within

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "parsers.md"
# Libraries that read a format. `json` and `csv` write as well: they count where they read.
LIBRARIES = {
    "PIL", "bs4", "defusedxml", "difflib", "email", "feedparser", "html", "imap_tools", "mailparser_reply",
    "markdown_it", "merge3", "mutagen", "nh3", "opening_hours", "pillow_heif", "pypdf", "xml", "zipfile",
}  # fmt: skip
READS = {"json": re.compile(r"\bjson\.loads?\("), "csv": re.compile(r"\bcsv\.(reader|DictReader)\(")}
IMPORT = re.compile(r"^\s*(?:from|import) ([\w.]+)", re.MULTILINE)
# They write mails and files; no text of theirs is read.
WRITERS = {"email.utils", "html"}
# What they read, the site, its operator or its repository wrote.
OUR_OWN = {
    "b2i/frameworks/framework_files.py", "b2i/outcomes/jury/jury_archive.py",
    "b2i/outcomes/statements/public_keys.py", "enquetes/findings/open_data/package.py",
    "enquetes/findings/open_data/views.py", "extranet/interface/help/guide_files.py",
    "extranet/operations/backups/manifest.py", "extranet/operations/site_export/columns.py",
    "extranet/operations/site_export/data_package.py", "extranet/operations/site_export/document_files.py",
    "extranet/operations/site_export/table_files.py", "formation/proof/certificates/paper.py",
    "formation/proof/dossiers/dossier_archive.py", "patrimoine/commons/package.py",
    "projets/portfolio/funding/files.py", "qualite/activity/visit_tally/themes.py",
    "questionnaires/questions/plain_wording.py", "reseau/directory/place_map/projection.py",
    "reseau/documents/extraction/reader.py", "reseau/documents/files/zip_entries.py", "reseau/places/reference.py",
    "reseau/places/vocabulary.py", "ressources/library/downloads/workshop_archive.py",
    "search/engines/embedded_schema.py", "search/language/corrections.py", "search/questions/journal/journal_files.py",
}  # fmt: skip
FOLDERS = [path.parent for path in ROOT.glob("*/apps.py")]


def filled(unit: str, length: int = MESSAGE_MAX_LENGTH) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def parsers() -> set[str]:
    """Return the modules of the site that import a library that reads."""
    paths = (path for folder in FOLDERS for path in folder.rglob("*.py") if not {"migrations", "demo"} & {*path.parts})
    return {path.relative_to(ROOT).as_posix() for path in paths if _reads(path.read_text(encoding="utf-8"))}


def _reads(source: str) -> bool:
    return any(
        READS[module].search(source) if module in READS else module.partition(".")[0] in LIBRARIES
        for module in {*IMPORT.findall(source)} - WRITERS
    )


def test_every_parser_stands_in_the_table_of_bounds():
    table = set(re.findall(r"`([\w/]+\.py)`", TABLE.read_text(encoding="utf-8")))

    found = parsers()
    assert found - table - OUR_OWN == set()
    assert {name for name in table if not (ROOT / name).exists()} == set()
    assert OUR_OWN - found == set()


# The costliest of those that a message may repeat.
MARKS = ("[\n", "[*", "#\n", "**_*", "![")


@pytest.mark.parametrize("render", [to_html, to_text, to_lines, to_mail_text])
def test_message_of_one_repeated_mark_is_rendered(render):
    assert ends_within(lambda: [render(filled(mark)) for mark in MARKS], seconds=20)


SAME_WORDS = {
    "words": ("a " * 990, "a b " * 490),
    "punctuation": ("a " * 995, "a," * 995),
    "lines": ("a\n" * 1_990, "a\nb\n" * 990),
    "items": ("- a\n" * 1_990, "- a\n- b\n" * 990),
    "whole": (filled("a "), filled("a b ")),
}


@pytest.mark.parametrize(("before", "after"), SAME_WORDS.values(), ids=SAME_WORDS)
@pytest.mark.parametrize("compare", [compare_lines, compare_texts])
def test_texts_of_one_repeated_word_are_compared(compare, before, after):
    assert ends_within(lambda: compare(before, after))


def test_versions_of_one_repeated_line_are_merged():
    base, mine, theirs = (filled(unit, 4_000).split("\n") for unit in ("a\n", "a\nb\n", "b\na\na\n"))

    assert ends_within(lambda: list(Merge3(base, mine, theirs, sequence_matcher=LineMatcher).merge_groups()))


PICTURES = ("[Image 1 – a", "[Image 1]", "![a](image:1)\n\n", "- [Image 1 – a\n\n", "https://exemple.fr\n\n")
PICTURE = SimpleNamespace(pk=1, is_picture=True, alternative="a", name="a", url="/a", small_url="/b", width=1, height=1)


def test_pictures_and_links_of_a_message_are_placed():
    pages = [to_html(filled(unit)) for unit in PICTURES]

    assert ends_within(lambda: [(place_pictures(page, [PICTURE]), list(lone_addresses(page))) for page in pages])


PATTERNS = {
    "mention": lambda text: MENTION.findall(text),
    "link": lambda text: TYPED_ADDRESS.findall(text),
    "words of a message": in_words,
    "quotation in words": lambda text: QUOTED_IN_WORDS.sub("", text),
    "quoted name": lambda text: QUOTED_NAME.sub("", text),
    "rules of hours": split_rules,
}
UNITS = (
    "[@a",
    "[@a](",
    "[@a](/membres",
    "[**",
    "[**a**](",
    "[**a**](/message/1",
    "> Citation : a, message 1",
    "![a",
    "![[a]",
    "https://a.",
    '"";',
    ";",
    " ",
)


@pytest.mark.parametrize("read", PATTERNS.values(), ids=PATTERNS)
def test_pattern_is_found_in_texts_that_only_begin_it(read):
    assert ends_within(lambda: [read(filled(unit)) for unit in UNITS])


def numbered_names(length: int, separator: str) -> bytes:
    return separator.join(f"{number:x}" for number in range(length // 6)).encode()


TABLES = {
    "place: names of columns": lambda: read_place_table(b"id,nom,commune," + numbered_names(4_000_000, ",")),
    "place: short lines": lambda: read_place_table(b"id,nom,commune\n" + b"a\n" * 2_000_000),
    "place: open quotes": lambda: read_place_table(b"id,nom,commune\n" + b'"a\n' * 1_300_000),
    "learners: empty lines": lambda: table_file.open_table(b"a\n" + b"\n" * 2_000_000),
    "learners: cells": lambda: table_file.open_table(b"a;" * 1_000_000),
    "answers: names of columns": lambda: TableFile(BytesIO(numbered_names(950_000, ";"))),
    "answers: empty columns": lambda: list(TableFile(BytesIO(b";" * 900_000 + b"a\n" + b"b\n" * 9_000)).lines()),
}


@pytest.mark.parametrize("read", TABLES.values(), ids=TABLES)
def test_table_is_read_or_refused(read):
    def try_it():
        with suppress(ValidationError, table_file.TableError):
            read()

    assert ends_within(try_it)


def in_version(content: bytes) -> bytes:
    return b'{"domaines":[{"code":"a","competences":[' + content + b"]}]}"


VERSIONS = {
    "nested": b"[" * version_file.MAX_BYTES,
    "long number": b'{"a":' + b"1" * (version_file.MAX_BYTES - 6) + b"}",
    "empty skills": in_version(b",".join([b"{}"] * 160_000)),
    "long code": in_version(b'{"code":"' + b"a." * 200_000 + b'"}'),
}


@pytest.mark.parametrize("content", VERSIONS.values(), ids=VERSIONS)
def test_version_of_a_framework_is_read_or_refused(content):
    def try_it():
        with suppress(ValidationError):
            version_file.read_version(version_file.parse_json(content), former_codes=["D1.1"])

    assert len(content) <= version_file.MAX_BYTES
    assert ends_within(try_it)


def test_entries_without_a_line_are_read_or_refused():
    def try_it():
        with suppress(ValueError):
            read_json(b"[" * 1_000_000)

    assert ends_within(try_it)


def test_identity_of_a_mail_is_found_among_its_headers():
    mails = [filled(unit, MAX_HEADERS).encode() for unit in ("A: b\r\n", "A: (", "Message-ID: <a>\r\n", " a\r\n")]

    assert ends_within(lambda: [identity_of(b"Message-ID: a\r\n" + mail) for mail in mails])


QUESTIONS = ('"', '"a" ', "« ", "-a ", "a ", "a la ", "sur ", "2 h ", "3 mars ", "aujourd’", "a-", "’", "(", "fiche ")


@pytest.mark.django_db
def test_question_of_one_repeated_word_is_read():
    for unit in QUESTIONS:
        read_criteria(filled(unit, MAX_LENGTH))  # reads the names of communes once

    assert ends_within(lambda: [parse_question(read_criteria(filled(unit, MAX_LENGTH)).words) for unit in QUESTIONS])
