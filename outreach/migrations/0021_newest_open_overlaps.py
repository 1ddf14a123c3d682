from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0020_contacts_by_day")]

    operations = [
        migrations.AddIndex(
            model_name="overlap",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["-found_at"], name="overlap_open_newest"
            ),
        ),
    ]
