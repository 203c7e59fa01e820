# Semua perintah memakai jalur relatif, supaya folder dengan spasi di namanya juga jalan.
PYTHON ?= python3
PY := .venv/bin/python

.PHONY: run test faults build lint bench clean

run: .venv/.terpasang
	$(PY) -m smartcity build
	$(PY) -m streamlit run app.py

build: .venv/.terpasang
	$(PY) -m smartcity build

test: .venv/.terpasang-uji
	$(PY) -m pytest -n auto --dist worksteal $(ARGS)

# Menanam kesalahan satu per satu di salinan proyek; mis. make faults ARGS="scoring half-to-even".
faults: .venv/.terpasang-uji
	PYTHONPATH=tests $(PY) -m faults $(ARGS)

lint: .venv/.terpasang-uji
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

bench: .venv/.terpasang-uji
	$(PY) -m benchmarks

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Perlu Python 3.11 atau lebih baru; ini %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

.venv/.terpasang: requirements.txt | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/.terpasang-uji: requirements.txt requirements-dev.txt | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch .venv/.terpasang $@

clean:
	rm -rf .venv data/warehouse.duckdb data/warehouse.duckdb.wal
