"""The employer: one establishment, the thing an adviser approaches."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils.formats import date_format

from employers.models.companies import Company
from employers.models.employer_rules import EmployerQuerySet
from employers.models.plain_text import PlainText
from employers.models.reference import Municipality, SbiDivision, Sector
from employers.models.sizes import SizeFields
from employers.size import SELF_EMPLOYED, SMALL, Band, band_expression, is_small, size_text
from lwl_crm.addresses import address

SEARCHED = PlainText(
    Concat(
        "trade_name", Value(" "), "street", Value(" "), "postcode", Value(" "), "place", Value(" "),
        "establishment_number", Value(" "), "website",
    )
)  # fmt: skip


@pghistory.track(  # what stood there before each change, so that a size can be read on any day
    pghistory.UpdateEvent("size_replaced", row=pghistory.Old),
    fields=["effective_minimum", "effective_maximum"],
    obj_field=pghistory.ObjForeignKey(related_name="effective_size_changes"),
    model_name="EffectiveSizeChange",
)
@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=[
        "company", "establishment_number", "trade_name", "street", "house_number", "house_letter",
        "house_number_addition", "postcode", "place", "municipality", "sbi_code", "sbi_version", "sector", "phone",
        "email", "website", "working_people", "size_minimum", "size_maximum", "size_source", "size_source_name",
        "size_reference_date", "size_unknown_reason", "is_non_mailing", "is_address_shielded", "is_opted_out",
        "opted_out_reason", "ended_on", "remarks", "merged_into",
    ],
    model_name="EmployerEvent",
)  # fmt: skip
class Employer(SizeFields):
    """One establishment; key: KvK number (of its company) + vestigingsnummer, when known.

    `effective_minimum` and `effective_maximum` are kept by database triggers (migration 0002): the company's total
    when known, else the sum over its establishments in the register, else its own. After a save from Python they
    are fresh in the database; `refresh_from_db` brings them here.
    """

    company = models.ForeignKey(
        Company, on_delete=models.PROTECT, null=True, blank=True, related_name="employers", verbose_name="onderneming"
    )
    establishment_number = models.CharField("vestigingsnummer", max_length=12, blank=True)
    trade_name = models.CharField("naam", max_length=255)
    street = models.CharField("straat", max_length=120, blank=True)
    house_number = models.PositiveIntegerField("huisnummer", null=True, blank=True)
    house_letter = models.CharField("huisletter", max_length=1, blank=True)
    house_number_addition = models.CharField("toevoeging", max_length=10, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    place = models.CharField("plaats", max_length=80, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="employers", verbose_name="gemeente"
    )
    sbi_code = models.CharField("SBI-code", max_length=6, blank=True)
    sbi_version = models.CharField("SBI-versie", max_length=4, choices=SbiDivision.Version.choices, blank=True)
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="employers", verbose_name="sector"
    )
    phone = models.CharField("telefoon", max_length=20, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    website = models.CharField("website", max_length=120, blank=True)
    size_unknown_reason = models.CharField("waarom onbekend", max_length=160, blank=True)
    is_non_mailing = models.BooleanField("geen ongevraagde post (NMI)", default=False)
    is_address_shielded = models.BooleanField("adres afgeschermd", default=False)
    is_opted_out = models.BooleanField("niet benaderen", default=False)
    opted_out_reason = models.CharField("reden niet benaderen", max_length=160, blank=True)
    ended_on = models.DateField("gestopt op", null=True, blank=True)
    remarks = models.TextField("opmerkingen", blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name="samengevoegd met",
    )
    provenance = models.JSONField("herkomst", default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    effective_minimum = models.PositiveIntegerField(null=True, editable=False)
    effective_maximum = models.PositiveIntegerField(null=True, editable=False)
    size_band = models.GeneratedField(
        expression=band_expression("effective_minimum", "effective_maximum"),
        output_field=models.CharField(max_length=10),
        db_persist=True,
    )
    own_size_band = models.GeneratedField(
        expression=band_expression("size_minimum", "size_maximum"),
        output_field=models.CharField(max_length=10),
        db_persist=True,
    )
    search_text = models.GeneratedField(expression=SEARCHED, output_field=models.TextField(), db_persist=True)
    search_vector = models.GeneratedField(
        expression=SearchVector(SEARCHED, config="simple"), output_field=SearchVectorField(), db_persist=True
    )

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering = ["trade_name", "pk"]
        verbose_name = "werkgever"
        verbose_name_plural = "werkgevers"
        indexes = [
            GinIndex(fields=["search_vector"], name="employer_search"),
            models.Index(fields=["trade_name", "id"], name="employer_by_name"),
            models.Index(fields=["-created_at", "id"], name="employer_newest"),
            models.Index(  # holds all that counting needs, so that counts read this and not the wide rows
                fields=["municipality", "sector", "size_band"],
                include=["id", "own_size_band", "is_opted_out"],
                condition=Q(merged_into__isnull=True, ended_on__isnull=True),
                name="employer_active_segment",
            ),
            models.Index(fields=["size_band"], name="employer_size_band"),
            models.Index(fields=["postcode", "house_number"], name="employer_address"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "establishment_number"],
                condition=Q(merged_into__isnull=True) & ~Q(establishment_number=""),
                name="employer_establishment_unique",
                violation_error_message="Deze vestiging van deze onderneming staat al in het register.",
            ),
            models.CheckConstraint(
                name="employer_establishment_number_12_digits",
                condition=Q(establishment_number="") | Q(establishment_number__regex=r"^[0-9]{12}$"),
                violation_error_message="Een vestigingsnummer heeft 12 cijfers.",
            ),
            models.CheckConstraint(
                name="employer_postcode_form",
                condition=Q(postcode="") | Q(postcode__regex=r"^[1-9][0-9]{3} [A-Z]{2}$"),
                violation_error_message="Een postcode is vier cijfers, een spatie en twee letters, zoals 3311 AB.",
            ),
            models.CheckConstraint(
                name="employer_not_merged_into_itself", condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk"))
            ),
            *SizeFields.size_constraints("employer"),
        ]

    def __str__(self):
        return self.trade_name

    def get_absolute_url(self):
        return address("employers:detail", self.pk)

    @property
    def kvk_number(self):
        return self.company.kvk_number or "" if self.company else ""

    @property
    def address(self):
        """Street and number in one line, empty when the trade register shields it."""
        if self.is_address_shielded:
            return ""
        number = f"{self.house_number or ''}{self.house_letter}"
        if self.house_number_addition:
            number += f"-{self.house_number_addition}"
        return f"{self.street} {number}".strip()

    def sisters(self):
        """The other establishments of its company that still exist."""
        if not self.company_id:
            return Employer.objects.none()
        return Employer.objects.active().filter(company=self.company_id).exclude(pk=self.pk)

    @property
    def size_source_text(self):
        """Who says what the size is, and of when: "KvK, jan 2026"."""
        source = self.size_source_name if self.size_source == self.Source.LIST else self.get_size_source_display()
        of = self.size_reference_date and date_format(self.size_reference_date, "b Y")
        return ", ".join(part for part in (source, of) if part)

    @property
    def effective_text(self):
        """The size that decides, in words."""
        return size_text(self.effective_minimum, self.effective_maximum)

    @property
    def has_other_effective_size(self):
        """The company decides, not this establishment by itself."""
        own, whole = (self.size_minimum, self.size_maximum), (self.effective_minimum, self.effective_maximum)
        return whole[0] is not None and own != whole

    @property
    def sbi_text(self):
        return f"SBI {self.sbi_code} ({self.sbi_version})" if self.sbi_code else ""

    @property
    def establishment_text(self):
        return f"Vestiging {self.establishment_number}" if self.establishment_number else ""

    @property
    def interested_variants(self):
        """Short names of the variants this employer wants or does; reads what `with_row_data` fetched."""
        return [interest.short_name for interest in self.interests.all() if interest.is_interested]

    @property
    def effective_size(self):
        """The exact number of working people that decides about small or large; None when not exactly known."""
        return self.effective_minimum if self.effective_minimum == self.effective_maximum else None

    @property
    def is_small(self):
        """True, False, or None when that cannot be known."""
        return is_small(self.size_band)

    @property
    def is_self_employed(self):
        """The rule of `EmployerQuerySet.self_employed`, for one employer."""
        return self.size_band == SELF_EMPLOYED

    @property
    def is_part_of_larger(self):
        """A branch that looks small by itself, but whose company is not: a Lidl of 12 is not a small firm."""
        return self.own_size_band in SMALL and self.size_band not in SMALL and self.size_band != Band.UNKNOWN
