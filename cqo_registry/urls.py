"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("cqo_registry.portal.urls")),
    path("accounts/", include("cqo_registry.accounts.urls")),
    path("audit/", include("cqo_registry.audit.urls")),
    path("directory/", include("cqo_registry.directory.urls")),
    path("notices/", include("cqo_registry.notifications.urls")),
    path("filings/", include("filings.urls")),
    path("training/", include("training.urls")),
    path("talent-pool/", include("talent_pool.urls")),
    path("verify/", include("filings.urls_verify")),
]

handler400 = "cqo_registry.core.error_pages.bad_request"
handler403 = "cqo_registry.core.error_pages.forbidden"
handler404 = "cqo_registry.core.error_pages.not_found"
handler500 = "cqo_registry.core.error_pages.server_error"
