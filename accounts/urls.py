"""Who works here, and signing in: of allauth only the pages that this product uses."""

from allauth.account import views as allauth
from django.urls import path, re_path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("profiel/", views.profile, name="profile"),
    path("gebruikers/", views.users, name="users"),
    path("gebruikers/uitnodigen/", views.user_invite, name="user_invite"),
    path("gebruikers/<int:pk>/", views.user_edit, name="user_edit"),
    path("gebruikers/<int:pk>/opnieuw-uitnodigen/", views.user_invite_again, name="user_invite_again"),
]

# allauth looks these up by name without a namespace, so the project's urls.py mounts them at the top.
sign_in_patterns = [
    path("inloggen/", allauth.login, name="account_login"),
    path("uitloggen/", allauth.logout, name="account_logout"),
    path("account-uit/", allauth.account_inactive, name="account_inactive"),
    path("aanmelden/", allauth.signup, name="account_signup"),
    path("wachtwoord/wijzigen/", allauth.password_change, name="account_change_password"),
    path("wachtwoord/kiezen/", allauth.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", allauth.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/nieuw/klaar/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
