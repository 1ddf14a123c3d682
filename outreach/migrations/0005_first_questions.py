from django.db import migrations

from outreach.first_questions import load_first_questions


def load(apps, schema_editor):
    load_first_questions(apps.get_model("outreach", "Question"), apps.get_model("outreach", "QuestionVersion"))


class Migration(migrations.Migration):
    dependencies = [("outreach", "0004_interviews")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
