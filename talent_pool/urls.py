"""Addresses of the talent pool (Art. 15)."""

from talent_pool.urls_assignments import assignment_urls
from talent_pool.urls_members import member_urls
from talent_pool.urls_nominations import nomination_urls

app_name = "talent_pool"
urlpatterns = [*nomination_urls, *member_urls, *assignment_urls]
