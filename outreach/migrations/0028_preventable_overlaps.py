"""The approaches of overlaps tell which are still planned, kept by the database as their employer is (0023)."""

from django.db import migrations, models

STATUS = """
ALTER TABLE outreach_overlap_moments DROP CONSTRAINT overlap_moment_employer;
ALTER TABLE outreach_contactmoment DROP CONSTRAINT moment_employer;
ALTER TABLE outreach_contactmoment ADD CONSTRAINT moment_employer_and_status UNIQUE (id, employer_id, status);
ALTER TABLE outreach_overlap_moments ADD COLUMN status varchar(10);
UPDATE outreach_overlap_moments part SET status = moment.status
  FROM outreach_contactmoment moment WHERE moment.id = part.contactmoment_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE outreach_overlap_moments ALTER COLUMN status SET NOT NULL;
ALTER TABLE outreach_overlap_moments ADD CONSTRAINT overlap_moment_follows
  FOREIGN KEY (contactmoment_id, employer, status) REFERENCES outreach_contactmoment (id, employer_id, status)
  ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

CREATE OR REPLACE FUNCTION outreach_employer_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT employer_id, status INTO NEW.employer, NEW.status FROM outreach_contactmoment WHERE id = NEW.contactmoment_id;
  RETURN NEW;
END $$;
"""
NO_STATUS = """
ALTER TABLE outreach_overlap_moments DROP CONSTRAINT overlap_moment_follows;
ALTER TABLE outreach_overlap_moments DROP COLUMN status;
ALTER TABLE outreach_contactmoment DROP CONSTRAINT moment_employer_and_status;
ALTER TABLE outreach_contactmoment ADD CONSTRAINT moment_employer UNIQUE (id, employer_id);
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE outreach_overlap_moments ADD CONSTRAINT overlap_moment_employer
  FOREIGN KEY (contactmoment_id, employer) REFERENCES outreach_contactmoment (id, employer_id)
  ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

CREATE OR REPLACE FUNCTION outreach_employer_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT employer_id INTO NEW.employer FROM outreach_contactmoment WHERE id = NEW.contactmoment_id;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("outreach", "0027_planned_and_written")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(STATUS, NO_STATUS)],
            state_operations=[
                migrations.AddField(
                    model_name="overlapmoment",
                    name="status",
                    field=models.CharField(
                        choices=[("planned", "Gepland"), ("done", "Gedaan"), ("cancelled", "Vervallen")],
                        default="",
                        editable=False,
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="overlapmoment",
            index=models.Index(
                condition=models.Q(("status", "planned")), fields=["overlap"], name="overlap_preventable"
            ),
        ),
    ]
