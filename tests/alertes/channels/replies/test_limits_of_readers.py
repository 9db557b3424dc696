"""Mails written to stop the server: the limit of the processor ends their reading, no write waits, nothing is lost."""

import io
import subprocess
import sys

import pytest
from django.db import connection

from alertes.channels.mails.headers import OWN_HEADER
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.reply_addresses import MARKER, reply_address
from alertes.channels.notices.models import Notice
from alertes.channels.replies import incoming_message, services
from alertes.channels.replies.enums import IncomingState
from alertes.channels.replies.incoming_message import BODY_PARSER, HEADER_PARSER
from alertes.channels.replies.models import IncomingMail
from alertes.channels.replies.reply_text import MOST_CHARACTERS
from alertes.channels.replies.services import MAX_BYTES, receive, treat_waiting
from reseau.documents.extraction import reader
from reseau.documents.extraction.problems import TOO_HEAVY, FileProblemError
from reseau.documents.extraction.reader import ReaderFailedError, run_program
from tests.alertes.channels.replies.incoming import mail_to
from tests.factories.forums import ForumFactory, TopicFactory

ADDRESS = "reponse@extranet.example"
# The worst that the library of replies is known to meet, at the length that is read.
REPEATED_ON = "On " * (MOST_CHARACTERS // 3)
# Brackets inside brackets, which the library of headers opens one by one.
NESTED_HEADER = "(" * 150_000


@pytest.fixture(autouse=True)
def _mailbox(settings):
    settings.REPLY_ADDRESS = ADDRESS


@pytest.fixture
def topic(animator, epm):
    return TopicFactory(forum=ForumFactory(slug="reseau"), author=animator, title="Une prise ?")


@pytest.fixture
def address(topic, colleague):
    return reply_address(kind="topic", key=topic.pk, member=colleague.pk)


def too_heavy(*_, **__):
    raise FileProblemError(TOO_HEAVY, "stopped by signal 9")


@pytest.fixture
def heavy_bodies(monkeypatch):
    """Every body is more than its process may compute."""
    run = incoming_message.run_program
    monkeypatch.setattr(
        incoming_message,
        "run_program",
        lambda program, *a, **k: too_heavy() if program == BODY_PARSER else run(program, *a, **k),
    )


def status_of_reading(content: bytes, *, seconds: int) -> int:
    """Return the status of the process that reads the mail with so much of the processor."""
    code = (
        "import resource, runpy\nfrom reseau.documents.extraction import confinement\n"
        f"confinement.LIMITS[resource.RLIMIT_CPU] = {seconds}\nrunpy.run_module({BODY_PARSER!r}, run_name='__main__')"
    )
    process = subprocess.run(  # noqa: S603 - the program is written here
        [sys.executable, "-c", code, MARKER],
        input=content,
        capture_output=True,
        cwd=reader.ROOT,
        env=reader.ENVIRONMENT,
        check=False,
    )
    return process.returncode


def test_worst_known_text_is_ended_by_the_limit_of_the_processor():
    """Whole, it would take minutes."""
    assert status_of_reading(mail_to(ADDRESS, REPEATED_ON), seconds=1) < 0


@pytest.mark.parametrize("text", ["a\n" + "\n" * 60_000 + "b", "a\n" + "\n  " * 30_000 + "b"], ids=["empty", "spaces"])
def test_blank_lines_are_read_within_the_limit(text):
    """In front of the library alone, they would take minutes."""
    assert status_of_reading(mail_to(ADDRESS, text), seconds=3) == 0


def test_nested_header_is_a_problem_of_its_mail():
    with pytest.raises(FileProblemError):
        run_program(HEADER_PARSER, OWN_HEADER, file=io.BytesIO(f"To: {NESTED_HEADER}\r\n".encode()))


@pytest.mark.django_db
@pytest.mark.usefixtures("own_processes")
def test_real_processes_give_text_and_files(topic, address):
    receive(raw=mail_to(address, "Le voici.", files=[("a.txt", b"Bonjour")]))
    assert topic.posts.last().body.startswith("Le voici.")


@pytest.mark.django_db
@pytest.mark.usefixtures("own_processes")
def test_files_of_the_largest_mail_fit_in_the_answer(address):
    content = bytes(MAX_BYTES * 70 // 100)
    body = incoming_message.read_body(mail_to(address, "Oui.", files=[("gros.pdf", content)]))
    assert (body.text, [file.content == content for file in body.files]) == ("Oui.", [True])


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_mail_is_read(topic, address, monkeypatch):
    open_transactions = []
    run = incoming_message.run_program
    monkeypatch.setattr(
        incoming_message,
        "run_program",
        lambda *a, **k: open_transactions.append(connection.in_atomic_block) or run(*a, **k),
    )
    receive(raw=mail_to(address))
    assert (open_transactions, topic.posts.count()) == ([False, False], 2)


@pytest.mark.django_db
@pytest.mark.usefixtures("heavy_bodies")
def test_mail_that_asks_too_much_is_refused_at_the_second_attempt(topic, address, colleague, coordinator):
    raw = mail_to(address, "Mes mots.")
    assert receive(raw=raw).state == IncomingState.WAITING
    assert Notice.objects.count() == 0
    treat_waiting()

    incoming = IncomingMail.objects.get()
    assert (incoming.state, incoming.problem, incoming.member) == (
        IncomingState.REFUSED,
        services.TOO_MUCH_WORK,
        colleague,
    )
    assert b"Mes mots." in bytes(incoming.raw)
    assert services.TOO_MUCH_WORK in Mail.objects.get(member=colleague).text
    assert [notice.member for notice in Notice.objects.all()] == [coordinator]
    assert topic.posts.count() == 1


@pytest.mark.django_db
def test_mail_that_killed_its_reader_twice_is_not_read_again(topic, address, monkeypatch):
    def die(*_, **__):
        raise SystemExit(1)

    with monkeypatch.context() as patch:
        patch.setattr(services, "read_body", die)
        for read in (lambda: receive(raw=mail_to(address)), treat_waiting):
            with pytest.raises(SystemExit):
                read()
        treat_waiting()
    assert (IncomingMail.objects.get().problem, topic.posts.count()) == (services.TOO_MUCH_WORK, 1)


@pytest.mark.django_db
def test_body_of_an_unknown_address_is_not_read(db, monkeypatch):
    monkeypatch.setattr(services, "read_body", lambda raw: 1 / 0)
    assert receive(raw=mail_to(ADDRESS)).problem == "Adresse de réponse inconnue ou abîmée."


@pytest.mark.django_db
def test_installation_that_reads_nothing_loses_no_mail(topic, address, monkeypatch):
    def fail(*_, **__):
        raise ReaderFailedError("No module named bs4")

    with monkeypatch.context() as patch:
        patch.setattr(incoming_message, "run_program", fail)
        with pytest.raises(ReaderFailedError):
            receive(raw=mail_to(address))
        for _ in range(3):
            with pytest.raises(ReaderFailedError):
                treat_waiting()
    assert (treat_waiting(), topic.posts.count()) == (1, 2)


@pytest.mark.django_db
@pytest.mark.usefixtures("heavy_bodies")
def test_coordination_is_told_once_a_day(address, coordinator):
    for _ in range(3):
        receive(raw=mail_to(address)), treat_waiting()
    assert Notice.objects.filter(member=coordinator).count() == 1
