"""Search documents of the training year."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from formation.offer.catalogue.models.training import ProgrammeHalfDay, TrainingPage
from formation.sessions.half_day_rules import Slot
from formation.sessions.models.half_day import HalfDay
from formation.sessions.session_data import SessionData
from formation.year.session_changes.services import cancel_session, change_session, open_session
from reseau.texts.wording import day_in_full
from search.index.day_changes import note_passed_days
from search.index.services import drain_outbox
from search.sources.documents import Document
from search.sources.registry import source
from tests.clock import freeze_time
from tests.factories.b2i import SkillFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory, TrainingPageFactory, in_days
from tests.indexing import indexed, noted
from tests.moments import days_from_now

pytestmark = pytest.mark.usefixtures("search_sync")


def document_of(training) -> Document:
    page = source("training").queryset().get(pk=training.pk)
    return source("training").document(page)


def test_document_is_public_and_complete(site_tree):
    training = TrainingPageFactory(
        title="Animer un atelier collectif",
        slug="animer",
        introduction="Tenir un groupe.",
        aims="Écrire un résultat",
        prerequisites="Avoir un atelier à animer.",
        trainer_profile="Une formatrice",
        accessibility="Assis ou debout",
        kit="Des gobelets",
    )
    training.tags.add("pédagogie", "groupe")
    training.save()

    assert document_of(training) == Document(
        kind="training",
        key=str(training.pk),
        title="Animer un atelier collectif",
        url="/formation/animer/",
        audience=frozenset({"public"}),
        summary="Préparer et conduire un atelier de deux heures.",
        body=(
            "Tenir un groupe.\nÉcrire un résultat\nTemps 1\nUn premier point\nUn second point\n"
            "Animateurs salariés et bénévoles\nAvoir un atelier à animer.\nUne formatrice\n"
            "Assis ou debout\nDes gobelets"
        ),
        keywords=("Formation",),
        tags=("groupe", "pédagogie"),
        facts=("1\u00a0demi-journée", "Pas encore de date"),
        facets=dict.fromkeys(("theme", "skill", "epm", "territory", "year", "commune", "weekday", "month"), ()),
    )


def test_facets_give_place_and_year_of_coming_sessions(session, training, past_session, other_epm):
    SessionFactory(training=training, epm=other_epm, dates=[in_days(7)])
    SessionFactory(training=training, epm=other_epm, dates=[in_days(-7)])

    facets = document_of(training).facets

    assert facets["territory"] == ("Cahors", "Figeac")
    assert facets["epm"] == tuple(sorted([session.epm.name, other_epm.name]))
    assert facets["year"] == (str(in_days(7).year),)
    days = {half_day.date for half_day in HalfDay.objects.filter(date__gte=timezone.localdate())}
    assert facets["commune"] == tuple(sorted({session.epm.commune.name, other_epm.commune.name}))
    assert facets["weekday"] == tuple(sorted({str(day.weekday()) for day in days}))
    assert facets["month"] == tuple(sorted({f"{day:%Y-%m}" for day in days}))


def test_facts_give_the_next_date_and_the_number_of_others(session, training, other_epm):
    next_date = f"Prochaine date\u00a0: {day_in_full(session.half_days.first().date)}, {session.place}"
    assert document_of(training).facts[1] == next_date
    SessionFactory(training=training, epm=other_epm, dates=[in_days(90)])
    assert document_of(training).facts[1] == f"{next_date}, et 1 autre date"
    SessionFactory(training=training, epm=other_epm, dates=[in_days(91)])
    assert document_of(training).facts[1] == f"{next_date}, et 2 autres dates"


def test_skills_are_a_facet_and_their_domains_a_theme(without_frameworks, training):
    training.skills.add(SkillFactory(code="D1.1", domain__code="D1", domain__framework__is_record_base=True))
    training.save()

    facets = document_of(training).facets
    assert (facets["skill"], facets["theme"]) == (("D1.1",), ("D1",))


def test_document_names_nobody(session, training, animator):
    EnrolmentFactory(session=session, member=animator)

    assert animator.last_name not in repr(document_of(training))


def test_draft_is_not_indexed(training):
    TrainingPage.objects.update(live=False)

    assert list(source("training").queryset()) == []
    assert list(source("training").visible_to(AnonymousUser())) == []


def test_related_paths_reach_the_training(session, training, half_day, epm):
    objects = [training.programme.first(), session, half_day, epm, epm.commune, epm.commune.territory]
    related = source("training").related()

    for instance in objects:
        assert TrainingPage.objects.filter(**{related[type(instance)]: instance}).distinct().get() == training


@pytest.fixture
def indexed_training(training, session):
    """A training with a session, both indexed."""
    noted("training")
    return training


def test_change_of_a_session_updates_the_training(indexed_training, session, half_day, coordinator, other_epm):
    slot = Slot(date=in_days(9), start=half_day.start, end=half_day.end, part=half_day.part)
    change_session(
        session=session, session_data=SessionData.in_epm(other_epm, capacity=8), half_days=[slot], by=coordinator
    )
    assert noted("training") == {str(indexed_training.pk)}
    cancel_session(session=session, reason="Salle fermée", by=coordinator)
    assert noted("training") == {str(indexed_training.pk)}


def test_new_session_updates_the_training(indexed_training, epm, half_day, coordinator):
    slot = Slot(date=in_days(9), start=half_day.start, end=half_day.end, part=half_day.part)
    open_session(
        training=indexed_training, session_data=SessionData.in_epm(epm, capacity=8), half_days=[slot], by=coordinator
    )
    assert noted("training") == {str(indexed_training.pk)}


def test_change_of_the_epm_updates_the_training(indexed_training, epm):
    for change in (epm, epm.commune, epm.commune.territory):
        change.save()
        assert noted("training") == {str(indexed_training.pk)}


def test_renamed_tag_and_skill_update_the_training(indexed_training):
    indexed_training.tags.add("pédagogie")
    indexed_training.skills.add(SkillFactory(code="D1.1"))
    indexed_training.save()
    TrainingPageFactory()
    noted("training")
    for change in (indexed_training.tags.get(), indexed_training.skills.get()):
        change.save()
        assert noted("training") == {str(indexed_training.pk)}
        change.delete()
        assert noted("training") == {str(indexed_training.pk)}


def test_begun_session_leaves_the_facets(indexed_training):
    drain_outbox()
    note_passed_days()
    noted("training")
    with freeze_time(days_from_now(7)):
        note_passed_days()
        assert noted("training") == set()
    with freeze_time(days_from_now(8)):
        note_passed_days()
        assert noted("training") == {str(indexed_training.pk)}
        assert document_of(indexed_training).facets["year"] == ()


def test_week_after_is_searched(training):
    TrainingPage.objects.update(week_after="Ouvrir la permanence à quatre.")

    assert document_of(training).body.count("Ouvrir la permanence à quatre.") == 1


def test_unpublished_training_leaves_the_index(training):
    assert indexed("training") == {str(training.pk)}
    training.unpublish()
    assert indexed("training") == set()


def test_draft_of_a_published_training_stays_out_of_the_index(training):
    document = document_of(training)
    training.title, training.aim = "Titre à relire", "Objectif à relire"
    training.tags.add("brouillon")
    training.programme.add(ProgrammeHalfDay(title="Temps à relire", items="Rien"))
    training.save_revision()
    assert document_of(training) == document
