# Citra kecil untuk satu dasbor: tanpa alat bangun, bukan root, berkas sistemnya hanya dibaca (compose.yaml).
# Dasarnya boleh diganti dengan citra yang ada di server: --build-arg BASE=...
ARG BASE=python:3.11-slim-bookworm
FROM ${BASE} AS paket
WORKDIR /produk
ARG LAKE=""
COPY requirements.txt requirements-lake.txt ./
# Folder roda/ dari `make bundle` dipakai bila ada; jaringan tidak diperlukan.
COPY rod[a]/ ./roda/
RUN python -m venv /venv && \
    if [ -d roda ]; then FROM_WHEELS="--no-index --find-links roda"; fi && \
    /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes ${FROM_WHEELS:-} -r requirements.txt \
        ${LAKE:+-r requirements-lake.txt}

FROM ${BASE}
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin smartcity && \
    install -d -o smartcity -g smartcity -m 700 /data
COPY --from=paket /venv /venv
WORKDIR /produk
COPY . .
RUN /venv/bin/python -m compileall -q smartcity pages app.py serve.py
USER smartcity
ENV SMARTCITY_DATA=/data SMARTCITY_LOG=json PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s \
    CMD ["/venv/bin/python", "deploy/health.py"]
CMD ["/venv/bin/python", "-m", "streamlit", "run", "serve.py", "--server.address", "0.0.0.0"]
