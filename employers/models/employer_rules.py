"""What can be asked of employers: each rule of the register once, in words that other floors use."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.db.models.sql.constants import LOUTER
from django.utils import timezone
from django_cte import CTE, with_cte

from employers.models.reference import TRADE_REGISTER, RegionMembership
from employers.search import search
from employers.size import SELF_EMPLOYED, SMALL, Band, expand_bands

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

    def with_reach(self, among=None, /, **asked):
        """Annotate for each name whether the employer was reached as asked, read for all of them at once.

        What is asked is a dictionary of `by`, `since` and `until` as in `reached`, or `adviser`. Narrow the employers
        before: this joins what their moments say. For few employers, `among` are the keys whose moments are read.
        """
        moments = self._related("contact_moments").reaching()
        moments = moments if among is None else moments.filter(employer__in=among)
        moments = CTE(moments.by_employer(**asked), name="reach")
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
        is_blind = POSSIBLY_BLIND & here & ~Q(pk__in=reached.values("employer").distinct())
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
