"""Audience tokens: what an object requires to be seen, and what a person holds.

A token is a string: `public`, `member` (anyone with a live position), `coordinator`, `territory:<id>`, `epm:<id>`,
`watch:<territory>` (its territorial animators), `member:<id>` or `colleague:<id>` (that person, as long as they have a
live position). A person sees an object when they share at least one token. The search engines filter by the same words.
"""

PUBLIC = "public"
MEMBER = "member"
COORDINATOR = "coordinator"

ANONYMOUS_TOKENS = frozenset({PUBLIC})


def territory_token(territory_id: int) -> str:
    return f"territory:{territory_id}"


def epm_token(epm_id: int) -> str:
    return f"epm:{epm_id}"


def watch_token(territory_id: int) -> str:
    return f"watch:{territory_id}"


def colleague_token(member_id: int) -> str:
    return f"colleague:{member_id}"


def member_token(member_id: int) -> str:
    return f"member:{member_id}"


def tokens_of(user) -> frozenset[str]:
    """Tokens that `user` holds at this moment; an anonymous visitor holds `public` alone."""
    return user.audience_tokens if user.is_authenticated else ANONYMOUS_TOKENS
