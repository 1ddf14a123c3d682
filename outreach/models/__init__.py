from outreach.models.agreements import Agreement
from outreach.models.contact_moments import Channel, ContactMoment, Initiative, Result, Topic
from outreach.models.follow_ups import FollowUp
from outreach.models.interests import Interest, Variant
from outreach.models.overlaps import Overlap
from outreach.models.portfolios import PortfolioEntry

__all__ = [
    "Agreement",
    "Channel",
    "ContactMoment",
    "FollowUp",
    "Initiative",
    "Interest",
    "Overlap",
    "PortfolioEntry",
    "Result",
    "Topic",
    "Variant",
]
