"""The one settings module; what differs between machines comes from the environment (12-factor)."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from cqo_registry import keys
from cqo_registry.core.request import networks
from cqo_registry.database import database_settings
from cqo_registry.environment import CannotStart, Environment, fault_of_purpose, refuse

env = Environment()
BASE_DIR = Path(__file__).resolve().parent.parent

# Demonstration mode: invented data, known passwords, a visible band on every page.
DEMO = env.flag("CQO_DEMO")
DEMO_PASSWORD = "demo-CQO-2026"  # noqa: S105 - published on purpose, refused outside demonstration mode
DEBUG = env.flag("CQO_DEBUG")
SECRET_KEY = env.text("CQO_SECRET_KEY", keys.DEVELOPMENT_SECRET)
ALLOWED_HOSTS = env.words("CQO_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
# Addresses and networks of our own proxies, whose X-Forwarded-For and -Proto are believed; nobody else's are.
TRUSTED_PROXIES = env.words("CQO_TRUSTED_PROXIES")
try:
    networks(tuple(TRUSTED_PROXIES))
except ValueError as fault:
    raise CannotStart(f"环境变量 CQO_TRUSTED_PROXIES 应为地址或网段，用逗号分开：{fault}") from None
CSRF_TRUSTED_ORIGINS = env.words("CQO_TRUSTED_ORIGINS")

# Personal data: "id:hex key" pairs, newest first; every value carries the id of its key. The index
# key is another key, so that reading the index never opens the values.
PII_KEYS = env.words("CQO_PII_KEYS", f"{keys.DEVELOPMENT_ID}:{keys.DEVELOPMENT_PII}")
PII_INDEX_KEY = env.text("CQO_PII_INDEX_KEY", keys.DEVELOPMENT_INDEX).strip()

PRODUCTION = env.flag("CQO_PRODUCTION")
refuse(
    fault_of_purpose(
        url=bool(env.text("DATABASE_URL").strip()),
        demo=DEMO,
        production=PRODUCTION,
        debug=DEBUG,
        tests=env.flag("CQO_TESTS"),
    )
    or keys.fault_of_keys(SECRET_KEY, PII_KEYS, PII_INDEX_KEY, published=not PRODUCTION)
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",  # its widgets' templates, found through the form renderer
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "procrastinate.contrib.django",
    "cqo_registry.core",
    "cqo_registry.directory",
    "cqo_registry.accounts",
    "cqo_registry.audit",
    "cqo_registry.notifications",
    "filings",
    "training",
    "talent_pool",
    "cqo_registry.portal",
    "cqo_registry.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "cqo_registry.core.middleware.RequestIdMiddleware",
    "cqo_registry.core.edge.UnstorableMiddleware",
    "cqo_registry.core.edge.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cqo_registry.accounts.access.PasswordFirstMiddleware",
    "cqo_registry.core.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cqo_registry.urls"
WSGI_APPLICATION = "cqo_registry.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

_LOADERS = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cqo_registry.portal.context.navigation",
            ],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "NAME": "forms", "APP_DIRS": True},
]

DATABASES = {"default": database_settings(BASE_DIR, env.values)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "cqo_registry.core.request.address_to_count"
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["kept"]  # what an ended session had typed stays out of the attempts table

# The public page that verifies receipts answers so many checks per address and window.
VERIFY_LIMIT = env.number("CQO_VERIFY_LIMIT", 30)
VERIFY_WINDOW = 600  # seconds

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"  # Xizang uses Beijing time (Art. 14: a day ends at 24:00 there)
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cqo_registry.core.static_files.NodeModulesFinder",
]
MEDIA_ROOT = Path(env.text("CQO_MEDIA_ROOT", str(BASE_DIR / ".data" / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cqo_registry.core.static_files.ManifestStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cqo_registry.accounts.views.expired.csrf_failure"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Mail: without CQO_EMAIL_HOST the outbox keeps what is to be sent and its page says so. Links in mails
# (and codes on paper) lead to CQO_PUBLIC_URL.
PUBLIC_URL = env.text("CQO_PUBLIC_URL", "http://127.0.0.1:8000")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("CQO_EMAIL_HOST")
EMAIL_PORT = env.number("CQO_EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("CQO_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("CQO_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("CQO_EMAIL_STARTTLS")
EMAIL_USE_SSL = env.flag("CQO_EMAIL_SSL")
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env.text("CQO_EMAIL_FROM", "cqo-registry@localhost")
if EMAIL_HOST and not (env.text("CQO_PUBLIC_URL") and env.text("CQO_EMAIL_FROM")):
    raise CannotStart("已设置 CQO_EMAIL_HOST，还须设置 CQO_EMAIL_FROM 和 CQO_PUBLIC_URL。")
if EMAIL_USE_TLS and EMAIL_USE_SSL:
    raise CannotStart("CQO_EMAIL_STARTTLS 和 CQO_EMAIL_SSL 只能启用一项。")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # every app's jobs.py

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"calm": {"()": "cqo_registry.core.outage.OneLineASecond"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["calm"]}},
    "root": {"handlers": ["stderr"], "level": env.text("CQO_LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
