"""Pages of dossiers of sessions: request, progress, download."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from formation.proof.dossiers.models import SessionDossier
from formation.proof.dossiers.services import ask_for_dossier, make_dossier
from formation.proof.dossiers.tasks import make
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session_people import SessionTrainer
from reseau.documents.dossiers.models import SILENT_AFTER
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import SessionFactory, in_days
from tests.formation.full_sessions import full_session

pytestmark = pytest.mark.django_db
ASKING = "formation:session_dossier"


@pytest.fixture
def complete_session(training, epm, coordinator):
    return full_session(training, epm, by=coordinator)


@pytest.fixture
def trainer(complete_session):
    return complete_session.trainers.get().member


@pytest.fixture
def ready_dossier(complete_session, coordinator):
    """A dossier requested by the coordinator, and made."""
    return build_dossier(ask_for_dossier(sessions=[complete_session], by=coordinator))


def build_dossier(dossier) -> SessionDossier:
    make_dossier(dossier=dossier.pk)
    dossier.refresh_from_db()
    return dossier


def enqueued_tasks() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(task_path=make.module_path))


def zip_of(dossier) -> str:
    return reverse("formation:dossier_zip", args=[dossier.pk])


def names_in(response) -> list[str]:
    with ZipFile(io.BytesIO(response.getvalue())) as archive:
        return archive.namelist()


def choice(year: int = 0) -> str:
    return reverse("formation:dossier_choice", args=[year or in_days(-7).year])


def test_dossier_is_requested_made_then_downloaded(
    as_coordinator, complete_session, coordinator, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = as_coordinator.post(reverse(ASKING, args=[complete_session.pk]))
    dossier = SessionDossier.objects.get()
    assert (response.url, dossier.asked_by) == (dossier.get_absolute_url(), coordinator)
    (task,) = enqueued_tasks()
    assert task.args_kwargs["kwargs"] == {"dossier": dossier.pk}
    assert as_coordinator.get(zip_of(dossier)).status_code == 404

    page = as_coordinator.get(build_dossier(dossier).get_absolute_url()).content.decode()
    assert page.count(zip_of(dossier)) == 1

    response = as_coordinator.get(zip_of(dossier))
    assert len(names_in(response)) == 17
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/zip", "private, no-store")
    assert response["Content-Disposition"] == f'attachment; filename="{dossier.file_name}"'


def test_trainer_gets_the_dossier_of_own_session_only(
    client_of, trainer, complete_session, training, epm, ready_dossier
):
    browser = client_of(trainer)
    other_session = full_session(training, epm, by=trainer, days=9)
    browser.post(reverse(ASKING, args=[complete_session.pk]))
    own_dossier = build_dossier(SessionDossier.objects.get(asked_by=trainer))
    assert len(names_in(browser.get(zip_of(own_dossier)))) == 17
    assert browser.post(reverse(ASKING, args=[other_session.pk])).status_code == 404
    # A dossier of the coordinator is not the trainer's, even about the same session.
    assert [
        browser.get(address).status_code for address in (zip_of(ready_dossier), ready_dossier.get_absolute_url())
    ] == [404, 404]
    assert list(browser.get(reverse("formation:dossiers")).context["dossiers"]) == [own_dossier]


def test_former_trainer_loses_the_dossier(client_of, trainer, complete_session):
    own_dossier = build_dossier(ask_for_dossier(sessions=[complete_session], by=trainer))
    SessionTrainer.objects.all().delete()
    for address in (zip_of(own_dossier), own_dossier.get_absolute_url()):
        assert client_of(trainer).get(address).status_code == 404


def test_dossier_with_a_session_of_another_trainer_is_hidden(client_of, trainer, complete_session, past_session):
    shared_dossier = build_dossier(ask_for_dossier(sessions=[complete_session, past_session], by=trainer))
    assert client_of(trainer).get(zip_of(shared_dossier)).status_code == 404


def test_others_cannot_request_or_download(
    client, client_of, as_animator, territorial, stranger, former, complete_session, ready_dossier
):
    participant = complete_session.enrolments.first().member
    request_url = reverse(ASKING, args=[complete_session.pk])
    for member in (territorial, stranger, participant, LearnerFactory().member):
        browser = client_of(member)
        responses = [
            browser.post(request_url),
            browser.get(zip_of(ready_dossier)),
            browser.get(ready_dossier.get_absolute_url()),
        ]
        responses += [browser.get(choice()), browser.post(choice(), {"sessions": [complete_session.pk]})]
        responses.append(browser.post(reverse("formation:dossier_again", args=[ready_dossier.pk])))
        assert [response.status_code for response in responses] == [404] * 6
    assert [
        client.get(zip_of(ready_dossier)).status_code,
        client_of(former).get(zip_of(ready_dossier)).status_code,
    ] == [302, 302]
    assert list(as_animator.get(reverse("formation:dossiers")).context["dossiers"]) == []
    assert SessionDossier.objects.count() == 1


def test_session_page_offers_the_dossier_to_allowed_members(
    as_coordinator, as_animator, client_of, trainer, complete_session
):
    def offers(browser) -> int:
        page = browser.get(complete_session.get_absolute_url()).content.decode()
        return page.count(reverse(ASKING, args=[complete_session.pk]))

    assert [offers(browser) for browser in (as_coordinator, client_of(trainer), as_animator)] == [1, 1, 0]


def test_several_sessions_are_chosen_by_boxes(as_coordinator, complete_session, training, epm, ready_dossier):
    year = in_days(-7).year
    other_session = SessionFactory(training=training, epm=epm, dates=[in_days(-7)])
    draft = SessionFactory(training=training, epm=epm, dates=[in_days(-7)], status=SessionStatus.DRAFT)
    page = as_coordinator.get(choice(year))
    boxes = [box.data["value"].value for box in page.context["form"]["sessions"]]
    assert boxes == [complete_session.pk, other_session.pk]
    assert page.content.decode().count(" checked") == 0
    assert as_coordinator.get(f"{choice(year)}?toutes").content.decode().count(" checked") == 2

    as_coordinator.post(choice(year), {"sessions": [complete_session.pk, other_session.pk]})

    dossier = SessionDossier.objects.first()
    assert {session.pk for session in dossier.sessions.all()} == {complete_session.pk, other_session.pk}
    response = as_coordinator.post(choice(year), {"sessions": [draft.pk]})
    assert "Une des sessions choisies n’est plus dans la liste." in response.content.decode()


def test_empty_choice_is_refused_beside_the_boxes(as_coordinator, complete_session):
    response = as_coordinator.post(choice(), {})
    assert response.context["form"].errors == {"sessions": ["Choisissez au moins une session."]}


def test_too_many_sessions_are_refused_and_the_choice_kept(as_coordinator, training, epm):
    sessions = [SessionFactory(training=training, epm=epm, dates=[in_days(-7)]).pk for _ in range(61)]
    response = as_coordinator.post(choice(), {"sessions": sessions})
    assert response.context["form"].errors == {"sessions": ["Choisissez 60\u00a0sessions au plus par dossier."]}
    assert response.content.decode().count(" checked") == 61


def test_year_far_away_has_no_page(as_coordinator):
    assert as_coordinator.get(choice(1950)).status_code == 404


def test_page_shows_progress(as_coordinator, ready_dossier):
    def progress_of(**fields) -> str:
        SessionDossier.objects.update(**{"finished": None, "told": timezone.now(), **fields})
        return as_coordinator.get(ready_dossier.get_absolute_url()).content.decode()

    assert "3 pièces sur 17" in progress_of(state="running", done=3, total=17)
    waiting_page = progress_of(state="waiting", done=0)
    assert ("Voir où elle en est</a>" in waiting_page, "http-equiv" in waiting_page) == (True, False)
    late_page = progress_of(told=timezone.now() - SILENT_AFTER - timedelta(seconds=1))
    assert "elle reprend d’elle-même dans quelques minutes" in late_page
    failed_page = progress_of(state="failed", problem="Le disque est plein.")
    assert failed_page.count("Le disque est plein.") == 1
    assert [text in failed_page for text in ("data-watched", zip_of(ready_dossier))] == [False] * 2


def test_failed_dossier_can_be_restarted(
    as_coordinator, ready_dossier, messages_of, django_capture_on_commit_callbacks
):
    address = reverse("formation:dossier_again", args=[ready_dossier.pk])
    assert messages_of(as_coordinator.post(address, follow=True)) == ["Ce dossier n’est pas à recommencer."]
    SessionDossier.objects.update(state="failed", problem="Le disque est plein.")
    with django_capture_on_commit_callbacks(execute=True):
        as_coordinator.post(address)
    ready_dossier.refresh_from_db()
    assert (ready_dossier.state, len(enqueued_tasks())) == ("waiting", 1)


def test_page_lists_content_and_problems(as_coordinator, complete_session, coordinator):
    scan = complete_session.signed_sheets.get()
    scan.file.storage.delete(scan.file.name)
    dossier = build_dossier(ask_for_dossier(sessions=[complete_session], by=coordinator))
    page = as_coordinator.get(dossier.get_absolute_url()).content.decode()
    cells = [text.split("</td>")[0] for text in page.split('<td class="number">')[1:]]
    assert cells == ["1", "5", "1", "0", "1", "5", "2"]
    assert page.count("matin.pdf\u00a0: le stockage ne l’a plus.") == 1


def test_pages_write_nothing_and_have_a_constant_query_count(
    as_coordinator,
    complete_session,
    coordinator,
    training,
    epm,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    small_dossier = build_dossier(ask_for_dossier(sessions=[complete_session], by=coordinator))
    addresses = [reverse("formation:dossiers"), small_dossier.get_absolute_url(), choice()]
    counts = []
    for address in addresses:
        as_coordinator.get(address)
        with django_assert_max_num_queries(12) as queries:
            as_coordinator.get(address)
        counts.append(len(queries))
        assert [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
    other_sessions = [SessionFactory(training=training, epm=epm, dates=[in_days(-7)]) for _ in range(3)]
    large_dossier = build_dossier(ask_for_dossier(sessions=[complete_session, *other_sessions], by=coordinator))
    for address, count in zip([addresses[0], large_dossier.get_absolute_url(), addresses[2]], counts, strict=True):
        with django_assert_num_queries(count):
            as_coordinator.get(address)
