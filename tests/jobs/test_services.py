"""Periodic jobs: each runs alone, when it is due; a failure stops no other, and is tried again."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import services
from jobs.models import DEAD_AFTER, JobStatus
from jobs.periodic import DAILY, PeriodicJob, declared_jobs
from jobs.processes import process_name
from jobs.services import read_health, run_due_jobs
from jobs.tasks import resume_dead_jobs, resume_jobs
from tests.clock import freeze_time
from tests.factories.jobs import JobStatusFactory
from tests.interleaving import just_before
from tests.jobs.releases import release
from tests.moments import A_MINUTE

pytestmark = pytest.mark.django_db

ELSEWHERE = "autre-machine/1a2b3c4d/4321/99"
NOON = timezone.now().replace(hour=11, minute=0)


class Chores:
    """Jobs that note their calls; `broken` holds the names of those that raise; `while_running` is called by each."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.broken: set[str] = set()
        self.while_running = lambda: None

    def job(self, name: str, **options) -> PeriodicJob:
        def call() -> str:
            self.calls.append(name)
            self.while_running()
            if name in self.broken:
                raise ZeroDivisionError(name)
            return f"{name} fait"

        return PeriodicJob(name, call, **options)


@pytest.fixture
def chores(monkeypatch):
    """Three jobs: the first and the third at each tick, the second once a day."""
    chores = Chores()
    jobs = [chores.job("un"), chores.job("deux", every=DAILY), chores.job("trois")]
    monkeypatch.setattr(services, "declared_jobs", lambda: iter(jobs))
    return chores


def tick_at(moment) -> list[str]:
    with freeze_time(moment):
        return [outcome.job.name for outcome in run_due_jobs()]


def test_job_runs_again_after_its_interval(chores):
    runs = [tick_at(NOON + delay) for delay in (timedelta(0), timedelta(hours=23, minutes=59), DAILY)]

    assert runs == [["un", "deux", "trois"], ["un", "trois"], ["un", "deux", "trois"]]


def test_failure_stops_no_other_job_and_is_tried_again_at_the_next_tick(chores):
    chores.broken = {"deux"}
    assert tick_at(NOON) == ["un", "deux", "trois"]
    failed = JobStatus.objects.get(name="deux")
    assert (failed.failures, failed.failing_since, failed.succeeded, failed.error) == (
        1,
        NOON,
        None,
        "ZeroDivisionError",
    )

    assert tick_at(NOON + timedelta(minutes=10)) == ["un", "deux", "trois"]
    failed.refresh_from_db()
    assert (failed.failures, failed.failing_since) == (2, NOON)

    chores.broken = set()
    assert tick_at(NOON + timedelta(minutes=20)) == ["un", "deux", "trois"]
    failed.refresh_from_db()
    assert (failed.failures, failed.failing_since, failed.error) == (0, None, "")
    assert failed.succeeded == NOON + timedelta(minutes=20)
    assert tick_at(NOON + timedelta(minutes=30)) == ["un", "trois"]


def test_tick_prints_results_then_ends_in_error_with_the_name_of_the_failure(chores, capsys):
    chores.broken = {"un"}

    with pytest.raises(CommandError, match=r"En échec, repris au prochain passage\xa0: un\."):
        call_command("tick")

    assert capsys.readouterr().out.splitlines() == ["deux\u00a0: deux fait", "trois\u00a0: trois fait"]


def test_job_that_another_process_runs_is_left_to_it(chores):
    JobStatusFactory(name="un", started=NOON, ended=None, succeeded=None, runner=ELSEWHERE)

    assert tick_at(NOON + DEAD_AFTER) == ["deux", "trois"]


def test_job_of_a_killed_process_is_run_after_the_others(chores):
    JobStatusFactory(name="un", started=NOON, ended=None, succeeded=None, runner=ELSEWHERE)

    assert tick_at(NOON + DEAD_AFTER + timedelta(seconds=1)) == ["deux", "trois", "un"]


def test_process_killed_twice_is_two_failures(chores):
    status = JobStatusFactory(name="un", started=NOON, ended=None, succeeded=None, runner=ELSEWHERE)

    for failures in (1, 2):
        JobStatus.objects.filter(pk=status.pk).update(started=NOON, runner=ELSEWHERE)
        assert JobStatus.objects.note_killed(JobStatus.objects.get(pk=status.pk))
        assert JobStatus.objects.get(pk=status.pk).failures == failures


def test_claim_is_won_once():
    pk = JobStatusFactory().pk
    statuses = [JobStatus.objects.get(pk=pk) for _ in range(2)]

    claims = [JobStatus.objects.claim(status, timezone.now()) for status in statuses]

    assert claims == [True, False]


def test_job_that_another_process_starts_meanwhile_is_left_to_it(chores):
    running = JobStatus.objects.filter(name="un")
    with just_before('UPDATE "jobs_jobstatus"', lambda: running.update(started=NOON, runner=ELSEWHERE)):
        assert tick_at(NOON + timedelta(minutes=10)) == ["deux", "trois"]

    assert chores.calls == ["deux", "trois"]
    assert JobStatus.objects.get(name="un").has_not_ended


