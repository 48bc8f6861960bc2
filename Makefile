# The commands a person types. `make` alone explains them.

ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3.11 python3; do \
  $$name -c '$(ENOUGH)' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
CATALOGUES := $(wildcard tui/locale/*/LC_MESSAGES/*.po)
TEMPLATE := build/fakturaklar.pot
BENCHES := $(filter-out bench/_%,$(wildcard bench/*.py))
# What marks a text for translation; tests/test_house.py reads this line.
KEYWORDS := _ N_ ngettext:1,2 P_:1,2 counted:1,2 phrase

.DEFAULT_GOAL := help
.PHONY: help demo test format catalogues pages bench

help: ## show this list
	@echo "fakturaklar needs only Python 3.11 or newer and make; everything else is fetched into $(VENV)."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo: $(INSTALLED) ## build a municipality of synthetic data in a temporary folder and open it
	@echo "== Building a demo municipality (synthetic data) and opening it; q leaves the program"
	@$(BIN)/fakturaklar demo

test: $(INSTALLED) ## check style and types, then run every test
	@echo "== Style (ruff check)"
	@$(BIN)/ruff check .
	@echo "== Layout (ruff format --check)"
	@$(BIN)/ruff format --check .
	@echo "== Types (mypy, strict)"
	@$(BIN)/mypy
	@echo "== Tests (pytest)"
	@$(BIN)/pytest

format: $(INSTALLED) ## lay out the code and mend what can be mended by rule
	@echo "== Formatting (ruff)"
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

catalogues: $(INSTALLED) ## read the texts out of the code, update and compile the catalogues
	@echo "== Extracting texts to $(TEMPLATE)"
	@mkdir -p $(dir $(TEMPLATE))
	@$(BIN)/pybabel -q extract --no-default-keywords \
	  $(KEYWORDS:%=--keyword=%) --add-location=file --no-wrap --project=fakturaklar \
	  --copyright-holder="The fakturaklar authors" --output=$(TEMPLATE) data tui
	@echo "== Updating tui/locale"
	@$(BIN)/pybabel -q update --domain=fakturaklar --input-file=$(TEMPLATE) --output-dir=tui/locale \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap
	@$(BIN)/pybabel compile --domain=fakturaklar --directory=tui/locale --statistics
	@touch $(INSTALLED)

pages: $(INSTALLED) ## make the pages and pictures of docs/ that come from the program itself
	@echo "== Writing docs/keys.md, docs/commands.md, docs/formats.md and docs/pictures"
	@$(BIN)/python -m tui.key_page
	@$(BIN)/python -m tui.command_page
	@$(BIN)/python -m tui.format_page
	@$(BIN)/python -m tui.picture docs/pictures

bench: $(INSTALLED) ## measure starts, pages, imports, the checklist and copies
	@echo "== Measuring; docs/performance.md says what, and what was found"
	@for script in $(BENCHES); do \
	  echo "== $$script"; $(BIN)/python -m "bench.$$(basename $$script .py)" || exit 1; \
	done

# Installed again when the dependencies, the build or a catalogue change.
$(INSTALLED): pyproject.toml hatch_build.py $(CATALOGUES)
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(ENOUGH)' || { \
	  echo "fakturaklar needs Python 3.11 or newer. Install it, or name one: make PYTHON=/path/to/python3.11"; \
	  exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "This Python cannot make a virtual environment: its venv or ensurepip is missing."; \
	  echo "On Debian and Ubuntu: sudo apt install python3-venv (or python3.11-venv). Then run make again."; \
	  exit 1; }
	@echo "== Making the virtual environment $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@echo "== Installing fakturaklar and what it needs"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
