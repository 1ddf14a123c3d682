"""What the panels about contacts need on pages of other apps."""

from django import template
from django.db.models import F, Prefetch
from django.utils import timezone

from outreach.accrediting import missed_accreditation
from outreach.agenda import partner_organisations
from outreach.claims import claim_on, claims_on
from outreach.interview_outcomes import wanted_support
from outreach.models import (
    Answer,
    Channel,
    ClaimRequest,
    FollowUp,
    Interest,
    Lead,
    Overlap,
    Scheme,
    SchemeExplanation,
    SectorSheet,
    SupportNeed,
    Variant,
)
from outreach.models.sector_sheets import zzp_note
from outreach.portfolios import advisers_for
from outreach.sides import with_sides

register = template.Library()

CHANNEL_ICONS = {
    Channel.PHONE: "phone",
    Channel.VISIT: "map-pin",
    Channel.EMAIL: "mail",
    Channel.ONLINE: "device-laptop",
    Channel.EVENT: "users-group",
    Channel.LETTER: "note",
    Channel.MAILING: "mail-forward",
}
STATUS_COLOURS = {
    Interest.Status.ACTIVE: "success",
    Interest.Status.STARTING: "success",
    Interest.Status.INTERESTED: "neutral",
    Interest.Status.INFORMED: "neutral",
    Interest.Status.NONE: "inactive",
    Interest.Status.UNKNOWN: "warning",
}

NEED_COLOURS = {
    SupportNeed.Status.OPEN: "warning",
    SupportNeed.Status.UNDERWAY: "neutral",
    SupportNeed.Status.MET: "success",
    SupportNeed.Status.DROPPED: "inactive",
}


@register.filter
def channel_icon(channel):
    return CHANNEL_ICONS.get(channel, "message")


@register.filter
def status_colour(status):
    """The kind of status badge for an interest; the word beside it says the same."""
    return STATUS_COLOURS.get(status, "inactive")


@register.filter
def need_colour(need):
    return NEED_COLOURS[need.status]


@register.simple_tag
def needs_of(employer, user):
    """The open needs of an employer, and the number of those that ended."""
    needs = list(SupportNeed.objects.visible_to(user).filter(employer=employer).with_names())
    opened = [need for need in needs if need.is_open]
    return {"open": opened, "ended_count": len(needs) - len(opened)}


@register.simple_tag
def explained_to(employer, user):
    """The schemes explained to an employer, the latest time of each, and those to choose from."""
    told = SchemeExplanation.objects.visible_to(user).filter(employer=employer).with_names()
    latest = told.order_by("scheme_id", "-explained_on", "-pk").distinct("scheme_id")
    explained = sorted(latest, key=lambda it: (it.explained_on, it.pk), reverse=True)
    return {"explained": explained, "schemes": Scheme.objects.valid()}


@register.simple_tag
def sheet_for(employer):
    """What is written about the employer's sector; the note about zzp only for who works alone."""
    sheet = SectorSheet.objects.filter(sector=employer.sector_id).first() if employer.sector_id else None
    return {"sector": employer.sector, "sheet": sheet, "zzp_note": zzp_note(employer)}


@register.simple_tag
def bpv_warning(employer):
    """What accreditation is missing for the bpv that the employer wants, in words."""
    return missed_accreditation(employer)


@register.simple_tag
def needs_to_do(adviser, viewer):
    """The open needs that an adviser takes care of, those with the first day first, and how many have come due."""
    mine = SupportNeed.objects.visible_to(viewer).open().filter(adviser=adviser)
    shown = mine.with_names().order_by(F("due_on").asc(nulls_last=True), "pk")
    return {"shown": shown[:5], "count": mine.count(), "due_count": mine.due().count()}


@register.simple_tag
def interest_rows(employer):
    """All variants with the employer's interest in each, or None when it was never spoken about."""
    standing = {interest.variant: interest for interest in employer.interests.select_related("updated_by")}
    return [(variant, standing.get(variant.value)) for variant in Variant]


@register.simple_tag
def open_overlaps(employer, user):
    """Open overlaps with an approach to this employer."""
    found = Overlap.objects.open().visible_to(user).of_employer(employer)
    return with_sides(found.with_preventable().select_related("first_organisation", "second_organisation"), shown=0)


@register.simple_tag
def partners():
    """Organisations that take part in a region."""
    return partner_organisations()


@register.simple_tag
def lead_of(employer):
    """Which organisation leads at this employer now."""
    return Lead.objects.at([employer]).first()


@register.simple_tag
def claim_of(employer):
    """Who holds this employer, its company or its double now."""
    return claim_on(employer)


@register.simple_tag
def claims_of(employers):
    """Who holds each of the employers on a page; one query."""
    return claims_on(employers)


@register.simple_tag
def requests_about(claim):
    """What was asked about a claim, with the answers."""
    return claim.requests.select_related("asked_by__organisation", "organisation", "answered_by")


@register.simple_tag
def requests_to_answer(user):
    """Questions of the other organisation that somebody of this one has to answer."""
    return ClaimRequest.objects.for_holder(user)


@register.filter
def holds(user, claim):
    return claim.is_held_by(user)


@register.filter
def may_read(moment, user):
    """Whether this user may read what was said; confidential moments only the own organisation."""
    return moment.is_open_to(user)


@register.filter
def may_write(moment, user):
    return moment.is_written_by(user)


@register.filter
def day_in_words(day):
    """Today, tomorrow, yesterday, or how many days late; other days as a date."""
    days = (day - timezone.localdate()).days
    near = {-1: "gisteren", 0: "vandaag", 1: "morgen"}
    return near.get(days) or (f"{-days} dagen te laat" if days < 0 else "")


@register.filter
def is_past(moment):
    return moment <= timezone.now()


@register.simple_tag
def open_follow_ups(employer, user):
    return FollowUp.objects.open().visible_to(user).filter(employer=employer).with_names()


@register.simple_tag(takes_context=True)
def assignable_advisers(context, user):
    """Whom this user may make a fixed contact: managers everybody's, advisers their own organisation's."""
    if "advisers" not in context:
        context["advisers"] = advisers_for(user)
    return context["advisers"]


@register.simple_tag
def interviews_of(employer, user):
    """The interviews with an employer that this user may see, each with the support it asked for; two queries."""
    talks = employer.interviews.visible_to(user).standing().select_related("adviser", "organisation")
    answered = Answer.objects.in_order().filter(state=Answer.State.ANSWERED)
    talks = talks.prefetch_related(Prefetch("answers", answered))
    return [(talk, wanted_support(talk.answers.all())) for talk in talks]
