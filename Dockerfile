# syntax=docker/dockerfile:1
# Inquit with its pages, as a user without rights.  Linted with hadolint 2.15.1; never built or run by the project's own CI, which has
# no Docker.
#
#   docker build -t inquit .
#   docker run --rm -v "$PWD:/data" inquit read story.html
#   docker run --rm -p 8460:8460 -v "$PWD:/data" -e INQUIT_TOKEN=… inquit serve --host 0.0.0.0 --ledger news.db
FROM python:3.13-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY src ./src
RUN python -m venv /opt/inquit \
    && /opt/inquit/bin/pip install --no-cache-dir --only-binary :all: --no-binary inquit -c constraints.txt ".[web]"

FROM python:3.13-slim-bookworm
RUN useradd --create-home --uid 10001 inquit && install -d -o inquit -g inquit /data
COPY --from=build /opt/inquit /opt/inquit
ENV PATH=/opt/inquit/bin:$PATH PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
EXPOSE 8460
ENTRYPOINT ["inquit"]
CMD ["--help"]
