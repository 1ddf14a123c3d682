"""The employer: one establishment, the thing an adviser approaches."""

from datetime import timedelta

import pghistory
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Coalesce, Concat
from django.db.models.sql.constants import LOUTER
from django.utils import timezone
from django.utils.formats import date_format
from django_cte import CTE, with_cte

from employers.models.companies import Company
from employers.models.plain_text import PlainText
from employers.models.reference import TRADE_REGISTER, Municipality, RegionMembership, SbiDivision, Sector
from employers.models.sizes import SizeFields
from employers.search import search
from employers.size import SELF_EMPLOYED, SMALL, Band, band_expression, expand_bands, is_small, size_text
from lwl_crm.addresses import address

SEARCHED = PlainText(
    Concat(
        "trade_name", Value(" "), "street", Value(" "), "postcode", Value(" "), "place", Value(" "),
        "establishment_number", Value(" "), "website",
    )
)  # fmt: skip


POSSIBLY_BLIND = Q(size_band__in=SMALL, is_opted_out=False)  # a blind spot when in the region and not reached lately
PART_OF_LARGER = Q(own_size_band__in=SMALL) & ~Q(size_band__in=[*SMALL, Band.UNKNOWN])


class EmployerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everything for people of a partner organisation of any region, nothing for others (design.md 5)."""
        return self if user.is_partner else self.none()

    def current(self):
        """Records that stand by themselves: not merged into another."""
        return self.filter(merged_into__isnull=True)

    def active(self):
        """Current records of establishments that still exist."""
        return self.current().filter(ended_on__isnull=True)

    def in_region(self, on=None):
        return self.filter(municipality__in=RegionMembership.objects.keys_on(on))

    def small(self):
        """Effective size 1 to 25; unknown sizes are neither small nor large."""
        return self.filter(size_band__in=SMALL)

    def self_employed(self):
        """Zzp: effective size 1."""
        return self.filter(size_band=SELF_EMPLOYED)

    def with_unknown_size(self):
        return self.filter(size_band=Band.UNKNOWN)

    def in_bands(self, values):
        """Effective size in any of these bands or sums of bands, such as "1-4" or "26+"."""
        return self.filter(size_band__in=expand_bands(values))

    def in_own_bands(self, values):
        """The same on the establishment's own size."""
        return self.filter(own_size_band__in=expand_bands(values))

    def part_of_larger(self):
        """Branches that look small by themselves, but whose company is not (`Employer.is_part_of_larger`)."""
        return self.filter(PART_OF_LARGER)

    def approachable(self):
        return self.filter(is_opted_out=False)

    def outside_region(self, on=None):
        """In a municipality of no region, or in an unknown one."""
        return self.exclude(municipality__in=RegionMembership.objects.keys_on(on))

    def search(self, text):
        """Found by any part of name, KvK number, address or contact person; best first (`employers/search.py`)."""
        return search(self, text)

    def on_list_of(self, organisation):
        """Has a current registration on a list of this organisation."""
        registrations = self._related("registrations").current()
        return self.filter(Exists(registrations.filter(employer=OuterRef("pk"), source__organisation=organisation)))

    def in_view_of(self, organisation):
        """Say "in beeld bij": has a current registration there or any contact by that organisation (design.md 2)."""
        registrations, moments = self._seen_by(organisation)
        of_this = OuterRef("pk")
        return self.filter(Exists(registrations.filter(employer=of_this)) | Exists(moments.filter(employer=of_this)))

    def with_marks(self, on=None):
        """Annotate `is_on_list` of the trade register, `is_accredited` on a day and `is_in_overlap`.

        As sets of keys without a link to the row, so that each is read once.
        """
        sets = {
            "is_on_list": self._listed(TRADE_REGISTER),
            "is_accredited": self._related("accreditations").current(on).values("employer"),
            "is_in_overlap": self._overlapping(),
        }
        marks = {name: ExpressionWrapper(Q(pk__in=keys), models.BooleanField()) for name, keys in sets.items()}
        return self.annotate(**marks)

    def with_view_of(self, **asked):
        """Annotate for each name whether the employer is in view of that organisation.

        As two sets of keys that are read once, for counting everybody: in a very large register only with much memory
        (`employers/census.py`).
        """
        flags = {}
        for name, by in asked.items():
            listed, met = (rows.order_by().values("employer") for rows in self._seen_by(by))
            seen = Q(pk__in=listed) | Q(pk__in=met.distinct())  # many contacts, far fewer employers
            flags[name] = ExpressionWrapper(seen, models.BooleanField())
        return self.annotate(**flags)

    def reached(self, *, by=None, since=None, until=None):
        """At least one done moment with a real exchange about Leren en Werken, by anyone unless told.

        `since` and `until` are days, both included.
        """
        return self.filter(Exists(self._reaching(by, since, until)))

    def not_reached(self, *, by=None, since=None, until=None):
        return self.filter(~Exists(self._reaching(by, since, until)))

    def with_reach(self, **asked):
        """Annotate for each name whether the employer was reached as asked, read for all of them at once.

        What is asked is a dictionary of `by`, `since` and `until` as in `reached`, or `adviser`. Narrow the employers
        before: this joins what their moments say.
        """
        moments = CTE(self._related("contact_moments").reaching().by_employer(**asked), name="reach")
        joined = moments.join(self, pk=moments.col.employer, _join_type=LOUTER)
        flags = {name: Coalesce(getattr(moments.col, name), False) for name in asked}
        return with_cte(moments, select=joined.annotate(**flags))

    def interested_in(self, variants=(), statuses=()):
        """Interest in any of these variants, or any at all, that asks for a next step or has one of the statuses."""
        interests = self._related("interests")
        interests = interests.filter(status__in=statuses) if statuses else interests.interested()
        interests = interests.filter(variant__in=variants) if variants else interests
        return self.filter(pk__in=interests.values("employer"))

    def with_fixed_contact(self, adviser):
        return self.filter(
            pk__in=self._related("portfolio_entries").current().filter(adviser=adviser).values("employer")
        )

    def without_fixed_contact(self):
        """In nobody's portfolio, of no organisation."""
        return self._without(self._related("portfolio_entries").current())

    def led_by(self, organisations, *, or_nobody=False):
        """One of these organisations leads there now, or nobody when that is asked too."""
        current = self._related("leads").current()
        led = Q(pk__in=current.filter(organisation__in=organisations).values("employer"))
        return self.filter(led | ~Q(pk__in=current.values("employer")) if or_nobody else led)

    def to_follow_up(self, user, until):
        """With an open follow-up due on or before a day: an adviser's own, for others those of everybody."""
        follow_ups = self._related("follow_ups").visible_to(user).due(until)
        follow_ups = follow_ups.filter(adviser=user) if user.is_adviser else follow_ups
        return self.filter(pk__in=follow_ups.values("employer"))

    def in_open_overlap(self):
        """Approached in an overlap that nobody has closed yet."""
        return self.filter(pk__in=self._overlapping())

    def on_list(self, slug):
        """Has a current registration on this list."""
        return self.filter(pk__in=self._listed(slug))

    def member_of(self, network):
        """Belongs to this network now."""
        return self.filter(
            pk__in=self._related("network_memberships").current().filter(network=network).values("employer")
        )

    def former_member_of(self, network):
        """Belonged to this network and does not now."""
        return self.filter(
            pk__in=self._related("network_memberships").ended().filter(network=network).values("employer")
        )

    def at_event(self, event):
        """Has been at this gathering."""
        been = self._related("event_attendances").filter(event=event, status="been")
        return self.filter(pk__in=been.values("employer"))

    def reached_through(self, *, event=None, network=None):
        """Reached at this event, or at one of the events of this network."""
        moments = self._related("contact_moments").reaching()
        moments = moments.filter(event=event) if event else moments.filter(event__network=network)
        return self.filter(pk__in=moments.values("employer"))

    def told_of_scheme(self, scheme):
        """Somebody explained this scheme to it."""
        return self.filter(pk__in=self._related("scheme_explanations").filter(scheme=scheme).values("employer"))

    def held_back_by(self, barriers):
        """One of these barriers was named about any variant."""
        return self.filter(pk__in=self._related("interests").filter(barriers__overlap=barriers).values("employer"))

    def wanting_help(self, kinds):
        """With an open need of one of these kinds."""
        return self.filter(pk__in=self._related("support_needs").open().filter(kind__in=kinds).values("employer"))

    def accredited(self):
        """Erkend leerbedrijf: accredited by SBB for at least one qualification today."""
        return self.filter(pk__in=self._related("accreditations").current().values("employer"))

    def formerly_accredited(self):
        """Had an accreditation of SBB and has none today."""
        accreditations = self._related("accreditations")
        return self._without(accreditations.current()).filter(pk__in=accreditations.values("employer"))

    def gone_from(self, slug):
        """Was on this list and is on it no more."""
        entries = self._related("registrations").filter(source__slug=slug)
        return self._without(entries.current()).filter(pk__in=entries.values("employer"))

    def added_by_hand(self):
        """On no list, now or before."""
        return self._without(self._related("registrations"))

    def with_row_data(self, user):
        """All that one row of the list shows, in a fixed number of queries: `latest_moments` and `fixed_contacts`.

        Of those only what the row shows: whole rows of them take longer to ask for than those of the employers.
        """
        moments = self._related("contact_moments").visible_to(user).done().select_related("organisation")
        moments = moments.only("employer", "channel", "happened_at", "organisation__short_name", "organisation__accent")
        latest = moments.order_by("employer_id", "organisation_id", "-happened_at").distinct(
            "employer_id", "organisation_id"
        )
        contacts = self._related("portfolio_entries").current().select_related("organisation", "adviser")
        contacts = contacts.only("employer", "adviser__name", "organisation__short_name")
        interests = self._related("interests").only("employer", "variant", "status")
        shown = self.defer("search_text", "search_vector", "provenance", "remarks")
        return shown.select_related("company", "municipality", "sector").prefetch_related(
            Prefetch("contact_moments", queryset=latest, to_attr="latest_moments"),
            Prefetch("portfolio_entries", queryset=contacts, to_attr="fixed_contacts"),
            Prefetch("interests", queryset=interests),
        )

    def blind_since(self, on=None):
        """The first day on which being reached keeps an employer from being a blind spot."""
        return (on or timezone.localdate()) - relativedelta(months=settings.BLIND_SPOT_MONTHS) + timedelta(days=1)

    def blind_spots(self, on=None):
        """Small, in the region, active, not opted out, and not reached in the last 24 months (setting)."""
        day = on or timezone.localdate()
        here = self.filter(POSSIBLY_BLIND).in_region(day).active()
        return here.not_reached(since=self.blind_since(day), until=day)

    def with_blindness(self):
        """Annotate `is_blind` for active employers: whether they are one of `blind_spots`.

        As a set of keys of the reached, read once: for counting everybody in a register of ordinary size.
        """
        reached = self._related("contact_moments").reaching().between(self.blind_since()).order_by()
        here = Q(municipality__in=RegionMembership.objects.keys_on())
        is_blind = POSSIBLY_BLIND & here & ~Q(pk__in=reached.values("employer"))
        return self.annotate(is_blind=ExpressionWrapper(is_blind, models.BooleanField()))

    def _listed(self, slug):
        return self._related("registrations").current().filter(source__slug=slug).order_by().values("employer")

    def _overlapping(self):
        return self._related("overlaps").open().order_by().values("parts__employer")

    def _seen_by(self, organisation):
        """What brings employers in view of an organisation: a current registration there, or any contact."""
        registrations = self._related("registrations").current().filter(source__organisation=organisation)
        return registrations, self._related("contact_moments").done().filter(organisation=organisation)

    def _reaching(self, by, since, until):
        moments = self._related("contact_moments").reaching().between(since, until).filter(employer=OuterRef("pk"))
        return moments.filter(organisation=by) if by else moments

    def _without(self, rows):
        """With none of these rows.

        Not as NOT IN: a set that does not fit in memory is then read through again for every employer.
        """
        return self.filter(~Exists(rows.filter(employer=OuterRef("pk"))))

    def _related(self, accessor):
        """All rows of a relation that a higher floor adds, so that its own rules can be used without an import."""
        return self.model._meta.get_field(accessor).related_model.objects.all()


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
