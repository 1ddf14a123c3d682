"""The key figures of the month that is over, to every manager who wants mail; never twice (see outreach.mailing)."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Role, User
from employers.models import Employer
from outreach.mailing import link, readers, send_all
from outreach.models import Overlap
from targets.links import employers_url
from targets.models import Target
from targets.progress import progress_of
from targets.reports.figures import Look, main_figures, summary_table
from targets.reports.periods import Period


def send_monthly_figures(on: date) -> int:
    """Answers how many mails went; sending again in the same month sends only what failed."""
    month = month_before(on)
    managers = readers().of_partners().filter(role=Role.MANAGER)
    subject = f"Cijfers van {date_format(month.since, 'F Y')}"
    about = f"maandcijfers:{month.since:%Y-%m}"
    return send_all(managers, about, "targets/mail/month", lambda user: (subject, _contents(user, month)))


def month_before(on: date) -> Period:
    last = on.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def _contents(user: User, month: Period) -> dict[str, Any]:
    look = Look(organisation=None, period=month, by=user)
    rows = summary_table(look, main_figures(look))["rows"]
    today = timezone.localdate()  # the stand is that of the pages the links lead to
    goals = progress_of(Target.objects.visible_to(user).running(today).with_segment(), today)
    return {
        "month": month.since,
        "figures": [_figure(*row) for row in rows],
        "goals": [{"progress": each, "url": _absolute(each.target.get_absolute_url())} for each in goals],
        "blind": Employer.objects.visible_to(user).blind_spots(today).count(),
        "blind_url": _absolute(employers_url(blind="ja")),
        "overlaps": Overlap.objects.visible_to(user).open().count(),
        "overlaps_url": link("outreach:overlaps"),
        "dashboard": link("targets:dashboard"),
    }


def _figure(name, now, before, difference):
    links = {"url": _absolute(now["url"]), "before_url": _absolute(before["url"])}
    return {"name": name["text"], "now": now["text"], "before": before["text"]} | links


def _absolute(path: str) -> str:
    return settings.SITE_URL + path
