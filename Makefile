# make run PORT=8001 chooses another port. Paths here are relative: the folder itself may have a space in its name.
.PHONY: setup setup-dev run test test-properties check fix lock reset bench-matching bench-import bench-import-large
MAKEFLAGS += --no-print-directory
PYTHON := .venv/bin/python
PORT ?= 8000
export PORT

setup:
	@sh lwl_crm/setup.sh

setup-dev:
	@sh lwl_crm/setup.sh --dev

run: setup
	@exec $(PYTHON) -m lwl_crm.run

# Tests and checks have servers of their own, so that they never touch the data of `make run`.
TESTS := test test-properties check
$(TESTS): export LOCAL_DATA_DIR = .local/test
$(TESTS): export EMBEDDED_FAST = 1
# Compiled once, also where the environment says otherwise.
$(TESTS): export PYTHONDONTWRITEBYTECODE =

# A file stays with one worker: what its tests share is made once.
PARALLEL := -n 2 --dist loadfile --no-loadscope-reorder

test: setup-dev
	@CHROMIUM="$$($(PYTHON) -m lwl_crm.chromium)" && export CHROMIUM && \
		exec $(PYTHON) -m pytest $(PARALLEL)

# Every property on ten times as many made-up histories as in an ordinary run, or more: make test-properties PROPERTY_TIMES=50
test-properties: export PROPERTY_TIMES ?= 10
test-properties: setup-dev
	@exec $(PYTHON) -m pytest $(PARALLEL) -m hypothesis

check: setup-dev
	@sh lwl_crm/check.sh

fix: setup-dev
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

lock: setup-dev
	$(PYTHON) -m piptools compile $(LOCK_OPTIONS) --output-file requirements.txt requirements.in
	$(PYTHON) -m piptools compile $(LOCK_OPTIONS) --output-file requirements-dev.txt requirements-dev.in
	$(PYTHON) -m piptools compile $(LOCK_OPTIONS) --output-file requirements-bench.txt requirements-bench.in
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

LOCK_OPTIONS := --quiet --strip-extras --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

# How well lists are matched, beside other means; writes docs/koppelen-gemeten.md. Splink has an environment of its own.
bench-matching: setup .venv-bench/installed
	@$(PYTHON) manage.py bench_matching --out docs/koppelen-gemeten.md

# Server time of the main pages at the size of the region and of the country; writes docs/rekentijd-*.md.
bench-pages: setup
	@$(PYTHON) manage.py bench_pages --out docs/rekentijd-regio.md

bench-dashboards: setup
	@$(PYTHON) manage.py bench_pages --employers 1000000 --moments 5000000 --only $(STEERING) --out docs/rekentijd-land.md

STEERING := werkgevers bellijst dashboard doelen "blinde vlekken" "plan van aanpak" rapporten

# The same pages on a busy day, of the website as it runs; writes docs/rekentijd-dag.md. Takes twenty minutes.
bench-day: setup
	@$(PYTHON) manage.py bench_day --out docs/rekentijd-dag.md

# How fast lists are read and written, beside a bare COPY and Splink; writes docs/importsnelheid-gemeten.md.
bench-import: setup .venv-bench/installed
	@$(PYTHON) manage.py bench_import --out docs/importsnelheid-gemeten.md

# The same with lists of a province and of a country: this takes an hour and some 10 GB of disk.
bench-import-large: setup .venv-bench/installed
	@$(PYTHON) manage.py bench_import --rows 7706 100000 1000000 --out docs/importsnelheid-gemeten.md

.venv-bench/installed: requirements-bench.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	cp requirements-bench.txt $@

reset:
	@if [ -x $(PYTHON) ]; then exec $(PYTHON) -m lwl_crm.reset .local/test .local; else rm -rf .local; fi
