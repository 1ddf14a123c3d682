"""One of everything, for tests that walk every page: an employer that both organisations know."""

import uuid
from datetime import timedelta

from django.utils import timezone

from employers.models import Employer, Merge, Network, NetworkMembership, PossibleDuplicate, PrecedenceChange, SavedView
from imports.deliveries import Delivery
from imports.groups import groups_of
from imports.models import Correction, GroupDecision, ImportBatch, ImportRow
from imports.return_files.make import ask_return_file, make_return_file
from outreach import overlaps
from outreach.claims import ask_to_join, claim_employer
from outreach.events import put_on_list
from outreach.handing_over import hand_over
from outreach.interviewing import begin_interview, finish_interview
from outreach.meetings import add_note, add_point, close_meeting, start_meeting
from outreach.models import (
    Agreement,
    AssignmentRule,
    Barrier,
    ContactMoment,
    ContactTemplate,
    NetworkEvent,
    Overlap,
    Scheme,
)
from outreach.schemes import explain_scheme
from targets.freezing import take_snapshot
from tests.factories import (
    CompanyFactory,
    ContactMomentFactory,
    ContactPersonFactory,
    EmployerFactory,
    FollowUpFactory,
    InterestFactory,
    MeetingFactory,
    PortfolioEntryFactory,
    RegistrationFactory,
    SupportNeedFactory,
    UserFactory,
)
from tests.factories.plans import PlanActivityFactory, PlanPhaseFactory
from tests.factories.reports import report_of
from tests.factories.targets import TargetFactory
from tests.imports.delivered import BAANBREKEND, taken_in


def make_world(adviser_lwl, adviser_baanbrekend, manager) -> dict:
    """Objects by name: keys for `reverse`, so that a table of URLs can name what each address needs."""
    company = CompanyFactory()
    employer = EmployerFactory(trade_name="Bakkerij De Lindt", size=12, company=company, street="Lindtstraat")
    EmployerFactory(trade_name="Bakkerij De Lindt, winkel", company=company, size=3)
    person = ContactPersonFactory(employer=employer, name="Karin Noordzij", phone="+31780000103")
    RegistrationFactory(employer=employer, raw={"Bedrijfsnaam": "Bakkerij De Lindt"})
    NetworkMembership.objects.create(employer=employer, network=Network.objects.first())
    moment = _approaches(employer, adviser_lwl, adviser_baanbrekend, person)
    overlaps.sweep_overlaps()
    agreement = Agreement.objects.create(employer=EmployerFactory(), text="LWL belt", made_by=manager)
    InterestFactory(employer=employer, updated_by=adviser_lwl)
    PortfolioEntryFactory(employer=employer, adviser=adviser_lwl)
    follow_up = FollowUpFactory(employer=employer, adviser=adviser_baanbrekend, contact_moment=moment)
    FollowUpFactory(employer=employer, adviser=adviser_lwl, due_on=timezone.localdate() - timedelta(days=3))
    scheme = Scheme.objects.get(name="Subsidie praktijkleren")
    one, other = (EmployerFactory(trade_name=name, municipality=None) for name in ("Elders", "Elders B.V."))
    return {
        "one": one.pk,
        "other": other.pk,
        "pair": PossibleDuplicate.objects.create(first=one, second=other, answer="different").pk,
        "merge": Merge.objects.create(keep=one, drop=other, merged_by=manager, undone_at=timezone.now()).pk,
        "adviser": adviser_lwl.pk,
        "employer": employer.pk,
        "person": person.pk,
        "moment": moment.pk,
        "follow_up": follow_up.pk,
        **_claims(adviser_lwl, adviser_baanbrekend),
        "need": SupportNeedFactory(employer=employer, adviser=adviser_baanbrekend, due_on=timezone.localdate()).pk,
        "barrier": Barrier.objects.first().pk,
        "scheme": scheme.pk,
        "explanation": explain_scheme(by=adviser_baanbrekend, employer=employer, scheme=scheme).pk,
        "overlap": Overlap.objects.get().pk,
        "interview": begin_interview(by=adviser_baanbrekend, employer=employer, form="active").pk,
        "finished_interview": _finished_interview(adviser_baanbrekend),
        "agreement": agreement.pk,
        **_meetings(manager),
        **_event(employer, adviser_lwl),
        "table": "doelen",
        "target": TargetFactory().pk,
        "snapshot": take_snapshot(target=TargetFactory(), on=timezone.localdate(), by=manager).pk,
        "report": report_of(manager).pk,
        "phase": PlanPhaseFactory().pk,
        "activity": PlanActivityFactory().pk,
        "key": uuid.uuid4(),
        "user": adviser_lwl.pk,
        "handover": _handover(adviser_lwl),
        "rule": AssignmentRule.objects.create(adviser=adviser_lwl, size="small", changed_by=manager).pk,
        "different": _duplicate(employer),
        "view": SavedView.objects.create(user=adviser_lwl, name="Kleine bakkers", query="klein=ja").pk,
        "precedence_change": PrecedenceChange.objects.create(
            unit="address", before=["KvK", "Lijst LWL"], after=["Lijst LWL", "KvK"], changed_by=manager
        ).pk,
    } | _deliveries(employer)


