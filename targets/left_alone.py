"""Which rows of a kept stand are about an employer that wants to be left alone now."""

from employers.models import Employer
from targets.models import SnapshotRow

ESTABLISHMENT, COMPANY, PLACE = "establishment_number", "company__kvk_number", "place"


class LeftAlone:
    """`row in left_alone`; read once for a whole page or file.

    A kept row has no key to the register: it is found by vestigingsnummer, else KvK number and name, else name and
    place.
    """

    def __init__(self) -> None:
        rows = Employer.objects.filter(is_opted_out=True).values_list(ESTABLISHMENT, COMPANY, "trade_name", PLACE)
        self.known = {key for row in rows for key in _keys(*row)}

    def __contains__(self, row: SnapshotRow) -> bool:
        asked = _keys(row.establishment_number, row.kvk_number, row.name, row.place)
        return next(iter(asked)) in self.known


def _keys(establishment, company, name, place):
    """All that tell one employer, the surest first."""
    keys = [(ESTABLISHMENT, establishment), (COMPANY, company, name), (PLACE, name, place)]
    return [key for key in keys if key[1]]
