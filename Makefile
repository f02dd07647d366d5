# Everything a fresh machine needs is Python 3.11 (with pip and venv) and make.
PY ?= python3
BIN = .venv/bin

.PHONY: demo test lint types doors bench docs lock clean

demo: .venv/ok  ## set up and brief the shipped example
	$(BIN)/foedus brief --no-record

test: .venv/dev lint types doors  ## everything that CI checks
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered --cov-fail-under=80 -n 2

lint: .venv/dev
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench

types: .venv/dev
	$(BIN)/mypy

doors: .venv/dev
	$(BIN)/lint-imports

bench: .venv/dev
	for script in bench/bench_*.py; do $(BIN)/python $$script || exit 1; done

docs: .venv/dev
	$(BIN)/sphinx-build -q -W -b html docs docs/_build/html

.venv/ok: requirements.lock pyproject.toml
	$(PY) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/dev: .venv/ok requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

lock:  ## needs uv: pip install uv
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --group build -o requirements.lock
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --group build --group dev --group docs -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv docs/_build
