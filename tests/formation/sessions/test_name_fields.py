"""Names typed in forms: only members of the network are found."""

import pytest
from django.core.exceptions import ValidationError

from formation.sessions.name_fields import MembersField

pytestmark = pytest.mark.django_db


def test_outsider_is_not_found_by_name(outsider, animator):
    with pytest.raises(ValidationError, match="Personne du réseau ne s’appelle"):
        MembersField().clean(f"{animator}\n{outsider}")


def test_members_are_found_by_name_in_order_and_once(animator, colleague):
    assert MembersField().clean(f"{colleague}\n{animator}, {colleague}") == (colleague, animator)
