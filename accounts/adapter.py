"""allauth's rules and words for this product: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter


class InviteOnlyAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
        "too_many_login_attempts": "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht vijf minuten.",
    }

    def is_open_for_signup(self, request):
        return False
