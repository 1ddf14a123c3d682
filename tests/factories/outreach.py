import factory
from django.utils import timezone

from employers.models import Region
from outreach.models import (
    AlignmentMeeting,
    Channel,
    ContactMoment,
    FollowUp,
    Interest,
    PortfolioEntry,
    Result,
    SupportNeed,
    Topic,
    Variant,
)
from tests.factories.accounts import UserFactory
from tests.factories.employers import EmployerFactory


class ContactMomentFactory(factory.django.DjangoModelFactory):
    """A phone call of today in which Leren en Werken was spoken about: it reaches the employer."""

    class Meta:
        model = ContactMoment

    employer = factory.SubFactory(EmployerFactory)
    adviser = factory.SubFactory(UserFactory)
    organisation = factory.LazyAttribute(lambda it: it.adviser.organisation)
    created_by = factory.LazyAttribute(lambda it: it.adviser)
    channel = Channel.PHONE
    status = ContactMoment.Status.DONE
    result = factory.LazyAttribute(lambda it: Result.SPOKEN if it.status == ContactMoment.Status.DONE else "")
    topics = factory.LazyFunction(lambda: [Topic.LEARNING.value])
    happened_at = factory.LazyFunction(timezone.now)


class FollowUpFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FollowUp

    employer = factory.SubFactory(EmployerFactory)
    adviser = factory.SubFactory(UserFactory)
    due_on = factory.LazyFunction(timezone.localdate)
    what = "Terugbellen"


class InterestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Interest

    employer = factory.SubFactory(EmployerFactory)
    variant = Variant.BPV
    status = Interest.Status.INTERESTED
    updated_by = factory.SubFactory(UserFactory)


class SupportNeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SupportNeed

    employer = factory.SubFactory(EmployerFactory)
    adviser = factory.SubFactory(UserFactory)
    organisation = factory.LazyAttribute(lambda it: it.adviser.organisation)
    noted_by = factory.LazyAttribute(lambda it: it.adviser)
    updated_by = factory.LazyAttribute(lambda it: it.adviser)
    kind = SupportNeed.Kind.GUIDANCE
    words = "Wie begeleidt de leerling?"


class PortfolioEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PortfolioEntry

    employer = factory.SubFactory(EmployerFactory)
    adviser = factory.SubFactory(UserFactory)
    organisation = factory.LazyAttribute(lambda it: it.adviser.organisation)
    since_on = factory.LazyFunction(timezone.localdate)
    assigned_by = factory.LazyAttribute(lambda it: it.adviser)


class MeetingFactory(factory.django.DjangoModelFactory):
    """A meeting of both organisations, that begins now."""

    class Meta:
        model = AlignmentMeeting
        skip_postgeneration_save = True

    region = factory.LazyFunction(lambda: Region.objects.get())
    planned_by = factory.SubFactory(UserFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now().replace(microsecond=0))

    @factory.post_generation
    def organisations(self, create, extracted, **kwargs):
        self.organisations.set(extracted or self.region.partners.all())
