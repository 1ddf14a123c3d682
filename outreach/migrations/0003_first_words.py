"""Questions, templates, schemes and barriers to begin with; admins keep them from here on."""

from django.db import migrations

from outreach.first_barriers import load_first_barriers
from outreach.first_questions import load_first_questions
from outreach.first_schemes import load_first_schemes
from outreach.first_templates import load_first_templates


def load(apps, schema_editor):
    load_first_questions(apps.get_model("outreach", "Question"), apps.get_model("outreach", "QuestionVersion"))
    load_first_templates(apps.get_model("outreach", "ContactTemplate"))
    load_first_schemes(apps.get_model("outreach", "Scheme"))
    load_first_barriers(apps.get_model("outreach", "Barrier"))


class Migration(migrations.Migration):
    replaces = [("outreach", "0025_plainer_first_words")]
    dependencies = [("outreach", "0002_parts_of_overlaps")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
