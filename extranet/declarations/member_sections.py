"""Section on the page of a member, for those who watch over them: the second factor, and the way back from its loss."""

from allauth.mfa.models import Authenticator

from extranet.access.second_factor.permissions import may_remove_second_factor


def second_factor_section(request, member) -> tuple[str, dict] | None:
    if not may_remove_second_factor(request.user, member):
        return None
    context = {"member": member, "has_second_factor": Authenticator.objects.filter(user=member).exists()}
    return "extranet/access/second_factor/_member_second_factor.html", context


SECTIONS = (second_factor_section,)
