"""A believable year of work, told backwards from today with a fixed seed so that every demo is the same."""

import random
from collections import defaultdict
from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from employers.models import Employer, Network, NetworkMembership
from employers.size import SMALL
from outreach.models import (
    Agreement,
    Barrier,
    Channel,
    ContactMoment,
    FollowUp,
    Interest,
    Lead,
    PortfolioEntry,
    Result,
    Topic,
    Variant,
)
from outreach.models.contact_moments import Initiative
from targets.demo import texts

PORTFOLIO_SIZE = 84
FAVOURITES = {
    # What each organisation looks for: the report found Baanbrekend strong in industry and weak in retail
    "baanbrekend": {"industrie": 7, "techniek": 3, "transport": 4, "groothandel": 3, "bouw": 3},
    "lwl": {"zorg-en-welzijn": 5, "techniek": 3, "detailhandel": 5, "horeca": 4, "bouw": 3, "industrie": 3},
}
# Days from today, so that everybody's home page has something late, something for today and a week ahead
FOLLOW_UPS_DUE = [(-8, -4), (-3, -1), (0, 0), (1, 3), (3, 5), (4, 6), (7, 14), (10, 20), *[(12, 40)] * 6]
InterestEvent = Interest.pgh_event_model
BARRIERS_NAMED = {"none": [1, 4, 3], "interested": [2, 3, 1], "active": [6, 1, 0]}  # weights of none, one and two
EXCHANGES = {
    Channel.PHONE: Result.SPOKEN,
    Channel.VISIT: Result.VISITED,
    Channel.ONLINE: Result.SPOKEN,
    Channel.EMAIL: Result.REPLIED,
    Channel.EVENT: Result.MET,
}


