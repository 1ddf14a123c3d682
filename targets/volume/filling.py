"""Fills an empty register with any number of employers and contact moments, by statements and not row by row.

Shares and spreads follow the report and the demo: nineteen in twenty employers are small, one in seven stands on the
list of Baanbrekend, contact is spread over three years and unevenly over employers. Triggers are off meanwhile: what
they keep (effective sizes, history of interests) is written here as well.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

Tell = Callable[[str], None]

COMPANY_OF = "CASE WHEN n % 20 = 0 THEN 1 + (n::bigint * 7919) % greatest(1, {employers} / 200) ELSE n END"
TRADES = "ARRAY['Bakkerij','Garage','Bouwbedrijf','Kapsalon','Slagerij','Installatie','Adviesbureau','Transport']"
MOST_OF_ONE = 4_000  # employers that one adviser has to do with; a quarter of them are a portfolio
SURNAMES = "ARRAY['De Wilg','Van Dam','Merwe','Noord','Jansen','Kade','Bakker','Visser','Waal','Sterk','Groen','Prins']"
SIZE = """CASE WHEN h < 8 AND n % 20 <> 0 THEN NULL WHEN h < 55 THEN 1 + h % 4 WHEN h < 75 THEN 5 + h % 5
               WHEN h < 95 THEN 10 + h % 16 ELSE 26 + h * 3 END"""


@transaction.atomic
def fill(employers: int, moments: int, tell: Tell = lambda words: None) -> None:
    """Add so many employers, each with all that hangs on one, and so many contact moments; needs reference data."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for name, write in STEPS.items():
            tell(name)
            write(cursor, employers, moments)


