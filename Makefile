# Everything a fresh machine needs: Python 3.11 to 3.14, make and a network.
PYTHON ?= python3
OUT ?= build/demo
ADDRESS ?= 127.0.0.1:8000
PERIOD ?= --from 2015-01-01 --to 2018-12-31
BIN := .venv/bin
UV := uv==0.13.9
TOOLS := chromium:chromium msgfmt:gettext # command:package
WORDS := $(patsubst %.po,%.mo,$(shell find perspektiv -name django.po))
STORED := tests/records tests/exchange tests/snapshot tests/steering tests/matrix
LIBRARY := tests/schema tests/package tests/indicators tests/scales tests/paper tests/example tests/report tests/spec
COMPLETE := perspektiv/schema/*,perspektiv/package/*,perspektiv/indicators/*

.DELETE_ON_ERROR:
.PHONY: help setup demo test coverage lint soak bench reference format lock browser tools clean

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/\1\t\2/' | expand -t 12

setup: .venv/ready $(WORDS) ## the virtual environment, from the lock file

demo: KEPT = $(OUT)/home
demo: HOUSE = PERSPEKTIV_HOME=$(KEPT) PERSPEKTIV_DEMO=1 PERSPEKTIV_ADDRESS=http://$(ADDRESS)
demo: .venv/ready $(WORDS) ## the application with made-up people, and their report; serves it where there is a terminal
	rm -rf $(OUT) && mkdir -p $(OUT)
	$(BIN)/perspektiv example $(OUT)/package --questionnaires
	$(BIN)/perspektiv figures $(OUT)/package $(PERIOD) --public --format table > $(OUT)/figures.txt
	$(BIN)/perspektiv figures $(OUT)/package $(PERIOD) --public --format json > $(OUT)/figures.json
	$(BIN)/perspektiv figures $(OUT)/package $(PERIOD) --public --format csv --by segment,gender \
	  --indicator participations --indicator early_ending_rate --indicator no_show_rate > $(OUT)/segments.csv
	$(BIN)/perspektiv report perspektiv/report/plans/perspektivzentrum.toml $(OUT)/package --out $(OUT)/report
	$(HOUSE) DJANGO_SETTINGS_MODULE=perspektiv.site.settings $(BIN)/django-admin demo $(OUT)/package
	$(HOUSE) $(BIN)/perspektiv snapshot
	mkdir -p $(KEPT)/reports/musterplatz && cp -R $(OUT)/report $(KEPT)/reports/musterplatz/bilanz-2015-2019
	$(BIN)/python -m demo $(OUT) http://$(ADDRESS)/
	@if [ -t 1 ]; then $(HOUSE) exec $(BIN)/perspektiv serve --address $(ADDRESS) --open; \
	else echo "Serve it with: $(HOUSE) $(BIN)/perspektiv serve --address $(ADDRESS)"; fi

test: lint browser $(WORDS) ## all checks and tests, in some minutes
	$(BIN)/python -m pytest -n 2 -m "not soak" --cov --cov-report= $(LIBRARY)
	$(BIN)/coverage report --include='$(COMPLETE)' --fail-under=100
	$(BIN)/python -m pytest -n 3 -m "not soak" $(LIBRARY:%=--ignore=%)
	$(BIN)/python -m tests.on_postgresql $(BIN)/python -m pytest -n 2 -m "not soak" $(STORED)

coverage: .venv/ready browser $(WORDS) ## what no test reaches, of the whole; counting makes tests half as fast
	$(BIN)/python -m pytest -n 2 -m "not soak" --cov

lint: .venv/ready ## style, types, directions of import, licences, the lock file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint
	! grep -nE 'https?://' requirements.lock

soak: .venv/ready browser tools $(WORDS) ## what takes longer than make test may: about a quarter of an hour on a quiet machine
	timeout 40m sh -c '$(BIN)/python -m pytest -n 2 -m soak && $(BIN)/python -m bench'

bench: .venv/ready browser $(WORDS) ## speed and memory of the figures beside other ways to compute them; speed of the pages
	$(BIN)/python -m bench
	$(BIN)/python -m bench.pages

reference: .venv/ready ## renews what is generated: docs/reference/ and the compiled definitions
	$(BIN)/python -m perspektiv.indicators.facts.compiling
	$(BIN)/python -m perspektiv.indicators.reference

format: .venv/ready ## sets the code in the house's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(BIN)/uv ## renews requirements.lock from pyproject.toml, without addresses
	$(BIN)/uv lock --quiet
	$(BIN)/uv export --quiet --no-emit-project --no-header --all-extras --output-file requirements.lock > /dev/null

browser: ## Chromium, PostgreSQL and gettext for the tests, where Debian's root can install them
	@lacking=""; for tool in $(TOOLS); do command -v $${tool%%:*} > /dev/null || lacking="$$lacking $${tool##*:}"; done; \
	ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || command -v initdb > /dev/null || lacking="$$lacking postgresql"; \
	if [ -n "$$lacking" ]; then if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; \
	then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $$lacking > /dev/null; \
	else echo "Missing, and needed by the tests:$$lacking. Please install." >&2; exit 1; fi; fi

tools: ## gettext and PostgreSQL for translating and for the long tests, where Debian's root can install them
	@command -v msgfmt > /dev/null && command -v pg_dump > /dev/null || if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; \
	then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends gettext postgresql; \
	else echo "gettext or PostgreSQL is missing. Please install them." >&2; fi

clean: ## away with everything made
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || \
	{ echo "Perspektiv needs Python 3.11 to 3.14. If you have one, name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || \
	{ echo "This Python cannot make virtual environments. On Debian, install python3-venv." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV)

%.mo: %.po | .venv/ready
	$(BIN)/pybabel -q compile --locale $(word 2,$(subst /locale/, ,$(subst /LC_MESSAGES/, ,$@))) --input-file $< --output-file $@

.venv/ready: requirements.lock pyproject.toml | $(BIN)/uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	$(BIN)/python -m compileall -q perspektiv
	touch $@
