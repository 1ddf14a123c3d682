from employers.models.accreditations import Accreditation
from employers.models.census import Census, CensusLine
from employers.models.companies import Company
from employers.models.contact_persons import ContactPerson
from employers.models.duplicates import DuplicateScan, PossibleDuplicate
from employers.models.employers import Employer
from employers.models.erased_people import ErasedPerson
from employers.models.merges import Merge
from employers.models.networks import Network, NetworkMembership
from employers.models.precedence import PrecedenceChange, PrecedenceRule, Unit
from employers.models.reference import Municipality, Place, Region, RegionMembership, SbiDivision, Sector, SourceList
from employers.models.registrations import Registration
from employers.models.retention import RetentionPeriod
from employers.models.saved_views import SavedView
from employers.models.sizes import SizeFields

__all__ = [
    "Accreditation",
    "Census",
    "CensusLine",
    "Company",
    "ContactPerson",
    "DuplicateScan",
    "Employer",
    "ErasedPerson",
    "Merge",
    "Municipality",
    "Network",
    "NetworkMembership",
    "Place",
    "PossibleDuplicate",
    "PrecedenceChange",
    "PrecedenceRule",
    "Region",
    "RegionMembership",
    "Registration",
    "RetentionPeriod",
    "SavedView",
    "SbiDivision",
    "Sector",
    "SizeFields",
    "SourceList",
    "Unit",
]