def _approaches(employer, adviser_lwl, adviser_baanbrekend, person) -> ContactMoment:
    """A call by LWL six days ago and a visit that Baanbrekend plans: an overlap that can still be prevented."""
    now = timezone.now()
    ContactMomentFactory(employer=employer, adviser=adviser_lwl, happened_at=now - timedelta(days=6), variants=["bpv"])
    return ContactMomentFactory(
        employer=employer,
        adviser=adviser_baanbrekend,
        contact_person=person,
        channel="visit",
        status=ContactMoment.Status.PLANNED,
        happened_at=now + timedelta(days=3),
    )


def _event(employer, adviser) -> dict:
    """A gathering of last week with one employer on the list that still has to be logged."""
    network = Network.objects.first()
    starts_at = timezone.now() - timedelta(days=7)
    event = NetworkEvent.objects.create(network=network, title="Ontbijt", starts_at=starts_at, created_by=adviser)
    put_on_list(by=adviser, event=event, employers=[employer], status="coming")
    return {"network": network.pk, "event": event.pk, "template": ContactTemplate.objects.first().pk}


def _claims(adviser_lwl, adviser_baanbrekend) -> dict:
    """An employer that Baanbrekend holds, and LWL asked to go together."""
    claim = claim_employer(employer=EmployerFactory(trade_name="Kapsalon Krul"), by=adviser_baanbrekend)
    return {"claim": claim.pk, "claim_request": ask_to_join(claim=claim, by=adviser_lwl).pk}


def _finished_interview(adviser) -> int:
    interview = begin_interview(by=adviser, employer=EmployerFactory(trade_name="Fietsen Noord"), form="new")
    return finish_interview(by=adviser, interview=interview, channel="visit", happened_at=timezone.now()).pk


def _meetings(manager) -> dict:
    """One closed, one going on and one planned."""
    now = timezone.now()
    closed, going_on, planned = (
        MeetingFactory(planned_by=manager, rhythm=0, starts_at=now + timedelta(days=days)) for days in (-14, 0, 14)
    )
    start_meeting(meeting=closed, by=manager)
    close_meeting(meeting=closed, by=manager, present=[manager], remarks="Alles liep goed")
    going_on = start_meeting(meeting=going_on, by=manager)
    item = going_on.items.first()
    add_note(item=item, text="Eerst bellen", by=manager)
    return {
        "closed_meeting": closed.pk,
        "open_meeting": going_on.pk,
        "meeting": planned.pk,
        "item": item.pk,
        "point": add_point(meeting=planned, text="Beurs in mei", by=manager).pk,
    }


