"""Settings, read from the environment; docs/admins.md lists every variable with its default."""

import os
import secrets
import sqlite3
from dataclasses import fields
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from articles.formats.limits import Limits

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("FACTCHECK_VAR") or BASE_DIR / "var")


def flag(name, default=False):
    """True for 1, true, yes or on; the default where the variable is not set or empty."""
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def names(name, default):
    """A comma-separated variable as a list without blanks."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def whole_number(name, default):
    """A variable as an int; anything else is a fault of the configuration, named."""
    value = os.environ.get(name, "").strip()
    if value and not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.")
    return int(value or default)


def numbers(name, known):
    """A variable such as "pages=2000, members=500" as {"pages": 2000, "members": 500}."""
    given = {}
    for part in names(name, ""):
        key, _, value = (word.strip() for word in part.partition("="))
        if key not in known or not value.isdecimal():
            raise ImproperlyConfigured(
                f"{name}: “{part}” is not of the form {known[0]}=1000 with one of the names"
                f" {', '.join(known)}."
            )
        given[key] = int(value)
    return given


def secret_key():
    """FACTCHECK_SECRET_KEY, or else a random key made once and kept in var/ for this machine."""
    if key := os.environ.get("FACTCHECK_SECRET_KEY"):
        return key
    kept = VAR_DIR / "secret_key"
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    try:
        with open(kept, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass  # made by an earlier start: read below
    if not (key := kept.read_text(encoding="ascii").strip()):
        raise ImproperlyConfigured(f"{kept} is empty. Delete it, or set FACTCHECK_SECRET_KEY.")
    return key


def sqlite_options():
    """Wait for other writers and never lose a committed write.

    Below 3.51.3 two connections that checkpoint a WAL at once can lose commits (sqlite.org, the
    WAL-reset bug), so older libraries keep the rollback journal.
    """
    journal = "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "TRUNCATE"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;"
        # Without it INSERT OR REPLACE removes rows past the triggers that keep insert-only tables.
        "PRAGMA recursive_triggers=ON;",
    }


def database():
    """DATABASE_URL, or else SQLite in var/."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'factcheck.sqlite3'}"
    config = dj_database_url.parse(url, conn_max_age=60)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        config["OPTIONS"] = sqlite_options()
        config["TEST"] = {"NAME": os.environ.get("FACTCHECK_SQLITE_TEST_NAME")}
    return config


DEBUG = flag("FACTCHECK_DEBUG")
SECURE = flag("FACTCHECK_HTTPS")
SECRET_KEY = secret_key()
ALLOWED_HOSTS = names("FACTCHECK_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = names("FACTCHECK_ORIGINS", "")

INSTALLED_APPS = [
    "factcheck",
    "articles",
    "allauth",
    "allauth.account",
    "django_filters",
    "django_htmx",
    "django_tasks_db",
    "rules",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
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
            ],
        },
    },
]

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all processes, for login attempts are counted in it; large, for evicted counts are lost.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "factcheck_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Of each process by itself: a count in the database would make every look at the API a write.
    "rates": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "rates",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# With a worker (`manage.py db_worker`) long work waits for it; without, requests do it.
WORKER = flag("FACTCHECK_WORKER")
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if WORKER
        else "django.tasks.backends.immediate.ImmediateBackend"
    }
}

AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "factcheck.accounts.ByInvitation"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

# Mail goes out by SMTP where a host is given; elsewhere it is written to the server's output.
SMTP_HOST = os.environ.get("FACTCHECK_SMTP_HOST", "")
MAILERS = {
    "default": {
        "BACKEND": f"django.core.mail.backends.{'smtp' if SMTP_HOST else 'console'}.EmailBackend",
        "OPTIONS": {"host": SMTP_HOST} if SMTP_HOST else {},
    }
}
DEFAULT_FROM_EMAIL = os.environ.get("FACTCHECK_MAIL_FROM", "factcheck@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"level": "INFO"},
        "django.tasks": {"level": "WARNING"},
    },
}

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
# Hashed names are cached for ever, and need `manage.py collectstatic` after each upgrade.
HASHED_STATIC = flag("FACTCHECK_HASHED_STATIC")
WHITENOISE_USE_FINDERS = not HASHED_STATIC
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "factcheck.storage.HashedModules"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
CSRF_COOKIE_HTTPONLY = True
BEHIND_PROXY = flag("FACTCHECK_BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# How often one address may ask the API in a minute, of each process; 0: as often as it likes.
API_PER_MINUTE = whole_number("FACTCHECK_API_PER_MINUTE", 600)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],  # who sees what is said by each model's visible_to(user)
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["factcheck.api.rates.PerAddress"],
    "EXCEPTION_HANDLER": "factcheck.api.errors.answer",
    "NUM_PROXIES": 1 if BEHIND_PROXY else 0,
    "UNICODE_JSON": True,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck",
    "DESCRIPTION": "Claims with the words that support, contradict or mention them.",
    "VERSION": "1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["factcheck.api.schema.tell_errors"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_AUTHENTICATION": [],
}

# The largest file that an import reads, in bytes. Uploads of several files may be larger together.
MAX_IMPORT_BYTES = whole_number("FACTCHECK_MAX_IMPORT_BYTES", 20_000_000)
# Other limits of an import, by the names in articles.formats.limits.Limits.
IMPORT_LIMITS = numbers(
    "FACTCHECK_IMPORT_LIMITS",
    [field.name for field in fields(Limits) if field.name != "file_bytes"],
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = whole_number("FACTCHECK_MAX_UPLOADED_FILES", 1_000)
SILENCED_SYSTEM_CHECKS: list[str] = []
