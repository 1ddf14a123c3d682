from django.db import migrations

LISTS = [
    ("uwv", "Lijst UWV (WSP)", 40),
    ("sbb", "Leerbedrijven SBB", 50),
    ("netwerk", "Ledenlijst van een netwerk", 60),
]


def add_lists(apps, schema_editor):
    """For databases in use: a new one gets all its lists from `load_reference`."""
    source_list = apps.get_model("employers", "SourceList")
    if not source_list.objects.exists():
        return
    for slug, name, rank in LISTS:
        source_list.objects.get_or_create(slug=slug, defaults={"name": name, "rank": rank})


class Migration(migrations.Migration):
    dependencies = [("employers", "0006_accreditations_and_member_lists")]

    operations = [migrations.RunPython(add_lists, migrations.RunPython.noop)]
