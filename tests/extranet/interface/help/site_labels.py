"""Every label of the site: what stands between two tags of a template, and every text of the code."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.test_architecture import app_modules, tracked
from tests.test_templates import SPOKEN_ATTRIBUTE, TEMPLATE_CODE, TEMPLATES

# Stands for a number, a name, a title: whatever the site puts there.
ANYTHING = "\x00"
PLURAL = re.compile(r"\{\{[^}]*\|pluralize(?::\"(?P<ends>[^\"]*)\")?[^}]*\}\}")
QUOTED_IN_CODE = re.compile(r"\"([^\"]+)\"")
NUMBER = re.compile(r"\d+")
MARK = re.compile(r"<[^>]*>")
# These stand inside a label, the others around it.
INLINE_MARK = re.compile(r"</?(?:span|b|i|wbr)\b[^>]*>")
COUNT = re.compile(rf" ?\({ANYTHING}\)$")
CHOICE = re.compile(r"\{% if [^%]*%\}(?P<yes>(?:(?!\{%).)*)\{% else %\}(?P<no>(?:(?!\{%).)*)\{% endif %\}", re.DOTALL)


def normalise(text: str) -> str:
    """Return the text with plain spaces, numbers as anything, without the count or the colon that may end a label."""
    text = NUMBER.sub(ANYTHING, re.sub(r"[\s\u00a0\u202f]+", " ", text)).strip()
    return COUNT.sub("", text.rstrip(":…. ")).strip()


@cache
def site_labels() -> frozenset[str]:
    return frozenset(label for text in _texts() if (label := normalise(text)))


def _texts() -> Iterator[str]:
    for path in tracked():
        if path.is_relative_to(TEMPLATES) and path.suffix in {".html", ".txt"}:
            yield from _texts_of_template(path)
        elif path.suffix == ".js":
            yield from re.findall(r"[\"'`]([^\"'`\n]+)[\"'`]", path.read_text(encoding="utf-8"))
        elif path.suffix == ".toml" and "b2i/data" in path.as_posix():
            yield from _strings(tomllib.loads(path.read_text(encoding="utf-8")))
        elif path.suffix == ".typ":
            yield from re.findall(r"[\"\[]([^\"\[\]]+)[\"\]]", path.read_text(encoding="utf-8"))
    for path in app_modules():
        yield from _texts_of_module(path)


def _texts_of_template(path: Path) -> Iterator[str]:
    source = PLURAL.sub(lambda match: (match["ends"] or "s").split(",")[-1], path.read_text(encoding="utf-8"))
    for code in re.findall(r"\{[%{].*?[%}]\}", source, re.DOTALL):
        yield from QUOTED_IN_CODE.findall(code)
    yield from _pieces(source)
    for choice in ("yes", "no"):
        yield from _pieces(CHOICE.sub(lambda match, choice=choice: match[choice], source))


def _pieces(source: str) -> Iterator[str]:
    # `{% if %}` cuts a label in two, a value of the template is anything.
    source = TEMPLATE_CODE.sub(lambda match: ANYTHING if match[0].startswith("{{") else "\x01", source)
    yield from SPOKEN_ATTRIBUTE.findall(source.replace("\x01", ""))
    for variant in (source, INLINE_MARK.sub("", source)):
        for text in MARK.split(variant):
            yield text.replace("\x01", "")
            yield from text.split("\x01")


def _texts_of_module(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else ANYTHING for part in node.values)


def _strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def is_label(text: str) -> bool:
    """Return whether the site says `text` somewhere, letter for letter; « … » at its end stands for the rest."""
    label = normalise(text)
    if text.rstrip().endswith("…"):
        return any(known.startswith(label) for known in site_labels())
    # Labels of fields begin in small letters in the code: Django raises the first one.
    return label in site_labels() or label[:1].lower() + label[1:] in site_labels()
