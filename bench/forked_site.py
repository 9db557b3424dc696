"""`python -m bench.forked_site PORT THREADS`: the site with its hello, served as `manage.py serve` serves it."""

import sys

from bench.server import WHOLE, WORKERS
from extranet.operations.site_processes import load_site, serve_web


def main() -> None:
    port, threads = map(int, sys.argv[1:])
    load_site(WHOLE)
    serve_web("127.0.0.1", port, workers=WORKERS, threads=threads, application=WHOLE)


if __name__ == "__main__":
    main()
