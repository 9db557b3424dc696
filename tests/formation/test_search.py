"""What the training year gives to the index."""

from django.contrib.auth.models import AnonymousUser

from formation.models import TrainingPage
from search.documents import Document
from search.registry import source
from tests.factories.b2i import SkillFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory, TrainingPageFactory, in_days


def document_of(training) -> Document:
    found = source("training").queryset().get(pk=training.pk)
    return source("training").document(found)


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
        tags=("groupe", "pédagogie"),
        facets={"skill": (), "territory": (), "year": ()},
    )


def test_facets_tell_where_and_when_the_next_sessions_are(session, training, past_session, other_epm):
    SessionFactory(training=training, epm=other_epm, dates=[in_days(7)])
    SessionFactory(training=training, epm=other_epm, dates=[in_days(-7)])

    facets = document_of(training).facets

    assert facets["territory"] == ("Cahors", "Figeac")
    assert facets["year"] == (str(in_days(7).year),)


def test_skills_are_a_facet(training):
    training.skills.add(SkillFactory(code="D1.1"))
    training.save()

    assert document_of(training).facets["skill"] == ("D1.1",)


def test_nobody_is_named(session, training, animator):
    EnrolmentFactory(session=session, member=animator)

    assert animator.last_name not in repr(document_of(training))


def test_draft_is_found_by_nobody(training):
    TrainingPage.objects.update(live=False)

    assert list(source("training").queryset()) == []
    assert list(source("training").visible_to(AnonymousUser())) == []


def test_related_paths_lead_to_the_training(session, training, half_day, epm):
    objects = [training.programme.first(), session, half_day, epm, epm.commune, epm.commune.territory]
    related = source("training").related()

    for instance in objects:
        assert TrainingPage.objects.filter(**{related[type(instance)]: instance}).distinct().get() == training
