"""All settings, read from the environment, safe by default. The README's table names every variable."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal import development

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Who runs us ---------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=development.is_allowed() and "SECRET_KEY" not in env)
SECRET_KEY = env("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # the ones before it, while a survey runs
if not SECRET_KEY:
    if not (DEBUG and development.is_allowed()):
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Make one and keep it: "
            "export SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(50))')"
        )
    SECRET_KEY = development.secret_key(BASE_DIR / ".local")

SITE_URL = env("SITE_URL", default=f"http://localhost:{env('PORT', default='8000')}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

CERTIFICATE_SIGNATORY = env("CERTIFICATE_SIGNATORY", default="")  # empty: whoever issues it
ORGANISATION_NAME = env("ORGANISATION_NAME", default="Werfportaal")
ORGANISATION_EMAIL = env("ORGANISATION_EMAIL", default="info@example.org")

# --- The apps, lowest floor first: doors are called in this order --------------------------------

INSTALLED_APPS = [
    "portal",
    "portal.post",
    "portal.jobs",
    "portal.trail",
    "portal.housestyle",
    "members",
    "communications",
    "surveys",
    "trainings",
    "trajectories",
    "reports",
    "allauth",
    "allauth.account",
    "import_export",
    "lucide",
    "csp",
    "django_htmx",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "portal.probes.answer_probes",
    "portal.middleware.readable_addresses",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.private_pages",
    "portal.middleware.BusyPages",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.portal",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "portal.housestyle.tags"],
        },
    },
    {
        "NAME": "mail",  # plain text: nothing to escape
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"autoescape": False, "builtins": ["django.templatetags.i18n", "portal.housestyle.tags"]},
    },
]
FORM_RENDERER = "portal.housestyle.forms.FormRenderer"

# --- Database: SQLite without servers, PostgreSQL when DATABASE_URL says so -----------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / '.local' / 'portal.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    _database.setdefault("OPTIONS", {}).update(
        {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    )
    _database["TEST"] = {"NAME": BASE_DIR / ".local" / "test.sqlite3"}  # a file: threads must share it
else:
    _database["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    _database["CONN_HEALTH_CHECKS"] = True
    _database.setdefault("OPTIONS", {})["options"] = (
        "-c lock_timeout=5s -c statement_timeout=60s -c idle_in_transaction_session_timeout=30s"
    )

# --- Redis: cache and broker when REDIS_URL is set, else what needs no server ---------------------

REDIS_URL = env("REDIS_URL", default="")
REDIS_TIMEOUTS = {"socket_timeout": 2, "socket_connect_timeout": 2, "retry_on_timeout": False}
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
        }
    }
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        **REDIS_TIMEOUTS,
        "visibility_timeout": 900,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "max_retries": 0,  # a request never waits twice for a broker that does not answer
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CELERY_BROKER_URL = "filesystem://localhost"
    _broker = BASE_DIR / ".local" / "broker"
    for _folder in ("queue", "processed", "control"):
        (_broker / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "processed_folder": str(_broker / "processed"),
        "control_folder": str(_broker / "control"),
    }

CACHES["process"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "process"}

# --- Background work ------------------------------------------------------------------------------

CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 300
CELERY_TASK_TIME_LIMIT = 360
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 60
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # KB: a child that grew beyond it is replaced after its task
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Europe/Brussels"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
EVERY_MINUTE = {"schedule": 60, "options": {"expires": 50}}  # what nobody took is dropped: the next minute asks again
CELERY_BEAT_SCHEDULE = {
    "deliver-what-waits": {"task": "portal.post.tasks.deliver_waiting_mail", **EVERY_MINUTE},
    "sweep-jobs": {"task": "portal.jobs.tasks.sweep", **EVERY_MINUTE},
    "lapse-offers": {"task": "trainings.tasks.lapse_offers", **EVERY_MINUTE},
    "seat-who-waits": {"task": "trainings.tasks.seat_who_waits", **EVERY_MINUTE},
    "mind-reserved-seats": {"task": "trainings.tasks.mind_reserved_seats", "schedule": crontab(hour=6, minute=20)},
    "remind-of-half-days": {"task": "trainings.tasks.remind_of_half_days", "schedule": crontab(hour=7, minute=0)},
    "ask-to-complete": {"task": "trainings.tasks.ask_to_complete", "schedule": crontab(hour=5, minute=10)},
    "engagement-at-night": {"task": "members.tasks.take_engagement_snapshot", "schedule": crontab(hour=3, minute=10)},
    "let-go-of-surveys": {"task": "surveys.tasks.keep_no_longer", "schedule": crontab(hour=4, minute=40)},
    "keep-no-longer": {"task": "members.tasks.keep_no_longer", "schedule": crontab(hour=4, minute=20)},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(BASE_DIR / ".local" / "beat")
with suppress(OSError):  # a web server without a clock may stand on a disk that is read only
    (BASE_DIR / ".local").mkdir(exist_ok=True)

JOB_HEARTBEAT = timedelta(seconds=15)  # how often a worker says that it is still at it
JOB_IS_STALE_AFTER = timedelta(minutes=2)  # without a heartbeat: its worker is gone
JOB_IS_FORGOTTEN_AFTER = timedelta(minutes=1)  # waiting since its last message: the message may be lost

# --- Accounts -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = [
    "members.access.RoleBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reports:home"
ACCOUNT_ADAPTER = "portal.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # a code proves the mailbox; a password may be chosen, or not
ACCOUNT_SIGNUP_REDIRECT_URL = "members:claim_create"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {  # the others stay as they come; nobody's mailbox is filled by somebody else
    "request_login_code": "20/m/ip,5/h/key",
    "reset_password": "20/m/ip,5/h/key",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "reports:home"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# --- Language, time and place ---------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
FORMAT_MODULE_PATH = "portal.formats"
USE_THOUSAND_SEPARATOR = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env("MEDIA_ROOT", default=str(BASE_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
IMPORT_EXPORT_USE_TRANSACTIONS = True

# --- Mail: every message is a row in the outbox first; this is who delivers it ---------------------

EMAIL_BACKEND = "portal.post.backends.OutboxBackend"
_carrier = env.email("EMAIL_URL", default="dummymail://")
EMAIL_CARRIER = _carrier["EMAIL_BACKEND"]
EMAIL_HOST = _carrier.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _carrier.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _carrier.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _carrier.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _carrier.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _carrier.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = _carrier.get("EMAIL_FILE_PATH") or None
EMAIL_TIMEOUT = 20
SURVEY_MAILS_AT_ONCE = max(1, env.int("SURVEY_MAILS_AT_ONCE", default=50))  # mails of one mailing leave in batches,
SURVEY_MAILS_PAUSE = timedelta(minutes=env.int("SURVEY_MAILS_PAUSE", default=5))  # with so many minutes between
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"{ORGANISATION_NAME} <{ORGANISATION_EMAIL}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- What the browser may do ----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEBUG)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0 if DEBUG else 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_WHOLE_DOMAIN", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # whether the whole domain joins is its owner's choice
if env.bool("BEHIND_HTTPS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# --- Log ------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
