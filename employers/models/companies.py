"""The legal entity behind one or more establishments."""

from django.db import models
from django.db.models import Q

from employers.models.plain_text import PlainText
from employers.models.sizes import SizeFields


class Company(SizeFields):
    """An onderneming, identified by its KvK number; its size columns hold the total when that is known."""

    kvk_number = models.CharField("KvK-nummer", max_length=8, null=True, blank=True)
    legal_name = models.CharField("statutaire naam", max_length=255, blank=True)
    legal_form = models.CharField("rechtsvorm", max_length=80, blank=True)
    search_text = models.GeneratedField(
        expression=PlainText("legal_name"), output_field=models.TextField(), db_persist=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["legal_name"]
        verbose_name = "onderneming"
        verbose_name_plural = "ondernemingen"
        constraints = [
            models.UniqueConstraint(
                fields=["kvk_number"],
                name="company_kvk_number_unique",
                violation_error_message="Er is al een onderneming met dit KvK-nummer.",
            ),
            models.CheckConstraint(
                name="company_kvk_number_8_digits",
                condition=Q(kvk_number__isnull=True) | Q(kvk_number__regex=r"^[0-9]{8}$"),
                violation_error_message="Een KvK-nummer heeft 8 cijfers.",
            ),
            *SizeFields.size_constraints("company"),
        ]

    def __str__(self):
        return self.legal_name or (f"KvK {self.kvk_number}" if self.kvk_number else "Onderneming zonder KvK-nummer")
