# Everything a newcomer or the CI runs. `make` alone lists the targets.

PORT ?= 8000
ARGS ?=
PYTHON ?= $(shell scripts/find-python)

PY := .venv/bin/python
LOGS := .venv/log
TEMPLATES := templates
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-sqlite test-postgres check fmt bench shots locks clean test-env dev-env

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.runtime ## make the environment in .venv
	@:
test-env: .venv/.runtime .venv/.test
dev-env: test-env .venv/.dev

demo: setup ## serve the site with the seeds on 127.0.0.1:8000 (PORT=… for another port)
	@FACTCHECK_DEBUG=1 $(PY) manage.py prepare_demo
	@FACTCHECK_DEBUG=1 $(PY) manage.py runserver 127.0.0.1:$(PORT)

# Both legs run at once, each on its own core, and both even if one fails; PostgreSQL's is told after SQLite's.
# Coverage is one sum over both, as some lines run on one database only; a chosen part of the suite
# (ARGS="-k words") proves nothing about it.
COVERED := $(if $(strip $(ARGS)),,--cov --cov-report=)
LEG = COVERAGE_FILE=.coverage.$(1) TEST_DATABASE=$(1) $(PY) -m pytest $(COVERED) $(ARGS)

test: test-env ## run every test on SQLite and on PostgreSQL (ARGS="-k words" for some)
	@scripts/ensure-chromium
	@$(PY) -m coverage erase
	@failed=; \
	$(call LEG,postgres) >$(LOGS)/postgres.log 2>&1 & postgres=$$!; \
	echo "== The suite on sqlite"; \
	$(call LEG,sqlite) || failed="$$failed sqlite"; \
	wait $$postgres || failed="$$failed postgres"; \
	echo "== The suite on postgres"; \
	cat $(LOGS)/postgres.log; \
	if [ -n "$(COVERED)" ]; then \
	  echo "== Branch coverage over both"; \
	  $(PY) -m coverage combine --quiet && $(PY) -m coverage report || failed="$$failed coverage"; \
	  echo "== articles/text and factcheck/rules must be covered in full"; \
	  $(PY) -m coverage report --include='articles/text/*,factcheck/rules/*' --fail-under=100 \
	    || failed="$$failed full-coverage"; \
	fi; \
	if [ -n "$$failed" ]; then echo "Failed:$$failed" >&2; exit 1; fi

test-sqlite test-postgres: test-%: test-env
	@scripts/ensure-chromium
	@TEST_DATABASE=$* $(PY) -m pytest $(ARGS)

test-sqlite: ## run every test on SQLite alone
test-postgres: ## run every test on PostgreSQL alone

check: dev-env ## lint, formats, types, missing migrations
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@$(PY) -m djlint --quiet --lint $(TEMPLATES)
	@$(PY) -m djlint --check $(TEMPLATES)
	@$(PY) manage.py makemigrations --check --dry-run

fmt: dev-env ## put code and templates into shape
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format
	@$(PY) -m djlint --quiet --reformat $(TEMPLATES)

bench: test-env ## measure what the program costs (ARGS="imports --database sqlite" for some)
	@$(PY) -m benchmarks $(ARGS)

shots: test-env ## take screenshots of the pages
	@scripts/ensure-chromium
	@mkdir -p shots && FACTCHECK_SHOTS=shots $(PY) -m pytest tests/browser/test_pages.py $(ARGS)

# Options stand in pyproject.toml. In this order: each lock is a constraint of the next.
locks: dev-env ## recompile requirements/*.txt (ARGS=--upgrade for newer versions)
	@cd requirements && for name in runtime test dev; do \
	  echo "Locking $$name.in"; \
	  ../$(PY) -m piptools compile --quiet --config ../pyproject.toml --output-file $$name.txt $(ARGS) $$name.in || exit 1; \
	done

clean: ## remove the environment and what tools left behind; data stays
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis htmlcov test-results .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp beside each installed lock makes a second run instant.
.venv/bin/python:
	@python="$(PYTHON)"; [ -n "$$python" ] || exit 1; \
	echo "Making .venv with $$python"; \
	"$$python" -m venv --clear .venv

.venv/.%: requirements/%.txt | .venv/bin/python
	@echo "Installing requirements/$*.txt"
	@mkdir -p $(LOGS)
	@$(PY) -m pip install --quiet --require-hashes -r $< >$(LOGS)/$*.log 2>&1 || { \
	  grep '^ERROR' $(LOGS)/$*.log | head -n 5 >&2; \
	  echo "requirements/$*.txt could not be installed: is the package index reachable and configured for pip?" \
	    "All that pip said is in $(LOGS)/$*.log." >&2; \
	  exit 1; }
	@touch $@
