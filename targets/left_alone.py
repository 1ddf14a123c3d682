"""Which rows of a kept stand are about an employer that wants to be left alone now."""

from itertools import chain

from django.db.models import Q

from employers.models import Employer
from targets.models import SnapshotRow

EmployerEvent = Employer.pgh_event_models["update"]


class LeftAlone:
    """`row in left_alone`; read once for a whole page or file.

    A kept row has no key to the register: it is found by vestigingsnummer, else KvK number and name, else name and
    place, of now or of any time before, also those of records that were merged since.
    """

    def __init__(self) -> None:
        employers = Employer.objects.filter(Q(is_opted_out=True) | Q(merged_into__is_opted_out=True))
        before = EmployerEvent.objects.filter(pgh_obj__in=employers.values("pk"))
        columns = ("establishment_number", "company__kvk_number", "trade_name", "place")
        rows = chain(employers.values_list(*columns), before.values_list(*columns))
        self.known = {key for row in rows for key in _keys(*row)}

    def __contains__(self, row: SnapshotRow) -> bool:
        surest = _keys(row.establishment_number, row.kvk_number, row.name, row.place)[:1]
        return not self.known.isdisjoint(surest)


def _keys(establishment, company, name, place):
    """All that tell one employer, the surest first."""
    keys = [("vestigingsnummer", establishment), ("KvK", company, name), ("plaats", name, place)]
    return [key for key in keys if key[1]]
