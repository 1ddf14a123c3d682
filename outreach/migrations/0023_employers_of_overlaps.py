"""The table of the approaches of overlaps gets a model of its own, and tells of which employer each approach is."""

import django.db.models.deletion
from django.db import migrations, models

EMPLOYER = """
ALTER TABLE outreach_contactmoment ADD CONSTRAINT moment_employer UNIQUE (id, employer_id);
ALTER TABLE outreach_overlap_moments ADD COLUMN employer bigint;
UPDATE outreach_overlap_moments part SET employer = moment.employer_id
  FROM outreach_contactmoment moment WHERE moment.id = part.contactmoment_id;
ALTER TABLE outreach_overlap_moments ALTER COLUMN employer SET NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE outreach_overlap_moments ADD CONSTRAINT overlap_moment_employer
  FOREIGN KEY (contactmoment_id, employer) REFERENCES outreach_contactmoment (id, employer_id)
  ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX overlap_moment_of_employer ON outreach_overlap_moments (employer, overlap_id);

CREATE FUNCTION outreach_employer_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT employer_id INTO NEW.employer FROM outreach_contactmoment WHERE id = NEW.contactmoment_id;
  RETURN NEW;
END $$;

CREATE TRIGGER outreach_employer_of_part BEFORE INSERT OR UPDATE OF contactmoment_id
  ON outreach_overlap_moments FOR EACH ROW EXECUTE FUNCTION outreach_employer_of_part();

ALTER TABLE outreach_overlap_moments
  RENAME CONSTRAINT outreach_overlap_moments_overlap_id_contactmoment_cdfaeceb_uniq TO overlap_moment_once;
"""
NO_EMPLOYER = """
ALTER TABLE outreach_overlap_moments
  RENAME CONSTRAINT overlap_moment_once TO outreach_overlap_moments_overlap_id_contactmoment_cdfaeceb_uniq;
DROP TRIGGER outreach_employer_of_part ON outreach_overlap_moments;
DROP FUNCTION outreach_employer_of_part();
ALTER TABLE outreach_overlap_moments DROP CONSTRAINT overlap_moment_employer;
ALTER TABLE outreach_overlap_moments DROP COLUMN employer;
ALTER TABLE outreach_contactmoment DROP CONSTRAINT moment_employer;
"""


class Migration(migrations.Migration):
    dependencies = [("outreach", "0022_indexes_of_lists")]

    operations = [
        migrations.RemoveIndex(model_name="contactmoment", name="moment_employer"),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(EMPLOYER, NO_EMPLOYER)],
            state_operations=[
                migrations.CreateModel(
                    name="OverlapMoment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("employer", models.BigIntegerField(editable=False, null=True)),
                        (
                            "contactmoment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="outreach.contactmoment",
                            ),
                        ),
                        (
                            "overlap",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="outreach.overlap",
                            ),
                        ),
                    ],
                    options={"db_table": "outreach_overlap_moments"},
                ),
                migrations.AlterField(
                    model_name="overlap",
                    name="moments",
                    field=models.ManyToManyField(
                        related_name="overlaps",
                        through="outreach.OverlapMoment",
                        to="outreach.contactmoment",
                        verbose_name="contactmomenten",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="overlapmoment",
                    constraint=models.UniqueConstraint(fields=("overlap", "contactmoment"), name="overlap_moment_once"),
                ),
            ],
        ),
    ]
