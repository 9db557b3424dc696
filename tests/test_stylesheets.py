"""House rules that a machine can check in style sheets: layers, one place for each selector, nothing unused."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tinycss2

from tests.test_architecture import ROOT, app_modules, at, complain, definitions, tracked

CSS = ROOT / "static" / "css"
SHEET = CSS / "site.css"
LAYERS = ["tokens", "base", "layout", "components", "pages", "narrow", "print"]
LINES = 300
LAYER_ORDER = re.compile(r"@layer ([\w, ]+);")
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')
PURPOSE = re.compile(r"/\* [A-Z][^\n]*\. \*/\n")
CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
# Numbered by a template: domains (`d1`), steps of an evaluation in a chart (`step-1`, `on-1`), shares of a whole.
NUMBERED_CLASS = re.compile(r"(d|step-|on-|share-|hue-)\d")
CLASS_ATTRIBUTE = re.compile(
    r'class="((?:[^"{]|\{%.*?%\}|\{\{.*?\}\})*)"|\{% block body_class %\}(.*?)\{% endblock %\}', re.DOTALL
)
SCRIPT_STRING = re.compile(r'"([^"\n]*)"|`([^`]*)`')
WORD = re.compile(r"[\w-]+")
USED_PROPERTY = re.compile(r"var\(\s*(--[\w-]+)")


@dataclass(frozen=True)
class Rule:
    """A selector list with its declarations; `context` holds the at-rules around it."""

    path: Path
    line: int
    context: tuple[str, ...]
    selectors: str
    declarations: tuple[tinycss2.ast.Declaration, ...]

    @property
    def place(self) -> str:
        return f"{at(self.path)}:{self.line}"


def sheets() -> list[Path]:
    """Files imported by `site.css`."""
    return [path for path in tracked() if path.is_relative_to(CSS) and path != SHEET]


@cache
def rules(path: Path) -> tuple[Rule, ...]:
    nodes = tinycss2.parse_stylesheet(path.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True)
    return tuple(walk(path, nodes, ()))


def walk(path: Path, nodes: list, context: tuple[str, ...]) -> Iterator[Rule]:
    for node in nodes:
        assert node.type != "error", f"{at(path)}:{node.source_line}: {node.message}"
        prelude = tinycss2.serialize(node.prelude).strip()
        if node.type == "at-rule" and node.at_keyword == "font-face":
            continue
        if node.type == "at-rule":
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from walk(path, inner, (*context, f"@{node.at_keyword} {prelude}"))
        else:
            contents = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            yield Rule(path, node.source_line, context, " ".join(prelude.split()), tuple(contents))


def all_rules() -> list[Rule]:
    return [rule for path in sheets() for rule in rules(path)]


def values() -> str:
    return " ".join(tinycss2.serialize(part.value) for rule in all_rules() for part in rule.declarations)


def class_names() -> set[str]:
    """Every word that may become a class of an element: attributes of templates, strings of scripts and of Python."""
    attributes = (
        (path, CLASS_ATTRIBUTE.findall(path.read_text(encoding="utf-8")))
        for path in tracked()
        if path.suffix == ".html" and "templates" in path.parts
    )
    texts = [text for _, found in attributes for groups in found for text in groups]
    scripts = [path for path in tracked() if path.suffix == ".js" and path.is_relative_to(ROOT / "static")]
    for path in scripts:
        texts += [text for groups in SCRIPT_STRING.findall(path.read_text(encoding="utf-8")) for text in groups]
    for path in app_modules():
        texts += [node.value for node in definitions(path, (ast.Constant,)) if isinstance(node.value, str)]
    return {word for text in texts for word in WORD.findall(text)}


def test_site_sheet_imports_each_file_once_in_its_layer():
    text = SHEET.read_text(encoding="utf-8")
    imports = IMPORT.findall(text)
    assert LAYER_ORDER.findall(text) == [", ".join(LAYERS)]
    assert sorted(CSS / path for path, _ in imports) == sheets()
    assert [layer for path, layer in imports if Path(path).parts[0] != layer] == []
    assert [layer for _, layer in imports] == sorted((layer for _, layer in imports), key=LAYERS.index)


def test_sheets_begin_with_a_comment():
    silent = [at(path) for path in sheets() if not PURPOSE.match(path.read_text(encoding="utf-8"))]
    complain(silent, "Begin these files with one line, /* what it is for, and where it is used. */:")


def test_sheets_are_short():
    long = [f"{at(path)}: {lines} lines" for path in sheets() if (lines := len(path.read_text().splitlines())) > LINES]
    complain(long, f"Split these files by component ({LINES} lines at most):")


def test_each_selector_is_written_once():
    homes: dict[tuple, Rule] = {}
    again = [
        f"{rule.place}: {rule.selectors} (also {home.place})"
        for rule in all_rules()
        if rule.selectors != ":root"
        if (home := homes.setdefault((rule.context, rule.selectors), rule)) is not rule
    ]
    complain(again, "Write these selectors once, in one file:")


def test_each_class_is_used():
    used = class_names()
    dead = [
        f"{rule.place}: .{name}"
        for rule in all_rules()
        for name in CLASS.findall(rule.selectors)
        if name not in used and not NUMBERED_CLASS.fullmatch(name)
    ]
    complain(dead, "No template, no script and no code gives these classes to an element:")


def drawings() -> str:
    """Pictures whose colours follow the theme: those of static/img, and those that templates write out."""
    paths = [path for path in tracked() if path.is_relative_to(ROOT / "static" / "img") and path.suffix == ".svg"]
    paths += [path for path in tracked() if path.is_relative_to(ROOT / "templates") and path.suffix == ".html"]
    return " ".join(path.read_text(encoding="utf-8") for path in paths)


def test_custom_properties_are_defined_and_used():
    defined = {part.name for rule in all_rules() for part in rule.declarations if part.name.startswith("--")}
    used = set(USED_PROPERTY.findall(values() + drawings()))
    complain(sorted(defined ^ used), "These custom properties are used without being defined, or the other way round:")


def test_no_declaration_is_important():
    loud = [rule.place for rule in all_rules() for part in rule.declarations if part.important]
    complain(loud, "Put these declarations in a later layer in place of !important:")
