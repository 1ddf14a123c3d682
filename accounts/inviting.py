"""Inviting somebody: an account without a password and a mail with a link to choose one."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User


@transaction.atomic
def invite_user(*, user: User, by: User) -> User:
    """Store a new user without a password and send the invitation once that is certain."""
    user.set_unusable_password()
    user.save()
    transaction.on_commit(lambda: send_invitation(user, by=by))
    return user


def send_invitation(user: User, *, by: User) -> None:
    """Mail the link; sent again it is a new link, and the old one works until a password is chosen."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    link = reverse("account_reset_password_from_key", kwargs=parts)
    text = render_to_string("accounts/invitation.txt", {"user": user, "by": by, "link": settings.SITE_URL + link})
    send_mail("Uitnodiging voor Werkgevers Drechtsteden", text, None, [user.email])
