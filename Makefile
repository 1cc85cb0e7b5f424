# Everything starts here; `make` alone lists what there is. A bare Debian first needs: apt install python3-venv make
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
TEST_READY := .venv/.ready-for-tests
ASSETS := static/vendor/fonts.css
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check

help:
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 20

demo: $(READY) $(ASSETS)  ## the portal with demo data on localhost, port 8000 or PORT
	@exec $(BIN)/python manage.py demo

test: test-fast test-servers  ## all tests: on SQLite, then on PostgreSQL and a Redis-protocol server with a browser

test-fast: $(TEST_READY)  ## the tests that need no server and no browser, on SQLite
	$(BIN)/pytest -n 2 -m "not servers and not browser"

test-servers: $(TEST_READY) $(ASSETS)  ## the whole suite on PostgreSQL, a Redis-protocol server and in Chromium
	$(BIN)/python -m portal.tests.servers $(BIN)/pytest -n 2

lint: $(TEST_READY)  ## format, style, types, forgotten migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=for-reading-the-settings $(BIN)/mypy .

bench: $(READY)  ## how long results of a survey take, as ratios, and the pages of members with a full ledger
	$(BIN)/python -m benchmarks.analysis
	$(BIN)/python -m benchmarks.members
	$(BIN)/python -m benchmarks.answering

assets: $(ASSETS)  ## what the browser gets from npm

constraints:  ## pin anew what the requirement files pull in
	sed -i '/^#/!d' constraints.txt
	rm -rf .local/fresh && $(PYTHON) -m venv .local/fresh
	.local/fresh/bin/python $(PIP_INSTALL) -r requirements-test.txt
	.local/fresh/bin/python -m pip freeze | grep -viE "^($$(sed -nE 's/^([A-Za-z0-9-]+).*==.*/\1/p' requirements*.txt | paste -sd'|'))==" >> constraints.txt
	rm -rf .local/fresh

# --- What the commands above stand on: made once, and again when a file that they come from changes ------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'This needs Python 3.11 or newer. Name one: make demo PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { rm -rf .venv; echo 'Python cannot make an environment. On Debian: apt install python3-venv'; exit 1; }

$(READY): requirements.txt constraints.txt | $(BIN)/python
	@echo 'Installing what the portal needs (once, about a minute)...'
	@$(BIN)/python $(PIP_INSTALL) -r requirements.txt
	@touch $@

$(TEST_READY): requirements-test.txt $(READY)
	@echo 'Installing what the tests need (once, about a minute)...'
	@$(BIN)/python $(PIP_INSTALL) -r requirements-test.txt
	@touch $@

$(ASSETS): package.json package-lock.json $(wildcard portal/assets/*) | $(READY)
	@echo 'Getting what the browser needs (once)...'
	@PYTHON=$(PYTHON) sh portal/assets/build.sh \
	  || echo 'The fonts and the calendar to drag in could not be made. Every page works without them, plainer.'
	@$(BIN)/python portal/assets/print_fonts.py 2>/dev/null \
	  || echo 'The fonts for PDFs could not be made. Certificates are set in another font.'

.PHONY: help demo test test-fast test-servers lint bench assets constraints
