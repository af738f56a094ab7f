# Needs Python >= 3.11, make and git, and nothing else: `make demo` and `make test` set up what they use in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := $(VENV)/demo.db
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

.PHONY: help demo test check format bench docs lock clean

help:
	@echo 'make demo    set up, then record examples/, settle it, show a visit and who was right'
	@echo 'make test    set up, then run the tests'
	@echo 'make check   lint, format, types and the one-way rule'
	@echo 'make format  put the code in order'
	@echo 'make docs    write the generated pages anew'
	@echo 'make bench   quality against the floors, and speed'
	@echo 'make lock    resolve the requirements anew'
	@echo 'make clean   remove what the above made'

demo: export FORESAID_LEDGER := $(DEMO)
demo: $(VENV)/ready
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/foresaid record examples
	$(BIN)/foresaid settle --only late --only early
	$(BIN)/foresaid story Xi visit Pyongyang
	$(BIN)/foresaid sources

test: $(VENV)/ready-dev
	$(BIN)/python -m pytest

check: $(VENV)/ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/ready-dev
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

docs: $(VENV)/ready-dev
	$(BIN)/python docs/commands.py
	$(BIN)/python docs/readme_output.py

bench: $(VENV)/ready-dev
	$(BIN)/python bench/gate.py
	$(BIN)/python bench/speed.py

lock:
	test -x $(BIN)/uv || { $(PYTHON) -m venv $(VENV) && $(PIP) install uv; }
	$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group build --group dev --constraint requirements.lock --universal \
	  --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet \
	  --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'foresaid needs Python 3.11 or newer; set PYTHON=..., e.g. make demo PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock $(VENV)/ready
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
