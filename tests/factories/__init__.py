from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.employers import (
    AccreditationFactory,
    CompanyFactory,
    ContactPersonFactory,
    EmployerFactory,
    RegistrationFactory,
)
from tests.factories.outreach import (
    ContactMomentFactory,
    FollowUpFactory,
    InterestFactory,
    MeetingFactory,
    PortfolioEntryFactory,
    SupportNeedFactory,
)
from tests.factories.targets import TargetFactory

__all__ = [
    "AccreditationFactory",
    "CompanyFactory",
    "ContactMomentFactory",
    "ContactPersonFactory",
    "EmployerFactory",
    "FollowUpFactory",
    "InterestFactory",
    "MeetingFactory",
    "OrganisationFactory",
    "PortfolioEntryFactory",
    "RegistrationFactory",
    "SupportNeedFactory",
    "TargetFactory",
    "UserFactory",
]
