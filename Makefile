# Semua perintah memakai jalur relatif, supaya folder dengan spasi di namanya juga jalan.
PYTHON ?= python3
PY := .venv/bin/python
# Folder roda dari `make bundle`, bila ada: yang dipasang hanya dari sana, tanpa jaringan.
WHEELS ?= $(wildcard roda)
FROM := $(if $(WHEELS),--no-index --find-links $(WHEELS))
BUNDLE ?= bundel
# Tidak lebih banyak proses uji daripada inti: tiap proses mengumpulkan semua uji dan membuat halamannya sendiri.
WORKERS ?= $(shell $(PYTHON) -c "import os; print(os.cpu_count() or 1)")

# Modul uji yang sudah disusun (pernyataannya ditulis ulang pytest) dipakai lagi: setengah dari waktu mengumpulkan uji.
unexport PYTHONDONTWRITEBYTECODE
# Tiap uji sudah punya satu inti; hitungan matriksnya kecil, dan utas kedua hanya berputar menunggu.
check test test-thorough faults: export OPENBLAS_NUM_THREADS = 1

.PHONY: run install lake spark check test test-thorough faults build lint bench bench-peers supply advisories bundle clean

run: .venv/.terpasang
	$(PY) -m smartcity build
	$(PY) -m streamlit run serve.py

install: .venv/.terpasang

build: .venv/.terpasang
	$(PY) -m smartcity build

# Untuk setiap commit, di bawah satu menit: gaya kode dan uji yang tidak membuka halaman, peramban, atau proses.
check: lint
	$(PY) -m pytest -n $(WORKERS) --dist worksteal -m "not slow and not browser" $(ARGS) \
		tests/access tests/checks tests/house tests/innovations tests/method tests/outlook tests/scoring tests/survey tests/wording

test: .venv/.terpasang-uji $(if $(CI),.venv/.terpasang-spark)
	$(PY) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

# Sepuluh kali lebih banyak contoh untuk tiap kaidah, setiap kali contoh yang lain, dan urutan uji yang acak.
test-thorough: .venv/.terpasang-uji
	$(PY) -m pytest -n $(WORKERS) --dist worksteal --hypothesis-profile thorough $(ARGS)

# Menanam kesalahan satu per satu di salinan proyek; mis. make faults ARGS="scoring half-to-even".
faults: .venv/.terpasang-uji
	PYTHONPATH=tests $(PY) -m faults $(ARGS)

lint: .venv/.terpasang-uji
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

bench: .venv/.terpasang-uji
	$(PY) -m benchmarks

# Yang menyusun produk ini: daftar pustaka (CycloneDX) dan lisensinya, di docs/pasokan/.
supply: .venv/.terpasang-danau .venv/.terpasang-spark .venv-pasokan/.terpasang
	.venv-pasokan/bin/python scripts/list_supply.py $(PY)

# Pustaka yang diketahui bercelah; bila sumbernya tidak terjangkau, itu yang dikatakan.
advisories: .venv-pasokan/.terpasang
	.venv-pasokan/bin/python scripts/check_advisories.py

# Folder berisi produk dan semua rodanya untuk server tanpa internet, dengan sidik setiap berkasnya.
bundle: .venv/bin/python
	$(PY) scripts/make_bundle.py $(BUNDLE)

# Layar di samping halaman Streamlit polos dan halaman Dash, yang berjalan di lingkungannya sendiri.
bench-peers: .venv/.terpasang-uji .venv-peers/.terpasang
	$(PY) -m benchmarks peers --environment .venv-peers $(ARGS)

.venv-peers/.terpasang: benchmarks/peers/requirements.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/peers/requirements.txt
	touch $@

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Perlu Python 3.11 atau lebih baru; ini %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

.venv/.terpasang: requirements.txt | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes $(FROM) -r requirements.txt
	touch $@

.venv/.terpasang-uji: requirements.txt requirements-dev.txt | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes $(FROM) -r requirements-dev.txt
	touch .venv/.terpasang $@

# Danau data (SMARTCITY_WAREHOUSE): tambahan DuckDB dari paketnya, tidak diunduh saat dasbor berjalan.
lake: .venv/.terpasang-danau

.venv/.terpasang-danau: requirements-lake.txt | .venv/.terpasang
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes $(FROM) -r requirements-lake.txt
	touch $@

# Spark (setengah gigabita) untuk `score-all --engine spark` dan ujinya; CI memasangnya selalu.
spark: .venv/.terpasang-spark

.venv/.terpasang-spark: requirements-spark.txt | .venv/.terpasang
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes $(FROM) -r requirements-spark.txt
	touch $@

.venv-pasokan/.terpasang: requirements-supply.txt
	$(PYTHON) -m venv .venv-pasokan
	.venv-pasokan/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-supply.txt
	touch $@

clean:
	rm -rf .venv .venv-peers .venv-pasokan data/warehouse.duckdb data/warehouse.duckdb.wal
