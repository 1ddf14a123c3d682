"""All settings; what differs per place comes from the environment (docs/instellingen.md lists every name)."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF

from lwl_crm import embedded
from lwl_crm.environment import env_bool, env_int, env_list, env_str

BASE_DIR = Path(__file__).resolve().parent.parent

# On one's own machine (no DATABASE_URL: the embedded servers) plain http, no manifest and a secret of its own are fine.
LOCAL = env_bool("LOCAL", default=not env_str("DATABASE_URL", default=""))
DEBUG = env_bool("DEBUG", default=False)
SECRET_KEY = env_str("SECRET_KEY", default="alleen-voor-lokaal-gebruik-" + "x" * 40 if LOCAL else None)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env_str("SITE_URL", default="http://localhost:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_filters",
    "django_htmx",
    "import_export",
    "pgtrigger",
    "pghistory",
    "csp",
    "lwl_crm",
    "accounts",
    "employers",
    "outreach",
    "imports",
    "targets",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "lwl_crm.middleware.NotAllowedPage",
    "targets.middleware.CountAfterChange",
]

ROOT_URLCONF = "lwl_crm.urls"
WSGI_APPLICATION = "lwl_crm.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "lwl_crm.forms.NlDesignRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.menu",
            ],
            "builtins": ["lwl_crm.templatetags.crm", "lwl_crm.templatetags.remembered"],
        },
    },
]


def _database(url: str) -> dict:
    """A Django database setting from postgresql://user:secret@host:port/name?host=/socket/folder."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 600,  # opening one costs a page a tenth of its time, and every thread has its own
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": env_str("TEST_DATABASE_NAME", default="test_lwl_crm")},
    }


DATABASES = {"default": _database(embedded.postgres_url())}

REDIS_URL = embedded.redis_url()
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        # Celery and redis-py name a socket, and a numbered database of it, differently
        "LOCATION": REDIS_URL.replace("redis+socket://", "unix://").replace("?virtual_host=", "?db="),
        "KEY_PREFIX": "lwl",
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE = {
    "restart-waiting-imports": {"task": "imports.tasks.restart_waiting_batches", "schedule": 60.0},
    "scan-duplicates": {"task": "employers.tasks.scan_duplicates", "schedule": crontab(hour=2, minute=0)},
    "end-expired-claims": {"task": "outreach.tasks.end_expired_claims", "schedule": crontab(hour=0, minute=15)},
    "count-register": {"task": "targets.tasks.count_register", "schedule": 15 * 60.0},
    "keep-looks-ready": {"task": "targets.tasks.keep_looks_ready", "schedule": 30.0, "options": {"expires": 30}},
    "sweep-overlaps": {"task": "outreach.tasks.sweep_overlaps", "schedule": crontab(hour=2, minute=30)},
    "keep-ended-targets": {"task": "targets.tasks.take_final_snapshots", "schedule": crontab(hour=3, minute=0)},
    "mail-meeting-digests": {
        "task": "outreach.tasks.send_meeting_digests",
        "schedule": crontab(hour=7, minute=0, day_of_week="mon-fri"),
    },
    "mail-follow-ups": {
        "task": "outreach.tasks.send_follow_up_reminders",
        "schedule": crontab(hour=7, minute=10, day_of_week="mon-fri"),
    },
    # Once a month to everybody; the days after are for who was not reached on the first
    "mail-monthly-figures": {
        "task": "targets.tasks.send_monthly_figures",
        "schedule": crontab(hour=7, minute=20, day_of_month="1-5"),
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.SignInBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.InviteOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Werkgevers Drechtsteden: "
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.SignInForm",
    "change_password": "accounts.sign_in.ChangePasswordForm",
    "set_password": "accounts.sign_in.SetPasswordForm",
    "reset_password": "accounts.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.sign_in.ResetPasswordKeyForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("npm/source-sans-3", BASE_DIR / "node_modules/@fontsource-variable/source-sans-3"),
    ("npm/tokens", BASE_DIR / "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist"),
    ("npm/utrecht", BASE_DIR / "node_modules/@utrecht/component-library-css/dist"),
    ("npm/chart", BASE_DIR / "node_modules/chart.js/dist"),
    ("npm/htmx", BASE_DIR / "node_modules/htmx.org/dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_AUTOREFRESH = LOCAL

DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000  # bulk actions on a whole selection
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_COOKIES = env_bool("SECURE_COOKIES", default=not LOCAL)
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", default=not LOCAL)
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
SECURE_HSTS_SECONDS = env_int("SECURE_HSTS_SECONDS", default=0 if LOCAL else 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_SECONDS > 0
SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("BEHIND_PROXY", default=False) else None
X_FRAME_OPTIONS = "DENY"

EMAIL_BACKEND = env_str(
    "EMAIL_BACKEND", default=f"django.core.mail.backends.{'console' if LOCAL else 'smtp'}.EmailBackend"
)
EMAIL_HOST = env_str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env_int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env_str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env_str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=False)
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL", default="Werkgevers <noreply@werkgevers.example>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refusals": {"()": "lwl_crm.log.RefusalInOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": env_str("LOG_LEVEL", default="WARNING")},
}

OVERLAP_DAYS = env_int("OVERLAP_DAYS", default=30)  # approaches by two organisations closer than this overlap
CLAIM_DAYS = env_int("CLAIM_DAYS", default=14)  # a claim on an employer ends by itself after so many days
CENSUS_FROM = env_int("CENSUS_FROM", default=100_000)  # registers from this size show counts with their moment
BLIND_SPOT_MONTHS = env_int("BLIND_SPOT_MONTHS", default=24)  # not reached for this long makes a blind spot
INTERVIEW_SMALL_COUNT = env_int("INTERVIEW_SMALL_COUNT", default=5)  # fewer employers than this stay hidden in results
CONTACTS_A_YEAR = env_int("CONTACTS_A_YEAR", default=2)  # with every employer of a portfolio; says what one asks
MINUTES_A_CONTACT = env_int("MINUTES_A_CONTACT", default=60)  # with preparing, travelling and writing down
WORKING_WEEKS = env_int("WORKING_WEEKS", default=44)  # in a year
MEETING_WEEKS_AHEAD = env_int("MEETING_WEEKS_AHEAD", default=2)  # planned approaches on the agenda of a meeting
