"""Opening records, noting what was said and seen."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models.signals import pre_save
from django.test import Client
from django.utils import timezone

from b2i import services
from b2i.models import Evidence, Framework, Learner, Positioning, Record
from reseau.models import Member
from tests.factories.b2i import LearnerFactory, SkillFactory, skill_of

pytestmark = pytest.mark.django_db


def test_a_new_learner_has_an_account_a_card_and_a_record(b2i_adultes, epm, animator):
    new = services.create_learner(first_name="Odette", epm=epm, created_by=animator)
    learner = Learner.objects.get()
    assert new.learner == learner
    assert (str(learner), learner.card_number, learner.epm) == ("Odette", "46-0001", epm)
    assert new.record == Record.objects.get(learner=learner, framework=b2i_adultes)
    assert learner.check_secret(new.secret)


def test_a_new_learner_has_no_e_mail_address_and_no_password(b2i_adultes, epm, animator):
    member = services.create_learner(first_name="Odette", epm=epm, created_by=animator).learner.member
    assert (member.email, member.has_usable_password()) == (None, False)


def test_the_consent_says_when_to_what_and_who_noted_it(b2i_adultes, epm, animator):
    learner = services.create_learner(first_name="Odette", epm=epm, created_by=animator).learner
    assert (learner.consent_noted_by, learner.consent_version) == (animator, "2026-1")
    assert (timezone.now() - learner.consent_given_at).total_seconds() < 60


def test_bulk_loads_give_the_secret_and_its_hash(b2i_adultes, epm, animator):
    model = LearnerFactory.build(epm=epm)
    new = services.create_learner(
        first_name="Odette", epm=epm, created_by=animator, secret="2580", secret_hash=model.card_secret
    )
    assert (new.secret, new.learner.card_secret) == ("2580", model.card_secret)


@pytest.fixture
def number_taken_meanwhile():
    """The first number that is tried was just taken by somebody else, as when two animators click at the same time."""
    taken = LearnerFactory(card_number="46-0001").card_number
    tried = []

    def is_too_late(instance, **kwargs):
        tried.append(instance.card_number)
        if len(tried) == 1:
            instance.card_number = taken

    pre_save.connect(is_too_late, sender=Learner)
    yield tried
    pre_save.disconnect(is_too_late, sender=Learner)


def test_a_number_taken_meanwhile_is_left_to_who_took_it(b2i_adultes, epm, animator, number_taken_meanwhile):
    learner = services.create_learner(first_name="Odette", epm=epm, created_by=animator).learner
    assert (learner.card_number, len(number_taken_meanwhile)) == ("46-0002", 2)
    assert Record.objects.get().learner == learner


def test_another_refusal_of_the_database_is_not_taken_for_a_number(b2i_adultes, epm, animator):
    with pytest.raises(IntegrityError):
        services.create_learner(first_name="Odette", epm=epm, created_by=animator, birth_year=58)


def test_nothing_is_half_done_on_a_site_without_frameworks(epm, animator):
    members = Member.objects.count()
    with pytest.raises(Framework.DoesNotExist):
        services.create_learner(first_name="Odette", epm=epm, created_by=animator)
    assert (Member.objects.count(), Learner.objects.count()) == (members, 0)


def test_a_new_secret_replaces_the_old_one_and_opens_the_card(learner):
    for _ in range(5):
        Learner.objects.filter(pk=learner.pk).spend_try()
    secret = services.reset_secret(learner=learner)
    learner.refresh_from_db()
    assert (learner.check_secret(secret), learner.is_locked) == (True, False)
    assert learner.check_secret("2580") == (secret == "2580")


def test_a_new_secret_closes_the_sessions_of_the_old_one(record):
    client = Client()
    client.force_login(record.learner.member, backend="b2i.backends.CardBackend")
    assert client.get("/b2i/mon-livret/").status_code == 200
    services.reset_secret(learner=record.learner)
    assert client.get("/b2i/mon-livret/").status_code == 302


def test_a_new_secret_leaves_the_password_of_a_member_alone(learner):
    learner.member.set_password("un-mot-de-passe-solide")
    learner.member.save()
    services.reset_secret(learner=learner)
    assert Member.objects.get(pk=learner.member_id).check_password("un-mot-de-passe-solide")


def test_evidence_says_who_saw_what_where_and_when(record, skill, animator):
    services.add_evidence(record=record, skill=skill, text="  A rangé \n ses photos ", observed_by=animator)
    evidence = Evidence.objects.get()
    assert (evidence.text, evidence.kind) == ("A rangé ses photos", "observed")
    assert (evidence.observed_by, evidence.epm) == (animator, record.learner.epm)
    assert evidence.observed_on == timezone.localdate()


def test_evidence_may_come_from_another_day_and_place(record, skill, animator, other_epm):
    evidence = services.add_evidence(
        record=record,
        skill=skill,
        text="A rangé ses photos",
        observed_by=animator,
        kind="work",
        epm=other_epm,
        observed_on=date(2026, 3, 12),
    )
    assert (evidence.kind, evidence.epm, evidence.observed_on) == ("work", other_epm, date(2026, 3, 12))


@pytest.mark.parametrize(("text", "kind"), [("   ", "observed"), ("x" * 301, "observed"), ("A rangé", "deviné")])
def test_evidence_that_says_nothing_too_much_or_otherwise_is_refused(record, skill, animator, text, kind):
    with pytest.raises(ValidationError):
        services.add_evidence(record=record, skill=skill, text=text, kind=kind, observed_by=animator)
    assert Evidence.objects.count() == 0


def test_a_skill_of_another_framework_is_refused(record, animator):
    foreign = SkillFactory()
    with pytest.raises(ValidationError, match="référentiel du livret"):
        services.add_evidence(record=record, skill=foreign, text="A programmé", observed_by=animator)
    with pytest.raises(ValidationError, match="référentiel du livret"):
        services.position(record=record, levels={foreign: "alone"})


def test_positions_are_added_for_several_skills_at_once(record, skill):
    services.position(record=record, levels={skill: "no", skill_of(record, "D1.3"): "alone"})
    assert sorted(Positioning.objects.values_list("skill__code", "level")) == [("D1.2", "no"), ("D1.3", "alone")]


def test_saying_the_same_again_adds_nothing(record, skill):
    services.position(record=record, levels={skill: "helped"})
    assert services.position(record=record, levels={skill: "helped"}) == []


def test_changing_ones_mind_keeps_what_was_said_before(record, skill):
    for level in ("helped", "alone", "helped"):
        services.position(record=record, levels={skill: level})
    assert list(Positioning.objects.values_list("level", flat=True)) == ["helped", "alone", "helped"]
