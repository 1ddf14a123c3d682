"""The forms of signing in, as allauth makes them but in our own form of a page."""

from allauth.account import forms


class PlainMixin:
    """Without a placeholder that repeats the label, and without the link that allauth hangs on a password field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if "<a" in field.help_text:
                field.help_text = ""


class SignInForm(PlainMixin, forms.LoginForm):
    pass


class ChangePasswordForm(PlainMixin, forms.ChangePasswordForm):
    pass


class SetPasswordForm(PlainMixin, forms.SetPasswordForm):
    pass


class ResetPasswordForm(PlainMixin, forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(PlainMixin, forms.ResetPasswordKeyForm):
    pass
