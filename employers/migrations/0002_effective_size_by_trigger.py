"""Keeps the effective size of every employer right, whoever writes: design.md 2 as triggers.

The company's total when known, else the sum over its active establishments, else the employer's own. A sum with
an unknown part has a lower bound only, so that "onbekend" is never treated as small.
"""

from django.db import migrations

REFRESH = """
CREATE FUNCTION employers_refresh_effective_size(companies bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF cardinality(companies) = 0 THEN
    RETURN;  -- an update of nothing would fire the statement trigger again, for ever
  END IF;
  WITH total AS (
    SELECT company.id,
           coalesce(company.size_minimum, sum(part.size_minimum)) AS low,
           CASE WHEN company.size_minimum IS NOT NULL THEN company.size_maximum
                WHEN bool_and(part.size_maximum IS NOT NULL) THEN sum(part.size_maximum) END AS high
    FROM employers_company company
    LEFT JOIN employers_employer part
      ON part.company_id = company.id AND part.merged_into_id IS NULL AND part.ended_on IS NULL
    WHERE company.id = ANY (companies)
    GROUP BY company.id
  )
  UPDATE employers_employer employer
  SET effective_minimum = coalesce(total.low, employer.size_minimum),
      effective_maximum = CASE WHEN total.low IS NULL THEN employer.size_maximum ELSE total.high END
  FROM total
  WHERE employer.company_id = total.id
    AND (employer.effective_minimum, employer.effective_maximum) IS DISTINCT FROM
        (coalesce(total.low, employer.size_minimum),
         CASE WHEN total.low IS NULL THEN employer.size_maximum ELSE total.high END);
END $$;

CREATE FUNCTION employers_own_size_is_effective() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.company_id IS NULL OR TG_OP = 'INSERT' THEN
    NEW.effective_minimum := NEW.size_minimum;
    NEW.effective_maximum := NEW.size_maximum;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER employers_effective_size_row BEFORE INSERT OR UPDATE OF size_minimum, size_maximum, company_id
  ON employers_employer FOR EACH ROW EXECUTE FUNCTION employers_own_size_is_effective();

CREATE FUNCTION employers_effective_size_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM employers_refresh_effective_size(
    ARRAY(SELECT DISTINCT company_id FROM written WHERE company_id IS NOT NULL));
  RETURN NULL;
END $$;

CREATE FUNCTION employers_effective_size_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM employers_refresh_effective_size(ARRAY(
    SELECT company_id FROM written JOIN replaced USING (id, company_id)
    WHERE company_id IS NOT NULL
      AND (written.size_minimum, written.size_maximum, written.merged_into_id, written.ended_on) IS DISTINCT FROM
          (replaced.size_minimum, replaced.size_maximum, replaced.merged_into_id, replaced.ended_on)
    UNION
    SELECT moved.company_id
    FROM written JOIN replaced USING (id),
         LATERAL (VALUES (written.company_id), (replaced.company_id)) AS moved (company_id)
    WHERE written.company_id IS DISTINCT FROM replaced.company_id AND moved.company_id IS NOT NULL));
  RETURN NULL;
END $$;

CREATE TRIGGER employers_effective_size_insert AFTER INSERT ON employers_employer
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION employers_effective_size_inserted();
CREATE TRIGGER employers_effective_size_update AFTER UPDATE ON employers_employer
  REFERENCING NEW TABLE AS written OLD TABLE AS replaced
  FOR EACH STATEMENT EXECUTE FUNCTION employers_effective_size_updated();
CREATE TRIGGER employers_effective_size_delete AFTER DELETE ON employers_employer
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION employers_effective_size_inserted();
CREATE TRIGGER employers_effective_size_company AFTER UPDATE ON employers_company
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION employers_effective_size_company();
"""

COMPANY = """
CREATE FUNCTION employers_effective_size_company() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM employers_refresh_effective_size(ARRAY(SELECT id FROM written));
  RETURN NULL;
END $$;
"""

UNDO = """
DROP TRIGGER employers_effective_size_company ON employers_company;
DROP TRIGGER employers_effective_size_delete ON employers_employer;
DROP TRIGGER employers_effective_size_update ON employers_employer;
DROP TRIGGER employers_effective_size_insert ON employers_employer;
DROP TRIGGER employers_effective_size_row ON employers_employer;
DROP FUNCTION employers_effective_size_company();
DROP FUNCTION employers_effective_size_updated();
DROP FUNCTION employers_effective_size_inserted();
DROP FUNCTION employers_own_size_is_effective();
DROP FUNCTION employers_refresh_effective_size(bigint[]);
"""


class Migration(migrations.Migration):
    replaces = [("employers", "0002_effective_size")]
    dependencies = [("employers", "0001_squashed_0016_newest_employers")]

    operations = [migrations.RunSQL(COMPANY + REFRESH, UNDO)]
