"""The foot of each kind of mail says what its headers do: who reads an answer, which list it leaves, who sends it."""

from itertools import product

import pytest

from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.reply_addresses import MARKER
from alertes.choices.kinds import declared_kinds
from alertes.declarations.events import DIGEST
from alertes.enums import Matter
from tests.factories.alertes import MailFactory, MailItemFactory

pytestmark = pytest.mark.django_db

READER = "odette@example.org"
NOBODY, BY_MAIL, ON_THE_SITE = "Ne répondez pas", f"votre réponse va à {READER}", "paraît sur le site, à votre nom"
SINGLE_KINDS = [kind for kind in declared_kinds().values() if kind != DIGEST]
ANSWERED = {NOBODY: {}, BY_MAIL: {"reply_to": READER}, ON_THE_SITE: {"answers": "topic:12"}}
# Somebody without account has no name on the site under which their answer would be published.
CASES = [case for case in product(ANSWERED, (True, False)) if case != (ON_THE_SITE, False)]


@pytest.fixture(autouse=True)
def _site(settings):
    settings.REPLY_ADDRESS, settings.ORIGIN = "reponse@extranet.example", "https://extranet.example"


def foot_of(message) -> str:
    return message.body.partition("\n-- \n")[2]


@pytest.mark.parametrize("has_account", [True, False])
@pytest.mark.parametrize("kind", SINGLE_KINDS, ids=lambda kind: kind.name)
def test_foot_tells_who_reads_an_answer(kind, has_account, animator):
    recipient = {"member": animator} if has_account else {"member": None, "outsider": "mairie@example.org"}
    for expected in (each for each, has_one in CASES if has_one is has_account):
        mail = MailFactory(kind=kind.name, matter=kind.matter, url="/aide/", **recipient, **ANSWERED[expected])
        message = compose(mail)
        foot, html = foot_of(message), message.alternatives[0][0]

        assert [words for words in ANSWERED if words in foot] == [expected]
        assert [words for words in ANSWERED if words in html] == [expected]
        read_at = message.reply_to[0].partition("+")[0] if message.reply_to else ""
        assert read_at == {NOBODY: "", BY_MAIL: READER, ON_THE_SITE: "reponse"}[expected]
        assert (MARKER in message.body) == (expected == ON_THE_SITE)


@pytest.mark.parametrize("kind", SINGLE_KINDS, ids=lambda kind: kind.name)
def test_foot_tells_the_list_and_the_sender_of_the_headers(kind, animator, settings):
    message = compose(MailFactory(member=animator, kind=kind.name, matter=kind.matter, url="/aide/"))
    foot = foot_of(message)

    stop = message.extra_headers.get("List-Unsubscribe", "").strip("<>")
    assert bool(stop) == kind.may_be_declined == ("Ne plus en recevoir de ce genre" in foot)
    assert stop in foot
    assert message.extra_headers["From"] == settings.DEFAULT_FROM_EMAIL
    assert foot.startswith(settings.WAGTAIL_SITE_NAME)


@pytest.mark.parametrize(
    "kind", [kind for kind in SINGLE_KINDS if kind.matter is Matter.CONTACT], ids=lambda kind: kind.name
)
def test_foot_of_a_mail_of_the_site_names_no_public(kind, animator):
    """The matter of contact holds kinds that the public has no part in."""
    foot = foot_of(compose(MailFactory(member=animator, kind=kind.name, matter=kind.matter)))

    assert f"Ce courriel concerne\u00a0: {kind.one}." in foot


@pytest.mark.parametrize("answers", ["", "topic:12"])
def test_foot_of_a_digest_tells_that_it_is_not_answered_itself(animator, answers):
    digest = MailFactory(member=animator, kind=DIGEST.name, matter=DIGEST.matter)
    MailItemFactory(member=animator, mail=digest, answers=answers)

    message = compose(digest)

    assert (message.reply_to, "personne ne lirait votre réponse" in foot_of(message)) == ([], True)
    assert ("Répondre par courriel" in foot_of(message)) == bool(answers)
