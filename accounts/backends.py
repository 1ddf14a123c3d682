"""Who is signed in, read once a page with all that every page asks of them."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class SignInBackend(AuthenticationBackend):
    def get_user(self, user_id):
        user = User.objects.with_organisation().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