def _handover(adviser) -> int:
    """One employer that went to a colleague."""
    firm = PortfolioEntryFactory(adviser=adviser, employer=EmployerFactory(trade_name="Kwekerij Groen")).employer
    colleague = UserFactory(organisation=adviser.organisation)
    return hand_over(giver=adviser, receiver=colleague, by=adviser, employers=Employer.objects.filter(pk=firm.pk)).pk


def _duplicate(employer) -> int:
    first, second = sorted([employer, EmployerFactory(trade_name="De Lindt Bakkers")], key=lambda it: it.pk)
    return PossibleDuplicate.objects.create(first=first, second=second, score=88, reasons=["naam 88% gelijk"]).pk


def _written(slug, rows, state, **fields) -> ImportBatch:
    """A delivery that stood in the register, or still does."""
    batch = taken_in(slug, BAANBREKEND, rows)
    now = timezone.now()
    ImportBatch.objects.filter(pk=batch.pk).update(state=state, matched_at=now, applied_at=now, **fields)
    return batch


def _deliveries(employer) -> dict:
    """A list whose columns are to be chosen, and one that was read: a doubtful, a new and a rejected row."""
    rows = [
        ["Lindt Bakkerij BV", "Lindtstraat 4, 3311 ZZ Dordrecht", "Industrie", "Jan Bos", "078-0001104", "", "R1"],
        ["Tuincentrum Ver Weg", "Akkerlaan 1, 4201 AA Gorinchem", "Detailhandel", "", "", "", "R2"],
        ["", "", "", "", "", "", "R3"],
    ]
    read = taken_in("baanbrekend", BAANBREKEND, rows)
    doubtful, new, rejected = Delivery(read).rows()
    doubtful.verdict, new.verdict = ImportRow.Verdict.LIKELY, ImportRow.Verdict.NEW
    doubtful.candidates = [{"employer": employer.pk, "row": None, "score": 88, "reasons": ["naam 88% gelijk"]}]
    doubtful.save()
    ImportRow.objects.bulk_create([new, rejected])
    state = {"state": ImportBatch.State.PREVIEW, "matched_at": timezone.now(), "rows_total": 3, "rows_done": 3}
    ImportBatch.objects.filter(pk=read.pk).update(**state)
    admin = UserFactory(role="admin")
    made = GroupDecision.objects.create(batch=read, decision="other", row_count=1, decided_by=admin)
    return {
        "waiting": taken_in("lwl", BAANBREKEND, rows).pk, "read": read.pk, "doubtful": doubtful.pk,
        "in_register": _written("lwl", rows, ImportBatch.State.APPLIED).pk,
        "taken_back": _written("lwl", rows, ImportBatch.State.UNDONE, undo_started_at=timezone.now()).pk,
        "group_key": groups_of(read)[0].key, "group_decision": made.pk, "doubtful_number": doubtful.row_number,
        "correction": Correction.objects.create(
            batch=read, row_number=doubtful.row_number, column=0, title="Bedrijfsnaam", before=doubtful.raw[0],
            after="Bakkerij De Lindt BV", made_by=admin,
        ).pk,
    } | _return_file(employer)  # fmt: skip


def _return_file(employer) -> dict:
    """A delivery that was applied, and the file that its party gets back."""
    delivery = taken_in("lwl", BAANBREKEND, [["Bakkerij De Lindt", "", "", "", "", "", "R4"]])
    row = next(Delivery(delivery).rows())
    row.verdict, row.employer, row.applied_at = ImportRow.Verdict.CERTAIN, employer, timezone.now()
    row.save()
    now = timezone.now()
    ImportBatch.objects.filter(pk=delivery.pk).update(state=ImportBatch.State.APPLIED, matched_at=now, applied_at=now)
    delivery.refresh_from_db()
    file = ask_return_file(delivery, form="xlsx", is_complete=False, by=None)
    make_return_file(file.pk)
    return {"returned_delivery": delivery.pk, "return_file": file.pk}
