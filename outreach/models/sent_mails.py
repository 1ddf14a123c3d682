"""Which mails went out, so that none goes twice."""

from django.conf import settings
from django.db import models


class SentMail(models.Model):
    """One mail to one user. `about` names its subject and day, such as "opvolgen:2026-11-25"."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sent_mails")
    about = models.CharField("waarover", max_length=60)
    sent_at = models.DateTimeField("verstuurd op", auto_now_add=True)

    class Meta:
        verbose_name = "verstuurde mail"
        verbose_name_plural = "verstuurde mails"
        constraints = [models.UniqueConstraint(fields=["user", "about"], name="sent_mail_once")]

    def __str__(self):
        return f"{self.about} aan {self.user}"