@pytest.mark.parametrize("broken", [set(), {"un"}])
def test_end_of_a_job_given_up_for_dead_is_not_that_of_the_run_that_replaced_it(chores, broken):
    chores.broken = broken
    later = NOON + DEAD_AFTER + timedelta(minutes=10)
    chores.while_running = lambda: JobStatus.objects.filter(name="un").update(started=later, runner=ELSEWHERE)

    tick_at(NOON)

    status = JobStatus.objects.get(name="un")
    assert (status.started, status.has_not_ended, status.succeeded, status.failures) == (later, True, None, 0)


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        (timedelta(hours=-1), ["un", "trois"]),
        (timedelta(days=1), ["un", "deux", "trois"]),
        (timedelta(days=-3), ["un", "deux", "trois"]),
    ],
)
def test_moved_clock_neither_stops_nor_doubles_jobs(chores, shift, expected):
    tick_at(NOON)

    assert tick_at(NOON + shift) == expected
    assert tick_at(NOON + shift + A_MINUTE) == ["un", "trois"]


def test_job_is_its_own_while_the_clock_goes_back(chores):
    with freeze_time(NOON) as clock:
        chores.while_running = lambda: clock.move_to(NOON - timedelta(hours=1))
        assert [outcome.job.name for outcome in run_due_jobs()] == ["un", "deux", "trois"]

    assert [status.has_not_ended for status in JobStatus.objects.all()] == [False] * 3
    assert tick_at(NOON - timedelta(minutes=50)) == ["un", "trois"]


def test_job_of_a_killed_process_of_this_machine_is_queued_at_once(chores):
    gone = f"{process_name().rpartition('/')[0]}/1"
    JobStatusFactory(name="un", started=NOON, ended=None, succeeded=None, runner=gone)
    JobStatusFactory(name="deux", started=NOON, ended=None, succeeded=None, runner=process_name())
    JobStatusFactory(name="trois", started=NOON, ended=None, succeeded=None, runner=ELSEWHERE)

    assert resume_dead_jobs() == 1
    assert DBTaskResult.objects.filter(task_path=resume_jobs.module_path).ready().count() == 1
    assert tick_at(NOON + A_MINUTE) == ["un"]
    assert resume_dead_jobs() == 0


def test_job_of_each_machine_runs_on_each(chores, monkeypatch):
    job = chores.job("journal", every=DAILY, on_each_machine=True)
    monkeypatch.setattr(services, "declared_jobs", lambda: iter([job]))
    for machine in ("web1", "web2", "web1"):
        monkeypatch.setattr("jobs.periodic.gethostname", lambda machine=machine: machine)
        tick_at(NOON)

    assert chores.calls == ["journal", "journal"]
    assert set(JobStatus.objects.values_list("name", flat=True)) == {"journal (web1)", "journal (web2)"}


def test_status_of_a_job_removed_by_a_release_is_forgotten_after_a_week(chores):
    JobStatusFactory(name="ancien", started=NOON - timedelta(days=7) - A_MINUTE)
    JobStatusFactory(name="récent", started=NOON - timedelta(days=7))
    tick_at(NOON)

    assert set(JobStatus.objects.values_list("name", flat=True)) == {"un", "deux", "trois", "récent"}


def test_tick_is_late_after_an_hour_without_a_start():
    release(NOON - timedelta(days=30))
    JobStatusFactory(started=NOON)

    for delay, expected in ((timedelta(hours=1), False), (timedelta(hours=1, seconds=1), True)):
        with freeze_time(NOON + delay):
            assert read_health().is_late is expected


@pytest.mark.parametrize("ran_before", [False, True])
def test_site_just_released_has_an_hour_to_run_its_jobs(ran_before):
    release(NOON)
    if ran_before:
        JobStatusFactory(started=NOON - timedelta(days=1))

    for delay, expected in ((timedelta(hours=1), False), (timedelta(hours=1, seconds=1), True)):
        with freeze_time(NOON + delay):
            assert read_health().is_late is expected


def test_failure_is_one_of_the_site_after_an_hour():
    JobStatusFactory(failing=True, failing_since=NOON)
    JobStatusFactory()

    for delay, expected in ((timedelta(hours=1), False), (timedelta(hours=1, seconds=1), True)):
        with freeze_time(NOON + delay):
            assert read_health().fails_for_long is expected


def test_every_app_with_periodic_work_declares_it():
    jobs = list(declared_jobs())

    assert len({job.name for job in jobs}) == len(jobs)
    assert {job.run.__module__.split(".")[0] for job in jobs} == {
        "accueil",
        "alertes",
        "audit",
        "b2i",
        "enquetes",
        "extranet",
        "formation",
        "forums",
        "patrimoine",
        "projets",
        "qualite",
        "reseau",
        "ressources",
        "search",
    }


def test_all_declared_jobs_run_on_a_new_site(site_tree):
    outcomes = list(run_due_jobs())

    assert len(outcomes) == len(list(declared_jobs()))
    assert [outcome.job.name for outcome in outcomes if outcome.error] == []
