# All a fresh machine needs is Python 3.11 or newer and make. `make` alone lists what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-config --quiet --custom-compile-command "make lock" $(UPGRADE)

# Containers often tell Python to keep no compiled code. pytest would then compile its plugins anew each time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo install postgres test check coverage picture compare bench lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/demo.stamp ## the whole bot in a local browser page: no token, no account, no network
	@$(BIN)/showrunner demo $(ARGS)

install: $(VENV)/run.stamp ## only what `showrunner run` needs, for a server
	@echo "Ready: $(BIN)/showrunner run"

postgres: $(VENV)/postgres.stamp ## the same, for a bot that keeps its data in PostgreSQL
	@echo "Ready: $(BIN)/showrunner run"

test: $(VENV)/dev.stamp ## run the tests (make test ARGS="-k links" runs some)
	@$(BIN)/pytest -n auto $(ARGS)

check: $(VENV)/dev.stamp ## style, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -q tests/test_layers.py

coverage: $(VENV)/dev.stamp ## run the tests and list the lines that none of them reached
	@$(BIN)/pytest -n auto --cov --cov-report=term-missing:skip-covered $(ARGS)

picture: $(VENV)/dev.stamp ## take the README's pictures of the demo anew (needs Chromium)
	@$(BIN)/python scripts/picture.py docs/images/demo.png
	@$(BIN)/python scripts/picture.py docs/images/trivia.png

compare: $(VENV)/dev.stamp ## ask other ways to search the same questions, and write docs/search.md (twenty minutes)
	@$(BIN)/python scripts/compare.py $(ARGS)

bench: $(VENV)/dev.stamp ## speed and memory up to a million pairs, beside other ways, for docs/search.md (twenty minutes)
	@$(BIN)/showrunner bench --sizes 10,1000,100000,1000000 --plot docs/images/bench.svg --write docs/search.md $(ARGS)

lock: $(VENV)/dev.stamp ## write requirements/*.txt from pyproject.toml (make lock UPGRADE=--upgrade takes newer versions)
	@$(INSTALL) uv
	$(LOCK) --group build --extra semantic --output-file requirements/run.txt
	$(LOCK) --group build --extra semantic --extra demo --constraint requirements/run.txt --output-file requirements/demo.txt
	$(LOCK) --group build --extra semantic --extra postgres --constraint requirements/run.txt \
		--output-file requirements/postgres.txt
	$(LOCK) --group dev --extra semantic --extra demo --extra postgres --extra docx --extra bench --constraint requirements/demo.txt \
		--constraint requirements/postgres.txt --output-file requirements/dev.txt

clean: ## remove everything that make has made
	rm -rf $(VENV) dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is newer than the lock file it stands for, so a changed lock file is installed by the next `make`.
$(VENV)/%.stamp: requirements/%.txt pyproject.toml $(VENV)/pyvenv.cfg
	@echo "Installing requirements/$*.txt into $(VENV) (a minute, once) …"
	@$(INSTALL) --no-deps --require-hashes --requirement requirements/$*.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Showrunner needs Python 3.11 or newer, and $(PYTHON) is not. Name another: make demo PYTHON=python3.13" >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
		echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv" >&2; \
		exit 1; }
	@$(PYTHON) -m venv $(VENV)
