"""A message quoted at the start of an answer."""


def quote(text: str, author: str) -> str:
    """Quote `text` at the start of an answer to `author`, without the quotations that it contains."""
    lines = text.strip().splitlines()
    own_lines = [line for line in lines if not line.lstrip().startswith(">")]
    body = "\n".join(own_lines if any(line.strip() for line in own_lines) else lines).strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in [f"**{author}** :", "", *body.splitlines()])
    return f"{quoted}\n\n"
