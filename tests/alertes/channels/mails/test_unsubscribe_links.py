"""The token of the unsubscribe link."""

import pytest
from django.core import signing
from django.http import Http404

from alertes.channels.mails.unsubscribe_links import SALT, parse_token, unsubscribe_path
from tests.factories.alertes import MailFactory

pytestmark = pytest.mark.django_db


def token() -> str:
    return unsubscribe_path(MailFactory()).split("/")[-2]


@pytest.mark.parametrize("damage", [lambda kept: kept[:-1], lambda kept: "x" + kept, lambda _: "", lambda _: "a:b:c"])
def test_cut_or_invented_link_is_refused(damage):
    with pytest.raises(Http404):
        parse_token(damage(token()))


def test_token_made_for_another_purpose_is_refused(animator):
    with pytest.raises(Http404):
        parse_token(signing.dumps([animator.pk, "sheets"], salt="something else"))


def test_link_is_refused_for_an_unknown_member_or_matter(animator):
    token_of_nobody, token_of_no_matter = (
        signing.dumps([0, "sheets"], salt=SALT),
        signing.dumps([animator.pk, "mushrooms"], salt=SALT),
    )

    for invalid_token in (token_of_nobody, token_of_no_matter):
        with pytest.raises(Http404):
            parse_token(invalid_token)


def test_link_signed_with_a_former_key_still_stops_mails(settings):
    link = token()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert parse_token(link)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Http404):
        parse_token(link)
