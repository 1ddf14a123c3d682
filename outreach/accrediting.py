"""Whether an employer that wants bpv may have it: only who is accredited for the qualification (standards.md 3.6)."""

from employers.models import Employer
from outreach.models import Interest, Variant


def missed_accreditation(employer: Employer, interest: Interest | None = None) -> str:
    """What is missing in words; empty when bpv is not wanted or the accreditation for it is known."""
    interest = interest or employer.interests.interested().filter(variant=Variant.BPV).first()
    if interest is None or interest.variant != Variant.BPV or not interest.is_interested:
        return ""
    current = list(employer.accreditations.current().order_by("qualification", "crebo"))
    if not current:
        return "Deze werkgever wil een bpv-plek, maar wij kennen geen geldige erkenning van SBB. Dat is wel nodig."
    if interest.crebo and interest.crebo not in {each.crebo for each in current}:
        known = ", ".join(str(each) for each in current[:3])
        return f"Deze werkgever is erkend voor {known}, maar zover wij weten niet voor {interest.direction}."
    return ""
