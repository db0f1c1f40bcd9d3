# 两个命令：make run 启动监测页面，make test 运行全部测试；其余自动完成。
# Two commands: make run serves the dashboard, make test runs everything; each sets itself up.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8050
BIN := .venv/bin

.PHONY: run test setup check bench score shots lock clean browser office

run: setup
	HOST=$(HOST) PORT=$(PORT) $(BIN)/urban serve

setup: .venv/installed

.venv/installed: requirements.lock setup.cfg pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("需要Python 3.11或更新版本。") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

browser:
	sh tests/browser.sh

office:
	sh tests/office.sh

test: setup browser office
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m "not slow and not browser"

bench: setup browser
	$(BIN)/python -m tests.bench $(BENCH)

shots: setup browser
	$(BIN)/python -m tests.shooting $(SHOTS)

score: setup
	$(BIN)/python -m tests.gold $(SCORE)

lock:
	$(BIN)/python -m piptools compile --quiet --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --extra test --output-file requirements.lock setup.cfg

clean:
	rm -rf .venv .urban build dist *.egg-info
