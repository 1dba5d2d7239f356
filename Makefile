# Everything a fresh machine needs: Python >= 3.11, make and a network.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= build/demo

.PHONY: help setup demo test lint soak bench reference format clean
help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

setup: .venv/ready ## the virtual environment from the lock file
.venv/ready: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	$(BIN)/python -m pip --version > /dev/null 2>&1 || $(BIN)/python -m ensurepip > /dev/null
	touch $@

lock: ## renews requirements.lock from pyproject.toml, without addresses
	$(BIN)/uv lock --quiet
	$(BIN)/uv export --quiet --no-emit-project --no-header --all-extras --output-file requirements.lock > /dev/null

clean: ## away with everything made
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
