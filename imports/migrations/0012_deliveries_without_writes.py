"""Deliveries applied before their writes were kept cannot be undone; which those are is settled once."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q

WRITTEN = ["same", "other", "sister"]


def mark_untracked(apps, schema_editor):
    """No writes at all while rows changed something, or writes of only some of the entries that its rows made."""
    Batch, Row, Write = (apps.get_model("imports", name) for name in ("ImportBatch", "ImportRow", "Write"))
    applied = Row.objects.filter(batch=OuterRef("pk"), applied_at__isnull=False).order_by()
    is_changed = Q(verdict="new") | Q(decision__in=WRITTEN) | Q(changes__contains=[{"applied": True}])
    writes = Write.objects.filter(batch=OuterRef("batch"), model="employers.registration")
    made = applied.filter(verdict="new", decision="", registration__isnull=False)
    lacking = made.filter(~Exists(writes.filter(object_id=OuterRef("registration"))))
    any_write = Write.objects.filter(batch=OuterRef("pk"))
    found = Batch.objects.order_by().filter(Exists(lacking) | (~Exists(any_write) & Exists(applied.filter(is_changed))))
    Batch.objects.filter(pk__in=list(found.values_list("pk", flat=True))).update(is_tracked=False)


class Migration(migrations.Migration):
    dependencies = [("imports", "0011_undo_lines_and_foresight")]

    operations = [
        migrations.AddField(
            "importbatch", "is_tracked", models.BooleanField(default=True, verbose_name="bewaard wat zij veranderde")
        ),
        migrations.AddIndex(
            "write", models.Index(condition=models.Q(("kind", "gone")), fields=["batch"], name="import_write_gone")
        ),
        migrations.RunPython(mark_untracked, migrations.RunPython.noop),
    ]
