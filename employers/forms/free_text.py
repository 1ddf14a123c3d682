"""Every text that people type in a form is read for a burgerservicenummer, without naming its fields one by one."""

from django import forms

from employers.validators import refuse_bsn


def is_free_text(field: forms.Field) -> bool:
    """An address of mail or of a site has a shape of its own."""
    return isinstance(field, forms.CharField) and not isinstance(field, (forms.EmailField, forms.URLField))


class FreeTextMixin:
    """Fields that a form adds to itself later get the rule where they are made."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if is_free_text(field) and refuse_bsn not in field.validators:
                field.validators.append(refuse_bsn)
