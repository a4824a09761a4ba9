"""Addresses of everything about people in sessions (Art. 16)."""

from django.urls import path

from training.views import attending as a
from training.views import certificates as c
from training.views import enrolling as e
from training.views import enrolment_list as n
from training.views import grading as g
from training.views import list_files as f
from training.views import untrained as u
from training.views.my_training import MyTrainingPage

enrolment_urls = [
    path("mine/", MyTrainingPage.as_view(), name="my_training"),
    path("untrained/", u.UntrainedPage.as_view(), name="untrained"),
    path("untrained.xlsx", u.UntrainedExportPage.as_view(), name="untrained_export"),
    path("untrained/invite/", u.InvitePage.as_view(), name="invite"),
    path("enrolments/", n.EnrolmentListPage.as_view(), name="enrolment_list"),
    path("enrolments.xlsx", n.EnrolmentExportPage.as_view(), name="enrolment_export"),
    path("sessions/<int:pk>/enrol/", e.EnrolPage.as_view(), name="enrol"),
    path("sessions/<int:pk>/enrol/cqo/", e.EnrolCqoPage.as_view(), name="enrol_cqo"),
    path("enrolments/<int:pk>/cancel/", e.EnrolmentCancelPage.as_view(), name="enrolment_cancel"),
    path("sessions/<int:pk>/attendance/", a.AttendancePage.as_view(), name="attendance"),
    path("sessions/<int:pk>/attendance.pdf", a.AttendanceListPage.as_view(), name="attendance_list"),
    path("sessions/<int:pk>/door.pdf", a.DoorPage.as_view(), name="door"),
    path("enrolments/<int:pk>/unmark/", a.UnmarkPage.as_view(), name="unmark"),
    path("door/<str:code>/", a.SignInPage.as_view(), name="sign_in"),
    path("sessions/<int:pk>/results/", g.ResultsPage.as_view(), name="results"),
    path("enrolments/<int:pk>/correct/", g.CorrectPage.as_view(), name="result_correct"),
    path("enrolments/<int:pk>/certificate.pdf", g.CertificatePage.as_view(), name="certificate"),
    path("sessions/<int:pk>/enrol/import/", f.EnrolmentImportPage.as_view(), name="enrolment_import"),
    path("sessions/<int:pk>/enrol/template.xlsx", f.EnrolmentTemplate.as_view(), name="enrolment_template"),
    path("sessions/<int:pk>/results/import/", f.ResultImportPage.as_view(), name="result_import"),
    path("sessions/<int:pk>/results/template.xlsx", f.ResultTemplate.as_view(), name="result_template"),
    path("certificates/", c.CertificateFormPage.as_view(), name="certificate_verify"),
    path("certificates/<str:code>", c.CertificateCheckPage.as_view(), name="certificate_check"),
]
