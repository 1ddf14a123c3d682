from django.db import migrations

from outreach.first_schemes import load_first_schemes


def load(apps, schema_editor):
    load_first_schemes(apps.get_model("outreach", "Scheme"))


class Migration(migrations.Migration):
    dependencies = [("outreach", "0013_schemes")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
