# Inroad in one image: `run`, or `migrate`, `web` and `worker` on one PostgreSQL (deploy/compose.yaml).
FROM python:3.11-slim-trixie AS build

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /source
RUN python -m venv /opt/inroad
COPY requirements.lock ./
RUN /opt/inroad/bin/pip install --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY core core
COPY handlers handlers
COPY sandbox sandbox
COPY storage storage
COPY views views
# What builds the package is not needed to run it.
RUN /opt/inroad/bin/pip install --no-deps --no-build-isolation . \
    && /opt/inroad/bin/pip uninstall --yes hatchling editables trove-classifiers pathspec pluggy pip


FROM python:3.11-slim-trixie

# /data is the home and working directory: a SQLite database, if there is one, and an .env stand there.
RUN useradd --uid 10001 --home-dir /data --create-home --shell /usr/sbin/nologin inroad
COPY --from=build /opt/inroad /opt/inroad
ENV PATH=/opt/inroad/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ.get('OPERATIONS_PORT') or 9464}/healthz\", timeout=4)"]
ENTRYPOINT ["inroad"]
CMD ["run"]
