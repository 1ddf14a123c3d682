"""The minutes of a meeting: kept as data when it closes, and on paper as agenda or minutes."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from accounts.models import User
from lwl_crm.documents import render_pdf
from outreach.meeting_agenda import compile_agenda, mark_doubles
from outreach.models import AgendaItem, AlignmentMeeting

NOT_DISCUSSED = "Niet besproken"


def write_minutes(
    meeting: AlignmentMeeting, *, present: Iterable[User], guests: str = "", remarks: str = ""
) -> dict[str, Any]:
    """What was on the agenda and decided, in words that stay when a name changes later."""
    people = sorted(present, key=lambda it: (it.organisation.short_name, it.name))
    return {
        "began_at": meeting.started_at.isoformat(),
        "closed_at": meeting.closed_at.isoformat(),
        "closed_by": meeting.closed_by.name,
        "present": [{"name": it.name, "organisation": it.organisation.short_name} for it in people],
        "guests": guests,
        "remarks": remarks,
        "items": _begun_items(meeting),
    }


def _begun_items(meeting: AlignmentMeeting) -> list[dict[str, Any]]:
    items = list(meeting.items.with_decisions())
    mark_doubles(items)
    return [_item(item) for item in items]


def _item(item: AgendaItem) -> dict[str, Any]:
    decision = getattr(item, "decision", None)
    undecided = "" if item.is_rest else NOT_DISCUSSED
    return {
        "kind": item.kind,
        "title": item.title,
        "employer": item.employer_id,
        "contents": item.contents,
        "notes": [{"text": note.text, "by": note.by.name} for note in item.notes.all()],
        "result": decision.get_kind_display() if decision else undecided,
        "decision": decision.sentences if decision else [],
        "decided_by": decision.by.name if decision else "",
    }


class Contents(dict):
    """What an item does not say reads as nothing: a template looks slowly for a name that is not there."""

    def __missing__(self, name: str) -> str:
        return ""


def draft_items(meeting: AlignmentMeeting) -> list[dict[str, Any]]:
    """The agenda as it reads now, before the meeting starts: what compiles itself, and the points that were added."""
    compiled = [
        {"kind": it.kind, "title": it.title, "employer": it.employer_id, "contents": Contents(it.contents)}
        for it in compile_agenda(meeting)
    ]
    points = meeting.items.select_related("added_by")
    return compiled + [_item(it) | {"pk": it.pk, "result": "", "added_by": it.added_by} for it in points]


def items_of(meeting: AlignmentMeeting) -> list[dict[str, Any]]:
    """The agenda in whatever state the meeting is: compiled, under discussion, or frozen."""
    if meeting.minutes:
        return meeting.minutes["items"]
    return _begun_items(meeting) if meeting.started_at else draft_items(meeting)


class Section(NamedTuple):
    """One heading of the agenda; `count` includes those that its last item says stand in a list only."""

    kind: str
    label: str
    items: list[Any]
    count: int


def sections(items: Iterable[Any]) -> list[Section]:
    """In the order of the agenda; items are dictionaries or agenda items."""
    found: dict[str, list[Any]] = {}
    for item in items:
        found.setdefault(item["kind"] if isinstance(item, dict) else item.kind, []).append(item)
    kinds = [(kind, label) for kind, label in AgendaItem.Kind.choices if kind in found]
    return [Section(kind, label, found[kind], sum(map(_counts_for, found[kind]))) for kind, label in kinds]


def _counts_for(item: Any) -> int:
    contents = item["contents"] if isinstance(item, dict) else item.contents
    return contents.get("rest", 1)


def meeting_pdf(meeting: AlignmentMeeting) -> bytes:
    """The agenda, or the minutes of a closed meeting, as a tagged PDF."""
    record = meeting.minutes or {}
    heading = "Verslag" if record else "Agenda"
    items = items_of(meeting)
    if not record:
        items = [it | {"result": ""} if it.get("result") == NOT_DISCUSSED else it for it in items]
    names = ", ".join(sorted(it.name for it in meeting.organisations.all()))
    data = {
        "title": f"{heading} afstemmingsoverleg",
        "subtitle": f"{_when(meeting)} {names}." + (f" {meeting.place}." * bool(meeting.place)),
        "present": [f"{it['name']} ({it['organisation']})" for it in record.get("present", [])]
        + ([record["guests"]] if record.get("guests") else []),
        "remarks": record.get("remarks", ""),
        "closed": _closed(meeting) if record else "",
        "sections": [
            {"title": f"{it.label} ({it.count})", "items": [_printed(item) for item in it.items]}
            for it in sections(items)
        ],
    }
    return render_pdf("overleg.typ", data)


def _when(meeting: AlignmentMeeting) -> str:
    if meeting.minutes and meeting.held_on != meeting.day:
        held, planned = (date_format(each, "l j F Y") for each in (meeting.held_on, meeting.day))
        return f"Gehouden op {held}, gepland op {planned}."
    return f"{date_format(timezone.localtime(meeting.starts_at), 'l j F Y, H.i')} uur."


def _closed(meeting: AlignmentMeeting) -> str:
    closed = timezone.localtime(meeting.closed_at)
    return f"Afgesloten op {date_format(closed, 'j F Y, H.i')} uur door {meeting.minutes['closed_by']}."


def _printed(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": item["title"],
        "lines": list(lines_of(item["kind"], item["contents"])),
        "notes": [f"{note['by']}: {note['text']}" for note in item.get("notes", [])],
        "result": item.get("result", ""),
        "decision": " ".join(item.get("decision", [])),
    }


def lines_of(kind: str, contents: dict[str, Any]) -> Iterable[str]:
    """What an item says besides its title, a line a part."""
    if carried := contents.get("carried"):
        yield f"Van het vorige overleg: {carried}"
    if "rest" in contents:
        return
    if contents.get("is_opted_out"):
        yield "Niet benaderen"
    if kind == AgendaItem.Kind.OVERLAP:
        for side in contents["sides"]:
            yield f"{side['organisation']}: " + "; ".join(_moment_line(moment) for moment in side["moments"])
        yield ("Nog te voorkomen, " if contents["is_preventable"] else "") + _apart(contents["days_apart"])
    elif kind == AgendaItem.Kind.PLANNED:
        yield f"{contents['organisation']}: {_moment_line(contents)}"
        if contents["double_with"]:
            yield f"Let op: dubbel met {contents['double_with']}"
    elif kind == AgendaItem.Kind.CLAIM:
        yield f"{contents['organisation']}: {contents['adviser']}, tot en met {_day(contents['day'])}"
        if contents["asked_by"]:
            yield f"{contents['asked_by']} vraagt: samen gaan?"
    elif kind == AgendaItem.Kind.HANDOVER:
        yield f"{contents['organisation']}, {_day(contents['day'])}"


def _moment_line(moment: dict[str, Any]) -> str:
    return ", ".join(part for part in (_day(moment["day"]), moment["adviser"], moment["what"]) if part)


def _day(iso: str) -> str:
    return date_format(parse_date(iso), "D j b")


def _apart(days: int) -> str:
    return f"{days} dag{'' if days == 1 else 'en'} ertussen" if days else "op dezelfde dag"