def analyse() -> None:
    """Let the planner know the tables, and the index-only scans what is settled."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _companies(cursor, employers, moments):
    _insert(
        cursor,
        "employers.Company",
        {"id": "n", "kvk_number": "lpad((10000000 + n)::text, 8, '0')"},
        _numbers(employers),
    )


def _employers(cursor, employers, moments):
    rows = f"""(
      SELECT n, h, {SIZE} AS size, towns.ids[1 + h % cardinality(towns.ids)] AS town,
             towns.names[1 + h % cardinality(towns.ids)] AS town_name,
             sectors.ids[1 + (n * 31) % cardinality(sectors.ids)] AS sector
      FROM (SELECT n, (hashint4(n) & 2147483647) % 100 AS h FROM generate_series(1, {employers}) AS n) AS numbered,
           (SELECT array_agg(id ORDER BY id) AS ids, array_agg(name ORDER BY id) AS names FROM employers_municipality
            WHERE id IN (SELECT municipality_id FROM employers_regionmembership)) AS towns,
           (SELECT array_agg(id ORDER BY id) AS ids FROM employers_sector) AS sectors) AS rows"""
    _insert(
        cursor,
        "employers.Employer",
        {
            "id": "n",
            "company_id": COMPANY_OF.format(employers=employers),
            "establishment_number": "lpad(n::text, 12, '0')",
            "trade_name": f"({TRADES})[1 + n % 8] || ' ' || ({SURNAMES})[1 + (n / 8) % 12] || ' ' || n",
            "street": "'Straat ' || (n % 700)",
            "house_number": "1 + n % 180",
            "postcode": "(3300 + n % 80)::text || ' AB'",
            "place": "town_name",
            "municipality_id": "town",
            "sector_id": "sector",
            "phone": "'+3178' || lpad(n::text, 7, '0')",
            "working_people": "size",
            "size_minimum": "size",
            "size_maximum": "size",
            "size_source": "CASE WHEN size IS NULL THEN '' ELSE 'list' END",
            "size_reference_date": "CASE WHEN size IS NULL THEN NULL ELSE current_date - 200 END",
            "effective_minimum": "size",
            "effective_maximum": "size",
            "is_opted_out": "h = 50",
        },
        rows,
    )
    cursor.execute("ANALYZE employers_company, employers_employer")
    cursor.execute(
        "SELECT employers_refresh_effective_size(ARRAY(SELECT company_id FROM employers_employer"
        " GROUP BY company_id HAVING count(*) > 1))"
    )


def _first_history(cursor, employers, moments):
    _history(cursor, "employers.Employer")


def _registrations(cursor, employers, moments):
    lists = {"kvk": "n % 12 <> 0", "baanbrekend": "n % 7 = 0", "lwl": "n % 70 = 0"}
    for slug, which in lists.items():
        columns = {
            "employer_id": "n",
            "source_id": f"(SELECT id FROM employers_sourcelist WHERE slug = '{slug}')",
            "own_key": "n::text",
            "first_seen_on": "current_date - 400",
            "last_seen_on": "current_date - 200",
        }
        _insert(cursor, "employers.Registration", columns, f"{_numbers(employers)} WHERE {which}")


def _people(cursor, employers, moments):
    columns = {
        "employer_id": "n",
        "name": "'Contact ' || n",
        "source_name": "'Lijst Baanbrekend'",
        "created_at": "now() - (n % 1500) * interval '1 day'",
    }
    _insert(cursor, "employers.ContactPerson", columns, f"{_numbers(employers)} WHERE n % 3 = 0")


def _memberships(cursor, employers, moments):
    networks = "(SELECT array_agg(id ORDER BY id) AS ids FROM employers_network) AS networks"
    columns = {"network_id": "ids[1 + n % cardinality(ids)]", "employer_id": "n"}
    _insert(cursor, "employers.NetworkMembership", columns, f"{_numbers(employers)}, {networks} WHERE n % 9 = 0")


def _moments(cursor, employers, moments):
    """Unevenly spread: one employer in twenty has half of them; two in a hundred are still planned."""
    who = f"1 + (CASE WHEN n % 2 = 0 THEN h % greatest(1, {employers} / 20) ELSE h % {employers} END)"
    rows = f"""(
      SELECT n, h, {who} AS employer, advisers.ids[1 + h % cardinality(advisers.ids)] AS adviser,
             advisers.organisations[1 + h % cardinality(advisers.ids)] AS organisation, n % 50 = 0 AS planned
      FROM (SELECT n, (hashint4(n * 3 + 1) & 2147483647) AS h FROM generate_series(1, {moments}) AS n) AS numbered,
           (SELECT array_agg(id ORDER BY id) AS ids, array_agg(organisation_id ORDER BY id) AS organisations
            FROM accounts_user WHERE role = 'adviser') AS advisers) AS rows"""
    columns = {
        "employer_id": "employer",
        "organisation_id": "organisation",
        "adviser_id": "adviser",
        "created_by_id": "adviser",
        "channel": "(ARRAY['phone','phone','visit','email','online'])[1 + h % 5]",
        "status": "CASE WHEN planned THEN 'planned' ELSE 'done' END",
        "happened_at": "now() + CASE WHEN planned THEN h % 20 + 1 ELSE -(h % 1095) END * interval '1 day'",
        "initiative": "CASE WHEN h % 5 = 0 THEN 'employer' ELSE 'ours' END",
        "result": "CASE WHEN planned THEN '' ELSE (ARRAY['spoken','visited','met','no_answer','sent'])[1 + h % 5] END",
        "topics": "CASE WHEN h % 3 = 0 THEN ARRAY['vacancy'] ELSE ARRAY['learning'] END::varchar[]",
        "variants": "CASE WHEN h % 4 = 0 THEN ARRAY['bpv'] ELSE ARRAY[]::text[] END::varchar[]",
        "notes": "'Gesproken over wat er speelt.'",
    }
    _insert(cursor, "outreach.ContactMoment", columns, rows)


def _interests(cursor, employers, moments):
    variants = "(VALUES ('bpv', 3), ('higher', 11), ('evc', 17)) AS variants (variant, step)"
    rows = f"{_numbers(employers)}, {variants} WHERE n % step = 0"
    adviser = "(SELECT min(id) FROM accounts_user WHERE role = 'adviser')"
    status = "(ARRAY['informed','interested','starting','active','none'])[1 + n % 5]"
    columns = {"employer_id": "n", "variant": "variant", "status": status, "updated_by_id": adviser}
    _insert(cursor, "outreach.Interest", columns, rows)
    _history(cursor, "outreach.Interest")


def _portfolios(cursor, employers, moments):
    advisers = """(SELECT array_agg(id ORDER BY id) AS ids, array_agg(organisation_id ORDER BY id) AS organisations
                   FROM accounts_user WHERE role = 'adviser') AS advisers"""
    pick = "1 + n % cardinality(ids)"
    columns = {
        "employer_id": "n", "organisation_id": f"organisations[{pick}]", "adviser_id": f"ids[{pick}]",
        "since_on": "current_date - 300", "assigned_by_id": f"ids[{pick}]",
    }  # fmt: skip
    _insert(cursor, "outreach.PortfolioEntry", columns, f"{_numbers(employers)}, {advisers} WHERE {_some(4)}")
    late = {
        "employer_id": "n", "adviser_id": f"ids[{pick}]", "due_on": "current_date + (n % 90)::int - 30",
        "what": "'Terugbellen'", "done_at": "CASE WHEN n % 16 = 0 THEN NULL ELSE now() END",
    }  # fmt: skip
    _insert(cursor, "outreach.FollowUp", late, f"{_numbers(employers)}, {advisers} WHERE {_some(8)}")


def _some(step):
    """Every so many employers; of a whole country only those that a few advisers can have to do with."""
    return f"n % {step} = 0 AND n <= {MOST_OF_ONE} * cardinality(ids)"


def _sequences(cursor, employers, moments):
    for table, column in [("employers_company", "id"), ("employers_employer", "id")]:
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), {employers})")


STEPS: dict[str, Callable] = {
    "ondernemingen": _companies,
    "werkgevers": _employers,
    "geschiedenis": _first_history,
    "registraties": _registrations,
    "contactpersonen": _people,
    "lidmaatschappen": _memberships,
    "contactmomenten": _moments,
    "interesses": _interests,
    "portefeuilles en vervolgacties": _portfolios,
    "nummering": _sequences,
}


def _numbers(count: int) -> str:
    return f"generate_series(1, {count}) AS n"


def _insert(cursor, label: str, given: Mapping[str, str], rows: str) -> None:
    """Write one row per row of `rows`; columns that are not given get what the model says they begin with."""
    model = apps.get_model(label)
    expressions, parameters = {name: _escaped(sql) for name, sql in given.items()}, []
    for field in _stored(model):
        if field.column not in given and field.column != "id" and not field.null:
            expressions[field.column] = f"%s::{field.db_type(connection)}"
            parameters.append(_value(field))
    names, values = ", ".join(expressions), ", ".join(expressions.values())
    table = model._meta.db_table
    with _without_indexes(cursor, table):
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM {_escaped(rows)}", parameters)


@contextmanager
def _without_indexes(cursor, table: str) -> Iterator[None]:
    """An index is made in one go afterwards, not row by row; those of a constraint stay."""
    cursor.execute(
        """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
           WHERE indrelid = %s::regclass
             AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)""",
        [table],
    )
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _, definition in indexes:
        cursor.execute(definition)


def _escaped(sql: str) -> str:
    return sql.replace("%", "%%")


def _value(field: models.Field) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return "now"
    return field.get_db_prep_save(field.get_default(), connection)


def _history(cursor, label: str) -> None:
    """The event of every row's beginning, spread over the past two years."""
    model = apps.get_model(label)
    event = model.pgh_event_models["insert"]
    names = ", ".join(sorted({field.column for field in _stored(model)} & {field.column for field in _stored(event)}))
    table = event._meta.db_table
    with _without_indexes(cursor, table):
        cursor.execute(
            f"INSERT INTO {table} (pgh_created_at, pgh_label, pgh_obj_id, {names})"
            f" SELECT now() - (id % 700) * interval '1 day', 'insert', id, {names} FROM {model._meta.db_table}"
        )


def _stored(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]
