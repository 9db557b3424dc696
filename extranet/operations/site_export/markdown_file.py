"""A document as Markdown: short values in the front matter, each long text under a heading.

    ---
    titre: Ranger ses photos
    ---

    ## Déroulé <!-- deroule -->

    Le texte, tel qu’il est.

The comment names the column. A text that this form would change stays in the front matter, whole.
"""

import re
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from extranet.operations.site_export.refusal import SiteExportError

HEADING = re.compile(r"^## .* <!-- (\w+) -->\n\n", re.MULTILINE)
ENDING = "\n\n"
HANDLER = YAMLHandler()
LONG_LINES = 1_000_000


class ReadableDumper(yaml.CSafeDumper):
    """Writes texts of several lines as blocks, and no reference from one value to another."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def represent_text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


ReadableDumper.add_representer(str, represent_text)


def format_markdown(values: dict[str, Any], texts: dict[str, str]) -> str:
    """`values`: column → natural value. `texts`: column → heading, for the columns that are long texts."""
    in_body = {name: values[name] for name in texts if is_kept_by_body(values[name])}
    metadata = {name: value for name, value in values.items() if name not in in_body}
    front = HANDLER.export(metadata, Dumper=ReadableDumper, sort_keys=False, width=LONG_LINES)
    body = "".join(f"## {texts[name]} <!-- {name} -->\n\n{text}{ENDING}" for name, text in in_body.items())
    return f"---\n{front}\n---\n\n{body}"


def is_kept_by_body(text: Any) -> bool:
    return isinstance(text, str) and text != "" and not HEADING.search(text) and "\r" not in text


def parse_markdown(text: str) -> dict[str, Any]:
    """Return column → natural value. Raises SiteExportError."""
    try:
        front, body = HANDLER.split(text)
        values = HANDLER.load(front, Loader=yaml.CSafeLoader)
    except (ValueError, yaml.YAMLError) as error:
        raise SiteExportError(f"en-tête illisible ({error})") from error
    if not isinstance(values, dict):
        raise SiteExportError("en-tête illisible")
    _, *sections = HEADING.split(body)
    for name, section in zip(sections[::2], sections[1::2], strict=True):
        values[name] = section.removesuffix(ENDING)
    return values
