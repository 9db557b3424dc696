"""The form of a sheet: lenient for a draft, complete for the review, a message for every error."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict

from reseau.places.models.epm import EPM
from ressources.authoring.writing.forms.sheet import Leniency
from ressources.authoring.writing.forms.workshop import WorkshopForm
from ressources.sheets.content import StepContent, WorkshopContent
from tests.factories.reseau import EPMFactory
from tests.factories.ressources import SheetContentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def form_data(skill_keys):
    """`form_data(title="")`: the data of a complete form with these changes (None: not sent)."""

    def post(**changes) -> QueryDict:
        data = {
            "title": "Ranger ses photos",
            "aim": "À la fin, chacun retrouve une photo.",
            "introduction": "",
            "learners": "Débutants",
            "level": "debutant",
            "group_size": "8",
            "needs_internet": "on",
            "prerequisites": "",
            "equipment": "Un poste\r\nUne souris",
            "tips": "",
            "takeaways": "",
            "tags": "photo, image",
            "audience": "public",
            "skills": [str(key) for key in skill_keys("D1.2")],
            "steps-TOTAL_FORMS": "3",
            "steps-INITIAL_FORMS": "0",
            "steps-0-title": "Accueil",
            "steps-0-minutes": "15",
            "steps-0-animator": "Dites bonjour.",
            "steps-0-learners": "",
            "steps-2-title": "Bilan",
            "steps-2-minutes": "45",
            "steps-2-animator": "Faites dire.",
            "steps-2-learners": "Ils disent.",
        } | {name.replace("__", "-"): value for name, value in changes.items()}
        query = QueryDict(mutable=True)
        for name, value in data.items():
            if value is not None:
                query.setlist(name, value if isinstance(value, list) else [value])
        return query

    return post


def test_complete_form_has_the_typed_content(form_data, skill_keys):
    form = WorkshopForm(form_data())
    assert form.is_valid(), form.mistakes()
    assert form.content == WorkshopContent(
        title="Ranger ses photos",
        aim="À la fin, chacun retrouve une photo.",
        learners="Débutants",
        level="debutant",
        group_size=8,
        equipment="Un poste\nUne souris",
        tags=("image", "photo"),
        skills=skill_keys("D1.2"),
        steps=(StepContent("Accueil", 15, "Dites bonjour."), StepContent("Bilan", 45, "Faites dire.", "Ils disent.")),
    )


def test_form_of_a_sheet_returns_the_same_content(skill_keys):
    content = SheetContentFactory(skills=skill_keys("D1.1", "D2.1"), tags=("image", "photo"), needs_internet=False)
    bound_form = WorkshopForm(content=content)
    post = QueryDict(mutable=True)
    for field in bound_form.visible_fields():
        value = field.value()
        post.setlist(
            field.html_name, [str(item) for item in value] if isinstance(value, list | tuple) else [value or ""]
        )
    post.update({"steps-TOTAL_FORMS": str(bound_form.rows.total_form_count()), "steps-INITIAL_FORMS": "0"})
    for row in bound_form.rows:
        post.update({field.html_name: field.value() or "" for field in row})
    form = WorkshopForm(post)
    assert form.is_valid(), form.mistakes()
    assert form.content == content


def test_draft_needs_a_title_alone():
    query_string = "title=Une+idée&audience=public&steps-TOTAL_FORMS=0&steps-INITIAL_FORMS=0"
    form = WorkshopForm(QueryDict(query_string), leniency=Leniency.DRAFT)
    assert form.is_valid(), form.mistakes()
    assert form.content == WorkshopContent(title="Une idée", level="", needs_internet=False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Donnez un titre à votre fiche."),
        ({"steps__0__minutes": "vingt"}, "Saisissez un nombre entier."),
        ({"steps__0__minutes": "0"}, "Assurez-vous que cette valeur est supérieure ou égale à 1."),
        ({"steps__0__minutes": "99999999"}, "Assurez-vous que cette valeur est inférieure ou égale à 480."),
        ({"group_size": "70000"}, "Assurez-vous que cette valeur est inférieure ou égale à 60."),
        (
            {"tags": ", ".join(f"mot{number}" for number in range(13))},
            "Gardez 12 mots-clés au plus\u00a0: il y en a 13.",
        ),
        (
            {"tags": "a" * 300},
            f"Un mot-clé a 60 lettres au plus\u00a0: raccourcissez «\u00a0{'a' * 60}…\u00a0».",
        ),
        ({"steps-TOTAL_FORMS": "101"}, "Un atelier a 40 étapes au plus."),
        (
            {f"steps__{rank}__title": "Étape" for rank in range(41)} | {"steps-TOTAL_FORMS": "41"},
            "Un atelier a 40 étapes au plus.",
        ),
        ({"steps-TOTAL_FORMS": "beaucoup"}, "Le déroulé n’est pas arrivé en entier. Vérifiez-le et recommencez."),
    ],
)
def test_draft_refuses_invalid_values(form_data, change, sentence):
    form = WorkshopForm(form_data(**change), leniency=Leniency.DRAFT)
    assert not form.is_valid()
    assert [mistake[2] for mistake in form.mistakes()] == [sentence]


@pytest.mark.parametrize(
    ("change", "label", "target"),
    [
        ({"aim": ""}, "Objectif", "id_aim"),
        ({"learners": " "}, "Pour qui", "id_learners"),
        ({"level": ""}, "Niveau", "id_level"),
        ({"group_size": ""}, "Personnes au plus", "id_group_size"),
        ({"announced": "90"}, "Durée annoncée, en minutes", "id_announced"),
        ({"steps__0__title": ""}, "Étape 1, Titre de l’étape", "id_steps-0-title"),
        ({"steps__2__minutes": ""}, "Étape 3, Minutes", "id_steps-2-minutes"),
        ({"steps__0__animator": ""}, "Étape 1, Ce que fait la personne qui anime", "id_steps-0-animator"),
    ],
)
def test_review_needs_more_than_a_draft(form_data, change, label, target):
    assert WorkshopForm(form_data(**change), leniency=Leniency.DRAFT).is_valid()
    form = WorkshopForm(form_data(**change), leniency=Leniency.REVIEW)
    assert not form.is_valid()
    assert [mistake[:2] for mistake in form.mistakes()] == [(label, target)]


def test_review_needs_a_step(form_data):
    empty_steps = {
        f"steps__{rank}__{name}": "" for rank in (0, 2) for name in ("title", "minutes", "animator", "learners")
    }
    form = WorkshopForm(form_data(**empty_steps))
    assert not form.is_valid()
    assert form.mistakes() == [("", "", "Décrivez au moins une étape, avec ses minutes.")]


def test_form_accepts_any_input_while_typing(form_data):
    form = WorkshopForm(form_data(title="", aim="", steps__0__minutes=""), leniency=Leniency.TYPING)
    assert form.mistakes() == []
    assert [row["title"].value() for row in form.rows] == ["Accueil", None, "Bilan"]


def test_rows_removed_from_the_page_are_no_steps(form_data):
    form = WorkshopForm(form_data(**{"steps-TOTAL_FORMS": "60"}))
    assert form.is_valid(), form.mistakes()
    assert len(form.content.steps) == 2


def test_new_form_has_three_empty_rows():
    assert WorkshopForm().rows.total_form_count() == 3


def test_form_of_a_sheet_has_its_steps_and_a_new_one_has_empty_rows():
    forms = WorkshopForm(content=SheetContentFactory()), WorkshopForm()
    assert [[row["minutes"].value() for row in form.rows] for form in forms] == [[30, 30], [None, None, None]]


def test_all_errors_come_in_one_round(form_data):
    """What is invalid, what is missing, and a gap of minutes, with an upload that lacks its description."""
    photo = {"steps-0-photo-file": [SimpleUploadedFile("a.jpg", b"x")]}
    form = WorkshopForm(form_data(aim="", tags="x" * 80, announced="20", learners=""), files=MultiValueDict(photo))
    assert not form.is_valid()
    assert [(target, sentence[:28]) for _, target, sentence in form.mistakes()] == [
        ("id_aim", "Dites en une phrase ce que l"),
        ("id_learners", "Dites pour qui est cet ateli"),
        ("id_announced", "Vous annoncez 20\u00a0min et vos "),
        ("id_tags", "Un mot-clé a 60 lettres au p"),
        ("id_steps-0-photo-alternative", "Décrivez l’image pour qui ne"),
    ]


def test_minutes_that_are_invalid_make_no_gap(form_data):
    form = WorkshopForm(form_data(announced="20", **{"steps-0-minutes": "abc"}, aim=""))
    assert [target for _, target, _ in form.mistakes()] == ["id_aim", "id_steps-0-minutes"]


def test_pictures_of_a_step_are_kept_and_nothing_else(form_data):
    form = WorkshopForm(form_data(**{"steps-0-pictures": ["a" * 16, "b" * 16, "a" * 16, "<b>"]}))
    assert form.is_valid()
    assert form.content.steps[0].pictures == ("a" * 16, "b" * 16)
    assert [row.marks for row in WorkshopForm(content=form.content).rows] == [["a" * 16, "b" * 16], []]


def test_description_asks_for_its_photo_only_at_its_own_button(form_data):
    data = form_data(**{"photo-alternative": "Une pince"})
    mistakes = WorkshopForm(data, pressed="photo", leniency=Leniency.DRAFT).mistakes()
    assert [target for _, target, _ in mistakes] == ["id_photo-file"]
    assert [WorkshopForm(data, leniency=leniency).mistakes() for leniency in Leniency] == [[], [], []]


def test_labels_mark_required_fields_even_after_a_draft(form_data):
    form = WorkshopForm(form_data(), leniency=Leniency.DRAFT)
    form.is_valid()
    assert [name for name, field in form.fields.items() if field.required] == [
        "title",
        "aim",
        "learners",
        "level",
        "group_size",
        "audience",
        "licence",
    ]


def test_epm_is_shown_only_if_there_is_a_choice(epm, other_epm, form_data):
    form_of_one_epm = WorkshopForm(epms=EPM.objects.filter(pk=epm.pk))
    form_of_several_epms = WorkshopForm(form_data(), epms=EPM.objects.all())
    assert ("epm" in form_of_one_epm.fields, form_of_several_epms.is_valid()) == (False, False)
    assert form_of_several_epms.mistakes() == [("EPM d’origine", "id_epm", "Choisissez l’EPM d’où vient la fiche.")]


def test_epm_of_others_is_refused(epm, other_epm, form_data):
    mine = [epm.pk, EPMFactory(commune=epm.commune).pk]
    form = WorkshopForm(form_data(epm=str(other_epm.pk)), epms=EPM.objects.filter(pk__in=mine))
    assert not form.is_valid()
    assert [mistake[0] for mistake in form.mistakes()] == ["EPM d’origine"]


def groups_of(form) -> list[tuple]:
    return [(domain.code, len(boxes), is_open) for domain, boxes, is_open in form.skills_by_domain()]


def test_skills_are_grouped_by_domain_the_chosen_ones_alone_at_first(skill_keys):
    form = WorkshopForm(content=SheetContentFactory(skills=skill_keys("D2.1")))
    assert groups_of(form) == [("D2", 1, True)]
    form.shows_all_skills = True
    assert groups_of(form) == [("D1", 4, False), ("D2", 4, True), ("D3", 3, False), ("D4", 4, False), ("D5", 3, False)]
    assert [count for _, count, _ in groups_of(WorkshopForm())] == [4, 4, 3, 4, 3]


def test_new_form_folds_nothing(skill_keys):
    form = WorkshopForm()
    assert (form.settled, [row.is_settled for row in form.rows]) == (set(), [False] * len(form.rows.forms))


def test_form_of_a_written_sheet_folds_what_is_done(skill_keys):
    steps = (StepContent("Accueil", 15, "Saluez."), StepContent("Bilan", 10, ""))
    form = WorkshopForm(content=SheetContentFactory(steps=steps, tips="Riez.", takeaways="Je ris."))
    assert form.settled == {"practice", "further", "filing"}
    assert [row.is_settled for row in form.rows][:2] == [True, False]


def test_form_keeps_open_what_lacks_a_value_or_carries_a_remark(skill_keys):
    form = WorkshopForm(content=SheetContentFactory(learners=""))
    form.fields["tips"].threads = ["une remarque"]
    assert form.settled == {"filing"}


def test_advice_that_is_not_all_written_stays_open(skill_keys):
    form = WorkshopForm(content=SheetContentFactory(tips="Riez.", takeaways=""))
    assert form.settled == {"practice", "filing"}


def test_refused_form_keeps_open_what_holds_a_mistake(form_data):
    form = WorkshopForm(form_data(tags="a" * 61, group_size="", **{"steps-0-minutes": ""}))
    assert (form.is_valid(), form.settled, form.rows[0].is_settled) == (False, set(), False)


def test_form_uses_one_query_for_the_skills(skill_keys, django_assert_num_queries):
    skill_keys("D1.1")
    form = WorkshopForm()
    with django_assert_num_queries(1):
        form.skills_by_domain()


def test_licence_is_explained_and_defaults_to_by_sa(form_data):
    form = WorkshopForm()
    labels = [label for _, label in form.fields["licence"].choices]
    assert (len(labels), form["licence"].value()) == (5, "cc-by-sa")
    assert labels[2] == "CC0 1.0\u00a0: chacun l’adapte sans condition"
    for value, expected in ((None, "cc-by-sa"), ("cc0", "cc0")):
        form = WorkshopForm(form_data(licence=value))
        assert (form.is_valid(), form.content.licence) == (True, expected)
    assert list(WorkshopForm(form_data(licence="copyleft")).errors) == ["licence"]


@pytest.mark.parametrize(("skills", "offered"), [((), 0), (("D2.1",), 1), (("D1.1", "D2.1"), 1)])
def test_all_skills_are_offered_once_after_the_chosen_ones(skill_keys, skills, offered):
    form = WorkshopForm(content=SheetContentFactory(skills=skill_keys(*skills)))
    template = Template('{% include "ressources/library/_skills.html" %}')

    assert template.render(Context({"form": form})).count("Voir toutes les compétences") == offered

    form.shows_all_skills = True
    assert "Voir toutes les compétences" not in template.render(Context({"form": form}))
