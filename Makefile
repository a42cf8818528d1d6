# Two commands do everything: `make serve` runs the product, `make test` runs its tests.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7860
# Where to take torch from, when not from the package index that pip is set to. On Linux the one
# given in the README has builds for the processor alone, which are 3 GB smaller.
TORCH_INDEX ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
FILES := pyproject.toml constraints.txt

.PHONY: serve test eval lint docs format clean

serve: $(VENV)/.run
	$(BIN)/hankehaku serve --host $(HOST) --port $(PORT)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

eval: $(VENV)/.dev
	$(BIN)/python eval/report.py $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) index/*/ site

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 …' >&2; exit 1; }
	@echo 'Making $(VENV) …'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.torch: $(VENV)/.python constraints.txt
	@echo 'Installing torch (the largest part) …'
	$(PIP) install --constraint constraints.txt $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) torch
	touch $@

$(VENV)/.run: $(VENV)/.torch $(FILES)
	@echo 'Installing hankehaku …'
	$(PIP) install --constraint constraints.txt --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.torch $(FILES)
	@echo 'Installing hankehaku and what its tests need …'
	$(PIP) install --constraint constraints.txt --editable '.[docs,eval,lint,test]'
	touch $@ $(VENV)/.run
