"""Addresses of this app."""

from django.urls import path

from cqo_registry.accounts.views import (
    members,
    questions,  # noqa: F401 - enters what is asked before an act
    registration,
    sign_in,
    users,
)

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign_out"),
    path("password/", sign_in.PasswordChange.as_view(), name="password_change"),
    path("register/", registration.Register.as_view(), name="register"),
    path("register/done/", registration.RegisterDone.as_view(), name="register_done"),
    path("registrations/", registration.RegistrationList.as_view(), name="registration_list"),
    path(
        "registrations/<int:pk>/decide/",
        registration.RegistrationDecide.as_view(),
        name="registration_decide",
    ),
    path("members/", members.MemberList.as_view(), name="member_list"),
    path("members/<int:pk>/deactivate/", members.MemberDeactivate.as_view(), name="member_deactivate"),
    path("invitations/", members.InvitationCreate.as_view(), name="invitation_create"),
    path("invitations/<int:pk>/revoke/", members.InvitationRevoke.as_view(), name="invitation_revoke"),
    path("invitations/<str:token>/", members.InvitationAccept.as_view(), name="invitation_accept"),
    path("users/", users.UserList.as_view(), name="user_list"),
    path("users/new/", users.UserCreate.as_view(), name="user_create"),
    path("users/<int:pk>/", users.UserEdit.as_view(), name="user_edit"),
    path("users/<int:pk>/unlock/", users.UserUnlock.as_view(), name="user_unlock"),
    path("users/<int:pk>/reset/", users.UserReset.as_view(), name="user_reset"),
]
