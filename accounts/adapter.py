"""allauth's rules for this product: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter


class InviteOnlyAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
