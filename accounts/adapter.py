"""allauth's rules and words for this product: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages

from accounts.signed_out import take_unsaved


class InviteOnlyAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
        "too_many_login_attempts": "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht vijf minuten.",
    }

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **rest):
        """Back on their page people read that what they had sent there was not saved."""
        response = super().post_login(request, user, **rest)
        if lost := take_unsaved(request):
            messages.warning(request, f"{lost} Vul het opnieuw in.")
        return response
