# Two commands matter: `make run` (a portal to look at) and `make test` (everything, up to 25 min).
# `make help` lists the others.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
PO := $(wildcard translations/*/LC_MESSAGES/messages.po)
WORKERS ?= 2
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run check quick test soak bench revision words vendor compile clean distclean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

run: $(VENV)/run.stamp vendor compile ## a portal with a demonstration, kept in instance/
	@exec $(BIN)/portal serve --demo

check: $(VENV)/dev.stamp compile ## style, types, import floors, templates, translations
	@$(BIN)/python tools/check.py

quick: check vendor ## before every commit: check and the fast tests
	@PYTHONHASHSEED=0 $(BIN)/python -m pytest -n $(WORKERS) -m "not slow and not browser and not soak"

test: $(VENV)/dev.stamp vendor compile ## everything, on SQLite and on PostgreSQL
	@$(BIN)/python tools/test.py

soak: $(VENV)/dev.stamp vendor compile ## long proofs: kills, races, floods; writes docs/proofs.md
	@$(BIN)/python tools/provide.py
	@$(BIN)/python -m pytest -m soak tests

bench: $(VENV)/dev.stamp vendor compile ## the table of speeds and sizes
	@$(BIN)/python -m tests.bench

revision: $(VENV)/dev.stamp ## write a migration: make revision m="albums"
	@$(BIN)/python tools/revise.py "$(m)"

words: $(VENV)/dev.stamp ## bring translations/*.po up to date with the code
	@$(BIN)/python tools/translations.py update

vendor: static/vendor/.stamp

compile: $(VENV)/mo.stamp

clean: ## remove what is built, keep the data
	@rm -rf static/vendor node_modules .*_cache test-results build
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
	@rm -f translations/*/LC_MESSAGES/*.mo $(VENV)/mo.stamp

distclean: clean ## clean, and remove .venv too
	@rm -rf $(VENV)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Install Python 3.11 or later first."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Install Python's venv module first (Debian: apt install python3-venv)."; exit 1; }

$(VENV)/run.stamp: requirements/run.lock tools/link.py | $(BIN)/python
	@echo "Installing what the portal needs; this takes a minute the first time …"
	@$(PIP) install --require-hashes -r requirements/run.lock
	@$(BIN)/python tools/link.py
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(VENV)/run.stamp | $(BIN)/python
	@echo "Installing what the tests need …"
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@

static/vendor/.stamp: package-lock.json tools/vendor.mjs tools/vendor.sh static/web/icons.txt | $(VENV)/run.stamp
	@sh tools/vendor.sh $(BIN)/python
	@touch $@

$(VENV)/mo.stamp: $(PO) | $(VENV)/run.stamp
	@test -z "$(PO)" || $(BIN)/pybabel --quiet compile -d translations
	@touch $@
