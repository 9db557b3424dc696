"""`manage.py serve`: the web server of the site; with `--all`, its worker and its periodic jobs too, in one command.

The site is loaded once, then forked: each process shares what was loaded, and a new one is ready at once.
"""

from functools import partial

from django.core.management.base import BaseCommand

from extranet.operations.site_processes import (
    GRACE,
    TICK,
    SiteProcess,
    keep_running,
    load_site,
    run_periodic_jobs,
    run_worker,
    serve_web,
)


class Command(BaseCommand):
    help = "Sert le site : chargé une fois, partagé par ses processus."
    # The checks are those of a release: `manage.py check --deploy`.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="adresse d’écoute")
        parser.add_argument("--port", type=int, default=8000, help="port d’écoute")
        parser.add_argument("--workers", type=int, default=2, help="processus web : un par cœur")
        parser.add_argument("--threads", type=int, default=32, help="fils de chaque processus web")
        parser.add_argument(
            "--all", action="store_true", help="aussi le processus de fond, et tick toutes les dix minutes"
        )

    def handle(self, *args, host: str, port: int, workers: int, threads: int, **options) -> None:
        load_site()

        serve = partial(serve_web, host, port, workers=workers, threads=threads)
        if not options["all"]:
            serve()
            return
        keep_running(
            [
                SiteProcess("web server", partial(serve, patience=GRACE // 2)),
                SiteProcess("worker", run_worker),
                SiteProcess("periodic jobs", run_periodic_jobs, every=TICK),
            ]
        )
