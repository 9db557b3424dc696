"""Short codes by which people come back to what they began: read aloud and typed without a doubt."""

import secrets

from django.utils.crypto import salted_hmac

from reseau.documents.papers.code_letters import LETTERS

LENGTH, GROUP = 8, 4


def new_code() -> str:
    """Return « HKTA-PWZM »: one of 20 ** 8."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{letters[:GROUP]}-{letters[GROUP:]}"


def digest_of(code: str) -> str:
    """Return what is stored of a code: whoever reads the database alone cannot try codes."""
    typed = "".join(letter for letter in code.upper() if letter.isalpha())
    return salted_hmac("enquetes.answering", typed, algorithm="sha256").hexdigest()
