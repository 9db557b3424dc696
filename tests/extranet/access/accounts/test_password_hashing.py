"""Passwords and card secrets are hashed with Argon2id, in turn and at low priority; former hashes are replaced."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import extract_parameters
from django.contrib.auth.hashers import PBKDF2PasswordHasher, identify_hasher, make_password
from django.test import Client

from extranet.access.accounts.password_hashing import STEPS_BACK, Argon2InTurn, FormerPBKDF2InTurn, in_turn
from extranet.settings import base
from reseau.people.members.models.member import Member
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import PositionFactory

PASSWORD = "une phrase assez longue"
HASHERS = base.PASSWORD_HASHERS


@pytest.fixture
def real_hashers(settings):
    settings.PASSWORD_HASHERS = HASHERS


def former_hash(text: str) -> str:
    return PBKDF2PasswordHasher().encode(text, "a" * 22, iterations=1000)


def test_parameters_are_those_that_were_measured(real_hashers):
    encoded = make_password(PASSWORD)
    parameters = extract_parameters(encoded.removeprefix("argon2"))
    measured = (parameters.type.name, parameters.memory_cost, parameters.time_cost, parameters.parallelism)
    assert measured == ("ID", 46 * 1024, 2, 1)


@pytest.mark.django_db
def test_former_hash_is_replaced_at_login(real_hashers, client):
    member = PositionFactory().member
    Member.objects.filter(pk=member.pk).update(password=former_hash(PASSWORD))
    client.post("/connexion/", {"login": member.email, "password": "autre chose"})
    member.refresh_from_db()
    assert identify_hasher(member.password).algorithm == "pbkdf2_sha256"
    assert client.post("/connexion/", {"login": member.email, "password": PASSWORD}).status_code == 302
    member.refresh_from_db()
    assert identify_hasher(member.password).algorithm == "argon2"
    assert Client().post("/connexion/", {"login": member.email, "password": PASSWORD}).status_code == 302


@pytest.mark.django_db
def test_former_hash_of_a_card_is_replaced_at_login(real_hashers, client):
    learner = LearnerFactory(card_number="46-0007", card_secret=former_hash("2580"))
    client.post("/carte/", {"number": "46-0007", "secret": "2581"})
    learner.refresh_from_db()
    assert identify_hasher(learner.card_secret).algorithm == "pbkdf2_sha256"
    assert client.post("/carte/", {"number": "46-0007", "secret": "2580"}).status_code == 302
    learner.refresh_from_db()
    assert identify_hasher(learner.card_secret).algorithm == "argon2"
    assert Client().post("/carte/", {"number": "46-0007", "secret": "2580"}).status_code == 302


@pytest.mark.parametrize("hasher", [Argon2InTurn(), FormerPBKDF2InTurn()])
def test_hash_runs_and_verifies_in_the_hashing_thread(hasher, monkeypatch):
    encoded = hasher.encode(PASSWORD, "a" * 22)
    assert (hasher.verify(PASSWORD, encoded), hasher.verify("autre", encoded)) == (True, False)


def test_hashes_wait_for_each_other_at_low_priority():
    running, seen = [], []

    @in_turn
    def observe(rank: int) -> tuple[str, int]:
        running.append(rank)
        seen.append(len(running))
        time.sleep(0.01)
        running.remove(rank)
        return threading.current_thread().name.partition("_")[0], os.getpriority(os.PRIO_PROCESS, 0)

    priority = os.getpriority(os.PRIO_PROCESS, 0)
    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(observe, range(6)))
    assert answers == {("hashing", min(priority + STEPS_BACK, 19))}
    assert max(seen) == 1
    assert os.getpriority(os.PRIO_PROCESS, 0) == priority


def test_refusal_of_a_hasher_reaches_its_caller():
    with pytest.raises(ZeroDivisionError):
        in_turn(lambda: 1 / 0)()


def test_child_process_hashes_with_a_thread_of_its_own():
    in_turn(int)()
    if (child := os.fork()) == 0:
        signal.alarm(10)  # a child that waits for the thread of its parent would wait for ever
        os._exit(0 if in_turn(int)("7") == 7 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_hashes_of_a_process_wait_for_each_other():
    """Two at once would take both cores from the pages."""
    running, most = [], []

    @in_turn
    def hash_slowly(number: int) -> None:
        running.append(number)
        most.append(len(running))
        time.sleep(0.05)
        running.remove(number)

    with ThreadPoolExecutor(3) as people:
        list(people.map(hash_slowly, range(3)))
    assert most == [1, 1, 1]
