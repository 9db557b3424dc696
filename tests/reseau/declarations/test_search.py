"""Search sources of the network."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from reseau.calendar.agenda.enums import MeetingAudience
from reseau.calendar.agenda.models import Meeting
from reseau.calendar.agenda.services import cancel_meeting
from reseau.declarations.search import EPMSource, MeetingSource, MemberSource
from reseau.enums import EPMKind
from reseau.people.members.services import close_position
from reseau.people.profiles.services import set_know_how
from reseau.places.audience import tokens_of
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.places.reference import load_communes
from reseau.texts.wording import day_in_full
from search.index.day_changes import note_passed_days
from search.index.outbox import IndexState
from search.sources.documents import Document
from search.sources.registry import source
from tests.clock import freeze_time
from tests.factories.agenda import MeetingFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.indexing import indexed, noted, noted_documents
from tests.moments import days_from_now

pytestmark = pytest.mark.usefixtures("search_sync")


def test_sources_are_known_to_the_search():
    assert isinstance(source("epm"), EPMSource)
    assert isinstance(source("member"), MemberSource)


def test_document_of_a_place_is_public(figeac):
    epm = EPMFactory(
        name="La Fabrique",
        slug="la-fabrique",
        kind=EPMKind.LIBRARY,
        presentation="Des tablettes à prêter.",
        commune__name="Gramat",
        commune__former_names="vieux gramat",
        commune__territory=figeac,
    )

    assert source("epm").document(source("epm").queryset().get()) == Document(
        kind="epm",
        key=str(epm.pk),
        title="La Fabrique",
        url="/annuaire/la-fabrique/",
        audience=frozenset({"public"}),
        summary="Bibliothèque à Gramat (46500)",
        body=(
            "Des tablettes à prêter.\nMardi\u00a0: 14\u00a0h\u00a0–\u2060\u00a018\u00a0h\n"
            "Place de la Mairie, 46500\nvieux gramat\nEspace public multimédia"
        ),
        facts=("Bibliothèque à Gramat (46500)", "Ouvert mardi"),
        facets={
            "territory": ("Figeac",),
            "epm": ("La Fabrique",),
            "place": ("library",),
            "commune": ("Gramat",),
            "weekday": ("1",),
            "month": (),
        },
    )


@pytest.mark.parametrize(
    ("hours", "hint"),
    [
        ("Tu,Th 09:00-12:00; Sa[1] 10:00-12:00", ["Ouvert mardi, jeudi et samedi"]),
        ("week 2-52/2 Mo 09:00-12:00", []),
        ("", []),
    ],
)
def test_opening_days_are_shown_if_a_week_tells_them(epm, hours, hint):
    epm.opening_hours = hours
    assert list(source("epm").document(epm).facts[1:]) == hint


def test_closed_place_leaves_the_index(epm):
    EPM.objects.update(is_open=False)

    assert list(source("epm").queryset()) == []
    assert list(source("epm").visible_to(AnonymousUser())) == []


def test_document_of_a_member_is_for_the_network_without_address_or_telephone(epm, figeac, other_epm, yesterday):
    member = PositionFactory(
        epm=epm,
        member__first_name="Camille",
        member__last_name="Vidal",
        member__about="Le montage de sons.",
        member__phone="05 36 49 00 00",
    ).member
    PositionFactory(member=member, territorial=True, territory=figeac)
    PositionFactory(member=member, epm=other_epm, end=yesterday)

    assert source("member").document(source("member").queryset().get()) == Document(
        kind="member",
        key=str(member.pk),
        title="Camille Vidal",
        url=f"/membres/{member.pk}/",
        audience=frozenset({"member"}),
        summary="Animation territoriale, Figeac · Animation d’un EPM, EPM de Gramat",
        body="Le montage de sons.",
        facts=("Animation territoriale, Figeac", "Animation d’un EPM, EPM de Gramat"),
        facets={"know_how": (), "territory": ("Figeac",), "epm": ("EPM de Gramat",)},
    )


def test_document_of_a_coordinator_has_no_place(coordinator):
    document = source("member").document(source("member").queryset().get())

    assert document.summary == "Coordination départementale, tout le département"
    assert document.facets == {"know_how": (), "territory": (), "epm": ()}


def test_member_leaves_the_index_when_the_last_position_closes(animator, coordinator, learner, former):
    assert set(source("member").queryset()) == {animator, coordinator}

    noted("member")
    close_position(position=animator.positions.get(), by=coordinator)

    assert set(source("member").queryset()) == {coordinator}
    assert noted("member") == {str(animator.pk)}


@pytest.mark.parametrize("person", ["learner", "former"])
def test_members_are_found_by_the_network_only(request, animator, person):
    outsider = request.getfixturevalue(person)

    assert list(source("member").visible_to(animator)) == [animator]
    assert list(source("member").visible_to(outsider)) == []
    assert list(source("member").visible_to(AnonymousUser())) == []


def test_any_number_of_documents_costs_the_same_queries(epm, django_assert_num_queries):
    for _ in range(3):
        set_know_how(member=PositionFactory(epm=epm).member, text="tableur, wifi")
        EPMFactory()

    with django_assert_num_queries(4):
        for kind in ("epm", "member"):
            for instance in source(kind).queryset():
                source(kind).document(instance)


def test_change_of_a_position_of_its_place_or_of_know_how_is_noted(animator, epm):
    set_know_how(member=animator, text="wifi")
    noted("member")
    for change in (animator.positions.get(), epm, animator.know_hows.get(), animator.know_hows.get().tag):
        change.save()
        assert noted("member") == {str(animator.pk)}


def test_members_whose_position_starts_or_ends_are_noted_once_a_day(epm, today, yesterday):
    def member(start_in: int, end_in: int | None) -> str:
        position = PositionFactory(
            epm=epm,
            start=today + timedelta(days=start_in),
            end=None if end_in is None else today + timedelta(days=end_in),
        )
        return str(position.member_id)

    starting_today, ended_yesterday = member(0, None), member(-50, -1)
    started_before, ended_days_ago = member(-3, None), member(-50, -3)
    for start_in, end_in in ((-50, None), (-50, 0), (1, None)):
        member(start_in, end_in)

    assert noted_by_days_since(yesterday) == {starting_today, ended_yesterday}
    assert noted_by_days_since(today - timedelta(days=4)) == {
        starting_today,
        ended_yesterday,
        started_before,
        ended_days_ago,
    }
    assert noted_by_days_since(today) == set()


def noted_by_days_since(day) -> set[str]:
    noted("member")
    IndexState.objects.update_or_create(pk=1, defaults={"day": day})
    note_passed_days()
    return noted("member")


def test_member_leaves_the_index_the_day_after_their_position_ends(animator, today):
    animator.positions.update(end=today)
    assert indexed("member") == {str(animator.pk)}

    with freeze_time(days_from_now(1)):
        note_passed_days()
        assert indexed("member") == set()


def test_closed_place_leaves_the_index_and_comes_back_once_open(epm):
    for is_open, keys in ((True, {str(epm.pk)}), (False, set()), (True, {str(epm.pk)})):
        epm.is_open = is_open
        epm.save()
        assert indexed("epm") == keys


def test_member_whose_account_is_closed_leaves_the_index(animator):
    assert indexed("member") == {str(animator.pk)}
    animator.is_active = False
    animator.save()
    assert indexed("member") == set()


def test_change_of_commune_updates_the_place_and_its_team(animator, stranger, epm):
    for change in (epm.commune, epm.commune.territory):
        noted_documents()
        change.save()
        told = [(kind, key) for kind, key in noted_documents() if kind in {"epm", "member"}]
        assert sorted(told) == [("epm", str(epm.pk)), ("member", str(animator.pk))]


def test_change_of_a_territory_updates_its_territorial_animator(territorial, other_territorial, figeac):
    noted("member")
    figeac.save()
    assert noted("member") == {str(territorial.pk)}


def test_bulk_loaded_communes_are_noted(db):
    load_communes()
    epm = EPMFactory(commune=Commune.objects.get(name="Gramat"))
    noted("epm")
    load_communes()
    assert noted("epm") == {str(epm.pk)}


@pytest.mark.django_db(transaction=True)
def test_form_and_its_index_entries_are_one_transaction(client_of):
    """Otherwise a process that dies between the two would leave a change that is never indexed."""
    member, in_transaction = PositionFactory().member, []
    epm, client = member.positions.get().epm, client_of(member)

    def watch(execute, sql, params, many, context):
        if sql.startswith(('UPDATE "reseau_epm"', 'UPDATE "reseau_member"')):
            in_transaction.append(connection.in_atomic_block)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        for page in (f"/annuaire/{epm.slug}/modifier/", f"/membres/{member.pk}/modifier/"):
            form = client.get(page).context["form"]
            response = client.post(page, {name: form[name].value() for name in form.fields if form[name].value()})
            assert response.status_code == 302

    assert in_transaction == [True, True]


def test_document_of_a_meeting_says_when_where_and_for_whom(figeac, coordinator):
    day = timezone.localdate() + timedelta(days=10)
    meeting = MeetingFactory(by=coordinator, territory=figeac, text="Apportez **une idée**.")

    assert MeetingSource().document(meeting) == Document(
        kind="meeting",
        key=str(meeting.pk),
        title="Point du réseau",
        url=meeting.get_absolute_url(),
        audience=frozenset({"member", "coordinator"}),
        summary=f"{day_in_full(day).capitalize()}, {meeting.hours}, à distance",
        body="Apportez une idée.",
        keywords=("Réunion", "Territoire\u00a0: Figeac"),
        facts=(f"{day_in_full(day).capitalize()}, {meeting.hours}", "Territoire\u00a0: Figeac"),
        facets={
            "territory": ("Figeac",),
            "epm": (),
            "commune": (),
            "weekday": (str(day.weekday()),),
            "month": (f"{day:%Y-%m}",),
        },
    )


@pytest.mark.parametrize("kind", MeetingAudience)
def test_meeting_is_found_by_those_who_see_it(figeac, territorial, animator, stranger, coordinator, learner, kind):
    meeting = MeetingFactory(by=coordinator, audience=kind, territory=figeac)
    people = [AnonymousUser(), learner, stranger, animator, territorial, coordinator]

    seen = [Meeting.objects.visible_to(person).exists() for person in people]

    assert [bool(meeting.audience_tokens & tokens_of(person)) for person in people] == seen
    assert [MeetingSource().visible_to(person).exists() for person in people] == seen


def test_meeting_leaves_the_index_once_cancelled_or_past(coordinator):
    cancelled, past, coming = (MeetingFactory(by=coordinator) for _ in range(3))
    cancel_meeting(meeting=cancelled, by=coordinator)
    Meeting.objects.filter(pk=past.pk).update(date=timezone.localdate() - timedelta(days=1))

    assert list(MeetingSource().queryset()) == [coming]
    yesterday, today = timezone.localdate() - timedelta(days=1), timezone.localdate()
    assert list(MeetingSource().changed_by_days(yesterday, today)) == [past.pk]
