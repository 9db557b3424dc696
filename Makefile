# Commands of the project. All of them start from nothing but git, make and python3 (3.11 or newer, with venv).
#
#   make run        the whole site on this machine; PORT=8123 make run for another port
#   make test       the suite of the day; make test ARGS="tests/b2i -k card" for a part of it, whole,
#                   ARGS=--changed for what differs from origin/main, ARGS=--all for everything, on PostgreSQL too
#   make nightly    the whole suite, part by part; PART=machines for one, ARGS=--state for what was green, and when
#   make quality    formatters, linters, import order, missing migrations, templates
#   make bench      cost of each page in hello-worlds, speed of the search; ARGS=--search for the search alone,
#                   ARGS=--growth for what each page costs with ten départements, ARGS="--forums --scale 10" for 100,000 posts,
#                   ARGS=--mixed for a light page beside logins, photos and papers
#   make mutants    does the suite notice when the code breaks? 400 small changes, drawn by a seed;
#                   ARGS="--count 40 --seed 7 --only formation/sessions/enrolment" for fewer
#   make next       the suite on the newest Django and Wagtail

PYTHON ?= python3
ARGS ?=
PART ?=

.DEFAULT_GOAL := help
.PHONY: help run test nightly quality bench mutants next python

help:
	@sed -n 's/^#   //p' Makefile

run: python
	@exec $(PYTHON) -m scripts.run $(ARGS)

test: python
	@exec $(PYTHON) -m scripts.suite $(ARGS)

nightly: python
	@exec $(PYTHON) -m scripts.nightly $(PART) $(ARGS)

quality: python
	@exec $(PYTHON) -m scripts.quality $(ARGS)

bench: python
	@exec $(PYTHON) -m scripts.benchmark $(ARGS)

mutants: python
	@exec $(PYTHON) -m scripts.mutants $(ARGS)

next: python
	@exec $(PYTHON) -m scripts.newest $(ARGS)

# An old interpreter could not even read the scripts: it is the shell that says so.
python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Il faut Python 3.11 ou plus récent : la commande « $(PYTHON) » est introuvable (PYTHON=/chemin/python3 make … pour en choisir une autre)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Il faut Python 3.11 ou plus récent : « $(PYTHON) » est $$($(PYTHON) --version 2>&1) (PYTHON=/chemin/python3.12 make … pour en choisir un autre)." >&2; exit 1; }
