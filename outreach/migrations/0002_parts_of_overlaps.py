"""Approaches of overlaps tell of which employer they are and which are still planned, kept so by the database."""

from django.db import migrations

FOLLOW = """
ALTER TABLE outreach_contactmoment ADD CONSTRAINT moment_employer_and_status UNIQUE (id, employer_id, status);
ALTER TABLE outreach_overlap_moments ALTER COLUMN employer SET NOT NULL;
ALTER TABLE outreach_overlap_moments ADD CONSTRAINT overlap_moment_follows
  FOREIGN KEY (contactmoment_id, employer, status) REFERENCES outreach_contactmoment (id, employer_id, status)
  ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX overlap_moment_of_employer ON outreach_overlap_moments (employer, overlap_id);

CREATE FUNCTION outreach_employer_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT employer_id, status INTO NEW.employer, NEW.status FROM outreach_contactmoment WHERE id = NEW.contactmoment_id;
  RETURN NEW;
END $$;

CREATE TRIGGER outreach_employer_of_part BEFORE INSERT OR UPDATE OF contactmoment_id
  ON outreach_overlap_moments FOR EACH ROW EXECUTE FUNCTION outreach_employer_of_part();
"""
UNDO = """
DROP TRIGGER outreach_employer_of_part ON outreach_overlap_moments;
DROP FUNCTION outreach_employer_of_part();
DROP INDEX overlap_moment_of_employer;
ALTER TABLE outreach_overlap_moments DROP CONSTRAINT overlap_moment_follows;
ALTER TABLE outreach_overlap_moments ALTER COLUMN employer DROP NOT NULL;
ALTER TABLE outreach_contactmoment DROP CONSTRAINT moment_employer_and_status;
"""


class Migration(migrations.Migration):
    replaces = [("outreach", "0028_preventable_overlaps")]
    dependencies = [("outreach", "0001_squashed_0027_planned_and_written")]

    operations = [migrations.RunSQL(FOLLOW, UNDO)]
