"""French sentences that depend on a number."""


def counted_words(count: int, singular: str, plural: str) -> str:
    """1 → « 1 fiche en relecture », 3 → « 3 fiches en relecture », with a non-breaking space."""
    return f"{count}\u00a0{plural if count > 1 else singular}"
