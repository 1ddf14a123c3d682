"""Contact persons who had their data erased: only a mark is left, so that no list brings them back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from employers.models.employers import Employer
from employers.names import is_shared_mailbox, plain_words


def mark_of(text: str) -> str:
    """A mark from which the text cannot be read back without the secret of this installation; "" of nothing."""
    return salted_hmac("employers.ErasedPerson", text, algorithm="sha256").hexdigest() if text else ""


def marks_of(name: str, email: str) -> set[str]:
    """By what somebody is known again: the name, and an address of their own."""
    address = "" if is_shared_mailbox(email) else email.strip().casefold()
    return {mark_of(plain_words(name)), mark_of(address)} - {""}


class ErasedPerson(models.Model):
    """Somebody at this employer asked to be erased, or a manager erased them; who it was is not kept."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="erased_people")
    mark = models.CharField("kenmerk", max_length=64)
    erased_on = models.DateField("verwijderd op", default=timezone.localdate)
    erased_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["erased_on", "pk"]
        verbose_name = "verwijderde contactpersoon"
        verbose_name_plural = "verwijderde contactpersonen"
        indexes = [models.Index(fields=["employer", "mark"], name="erased_person_mark")]

    def __str__(self):
        return f"Verwijderd op {self.erased_on:%d-%m-%Y}"
