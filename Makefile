# Everything a developer or an evaluator runs. Needs Python 3.11 with venv; brings its own uv when there is none.

UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --all-extras
# Half of a test is waiting: for a disk, a server, a screen.
WORKERS ?= $(shell python3 -c 'import os; print(2 * (os.cpu_count() or 1))')

# Organisations behind a proxy have certificates of their own, which the system knows.
export UV_SYSTEM_CERTS := true

# The tests start Python hundreds of times; it shall compile a module once, whatever the machine is set to.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo screens test check chaos bench golden mail-tools format words pictures clean

demo: $(UV)
	$(UV) run --frozen --no-dev distrib demo

test: $(UV)
	$(RUN) pytest -n $(WORKERS) -m "not chaos and not bench and not screens"

check: $(UV)
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(RUN) lint-imports

# The details of the screen, its pictures, and whole tasks in a wide terminal: before a change of the screen is committed.
screens: $(UV)
	$(RUN) pytest -n $(WORKERS) -m screens

chaos: $(UV)
	$(RUN) pytest -m chaos --timeout 3600 -rP

bench: $(UV)
	$(RUN) python tests/bench/__main__.py

golden: $(UV)
	$(RUN) python tests/golden_mail.py

mail-tools:
	npm install --no-fund --no-audit --prefix .tools/mail html-validate@10.17.0 caniemail@1.0.5

# The screen's sentences: found in the code, brought into each catalogue, compiled. What has no translation is listed.
words: $(UV)
	$(RUN) python tests/words.py

# The pictures of docs/, taken of the real screen over the demo office and of the mail in Chromium; the page of all keys.
pictures: $(UV)
	$(RUN) python tests/pictures.py
	$(RUN) python tests/mail_pictures.py
	$(RUN) python tests/key_page.py

format: $(UV)
	$(RUN) ruff check --fix
	$(RUN) ruff format

.tools/bin/uv:
	python3 -m venv .tools
	.tools/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9

clean:
	rm -rf .tools .venv dist .mypy_cache .ruff_cache .pytest_cache
