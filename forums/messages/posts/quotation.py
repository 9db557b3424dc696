"""A message quoted at the start of an answer, and what is left of it once it is erased."""

import re

ERASED = "> *Citation d’un message effacé par la modération.*"
# The first line of a quotation: whose message, and where.
QUOTED = re.compile(r"^\s*>\s*\[\*\*.*/message/\d+/\)")


def quote(text: str, author: str, url: str) -> str:
    """Quote `text` at the start of an answer to `author`, without the quotations that it contains; their name leads to
    the message, at its permanent address.
    """
    lines = text.strip().splitlines()
    own_lines = [line for line in lines if not line.lstrip().startswith(">")]
    body = "\n".join(own_lines if any(line.strip() for line in own_lines) else lines).strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in [quotation_header(author, url), "", *body.splitlines()])
    return f"{quoted}\n\n"


def quotation_header(author: str, url: str) -> str:
    """Return the first line of a quotation, which names `author` and leads to their message."""
    return f"[**{author}**]({url})\u00a0:"


def without_quotes_of(text: str, key: int) -> str:
    """Return `text` without what it quotes of the message of number `key`: a word takes the place of each quotation."""
    header = re.compile(rf"^\s*>\s*\[.*/message/{key}/\)")
    lines, is_inside = [], False
    for line in text.splitlines():
        is_quoted = line.lstrip().startswith(">")
        if is_quoted and header.match(line):
            lines.append(ERASED)
            is_inside = True
        elif not is_quoted or QUOTED.match(line):
            is_inside = False
        if not is_inside:
            lines.append(line)
    return "\n".join(lines)
