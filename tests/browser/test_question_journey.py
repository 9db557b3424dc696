"""A question from its first word to the library: similar ones shown, announced by mail, climbed, answered by mail,
solved, turned into a sheet that the search finds.
"""

import email
import subprocess
import sys
import time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from playwright.sync_api import expect

from conftest import find_faketime
from tests.browser.conftest import log_in
from tests.browser.hands import Keyboard, Mouse
from tests.browser.site import ROOT, Site, prepared_copy

pytestmark = pytest.mark.faketime
ASKER, HELPER, WATCHER = "animateur1@example.org", "animateur7@example.org", "territoire.cahors@example.org"
COORDINATOR = "coordination@example.org"
TITLE = "Le lecteur d’écran lit deux fois chaque bouton de la tablette"
BODY = "Une personne malvoyante entend « Envoyer, Envoyer ». Qui connaît ce réglage de TalkBack ?"
ANSWER = "Deux lecteurs tournent ensemble : coupez l’un des deux dans Accessibilité, puis redémarrez la tablette."
SIMILAR = ["Reconnaître un courriel ou un SMS frauduleux", "SMS « amende impayée » : trois personnes en une semaine"]
# Seconds. A mail waits a minute before it leaves, so that what is read on the site meanwhile is not mailed.
PATIENCE = 180


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of its own, which reads replies and sends mail at any hour."""
    base = tmp_path_factory.getbasetemp()
    site = prepared_copy(tmp_path_factory, base / "question-site")
    site.environment |= {"EXTRANET_REPLY_ADDRESS": "reponse@extranet.example", "EXTRANET_QUIET_HOURS": ""}
    try:
        yield site.start()
    finally:
        site.stop()


def test_question_is_announced_climbs_is_answered_by_mail_solved_and_found_in_the_library(open_browser, site: Site):
    asker, helper = Mouse(open_browser()), Keyboard(open_browser())
    log_in(helper, HELPER)
    follow_at_once(helper)
    log_in(asker, ASKER)
    ask(asker)
    announced = mail_to(site, HELPER, TITLE)

    climb(site, days=5)
    coordinator = Mouse(open_browser())
    log_in(coordinator, COORDINATOR)
    coordinator.go("/forums/attente/")
    waiting = coordinator.page.get_by_role("listitem").filter(has_text=TITLE)
    coordinator.activate(waiting.get_by_role("button", name="Je m’en occupe"))
    asker.go(address := address_of(asker))
    expect(asker.page.get_by_role("main")).to_contain_text("s’en occupe")

    reply(site, announced)
    # Whoever reads it on the site first gets no mail.
    assert mail_to(site, ASKER, ANSWER)
    asker.go(address)
    expect(asker.page.get_by_role("main")).to_contain_text(ANSWER)
    expect(asker.page.get_by_role("main")).not_to_contain_text("s’en occupe")

    asker.press("link", "C’est réglé")
    asker.check(asker.page.get_by_role("radio").first)
    asker.press("button", "C’est réglé")
    expect(asker.page.get_by_role("main")).to_contain_text("Résolu")
    capitalise(asker)
    publish(Mouse(open_browser()))

    asker.go(address)
    expect(asker.page.get_by_role("main")).to_contain_text("Ce sujet a donné la fiche")
    found_by_everybody(Keyboard(open_browser()))


def follow_at_once(helper: Keyboard) -> None:
    helper.go("/forums/reseau/")
    helper.press("button", "Suivre ce forum")
    helper.unfold("Vous suivez")
    helper.choose("Par courriel", "Aussitôt")
    helper.press("button", "Enregistrer")


def ask(asker: Mouse) -> None:
    asker.go("/forums/reseau/nouveau/")
    asker.write("Titre", "SMS amende impayée")
    expect(asker.page.get_by_text("Peut-être déjà répondu")).to_be_visible()
    # The sheet that was made of that topic, then the topic.
    expect(asker.page.locator("[data-similar]").get_by_role("link")).to_have_text(SIMILAR)
    asker.write("Titre", TITLE)
    asker.write("Message", BODY)
    asker.press("button", "Publier le sujet")
    expect(asker.page.get_by_role("heading", name=TITLE)).to_be_visible()


def address_of(asker: Mouse) -> str:
    return asker.page.url.partition("?")[0].partition("#")[0]


def climb(site: Site, *, days: int) -> None:
    """Run the job of the clock as it runs some days later."""
    later = {"LD_PRELOAD": find_faketime(), "FAKETIME": f"+{days}d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    code = "from forums.threads.clock.services import climb_questions; climb_questions(); climb_questions()"
    run(site, "shell", "--verbosity", "0", "-c", code, **later)


def reply(site: Site, announced: EmailMessage) -> None:
    """Answer the mail as its reader does: to the address that it names, above its quotation."""
    quoted = "\n".join(f"> {line}" for line in text_of(announced).splitlines())
    message = EmailMessage(policy=SMTP)
    message["From"] = f"Quelqu’un <{HELPER}>"
    message["To"] = announced["Reply-To"]
    message["Subject"] = f"Re: {announced['Subject']}"
    message["Message-ID"] = "<reponse-1@chez-moi.example>"
    message.set_content(f"{ANSWER}\n\nLe lundi 3 mars à 10:12, Extranet a écrit :\n{quoted}\n")
    run(site, "receive_mail", stdin=message.as_bytes())


def capitalise(asker: Mouse) -> None:
    asker.press("link", "En faire une fiche")
    expect(asker.page.get_by_role("checkbox").first).to_be_checked()
    asker.press("button", "Créer le brouillon")
    asker.write("Objectif", "À la fin, chacun sait couper l’un des deux lecteurs d’écran.")
    asker.write("Pour qui", "Personnes qui animent, avec une tablette")
    asker.write("Personnes au plus", "6")
    first = asker.page.get_by_role("group", name="Étape 1", exact=True)
    asker.write_in(first.get_by_label("Titre de l’étape"), "Trouver les deux lecteurs")
    asker.write_in(first.get_by_label("Minutes"), "15")
    asker.write_in(first.get_by_label("Ce que fait la personne qui anime"), "Ouvrez Accessibilité, coupez-en un.")
    asker.press("button", "Envoyer en relecture")
    expect(asker.page.get_by_role("main")).to_contain_text("En relecture")


def publish(reviewer: Mouse) -> None:
    log_in(reviewer, WATCHER)
    reviewer.go("/ressources/a-relire/")
    reviewer.press("button", f"Je m’en occupe\u00a0: {TITLE}")
    reviewer.press("button", "Publier la fiche")
    expect(reviewer.page.get_by_role("status").filter(has_text="publiée")).to_be_visible()


def found_by_everybody(visitor: Keyboard) -> None:
    for _ in range(PATIENCE):
        visitor.go("/recherche/?q=lecteur+d’écran+tablette+deux+fois")
        if TITLE in visitor.page.get_by_role("main").inner_text():
            return
        time.sleep(1)
    raise AssertionError("the sheet is not found")


def mail_to(site: Site, person: str, words: str) -> EmailMessage:
    """Return the last mail that the site handed over to `person` whose text contains `words`."""
    folder = Path(site.environment["EXTRANET_VAR"]) / "mails"
    for _ in range(2 * PATIENCE):
        for path in sorted(folder.glob("*"), reverse=True):
            for message in messages_in(path):
                if person in message["To"] and words in text_of(message):
                    return message
        time.sleep(0.5)
    raise AssertionError(f"no mail to {person} about {words}:\n{site.read_log()}")


def messages_in(path: Path) -> list[EmailMessage]:
    """Return the messages of a file, between lines of dashes, the last first."""
    # Bytes: a text of 8 bits is read wrong from a string.
    parts = path.read_bytes().split(b"\n%b\n" % (b"-" * 79))
    return [email.message_from_bytes(part, policy=email.policy.default) for part in reversed(parts) if part.strip()]


def text_of(message: EmailMessage) -> str:
    return message.get_body(("plain",)).get_content()


def run(site: Site, *command: str, stdin: bytes | None = None, **more: str) -> None:
    arguments, env = [sys.executable, "manage.py", *command], site.environment | more
    subprocess.run(arguments, cwd=ROOT, env=env, input=stdin, check=True, capture_output=True)  # noqa: S603 - our own
