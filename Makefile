# Python 3.11 or newer; another one than python3 with `make demo PYTHON=python3.13`.
PYTHON ?= python3
# Passed on, as in `make test ARGS="-k months"`.
ARGS ?=

DEMO := .venv
TEST := .venv-test
LOCK := .venv-lock
RUN := $(TEST)/bin/python -m

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint types contracts check format bench lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(DEMO)/ready ## regenerate the sample report into out/
	@mkdir -p out
	$(DEMO)/bin/kyosai-xl regenerate sample -o out/実績報告.xlsx --overwrite

test: $(TEST)/ready ## run the tests; ARGS go to pytest
	$(RUN) pytest -n auto $(ARGS)

lint: $(TEST)/ready ## style and likely mistakes
	$(RUN) ruff check .
	$(RUN) ruff format --check .

types: $(TEST)/ready ## static types
	$(RUN) mypy

contracts: $(TEST)/ready ## which module may import which
	$(TEST)/bin/lint-imports

check: lint types contracts ## everything but the tests

format: $(TEST)/ready ## rewrite the code as lint wants it
	$(RUN) ruff check --fix-only .
	$(RUN) ruff format .

bench: $(TEST)/ready ## measure speed; ARGS go to the benchmarks
	$(RUN) benchmarks.run $(ARGS)

lock: ## renew the pinned versions in requirements/
	$(new_venv) $(LOCK)
	$(LOCK)/bin/python -m pip install -q uv
	$(compile) -o requirements/demo.txt pyproject.toml
	$(compile) --extra test --extra lint -c requirements/demo.txt -o requirements/test.txt pyproject.toml
	rm -rf $(LOCK)

clean: ## remove environments, caches and everything in out/
	rm -rf $(DEMO) $(TEST) $(LOCK) out build dist *.egg-info .hypothesis .*_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One set of versions for every Python and system.
compile = $(LOCK)/bin/uv pip compile -q --no-cache --upgrade --universal --fork-strategy fewest \
	--python-version 3.11 --custom-compile-command "make lock"

# Fails with a sentence, not a traceback, when this Python cannot make an environment.
define new_venv
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "kyosai_xl needs Python 3.11 or newer, and $(PYTHON) is not: name another one with" \
		"make PYTHON=python3.13, for example." >&2; exit 1; }
@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	echo "$(PYTHON) has no venv module: install it (apt install python3-venv on Debian and" \
		"Ubuntu) and run make again." >&2; exit 1; }
$(PYTHON) -m venv --clear
endef

# Pinned libraries first, then the package itself, so that a change here reinstalls only what it must.
$(DEMO)/libraries: requirements/demo.txt
$(TEST)/libraries: requirements/test.txt
$(DEMO)/libraries $(TEST)/libraries:
	$(new_venv) $(@D)
	$(@D)/bin/python -m pip install -q -r $<
	@touch $@

$(DEMO)/ready $(TEST)/ready: %/ready: %/libraries pyproject.toml
	$(@D)/bin/python -m pip install -q --no-deps -e .
	@touch $@
