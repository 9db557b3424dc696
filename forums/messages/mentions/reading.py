"""Mentions in the text of a message: a link to the page of a member whose words begin with @, outside quotations."""

import re

MOST_MENTIONS = 20
MENTION = re.compile(r"\[@[^\]\n]{1,200}\]\((?:/[\w-]+)*/membres/(\d{1,18})/\)")


def mentioned_keys(body: str) -> list[int]:
    """Return the keys of the members named, each once; who is named in a quotation was told then."""
    own_lines = (line for line in body.splitlines() if not line.lstrip().startswith(">"))
    return list(dict.fromkeys(int(key) for line in own_lines for key in MENTION.findall(line)))
