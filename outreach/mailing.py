"""Mails about work: the agenda before a meeting, and follow-ups that fall due. Off per user on the profile page.

A mail is written down before it is sent and crossed out when sending fails. So a retry sends what failed and nothing
twice; a process that dies in between loses one mail, which is better here than sending it again.
"""

from collections.abc import Callable, Iterable
from datetime import date
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User
from outreach.minutes import draft_items, lines_of, sections
from outreach.models import AgendaItem, AlignmentMeeting, FollowUp, SentMail
from outreach.workdays import next_workday, previous_workday

SHOWN = 10


class MailFailedError(Exception):
    """Some of the mails could not be sent; the others were, and will not be sent again."""


def send_digests(on: date) -> int:
    """The agenda to everybody who takes part, on the last working day before the meeting; answers how many went."""
    due = AlignmentMeeting.objects.upcoming().filter(started_at=None).prefetch_related("organisations")
    due = [meeting for meeting in due if on < meeting.day <= next_workday(on)]
    return sum(_send_digest(meeting) for meeting in due)


def _send_digest(meeting: AlignmentMeeting) -> int:
    people = readers().filter(organisation__in=meeting.organisations.all())
    found = sections(draft_items(meeting))
    day = date_format(meeting.day, "l j F")
    context = {
        "meeting": meeting,
        "sections": [(kind, label, *_first(items, count), count) for kind, label, items, count in found],
        "link": link("outreach:meeting", meeting.pk),
        "calendar": link("outreach:meeting_calendar", meeting.pk),
    }
    about = f"overleg:{meeting.pk}:{meeting.day.isoformat()}"
    return send_all(people, about, "outreach/mail/digest", lambda user: (f"Agenda van het overleg op {day}", context))


def _first(items: list[dict[str, Any]], count: int) -> tuple[list[dict[str, Any]], int]:
    """The first items, and how many there are besides those."""
    shown = [item for item in items if "rest" not in item["contents"]][:SHOWN]
    shown = [item | {"lines": list(lines_of(item["kind"], item["contents"])), "url": _url(item)} for item in shown]
    return shown, count - len(shown)


def _url(item: dict[str, Any]) -> str:
    """Where the title leads: to the employer, or to the list that it counts."""
    if item["employer"]:
        return link("employers:detail", item["employer"])
    if item["kind"] == AgendaItem.Kind.SMALL:
        return link("employers:list") + "?contact=geen&klein=ja&nietbenaderen=nee"
    return ""


def send_follow_up_reminders(on: date) -> int:
    """To everybody for whom something fell due since the last working day, with all that is overdue as well."""
    since = previous_workday(on)
    people = readers().filter(pk__in=FollowUp.objects.due(on).filter(due_on__gt=since).values("adviser"))

    def written(user: User) -> tuple[str, dict[str, Any]] | None:
        due = FollowUp.objects.visible_to(user).due(on).filter(adviser=user).with_people()
        count = due.count()
        if not count:
            return None
        employers = due.order_by().values("employer").distinct().count()
        subject = "1 werkgever om op te volgen" if employers == 1 else f"{employers} werkgevers om op te volgen"
        return subject, {
            "subject": subject,
            "employer_count": employers,
            "follow_ups": due[:SHOWN],
            "more": max(0, count - SHOWN),
            "on": on,
            "link": link("outreach:follow_ups") + f"?adviseur={user.pk}&tot={on.isoformat()}",
        }

    return send_all(people, f"opvolgen:{on.isoformat()}", "outreach/mail/follow_ups", written)


def readers():
    """Who gets mail about work."""
    return User.objects.active().filter(wants_mail=True).select_related("organisation").order_by("pk")


def send_all(
    people: Iterable[User], about: str, template: str, written: Callable[[User], tuple[str, dict[str, Any]] | None]
) -> int:
    """Send to each what `written` answers; one that fails does not keep the others from theirs.

    `template` gets .txt and .html behind it.
    """
    sent, failed = 0, []
    for user in people:
        mail = written(user)
        if mail is None:
            continue
        mark, is_new = SentMail.objects.get_or_create(user=user, about=about)
        if not is_new:
            continue
        try:
            _send(user, template, *mail)
            sent += 1
        except (SMTPException, OSError) as error:
            mark.delete()
            failed.append(error)
    if failed:
        raise MailFailedError(f"{len(failed)} mails of {about} were not sent") from failed[0]
    return sent


def _send(user: User, template: str, subject: str, context: dict[str, Any]) -> None:
    context = context | {"user": user, "profile": link("accounts:profile"), "site": settings.SITE_URL}
    text = render_to_string(f"{template}.txt", context)
    mail = EmailMultiAlternatives(subject, text, None, [user.email])
    mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    mail.send()


def link(name: str, *keys: int) -> str:
    return settings.SITE_URL + reverse(name, args=keys)
