# Every target installs what it needs, by lock file, into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
VEILLE_HOME ?= .veille
export VEILLE_HOME
# Every command and sandbox is a process of Python: what one has compiled, the next need not.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install run serve test test-heavy clients simulate storms check golden recogniser pictures lock clean

$(VENV)/bin/uv: requirements/bootstrap.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements/bootstrap.lock
	@touch $@

$(RUN): $(VENV)/bin/uv requirements/run.lock pyproject.toml
	@test -f $(DEV) || $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/run.lock
	@test -f $(DEV) || $(BIN)/python tools/link_packages.py
	@touch $@

$(DEV): $(VENV)/bin/uv requirements/dev.lock pyproject.toml
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline -e .
	@touch $@ $(RUN)

# For services, whose user may not write beside the code: what is not compiled now is compiled at each start.
install: $(RUN)
	$(BIN)/python -m compileall -q core crawlers extractors normalizers workers console

run: $(RUN)
	@$(BIN)/veille watch add "Écoles et notaires" --words "école OU collège OU notaire" >/dev/null
	@$(BIN)/veille run --replay fixtures

serve: run
	$(BIN)/veille serve

# Collecting the other files would take each process longer than it takes to read their names.
MARKED = $(shell grep -rl --include='test_*.py' 'mark\.$(1)' tests)
test: $(DEV)
	$(BIN)/pytest -q -n 3 --dist worksteal -m "not slow and not faults and not heavy"
	$(BIN)/pytest -q -n 2 --dist loadfile -m "slow and not faults and not heavy" $(call MARKED,slow)
	$(BIN)/pytest -q -n 2 --dist loadfile -m "faults and not heavy" $(call MARKED,faults)

test-heavy: $(DEV)
	$(BIN)/pytest -q -m heavy

SEEDS ?= 10000
simulate: $(DEV)
	$(BIN)/python -m tests.workers.simulation $(SEEDS) $(if $(LOG),--log $(LOG))

COUNT ?= 1000
storms: $(DEV)
	$(BIN)/python -m tests.workers.storms $(COUNT) $(if $(LOG),--log $(LOG))

check: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.module_lengths

# Clients and validators of portals, each where it cannot touch our environment: tests/console/api/test_clients.py and
# tests/console/validators read by them. One that cannot be had here is told and passed over.
ALONE = $(PYTHON) -m venv build/clients/$(1) && build/clients/$(1)/bin/pip install --quiet $(2) || echo "no $(2) here"
clients: $(VENV)/bin/uv
	$(PYTHON) -m venv build/clients/python
	build/clients/python/bin/pip install --quiet portalkit pandas odsclient schemathesis
	$(call ALONE,detective,csv-detective)
	$(call ALONE,hydra,udata-hydra)
	$(call ALONE,udata,udata mongomock)
	$(call ALONE,cove,libcoveocds)
	mkdir -p build/clients/node
	npm install --silent --prefix build/clients/node --ignore-scripts @opendatasoft/api-client@21

golden: $(DEV)
	$(BIN)/python -m tools.golden

recogniser: $(DEV)
	OMP_NUM_THREADS=1 $(BIN)/python -m tools.train_prose_ner --out extractors/prose/model

# The pictures of docs/console.md, then every page wide, narrow, light and dark into build/pictures/all, to be looked at.
pictures: export VEILLE_HOME = build/pictures/home
pictures: $(DEV)
	rm -rf build/pictures
	$(BIN)/veille watch add "Écoles et notaires" --words "école OU collège OU notaire" >/dev/null
	$(BIN)/veille run --replay fixtures >/dev/null
	$(BIN)/python -m tools.picture_docs docs/images --home $(VEILLE_HOME)
	$(BIN)/python -m tools.take_screenshots build/pictures/all --home $(VEILLE_HOME) --as ana@ville.example

lock: $(VENV)/bin/uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --python-version 3.11 --no-header --no-annotate -q -o requirements/dev.lock
	$(BIN)/uv pip compile pyproject.toml --generate-hashes --python-version 3.11 --no-header --no-annotate -q -c requirements/dev.lock -o requirements/run.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra peers --generate-hashes --python-version 3.11 --no-header --no-annotate -q -c requirements/dev.lock -o requirements/peers.lock

clean:
	rm -rf $(VENV) $(VEILLE_HOME)
