# `make help` lists what there is. Every target sets up what it needs in .venv, from the lock files.
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
HOST_PYTHON := $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help install try test explore check format pictures chaos bench lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

install: $(VENV)/.runtime ## what `inroad` needs, in .venv

try: $(VENV)/.runtime ## Inroad in a Slack workspace of its own, in your browser
	$(VENV)/bin/inroad try

test: $(VENV)/.dev ## the whole test suite
	$(PY) -m pytest -n auto --dist loadgroup

explore: $(VENV)/.dev ## the rules on new, random examples, ten times as many (half an hour)
	$(PY) -m pytest -n auto --hypothesis-profile=explore tests/core tests/views tests/storage

check: $(VENV)/.dev ## formatter, linter, types and import rules; changes nothing
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

format: $(VENV)/.dev ## format and mend what the linter can mend
	$(VENV)/bin/ruff check --fix-only --quiet .
	$(VENV)/bin/ruff format .

pictures: $(VENV)/.dev ## the screenshots in docs/images (needs Chromium)
	INROAD_PICTURES=docs/images $(PY) -m pytest tests/browser -q

chaos: $(VENV)/.dev ## kill workers a thousand times on each database (half an hour)
	$(PY) -m tests.chaos

bench: $(VENV)/.bench ## the benchmarks, as tables (minutes)
	$(PY) -m bench --write docs/benchmarks.md

lock: $(VENV)/.dev ## resolve the lock files anew (needs uv)
	uv pip compile pyproject.toml --extra build --universal --generate-hashes --upgrade $(LOCK_FLAGS) -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev -c requirements.lock --universal --generate-hashes --upgrade $(LOCK_FLAGS) -o requirements-dev.lock
	uv pip compile pyproject.toml --extra build --extra dev --extra bench -c requirements-dev.lock --universal --generate-hashes --upgrade $(LOCK_FLAGS) -o requirements-bench.lock
LOCK_FLAGS := --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet

clean: ## remove .venv and caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@test -n "$(HOST_PYTHON)" || { echo "Inroad needs Python 3.11 or newer; none was found on the PATH." >&2; exit 1; }
	$(HOST_PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Setting up .venv: this takes about a minute, once."
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Setting up .venv: this takes about a minute, once."
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.runtime

$(VENV)/.bench: requirements-bench.lock | $(VENV)/.dev
	$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@