class Year:
    """Builds the year in memory and stores it in bulk: a few seconds for about two thousand moments."""

    def __init__(self, advisers: list[User], manager: User, *, seed: int = 1, today=None):
        self.random = random.Random(seed)
        self.advisers = advisers
        self.manager = manager
        self.today = today or timezone.localdate()
        self.moments: list[ContactMoment] = []
        self.interests: dict[tuple[int, str], Interest] = {}
        self.told_at: dict[tuple[int, str], datetime] = {}
        self.dice = random.Random(seed)  # for barriers alone: without them the rest of the year is told the same
        self.barrier_names = list(Barrier.objects.filter(is_active=True).values_list("slug", flat=True))
        self.portfolios: dict[int, list[Employer]] = {}

    def tell(self):
        self._divide_portfolios()
        for adviser in self.advisers:
            for employer in self.portfolios[adviser.pk]:
                self._talks(adviser, employer)
            for employer in self.random.sample(self.portfolios[adviser.pk], 2):
                self._plan(adviser, employer, self.random.randint(1, 4))
        self._double_approaches()
        self._store()

    # Portfolios -------------------------------------------------------------------------------------------------

    def _divide_portfolios(self):
        """Every adviser another set of employers, and of a company at most one establishment."""
        employers = list(
            Employer.objects.active()
            .in_region()
            .approachable()
            .select_related("sector", "municipality")
            .prefetch_related("contact_persons")
            .order_by("pk")
        )
        listed = {
            slug: set(Employer.objects.filter(registrations__source__slug=slug).values_list("pk", flat=True))
            for slug in FAVOURITES
        }
        self.random.shuffle(employers)
        taken, companies = set(), set()
        for adviser in self.advisers:
            slug = adviser.organisation.slug
            ranked = sorted(employers, key=lambda employer: -self._appeal(employer, slug, listed))
            chosen, wanted = [], PORTFOLIO_SIZE + self.random.randint(-15, 10)
            for employer in ranked:
                if employer.pk in taken or (employer.company_id and employer.company_id in companies):
                    continue
                chosen.append(employer)
                taken.add(employer.pk)
                companies.add(employer.company_id)
                if len(chosen) == wanted:
                    break
            self.portfolios[adviser.pk] = chosen

    def _appeal(self, employer, slug, listed):
        favourite = FAVOURITES[slug].get(employer.sector.slug if employer.sector else "", 1)
        small = employer.size_band in SMALL
        on_list = 3 if employer.pk in listed[slug] else 0
        return favourite + on_list + (2 if small or slug == "baanbrekend" else 0) + self.random.random() * 16

    # Contact moments --------------------------------------------------------------------------------------------

    def _talks(self, adviser, employer):
        """From none to five moments spread over the past year, the first often without an answer."""
        days = sorted({self._some_day() for _ in range(self.random.choice([0, 1, 2, 2, 3, 3, 4, 5]))}, reverse=True)
        for index, ago in enumerate(days):
            if index == 0 and self.random.random() < 0.35:
                self._no_answer(adviser, employer, ago)
            else:
                self._talk(adviser, employer, ago)
        if self.random.random() < 0.06:
            self._plan(adviser, employer, self.random.randint(1, 21))

    def _some_day(self):
        """Days ago within a year, the last months somewhat busier: the work is growing."""
        return min(self.random.randint(1, 364), self.random.randint(1, 364 * 2))

    def _talk(self, adviser, employer, ago):
        share = 0.9 if adviser.organisation.slug == "lwl" else 0.5
        learning = self.random.random() < share
        variants = self.random.sample(Variant.values, self.random.choice([1, 1, 2])) if learning else []
        channel = self.random.choices(list(EXCHANGES), [8, 5, 1, 4, 1])[0]
        notes = self.random.choice(texts.LEARNING[variants[0]] if learning else texts.OTHER)
        self._add(
            adviser,
            employer,
            ago,
            channel=channel,
            result=EXCHANGES[channel],
            contact_person=next(iter(employer.contact_persons.all()), None),
            topics=[Topic.LEARNING.value] if learning else [self.random.choice([Topic.VACANCY, Topic.SUBSIDY]).value],
            variants=variants,
            notes=notes,
            initiative=Initiative.EMPLOYER if self.random.random() < 0.12 else Initiative.OURS,
        )
        for variant in variants:
            self._interest(adviser, employer, variant)
            self.told_at[employer.pk, variant] = self.moments[-1].happened_at

    def _no_answer(self, adviser, employer, ago):
        self._add(
            adviser,
            employer,
            ago,
            channel=Channel.PHONE,
            result=self.random.choice([Result.NO_ANSWER, Result.MESSAGE_LEFT]),
            notes=self.random.choice(texts.NO_ANSWER),
        )

    def _plan(self, adviser, employer, ahead):
        moment = self._add(
            adviser, employer, -ahead, channel=Channel.VISIT, topics=[Topic.LEARNING.value], notes="Afspraak staat."
        )
        moment.status, moment.result = ContactMoment.Status.PLANNED, ""
        return moment

    def _add(self, adviser, employer, ago, **fields):
        day = self._workday(-ago)
        clock = time(self.random.randint(9, 16), self.random.choice([0, 10, 15, 20, 30, 45]))
        moment = ContactMoment(
            employer=employer,
            organisation=adviser.organisation,
            adviser=adviser,
            created_by=adviser,
            happened_at=timezone.make_aware(datetime.combine(day, clock)),
            **fields,
        )
        self.moments.append(moment)
        return moment

    def _workday(self, ahead):
        """So many days from today; a weekend moves two days away from today."""
        day = self.today + timedelta(days=ahead)
        return day if day.weekday() < 5 else day + timedelta(days=2 if ahead > 0 else -2)

    def _interest(self, adviser, employer, variant):
        status = self.random.choices(Interest.Status.values[1:], [6, 5, 2, 2, 3])[0]
        self.interests[employer.pk, variant] = Interest(
            employer=employer,
            variant=variant,
            awareness=self.random.choice(Interest.Awareness.values[1:]),
            status=status,
            places=self.random.randint(1, 3) if status in ("starting", "active") else None,
            barriers=self._barriers(status),
            updated_by=adviser,
        )

    def _barriers(self, status):
        """What keeps them from it: named most by who does not want to, seldom by who does it."""
        number = self.dice.choices([0, 1, 2], BARRIERS_NAMED.get(status, [3, 2, 1]))[0]
        return self.dice.sample(self.barrier_names, number)

    # Overlaps ---------------------------------------------------------------------------------------------------

    def _double_approaches(self):
        """Fourteen employers where the other organisation came along within a month; five can still be prevented."""
        mine = [(adviser, employer) for adviser in self.advisers for employer in self.portfolios[adviser.pk]]
        for index, (adviser, employer) in enumerate(self.random.sample(mine, 14)):
            other = self.random.choice([each for each in self.advisers if each.organisation != adviser.organisation])
            ago = self.random.randint(3, 20) if index < 8 else self.random.randint(40, 200)
            self._talk(adviser, employer, ago)
            self.moments[-1].initiative = Initiative.OURS
            if index < 5:
                self._plan(other, employer, self.random.randint(2, 8))
            else:
                self._talk(other, employer, ago - self.random.randint(1, min(ago - 1, 12)))
                self.moments[-1].initiative = Initiative.OURS

    # Storing ----------------------------------------------------------------------------------------------------

    def _store(self):
        ContactMoment.objects.bulk_create(self.moments, batch_size=1000)
        Interest.objects.bulk_create(self.interests.values(), batch_size=1000)
        self._date_interests()
        PortfolioEntry.objects.bulk_create(self._entries(), batch_size=1000)
        FollowUp.objects.bulk_create(self._follow_ups())
        NetworkMembership.objects.bulk_create(self._memberships(), ignore_conflicts=True)
        Agreement.objects.bulk_create(self._agreements())
        self._opt_outs()
        Lead.objects.bulk_create(self._leads())

    def _date_interests(self):
        """An interest and its history begin with the talk it was told in, not on the day that the demo is loaded."""
        told_at = {interest.pk: self.told_at[key] for key, interest in self.interests.items()}
        interests = list(self.interests.values())
        for interest in interests:
            interest.updated_at = told_at[interest.pk]
        Interest.objects.bulk_update(interests, ["updated_at"], batch_size=1000)
        InterestEvent.objects.filter(pgh_label="update").delete()
        events = list(InterestEvent.objects.all())
        for event in events:
            event.pgh_created_at = event.updated_at = told_at[event.pgh_obj_id]
        InterestEvent.objects.bulk_update(events, ["pgh_created_at", "updated_at"], batch_size=1000)

    def _entries(self):
        for adviser in self.advisers:
            for employer in self.portfolios[adviser.pk]:
                yield PortfolioEntry(
                    employer=employer,
                    organisation=adviser.organisation,
                    adviser=adviser,
                    since_on=self.today - timedelta(days=self.random.randint(30, 500)),
                    assigned_by=self.manager,
                )

    def _follow_ups(self):
        """One promise after about one talk in nine; most lie ahead, some are late, older ones are done."""
        latest = defaultdict(list)
        for moment in self.moments:
            if moment.status == ContactMoment.Status.DONE and moment.topics:
                latest[moment.adviser_id].append(moment)
        for moments in latest.values():
            moments.sort(key=lambda moment: moment.happened_at, reverse=True)
            for moment, (first, last) in zip(moments, FOLLOW_UPS_DUE, strict=False):
                yield FollowUp(
                    employer=moment.employer,
                    adviser=moment.adviser,
                    contact_moment=moment,
                    due_on=self._workday(self.random.randint(first, last)),
                    what=self.random.choice(texts.FOLLOW_UPS),
                )

    def _memberships(self):
        networks = list(Network.objects.exclude(kind__in=["koepel", "financieringsfonds"]))
        for employers in self.portfolios.values():
            for employer in employers:
                near = [each for each in networks if each.municipality_id in (None, employer.municipality_id)]
                for network in self.random.sample(near, min(len(near), self.random.choice([0, 0, 1, 1, 2]))):
                    yield NetworkMembership(network=network, employer=employer, source_name="Opgave netwerk")

    def _agreements(self):
        for adviser in self.advisers[:3]:
            employer = self.random.choice(self.portfolios[adviser.pk])
            yield Agreement(
                employer=employer,
                text="LWL doet Leren en Werken, Baanbrekend de vacature",
                from_on=self.today - timedelta(days=20),
                until_on=self.today + timedelta(days=160),
                made_by=self.manager,
            )

    def _opt_outs(self):
        """Five employers without a fixed contact do not want to be approached."""
        free = Employer.objects.active().in_region().filter(portfolio_entries=None).order_by("pk")
        for employer in self.random.sample(list(free[:500]), 5):
            employer.is_opted_out, employer.opted_out_reason = True, "Heeft gevraagd om niet meer gebeld te worden"
            employer.save(update_fields=["is_opted_out", "opted_out_reason"])

    def _leads(self):
        """At one in six of its employers an adviser's organisation leads, by the word of the manager."""
        for adviser in self.advisers:
            employers = self.portfolios[adviser.pk]
            for employer in self.random.sample(employers, len(employers) // 6):
                since = self.today - timedelta(days=self.random.randint(5, 300))
                yield Lead(employer=employer, organisation=adviser.organisation, since_on=since, chosen_by=self.manager)
