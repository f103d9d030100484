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

# Both legs run even if the first fails. Coverage is one sum over both, as some lines run on one database only;
# a chosen part of the suite (ARGS="-k words") proves nothing about it.
test: test-env ## run every test on SQLite and on PostgreSQL (ARGS="-k words" for some)
	@scripts/ensure-chromium
ifeq ($(strip $(ARGS)),)
	@$(PY) -m coverage erase
	@failed=; \
	for database in sqlite postgres; do \
	  echo "== The suite on $$database"; \
	  COVERAGE_FILE=.coverage.$$database TEST_DATABASE=$$database $(PY) -m pytest --cov --cov-report= \
	    || failed="$$failed $$database"; \
	done; \
	echo "== Branch coverage over both"; \
	$(PY) -m coverage combine --quiet && $(PY) -m coverage report || failed="$$failed coverage"; \
	echo "== articles/text and factcheck/rules must be covered in full"; \
	$(PY) -m coverage report --include='articles/text/*,factcheck/rules/*' --fail-under=100 \
	  || failed="$$failed full-coverage"; \
	if [ -n "$$failed" ]; then echo "Failed:$$failed" >&2; exit 1; fi
else
	@failed=; \
	for database in sqlite postgres; do \
	  echo "== The suite on $$database"; \
	  TEST_DATABASE=$$database $(PY) -m pytest $(ARGS) || failed="$$failed $$database"; \
	done; \
	if [ -n "$$failed" ]; then echo "Failed:$$failed" >&2; exit 1; fi
endif

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
	@$(PY) -m djlint --quiet --check $(TEMPLATES)
	@$(PY) manage.py makemigrations --check --dry-run

fmt: dev-env ## put code and templates into shape
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format
	@$(PY) -m djlint --quiet --reformat $(TEMPLATES)

bench: setup ## measure what the program costs
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
