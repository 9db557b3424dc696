"""How far a member has come in their first login."""

from reseau.people.members.models.member import Member


def take_step(*, member: Member, step: int, last: int) -> None:
    """Note that `step` is done, out of `last`; a step done again does not bring the member back."""
    if member.welcome_step is None:
        return
    following = max(member.welcome_step, step + 1)
    member.welcome_step = following if following <= last else None
    member.save(update_fields=["welcome_step"])


def close_welcome(*, member: Member) -> None:
    """Stop proposing what remains."""
    member.welcome_step = None
    member.save(update_fields=["welcome_step"])
