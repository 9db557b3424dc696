"""Pages of projects: proposed in one form, read by members, edited by those who may, unknown to everybody else."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Milestone, Project, ProjectPerson
from projets.portfolio.projects.ready_models import ready_projects
from projets.portfolio.projects.services import save_milestone, save_risk
from tests.factories.projets import ChantierFactory, ProjectFactory

pytestmark = pytest.mark.django_db
DUE = {"title": "La salle est réservée", "due_on": "2026-04-01"}


def path_of(name: str, project: Project, *more) -> str:
    return reverse(f"projets:{name}", args=[project.pk, *more])


def test_animator_proposes_a_project_from_a_model_and_the_coordination_decides(
    client_of, animator, coordinator, chantiers, epm
):
    browser = client_of(animator)
    assertContains(browser.get("/projets/nouveau/"), "Un point visio dans l’EPM")
    page = browser.get("/projets/nouveau/point-visio/")
    initial = page.context["form"].initial
    assert (initial["chantier"], initial["epm"]) == (chantiers[1], epm.pk)

    typed = {"title": "Un point visio à Gramat", "aim": initial["aim"], "chantier": chantiers[1].pk, "epm": epm.pk}
    page = browser.post("/projets/nouveau/point-visio/", typed, follow=True)
    project = Project.objects.get()
    assertContains(page, "La pièce est choisie et essayée")
    page = browser.post(path_of("project_move", project, "proposed"), follow=True)
    assertNotContains(page, "Ajouter une étape")
    client_of(coordinator).post(path_of("project_move", project, "decided"))

    assertContains(browser.get(project.get_absolute_url()), "Décidé")


def test_what_is_refused_stands_beside_its_field_and_what_was_typed_stays(client_of, animator, coordinator, project):
    browser, chantier = client_of(animator), project.chantier.pk
    words = {"title": "Idée", "aim": "Pour voir.", "chantier": chantier}
    backwards = {"starts_on": "2026-05-01", "ends_on": "2026-04-01"}
    answers = [
        browser.post("/projets/nouveau/page-blanche/", {"aim": "Pour voir.", "chantier": chantier}),
        browser.post("/projets/nouveau/page-blanche/", words | backwards),
        browser.post(path_of("project_edit", project), words | backwards),
        browser.post(path_of("milestone_add", project), {"title": "Une étape"}),
        browser.post(path_of("risk_add", project), {"level": "low", "answer": "Essayer avant."}),
        browser.post(path_of("project_place_add", project), {"epm": "0"}),
        client_of(coordinator).post(path_of("project_set_aside", project), {"words": " "}),
    ]

    fields = [["title"], ["ends_on"], ["ends_on"], ["due_on"], ["words"], ["epm"], ["words"]]
    assert [list(answer.context["form"].errors) for answer in answers] == fields
    assert {answer.status_code for answer in answers} == {422}
    assertContains(answers[4], "Essayer avant.", status_code=422)


def test_parts_are_added_changed_marked_and_removed(client_of, animator, colleague, project, other_epm):
    browser = client_of(animator)
    browser.post(path_of("milestone_add", project), DUE)
    milestone = Milestone.objects.get()
    browser.post(path_of("milestone_edit", project, milestone.pk), DUE | {"title": "La salle est prête"})
    browser.post(path_of("milestone_mark", project, milestone.pk))
    browser.post(path_of("risk_add", project), {"words": "Il pleut", "level": "high", "answer": ""})
    browser.post(path_of("project_place_add", project), {"epm": other_epm.pk})
    found = browser.get(path_of("project_people", project), {"q": colleague.last_name})
    browser.post(path_of("project_person_add", project), {"member": colleague.pk, "part": "les affiches"})

    page = browser.get(project.get_absolute_url())
    assertContains(found, f"Ajouter {colleague}")
    for words in ("La salle est prête", "Encore à faire", "Il pleut", "EPM de Luzech", f"{colleague}, les affiches"):
        assertContains(page, words)

    person, risk = ProjectPerson.objects.get(member=colleague), project.risks.get()
    browser.post(path_of("milestone_mark", project, milestone.pk), {"encore": "oui"})
    assert Milestone.objects.get().done_on is None
    for name, pk in (
        ("milestone_remove", milestone.pk), ("risk_remove", risk.pk), ("project_person_remove", person.pk),
        ("project_place_remove", other_epm.pk),
    ):  # fmt: skip
        browser.post(path_of(name, project, pk))
    assert [project.milestones.count(), project.risks.count(), project.people.count(), project.epms.count()] == [
        0,
        0,
        1,
        1,
    ]


def test_members_read_and_find_no_form_of_others(client_of, stranger, other_territorial, project):
    milestone = save_milestone(project=project, title="La salle", due_on=timezone.localdate())
    risk = save_risk(project=project, words="Il pleut", level="low")
    reading = [project.get_absolute_url(), "/projets/"]
    editing = [
        path_of("project_edit", project), path_of("project_people", project), path_of("project_place_add", project),
        path_of("milestone_add", project), path_of("milestone_edit", project, milestone.pk),
        path_of("risk_add", project), path_of("risk_edit", project, risk.pk), path_of("project_set_aside", project),
    ]  # fmt: skip
    sending = [
        path_of("project_person_add", project), path_of("milestone_mark", project, milestone.pk),
        path_of("milestone_remove", project, milestone.pk), path_of("risk_remove", project, risk.pk),
        path_of("project_move", project, "proposed"), path_of("project_move", project, "nowhere"),
    ]  # fmt: skip
    for member in (stranger, other_territorial):
        browser = client_of(member)
        assert [browser.get(path).status_code for path in reading] == [200] * 2
        assert [browser.get(path).status_code for path in editing] == [404] * len(editing)
        refused = {browser.post(path, DUE).status_code for path in [*editing[2:], editing[0], *sending]}
        assert refused == {404}
        assertNotContains(browser.get(project.get_absolute_url()), "Ajouter une étape")


def test_nobody_outside_the_network_reads_a_project(client, client_of, outsider, project):
    for browser in (client, client_of(outsider)):
        for path in (project.get_absolute_url(), "/projets/", "/projets/nouveau/"):
            assert browser.get(path).status_code in {302, 404}


def test_part_of_another_project_is_not_found(client_of, animator, project):
    other = save_milestone(project=ProjectFactory(), title="La salle", due_on=timezone.localdate())
    browser = client_of(animator)

    assert browser.get(path_of("milestone_edit", project, other.pk)).status_code == 404
    assert browser.post(path_of("milestone_remove", project, other.pk)).status_code == 404


def test_list_is_filtered_and_costs_the_same_with_1_and_3_projects(
    client_of, animator, other_epm, cahors, queries_of, project
):
    browser = client_of(animator)
    with_one = queries_of(browser, "/projets/")
    ProjectFactory(epm=other_epm, title="Au Montat", chantier=ChantierFactory(rank=1, slug="economie"))
    ProjectFactory(territories=[cahors], title="À Cahors", state=ProjectState.PROPOSED)
    assert queries_of(browser, "/projets/") == with_one

    def titles(query: str) -> list[str]:
        return [each.title for each in browser.get(f"/projets/?{query}").context["projects"]]

    assert titles("")[0] == "À Cahors"
    assert titles("chantier=economie") == ["Au Montat"]
    assert titles("etat=proposed") == ["À Cahors"]
    assert sorted(titles("territoire=cahors")) == ["Au Montat", "À Cahors"]
    assert len(titles("chantier=rien&etat=rien&territoire=rien")) == 3


def test_page_of_a_project_costs_the_same_with_more_of_everything(
    client_of, animator, colleague, project, other_epm, queries_of
):
    browser, path = client_of(animator), project.get_absolute_url()
    for _ in range(2):
        save_milestone(project=project, title="La salle", due_on=datetime.date(2026, 4, 1))
    few = queries_of(browser, path)
    project.epms.add(other_epm)
    ProjectPerson.objects.create(project=project, member=colleague)
    save_milestone(project=project, title="La fête", due_on=datetime.date(2026, 5, 1))

    assert queries_of(browser, path) == few <= 12


def test_unknown_model_is_not_found(client_of, animator):
    assert client_of(animator).get("/projets/nouveau/rien/").status_code == 404
    assert "rien" not in ready_projects()
