"""Addresses of activities, typical experience and funds (Art. 17, 18, 20)."""

from django.urls import path

from training.views import activities as a
from training.views import experiences as e
from training.views import funding as f
from training.views import pictures as p

promo_urls = [
    path("activities/", a.ActivityListPage.as_view(), name="activity_list"),
    path("activities/export/", a.ActivityExportPage.as_view(), name="activity_export"),
    path("activities/new/", a.ActivityCreatePage.as_view(), name="activity_create"),
    path("activities/<int:pk>/", a.ActivityPage.as_view(), name="activity_detail"),
    path("activities/<int:pk>/edit/", a.ActivityEditPage.as_view(), name="activity_edit"),
    path("activities/<int:pk>/strike/", a.ActivityStrikePage.as_view(), name="activity_strike"),
    path("activities/<int:pk>/restore/", a.ActivityRestorePage.as_view(), name="activity_restore"),
    path("activities/<int:pk>/pictures/", p.PictureAddPage.as_view(), name="activity_picture_add"),
    path("activities/pictures/<int:pk>/", p.PicturePage.as_view(), name="activity_picture"),
    path(
        "activities/pictures/<int:pk>/remove/", p.PictureRemovePage.as_view(), name="activity_picture_remove"
    ),
    path("experiences/", e.ExperienceListPage.as_view(), name="experience_list"),
    path("experiences/library/", e.ExperienceLibraryPage.as_view(), name="experience_library"),
    path("experiences/export/", e.ExperienceExportPage.as_view(), name="experience_export"),
    path("experiences/new/", e.ExperienceCreatePage.as_view(), name="experience_create"),
    path("experiences/<int:pk>/", e.ExperiencePage.as_view(), name="experience_detail"),
    path("experiences/<int:pk>/edit/", e.ExperienceEditPage.as_view(), name="experience_edit"),
    path("experiences/<int:pk>/copy/", e.ExperienceCopyPage.as_view(), name="experience_copy"),
    path("experiences/<int:pk>/act/<str:act>/", e.ExperienceActPage.as_view(), name="experience_act"),
    path(
        "experiences/<int:pk>/pictures/", p.ExperiencePictureAddPage.as_view(), name="experience_picture_add"
    ),
    path("experiences/pictures/<int:pk>/", p.ExperiencePicturePage.as_view(), name="experience_picture"),
    path(
        "experiences/pictures/<int:pk>/remove/",
        p.ExperiencePictureRemovePage.as_view(),
        name="experience_picture_remove",
    ),
    path("funding/", f.FundingPage.as_view(), name="funding"),
    path("funding/export/", f.FundingExportPage.as_view(), name="funding_export"),
    path(
        "funding/of/<str:code>/<int:year>/export/", f.SheetExportPage.as_view(), name="funding_sheet_export"
    ),
    path("funding/of/<str:code>/<int:year>/", f.SheetPage.as_view(), name="funding_sheet"),
    path("funding/budgets/new/", f.BudgetCreatePage.as_view(), name="budget_create"),
    path("funding/budgets/<int:pk>/", f.BudgetEditPage.as_view(), name="budget_edit"),
    path("funding/spending/", f.SpendingListPage.as_view(), name="spending_list"),
    path("funding/spending/export/", f.SpendingExportPage.as_view(), name="spending_export"),
    path("funding/spending/new/", f.SpendingCreatePage.as_view(), name="spending_create"),
    path("funding/spending/<int:pk>/", f.SpendingPage.as_view(), name="spending_detail"),
    path("funding/spending/<int:pk>/strike/", f.SpendingStrikePage.as_view(), name="spending_strike"),
    path("funding/spending/<int:pk>/restore/", f.SpendingRestorePage.as_view(), name="spending_restore"),
]
