"""Tests of the pages of duplicates: access, comparison, merge, undo."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from b2i.admission.duplicates import services
from b2i.admission.duplicates.models import Distinction, Merge
from b2i.people.learners.models.learner import Learner
from reseau.texts.wording import day_in_full
from tests.factories.b2i import (
    ConsentFactory,
    EvidenceFactory,
    FollowingFactory,
    LearnerFactory,
    PositioningFactory,
    RecordFactory,
    skill_of,
)
from tests.factories.validation import ProposalFactory

pytestmark = pytest.mark.django_db
LIST = "/b2i/livrets/doublons/"
NEW = "/b2i/livrets/nouveau/"
TYPED = {"first_name": "Jeanne", "last_name": "Delpéch", "consent": "on", "means": "oral", "giver": "person"}


@pytest.fixture
def duplicate(record, epm):
    """Second record of Jeanne, under a misspelled name."""
    learner = LearnerFactory(epm=epm, card_number="46-0012", member__last_name="Delpeche")
    return RecordFactory(learner=learner, framework=record.framework).learner


def pair_path(record, duplicate, end: str = "") -> str:
    return f"{LIST}{record.learner.pk}/{duplicate.pk}/{end}"


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_known_person_is_shown_before_second_record_is_opened(client_of, animator, record):
    response = client_of(animator).post(NEW, TYPED)
    page = response.content.decode()
    assert (response.status_code, Learner.objects.count()) == (422, 1)
    assert page.count("Même prénom et même nom") == 1
    assert page.count(f'href="{record.learner.get_absolute_url()}"') == 1
    assert page.count('value="Delpéch"') == 1


def test_confirmed_other_person_gets_record(client_of, animator, record):
    client = client_of(animator)
    confirmed_keys = client.post(NEW, TYPED).context["form"]["others"].value()
    assert client.post(NEW, TYPED | {"others": confirmed_keys}).status_code == 302
    assert (Learner.objects.count(), Distinction.objects.count()) == (2, 1)
    assert client.get(LIST).context["page_obj"].object_list == []


def test_answer_about_one_does_not_cover_another(client_of, animator, record, duplicate):
    response = client_of(animator).post(NEW, TYPED | {"others": str(duplicate.pk)})
    assert [likeness.learner for likeness in response.context["likenesses"]] == [record.learner]
    assert Learner.objects.count() == 2


def test_learner_of_other_epm_is_not_revealed(client_of, stranger, record):
    assert client_of(stranger).post(NEW, TYPED).status_code == 302
    assert client_of(stranger).get(LIST).content.decode().count("Delpech") == 0


def test_epm_sees_its_own_duplicates_with_reason(client_of, animator, stranger, record, duplicate):
    page = client_of(animator).get(LIST).content.decode()
    assert page.count("Nom qui se ressemble") == 1
    assert client_of(stranger).get(LIST).content.decode().count("Delpech") == 0


def test_list_query_count_is_same_for_one_and_three_pairs(client_of, animator, record, duplicate, epm):
    client = client_of(animator)
    with_one = queries(client, LIST)
    LearnerFactory(epm=epm, member__last_name="Delpechs")
    assert queries(client, LIST) == with_one <= 10  # the last one notes the names that are new that day


def test_comparison_shows_what_would_move(client_of, animator, record, duplicate):
    EvidenceFactory.create_batch(2, record=duplicate.records.get())
    ConsentFactory(learner=duplicate)
    page = client_of(animator).get(pair_path(record, duplicate)).content.decode()
    assert [page.count(f"<li>{words}</li>") for words in ("2\u00a0preuves", "1\u00a0accord")] == [1, 1]


def test_comparison_query_count_is_same_for_one_and_thirty_lines(client_of, animator, record, duplicate):
    client, duplicate_record = client_of(animator), duplicate.records.get()
    EvidenceFactory(record=duplicate_record)
    queries(client, pair_path(record, duplicate))  # the first opening of the day is noted, in one query more
    with_one = queries(client, pair_path(record, duplicate))
    EvidenceFactory.create_batch(29, record=duplicate_record)
    PositioningFactory.create_batch(29, record=duplicate_record)
    assert queries(client, pair_path(record, duplicate)) == with_one <= 10


def test_two_people_are_marked_distinct(client_of, animator, record, duplicate):
    client_of(animator).post(pair_path(record, duplicate, "distincts/"))
    assert Distinction.objects.get().noted_by == animator


def test_two_records_are_merged(client_of, animator, record, duplicate):
    EvidenceFactory(record=duplicate.records.get(), text="A rangé ses photos")
    client = client_of(animator)
    response = client.post(pair_path(record, duplicate, "reunir/"), follow=True)
    page = response.content.decode()
    assert response.redirect_chain[-1][0] == record.learner.get_absolute_url()
    assert page.count("La carte 46-0012 ne marche plus.") == 1
    assert (
        client.get(f"{record.learner.get_absolute_url()}?domaine=D1").content.decode().count("A rangé ses photos") == 1
    )
    assert client.get(duplicate.get_absolute_url()).status_code == 404
    assert [str(learner) for learner in client.get("/b2i/livrets/").context["learners"]] == ["Jeanne Delpech"]


def test_merge_is_undone_from_list(client_of, animator, record, duplicate):
    client = client_of(animator)
    client.post(pair_path(record, duplicate, "reunir/"))
    merge = Merge.objects.get()
    assert client.get(LIST).content.decode().count("Annuler cette fusion") == 1
    client.post(f"/b2i/livrets/fusions/{merge.pk}/annuler/")
    assert Learner.objects.count() == 2
    assert client.get(LIST).content.decode().count("Annuler cette fusion") == 0
    assert client.post(f"/b2i/livrets/fusions/{merge.pk}/annuler/").status_code == 404


def test_merge_says_who_made_it_as_long_as_they_are_known(client_of, animator, record, duplicate):
    merge = services.merge(kept=record.learner, absorbed=duplicate, merged_by=animator)
    for by, words in ((animator, f" par {animator}."), (None, ".")):
        Merge.objects.update(merged_by=by)
        page = " ".join(client_of(animator).get(LIST).content.decode().split())
        assert f"46-0007 le {day_in_full(merge.merged_at)}{words}" in page


def test_refused_merge_says_why_on_the_list(client_of, animator, record, duplicate, messages_of):
    for each in (record, duplicate.records.get()):
        ProposalFactory(record=each, skill=skill_of(record, "D1.2"))
    response = client_of(animator).post(pair_path(record, duplicate, "reunir/"), follow=True)
    assert (response.redirect_chain, Merge.objects.count()) == ([(LIST, 302)], 0)
    assert messages_of(response) == [
        "Une décision est attendue pour D1.2\u00a0: réunissez les livrets quand elle sera prise."
    ]


def test_refused_undo_says_why_on_the_list(client_of, animator, record, duplicate, messages_of):
    evidence = EvidenceFactory(record=duplicate.records.get(), skill=skill_of(record, "D1.2"))
    merge = services.merge(kept=record.learner, absorbed=duplicate, merged_by=animator)
    evidence.refresh_from_db()  # it has moved to the other record
    ProposalFactory(record=record, skill=evidence.skill, evidence=evidence)
    response = client_of(animator).post(f"/b2i/livrets/fusions/{merge.pk}/annuler/", follow=True)
    assert messages_of(response) == ["Depuis, une compétence a été proposée sur une preuve qui devrait repartir."]
    assert Merge.objects.in_force().count() == 1


@pytest.mark.parametrize("end", ["", "distincts/", "reunir/"])
@pytest.mark.parametrize("person", ["stranger", "territorial", "other_territorial", "coordinator"])
def test_member_who_does_not_follow_both_is_refused(request, client_of, record, duplicate, other_epm, person, end):
    FollowingFactory(learner=record.learner, epm=other_epm)
    client, path = client_of(request.getfixturevalue(person)), pair_path(record, duplicate, end)
    assert (client.post(path) if end else client.get(path)).status_code == 404
    assert (Distinction.objects.count(), Merge.objects.count()) == (0, 0)


def test_epm_that_follows_gives_its_record_away_but_takes_none(client_of, record, duplicate, other_epm, stranger):
    """The EPM that keeps a record merges it into another one: it hands it over."""
    FollowingFactory(learner=record.learner, epm=other_epm)
    Learner.objects.filter(pk=duplicate.pk).update(epm=other_epm)
    client = client_of(stranger)
    taking, giving = pair_path(duplicate.records.get(), record.learner), pair_path(record, duplicate)
    pages = [client.get(path).content.decode() for path in (taking, giving)]
    assert [page.count("Réunir les deux livrets") for page in pages] == [0, 1]
    assert pages[0].count("L’EPM de Gramat tient le livret de la carte 46-0007") == 1
    assert (client.post(f"{taking}reunir/").status_code, Merge.objects.count()) == (404, 0)
    assert (client.post(f"{giving}reunir/").status_code, Merge.objects.count()) == (302, 1)


def test_other_members_cannot_undo_merge(client_of, animator, stranger, coordinator, record, duplicate):
    merge = services.merge(kept=record.learner, absorbed=duplicate, merged_by=animator)
    for user in (stranger, coordinator, record.learner.member):
        assert client_of(user).post(f"/b2i/livrets/fusions/{merge.pk}/annuler/").status_code == 404
    assert Merge.objects.in_force().count() == 1


@pytest.mark.parametrize("path", [LIST, f"{LIST}choisir/", f"{LIST}1/2/"])
def test_learners_and_visitors_cannot_open_pages(client_of, record, path):
    assert client_of(record.learner.member).get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_record_is_not_compared_with_itself(client_of, animator, record):
    assert client_of(animator).get(pair_path(record, record.learner)).status_code == 404


@pytest.mark.parametrize("end", ["distincts/", "reunir/"])
def test_actions_require_post(client_of, animator, record, duplicate, end):
    assert client_of(animator).get(pair_path(record, duplicate, end)).status_code == 405


def test_two_card_numbers_lead_to_comparison(client_of, animator, record, duplicate):
    response = client_of(animator).get(f"{LIST}choisir/", {"one": "460007", "other": "46 0012"})
    assert response["Location"] == pair_path(record, duplicate)


@pytest.mark.parametrize(
    ("numbers", "errors"),
    [
        ({"one": ""}, {"one": ["Recopiez le numéro d’une carte."]}),
        ({"one": "Jeanne"}, {"one": ["Votre EPM ne suit personne avec ce numéro."]}),
        ({"one": "46-9999"}, {"one": ["Votre EPM ne suit personne avec ce numéro."]}),
        ({"one": "46-0777"}, {"one": ["Votre EPM ne suit personne avec ce numéro."]}),
        ({"one": "46-0012"}, {"other": ["C’est la même carte\u00a0: il en faut deux."]}),
    ],
)
def test_wrong_card_numbers_are_refused(client_of, animator, record, duplicate, other_epm, numbers, errors):
    LearnerFactory(epm=other_epm, card_number="46-0777")
    response = client_of(animator).get(f"{LIST}choisir/", {"one": "46-0007", "other": "46-0012"} | numbers)
    assert (response.status_code, response.context["form"].errors) == (422, errors)


def test_merged_learner_cannot_be_merged_again(client_of, animator, record, duplicate):
    Merge.objects.create(kept=record.learner, absorbed=duplicate)
    Learner.objects.filter(pk=duplicate.pk).update(merged_into=record.learner)
    assert client_of(animator).post(pair_path(record, duplicate, "reunir/")).status_code == 404
