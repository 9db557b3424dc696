"""Pages where the coordination writes questionnaires: nobody else opens them, refusals keep what was typed."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from questionnaires.questions.models import Question, Questionnaire
from questionnaires.questions.outline import ConditionOutline, read_outline
from questionnaires.questions.services.versions import IN_USE, prepare_next_version, put_into_use
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionnaireFactory,
    QuestionnaireSectionFactory,
    QuestionnaireVersionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, coordinator):
    """A browser of the coordination."""
    client.force_login(coordinator)
    return client


def version_url(version, name: str = "version") -> str:
    return reverse(f"questionnaires:{name}", args=[version.questionnaire.slug, version.number])


def question_url(version, code: str, name: str = "question") -> str:
    return reverse(f"questionnaires:{name}", args=[version.questions.get(code=code).pk])


def texts(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def codes(version) -> list[list[str]]:
    return [[question.code for question in section.questions] for section in read_outline(version).sections]


def addresses(version) -> list[tuple[str, str]]:
    """Return the method and the path of each page and action."""
    section, question = version.sections.first().pk, version.questions.first().pk
    slug, number = version.questionnaire.slug, version.number
    pages = {
        "list": [], "new": [], "questionnaire": [slug], "edit": [slug], "version": [slug, number],
        "texts": [slug, number], "section_new": [slug, number], "section": [section], "library": [section],
        "question": [question], "question_remove": [question], "condition": [question],
        "translations": [slug, number], "translation": [slug, number, "ar"], "into_use": [slug, number],
    }  # fmt: skip
    actions = {
        "next": [slug], "order": [slug, number], "section_remove": [section], "question_duplicate": [question],
        "question_place": [question], "question_remove": [question], "condition_remove": [question],
        "into_use": [slug, number],
    }  # fmt: skip
    return [
        *(("get", reverse(f"questionnaires:{name}", args=args)) for name, args in pages.items()),
        *(("post", reverse(f"questionnaires:{name}", args=args)) for name, args in actions.items()),
    ]


def test_every_page_opens_for_the_coordination(client, version):
    assert {client.get(path).status_code for method, path in addresses(version) if method == "get"} == {200}


@pytest.mark.parametrize("role", ["animator", "territorial"])
def test_every_address_is_a_404_to_the_others(client_of, version, role, request):
    browser = client_of(request.getfixturevalue(role))
    assert {getattr(browser, method)(path).status_code for method, path in addresses(version)} == {404}
    assert version.questions.count() == 8


def test_visitors_are_sent_to_the_login(version):
    browser = Client()
    answers = [getattr(browser, method)(path) for method, path in addresses(version)]
    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"].partition("?")[0] for answer in answers} == {reverse("account_login")}


def test_questionnaire_is_opened_under_an_address_of_its_own(client, coordinator):
    for _ in range(2):
        client.post(reverse("questionnaires:new"), {"title": "Été au Lot\u00a0!", "purpose": ""})
    client.post(reverse("questionnaires:new"), {"title": "Questions", "purpose": ""})
    assert list(Questionnaire.objects.order_by("pk").values_list("slug", "created_by")) == [
        ("ete-au-lot", coordinator.pk),
        ("ete-au-lot-2", coordinator.pk),
        ("questions-2", coordinator.pk),
    ]


def test_list_counts_questions_and_responses(client, version):
    put_into_use(version=version)
    prepare_next_version(questionnaire=version.questionnaire)
    [row] = client.get(reverse("questionnaires:list")).context["questionnaires"]
    assert (row.in_use, row.draft, row.question_count, row.response_count) == (1, 2, 8, None)


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_whatever_its_length(client, count, django_assert_max_num_queries):
    for _ in range(count):
        QuestionnaireVersionFactory()
    with django_assert_max_num_queries(9):
        client.get(reverse("questionnaires:list"))


@pytest.mark.parametrize("count", [3, 30])
def test_editor_takes_the_same_queries_whatever_its_length(client, count, django_assert_max_num_queries):
    section = QuestionnaireSectionFactory()
    for rank in range(count):
        QuestionFactory(section=section, rank=rank + 1)
    with django_assert_max_num_queries(12):
        client.get(version_url(section.version))


def test_editor_of_forty_questions_is_light(client):
    section = QuestionnaireSectionFactory()
    for rank in range(40):
        QuestionFactory(
            section=section, rank=rank + 1, wording="Combien de fois venez-vous dans ce lieu, en un mois\u00a0?"
        )
    assert len(client.get(version_url(section.version)).content) <= 30_000


def test_editor_tells_conditions_and_faults_beside_their_question(client, version):
    grid = version.questions.get(code="avis")
    grid.rows.all().delete()
    page = client.get(version_url(version))
    lines = {line.question.code: line for section in page.context["sections"] for line in section.lines}
    assert (lines["pourquoi"].condition, lines["vient"].condition) == ("si 1 = Non", "")
    assert {code: line.faults for code, line in lines.items() if line.faults} == {
        "avis": ["la grille n’a pas de ligne."]
    }
    assertContains(page, "la question 7", count=1)


def test_question_is_added_then_written(client, version):
    section = version.sections.get(rank=1)
    page = client.post(
        version_url(version), {"wording": "Quel âge avez-vous\u00a0?", "kind": "number", "section": section.pk}
    )
    assert page["Location"] == question_url(version, "age")
    assert codes(version)[0][-1] == "age"


def test_section_of_another_version_takes_no_question(client, version):
    other = QuestionnaireSectionFactory()
    page = client.post(version_url(version), {"wording": "A", "kind": "number", "section": other.pk})
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["section"])
    assert not other.questions.exists()


def test_version_in_use_is_read_alone(client, version):
    put_into_use(version=version)
    page = client.get(version_url(version))
    assertContains(page, "Préparer la version suivante", count=1)
    assertNotContains(page, "Ajouter une question")
    assert client.get(question_url(version, "mot"))["Location"].startswith(version_url(version))


def test_next_version_opens_from_the_one_in_use(client, version):
    put_into_use(version=version)
    page = client.post(reverse("questionnaires:next", args=[version.questionnaire.slug]), follow=True)
    assert (page.context["version"].number, page.context["version"].is_frozen) == (2, False)


@pytest.mark.parametrize(
    ("field", "code", "after"),
    [
        ("down", "vient", [["pourquoi", "vient", "combien", "commune"], ["usages", "note", "avis", "mot"]]),
        ("up", "usages", [["vient", "pourquoi", "combien", "commune", "usages"], ["note", "avis", "mot"]]),
    ],
)
def test_buttons_move_a_question(client, version, field, code, after):
    question = version.questions.get(code=code)
    page = client.post(version_url(version, "order"), {field: question.pk})
    assert (page["Location"], codes(version)) == (f"{version_url(version)}#q{question.pk}", after)


def test_buttons_move_a_section(client, version):
    client.post(version_url(version, "order"), {"section_down": version.sections.get(rank=1).pk})
    assert list(version.sections.order_by("rank").values_list("title", flat=True)) == ["L’espace", "Vous"]


def test_question_of_another_version_is_not_moved(client, version):
    other = QuestionFactory()
    assert client.post(version_url(version, "order"), {"up": other.pk}).status_code == 404


def test_question_is_put_in_another_section(client, version):
    section = version.sections.get(rank=2)
    client.post(question_url(version, "vient", "question_place"), {"section": section.pk})
    assert codes(version) == [["pourquoi", "combien", "commune"], ["usages", "note", "avis", "mot", "vient"]]


def form_of(client, version, code: str) -> dict:
    form = client.get(question_url(version, code)).context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}


@pytest.mark.parametrize("code", ["vient", "pourquoi", "combien", "commune", "usages", "note", "avis", "mot"])
def test_question_saved_as_it_is_stays_as_it_is(client, version, code):
    before = read_outline(version)
    page = client.post(question_url(version, code), form_of(client, version, code))
    assert page["Location"] == f"{version_url(version)}#q{version.questions.get(code=code).pk}"
    assert read_outline(version) == before


def test_question_changes_with_its_choices(client, version):
    data = form_of(client, version, "usages") | {"choices": "Jeux\nPhotos\nAutre (à préciser)", "highest": "2"}
    client.post(question_url(version, "usages"), data)
    question = read_outline(version).by_code["usages"]
    assert [choice.code for choice in question.choices] == ["jeux", "photos", "autre"]
    assert question.highest == 2


def test_refused_choices_are_shown_with_what_was_typed(client, version):
    data = form_of(client, version, "vient") | {"choices": "Oui\nPeut-être\nJamais", "wording": "Autre"}
    page = client.post(question_url(version, "vient"), data)
    form = page.context["form"]
    assert list(form.errors) == ["choices"]
    assert (form["choices"].value(), form["wording"].value()) == ("Oui\nPeut-être\nJamais", "Autre")
    assert version.questions.get(code="vient").wording != "Autre"


def test_question_put_into_use_meanwhile_is_refused_with_what_was_typed(client, version):
    data = form_of(client, version, "mot") | {"wording": "Un autre mot\u00a0?"}
    put_into_use(version=version)
    form = client.post(question_url(version, "mot"), data).context["form"]
    assert (form.non_field_errors(), form["wording"].value()) == ([IN_USE], "Un autre mot\u00a0?")


def test_question_is_copied_and_its_copy_opened(client, version):
    page = client.post(question_url(version, "mot", "question_duplicate"))
    assert page["Location"] == question_url(version, "mot_2")


def test_question_is_removed_after_a_page_that_says_what_goes(client, version):
    url = question_url(version, "usages", "question_remove")
    assertContains(client.get(url), "Ses 4 réponses", count=1)
    client.post(url)
    assert codes(version)[1] == ["note", "avis", "mot"]


def test_question_on_which_another_depends_is_kept_in_words(client, version):
    page = client.post(question_url(version, "vient", "question_remove"), follow=True)
    assert texts(page) == ["La question 2 est posée selon la réponse à celle-ci\u00a0: changez d’abord sa condition."]


@pytest.mark.parametrize("name", ["question_duplicate", "question_place", "question_remove", "condition_remove"])
def test_actions_on_a_version_in_use_are_refused_in_words(client, version, name):
    section = version.sections.get(rank=1)
    put_into_use(version=version)
    page = client.post(question_url(version, "mot", name), {"section": section.pk, "asked": "vient"}, follow=True)
    assert texts(page) == [IN_USE]
    assert Question.objects.count() == 8


def test_condition_is_chosen_then_ticked(client, version):
    url = question_url(version, "mot", "condition")
    assert [question.code for question in client.get(url).context["earlier"]] == ["vient", "usages", "note"]
    client.post(f"{url}?selon=usages", {"codes": ["jeux", "mail"]})
    assert read_outline(version).by_code["mot"].conditions == (ConditionOutline("usages", frozenset({"jeux", "mail"})),)
    client.post(question_url(version, "mot", "condition_remove"), {"asked": "usages"})
    assert read_outline(version).by_code["mot"].conditions == ()


@pytest.mark.parametrize("asked", ["mot", "combien", ""])
def test_condition_on_another_question_is_a_404(client, version, asked):
    url = question_url(version, "usages", "condition")
    assert client.post(f"{url}?selon={asked}", {"codes": ["oui"]}).status_code == 404


def test_section_is_added_changed_and_removed(client, version):
    client.post(version_url(version, "section_new"), {"title": "Fin", "introduction": ""})
    section = version.sections.get(title="Fin")
    client.post(reverse("questionnaires:section", args=[section.pk]), {"title": "Pour finir", "introduction": "Bref."})
    section.refresh_from_db()
    assert (section.title, section.introduction) == ("Pour finir", "Bref.")
    client.post(reverse("questionnaires:section_remove", args=[section.pk]))
    assert version.sections.count() == 2


def test_section_with_questions_is_kept_in_words(client, version):
    page = client.post(reverse("questionnaires:section_remove", args=[version.sections.first().pk]), follow=True)
    assert texts(page) == ["Cette partie a 4\u00a0questions\u00a0: retirez-les ou placez-les ailleurs d’abord."]


@pytest.mark.parametrize(
    ("name", "data"),
    [("texts", {"introduction": "A", "thanks": ""}), ("section_new", {"title": "A", "introduction": ""})],
)
def test_forms_of_a_version_in_use_refuse_in_words(client, version, name, data):
    put_into_use(version=version)
    form = client.post(version_url(version, name), data).context["form"]
    assert form.non_field_errors() == [IN_USE]


def test_title_in_use_is_refused_in_its_field(client, version):
    put_into_use(version=version)
    url = reverse("questionnaires:edit", args=[version.questionnaire.slug])
    form = client.post(url, {"title": "Autre", "purpose": ""}).context["form"]
    assert list(form.errors) == ["title"]


def test_library_finds_words_without_accents_in_last_versions(client, version):
    used = put_into_use(version=version)
    draft = prepare_next_version(questionnaire=used.questionnaire)
    draft.questions.filter(code="mot").update(wording="Quel intérêt y trouvez-vous\u00a0?")
    QuestionFactory(section__version__questionnaire=QuestionnaireFactory(is_archived=True), wording="Intérêt rangé")
    url = reverse("questionnaires:library", args=[draft.sections.first().pk])
    assert [question.code for question in client.get(url, {"q": "INTERET"}).context["page_obj"]] == ["mot"]
    assert len(client.get(url).context["page_obj"]) == 8


def test_question_of_the_library_is_copied_into_the_section(client, version):
    foreign = QuestionFactory(wording="Venue d’ailleurs", code="ailleurs")
    url = reverse("questionnaires:library", args=[version.sections.get(rank=1).pk])
    page = client.post(url, {"question": foreign.pk}, follow=True)
    assert codes(version)[0][-1] == "ailleurs"
    assert texts(page) == ["«\u00a0Venue d’ailleurs\u00a0» est à la fin de «\u00a0Vous\u00a0»."]


@pytest.mark.parametrize("count", [1, 3])
def test_library_takes_the_same_queries_whatever_its_length(client, count, django_assert_max_num_queries):
    section = QuestionnaireSectionFactory()
    for _ in range(count):
        QuestionFactory()
    with django_assert_max_num_queries(10):
        client.get(reverse("questionnaires:library", args=[section.pk]))


def test_version_is_put_into_use_after_a_page_that_says_so(client, version):
    assertContains(client.get(version_url(version, "into_use")), "Ses questions ne changeront plus")
    page = client.post(version_url(version, "into_use"), follow=True)
    version.refresh_from_db()
    assert version.is_frozen
    assert texts(page) == ["La version 1 est en service\u00a0: les prochaines réponses seront les siennes."]
    assert client.get(version_url(version, "into_use")).status_code == 302


def test_version_that_nobody_could_answer_is_not_put_into_use(client, version):
    QuestionFactory(section=version.sections.last(), rank=9, choices=("oui",))
    fault = "Question 9\u00a0: il faut au moins deux réponses à choisir."
    assertContains(client.get(version_url(version, "into_use")), f"<li>{fault}</li>", html=True)
    assert texts(client.post(version_url(version, "into_use"), follow=True)) == [fault]
    version.refresh_from_db()
    assert not version.is_frozen


def test_questionnaire_is_put_away_then_back(client, version):
    slug, everything = version.questionnaire.slug, reverse("questionnaires:list")
    away = reverse("questionnaires:archive", args=[slug])

    assertContains(client.post(away, {"away": ""}, follow=True), "Remettre dans la liste")
    assertNotContains(client.get(everything), f"/questionnaires/{slug}/")
    assertContains(client.get(everything + "?ranges"), f"/questionnaires/{slug}/")

    client.post(away)
    assertContains(client.get(everything), f"/questionnaires/{slug}/")
    assertContains(client.get(everything + "?ranges"), "Aucun questionnaire n’est rangé.")
