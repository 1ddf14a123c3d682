from django.db import migrations

from outreach.first_templates import load_first_templates


def load(apps, schema_editor):
    load_first_templates(apps.get_model("outreach", "ContactTemplate"))


class Migration(migrations.Migration):
    dependencies = [("outreach", "0008_events_and_templates")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
