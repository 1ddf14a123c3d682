from outreach.models.agreements import Agreement
from outreach.models.assignment_rules import AssignmentRule
from outreach.models.capacity import Capacity
from outreach.models.claims import Claim, ClaimRequest
from outreach.models.contact_moments import Channel, ContactMoment, Initiative, Result, Topic
from outreach.models.contact_templates import ContactTemplate
from outreach.models.events import EventAttendance, NetworkEvent, NetworkKeeper
from outreach.models.follow_ups import FollowUp
from outreach.models.handovers import Handover
from outreach.models.interests import Barrier, Interest, Variant
from outreach.models.interviews import (
    Answer,
    Fills,
    Interview,
    InterviewForm,
    Kind,
    Question,
    QuestionVersion,
    Section,
)
from outreach.models.meetings import AgendaItem, AgendaNote, AlignmentMeeting, Decision
from outreach.models.needs import SupportNeed
from outreach.models.overlaps import Overlap, OverlapMoment
from outreach.models.portfolios import Lead, PortfolioEntry
from outreach.models.schemes import Scheme, SchemeExplanation
from outreach.models.sector_sheets import SectorSheet
from outreach.models.sent_mails import SentMail

__all__ = [
    "AgendaItem",
    "AgendaNote",
    "Agreement",
    "AlignmentMeeting",
    "Answer",
    "AssignmentRule",
    "Barrier",
    "Capacity",
    "Channel",
    "Claim",
    "ClaimRequest",
    "ContactMoment",
    "ContactTemplate",
    "Decision",
    "EventAttendance",
    "Fills",
    "FollowUp",
    "Handover",
    "Initiative",
    "Interest",
    "Interview",
    "InterviewForm",
    "Kind",
    "Lead",
    "NetworkEvent",
    "NetworkKeeper",
    "Overlap",
    "OverlapMoment",
    "PortfolioEntry",
    "Question",
    "QuestionVersion",
    "Result",
    "Scheme",
    "SchemeExplanation",
    "Section",
    "SectorSheet",
    "SentMail",
    "SupportNeed",
    "Topic",
    "Variant",
]
