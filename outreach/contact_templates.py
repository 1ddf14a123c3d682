"""The buttons for contacts that are logged often: filling in the form, and making an organisation's own."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Organisation
from outreach.forms.contact import FollowUpIn
from outreach.models import ContactTemplate
from outreach.workdays import workday_from

COPIED = ["label", "channel", "result", "topics", "follow_up_days", "follow_up_what", "is_direct", "position"]


def filled_in(template: ContactTemplate, posted: QueryDict) -> QueryDict:
    """What the form would have sent with the template's answers; notes, person and the rest stay as typed."""
    data = posted.copy()
    data["channel"], data["result"] = template.channel, template.result
    data.setlist("topics", list(dict.fromkeys([*data.getlist("topics"), *template.topics])))
    if template.follow_up_days is not None:
        day = workday_from(timezone.localdate() + timedelta(days=template.follow_up_days))
        data["follow_up"], data["follow_up_on"] = FollowUpIn.DAY, day.isoformat()
        data["follow_up_what"] = data.get("follow_up_what") or template.follow_up_what
    return data


def as_initial(data: QueryDict) -> dict[str, Any]:
    """The same for a form that is shown and not yet judged."""
    many = {"topics", "variants", "finished", "needs", "schemes"}
    return {name: data.getlist(name) if name in many else data.get(name) for name in data}


@transaction.atomic
def own_templates(organisation: Organisation) -> dict[int, ContactTemplate]:
    """The organisation's own buttons, by the key under which they were shown; copies of the standard ones at first."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    shown = list(ContactTemplate.objects.for_organisation(organisation))
    return {each.pk: each if each.organisation_id else _copy(each, organisation) for each in shown}


def _copy(template, organisation):
    return ContactTemplate.objects.create(
        organisation=organisation, **{name: getattr(template, name) for name in COPIED}
    )


def back_to_standard(organisation: Organisation) -> int:
    """Leave the own buttons, so that the standard ones show again."""
    return ContactTemplate.objects.filter(organisation=organisation).delete()[0]
