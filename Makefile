# The two commands of the README: `make dataset` and `make test`. Each sets up .venv by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SIZE ?= production
JOBS ?= 2
FUZZ ?= 5000

.PHONY: dataset check-dataset test fuzz bench parser check format clean

dataset: $(VENV)/.installed
	$(BIN)/trainset build --size $(SIZE) --jobs $(JOBS) --out .
	$(BIN)/trainset card .

test: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(JOBS)

training_data.provenance.jsonl:
	$(MAKE) dataset

# Trains the small parser on the dataset of the repository, and scores it on the held-out rows. It takes half an hour on two cores.
parser: $(VENV)/.installed-parser training_data.provenance.jsonl
	$(BIN)/trainset train --out parser
	$(BIN)/trainset evaluate test_data.jsonl --model parser

# Builds the dataset of the repository again, and compares every byte. It takes some minutes.
check-dataset: $(VENV)/.installed
	rm -rf .rebuilt && mkdir .rebuilt
	$(BIN)/trainset build --size $(SIZE) --jobs $(JOBS) --out .rebuilt
	$(BIN)/trainset card .rebuilt
	for name in training_data.jsonl validation_data.jsonl test_data.jsonl manifest.json DATASET.md; do cmp $$name .rebuilt/$$name || exit 1; done
	rm -rf .rebuilt

# 5,000 random operations of each kind against the endpoint: valid, invalid, and with wrong bytes. It takes some minutes.
fuzz: $(VENV)/.installed-dev
	FUZZ=$(FUZZ) $(BIN)/pytest -n $(JOBS) tests/endpoint/test_fuzz.py

# Speeds, in processor time, beside a baseline measured in the same run.
bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-parser: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[parser]'
	touch $@ $(VENV)/.installed

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@ $(VENV)/.installed
