# make demo   builds the example strategy and says which page to open
# make test   runs all tests
# Both create their own environment in VENV; nothing outside this folder is touched, and no browser is downloaded:
# tests that need one take the machine's Chromium (or the one that CHROMIUM names) and say so where there is none.

VENV ?= .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN = $(VENV)/bin
STAMP = $(VENV)/.installed
DEMO = dist/apparel_brand

.PHONY: demo test lint format bench docs clean
.DEFAULT_GOAL := demo

demo: $(STAMP)
	@$(BIN)/ecsc build examples/apparel_brand -o $(DEMO) --simulate

test: $(STAMP)
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(STAMP)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: $(STAMP)
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

bench: $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev,bench]"
	@$(BIN)/python -m bench

docs: $(STAMP)
	@$(BIN)/python docs/generate.py

# The environment is made again when what it installs changes, and only then.
$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "ecsc needs Python 3.11 or newer; none was found on the PATH." >&2; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) (once) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
