"""The secret of the link that stops mails."""

import pytest
from django.core import signing
from django.http import Http404

from alertes.mails.unsubscribe_links import SALT, parse_token, unsubscribe_path
from tests.factories.alertes import MailFactory

pytestmark = pytest.mark.django_db


def token() -> str:
    return unsubscribe_path(MailFactory()).split("/")[-2]


@pytest.mark.parametrize("spoil", [lambda kept: kept[:-1], lambda kept: "x" + kept, lambda _: "", lambda _: "a:b:c"])
def test_a_link_that_was_cut_or_invented_is_refused(spoil):
    with pytest.raises(Http404):
        parse_token(spoil(token()))


def test_a_secret_made_for_something_else_is_refused(animator):
    with pytest.raises(Http404):
        parse_token(signing.dumps([animator.pk, "sheets"], salt="something else"))


def test_a_link_outlives_neither_its_member_nor_its_matter(animator):
    gone, unknown = signing.dumps([0, "sheets"], salt=SALT), signing.dumps([animator.pk, "mushrooms"], salt=SALT)

    for made in (gone, unknown):
        with pytest.raises(Http404):
            parse_token(made)
