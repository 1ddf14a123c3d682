"""What a delivery wrote in the register, kept to take the delivery back."""

from django.db import models

from imports.models.batches import ImportBatch


class WriteQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back and not looked at by an undo."""
        return self.filter(undone_at__isnull=True)


class Write(models.Model):
    """One object of the register that one transaction of a delivery wrote.

    `before` holds per unit (columns that belong together) the values that stood there, `after` a fingerprint of what
    was written: enough to see whether somebody changed it since (docs/adr/0012). Of a created object `before` is empty.
    `left` says after an undo, in Dutch, what stayed and why. The object is named by label and number, not by foreign
    key: it may vanish, and a merge must not move it.
    """

    class Kind(models.TextChoices):
        CREATED = "created", "Toegevoegd"
        UPDATED = "updated", "Gewijzigd"
        GONE = "gone", "Niet meer op de lijst"

    class Result(models.TextChoices):
        BACK = "back", "Teruggezet"
        STAYED = "stayed", "Bleef staan"

    batch = models.ForeignKey(  # the index over batch and moment serves it too
        ImportBatch, on_delete=models.CASCADE, related_name="writes", db_index=False
    )
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    model = models.CharField("tabel", max_length=40)
    object_id = models.PositiveBigIntegerField("nummer")
    employer_number = models.PositiveBigIntegerField("over werkgever", null=True)
    name = models.CharField("naam", max_length=255, blank=True)
    before = models.JSONField("stond er", default=dict)
    after = models.JSONField("kenmerk van wat is geschreven", default=dict)
    result = models.CharField("afloop", max_length=10, choices=Result.choices, blank=True)
    left = models.JSONField("bleef staan", default=list)
    undone_at = models.DateTimeField("ongedaan gemaakt op", null=True, blank=True)

    objects = WriteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "geschreven rij"
        verbose_name_plural = "geschreven rijen"
        indexes = [
            models.Index(fields=["model", "object_id"], name="import_write_object"),
            models.Index(fields=["batch", "undone_at"], name="import_write_batch"),
            models.Index(fields=["batch"], name="import_write_gone", condition=models.Q(kind="gone")),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.model} {self.object_id}"
