"""The size columns that a company and an employer share."""

from django.db import models
from django.db.models import Q

from employers.size import size_text


class SizeFields(models.Model):
    """Working people: an exact number or a class with bounds, always with source and reference date."""

    class Source(models.TextChoices):
        EMPLOYER = "employer", "Eigen opgave"
        ADVISER = "adviser", "Schatting adviseur"
        LIST = "list", "Lijst"
        API = "api", "KvK-dienst"

    working_people = models.PositiveIntegerField("werkzame personen", null=True, blank=True)
    size_minimum = models.PositiveIntegerField("werkzame personen vanaf", null=True, blank=True)
    size_maximum = models.PositiveIntegerField("werkzame personen tot en met", null=True, blank=True)
    size_source = models.CharField("bron omvang", max_length=10, choices=Source.choices, blank=True)
    size_source_name = models.CharField("naam van de bron", max_length=60, blank=True)
    size_reference_date = models.DateField("peildatum omvang", null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def size_constraints(prefix):
        """A number is a class of exactly that number; a maximum never lies below its minimum."""
        exact = Q(size_minimum=models.F("working_people"), size_maximum=models.F("working_people"))
        return [
            models.CheckConstraint(
                name=f"{prefix}_size_number_in_bounds",
                condition=Q(working_people__isnull=True) | exact,
                violation_error_message="Het aantal werkzame personen en de klasse spreken elkaar tegen.",
            ),
            models.CheckConstraint(
                name=f"{prefix}_size_bounds_ordered",
                condition=Q(size_maximum__isnull=True) | Q(size_maximum__gte=models.F("size_minimum")),
                violation_error_message="De bovengrens van de omvang ligt onder de ondergrens.",
            ),
        ]

    @property
    def has_known_size(self):
        return self.size_minimum is not None

    def set_size(self, *, number=None, minimum=None, maximum=None, source, source_name="", reference_date=None):
        """Write a size in all its columns; call `save` yourself. Without number and minimum it becomes unknown."""
        self.working_people = number
        self.size_minimum = number if number is not None else minimum
        self.size_maximum = number if number is not None else maximum
        known = self.size_minimum is not None
        self.size_source = source if known else ""
        self.size_source_name = source_name if known else ""
        self.size_reference_date = reference_date if known else None

    def size_text(self):
        """The size in words: "12", "10 tot en met 19" or "Onbekend"."""
        return size_text(self.size_minimum, self.size_maximum)

    def people_text(self):
        """The size as a line under a name says it: "33 werkzame personen", "omvang onbekend"."""
        if not self.has_known_size:
            return "omvang onbekend"
        return f"{self.size_text()} werkzame {'persoon' if self.size_maximum == 1 else 'personen'}"
