from django.db import migrations

QUESTIONS = {
    "Kent u leerlingen van het mbo?": "Kent u de bpv, de praktijkplek voor mbo-leerlingen (bol of bbl)?",
    "Heeft u ervaring met leerlingen van het mbo?": (
        "Heeft u ervaring met de bpv, de praktijkplek voor mbo-leerlingen (bol of bbl)?"
    ),
    "Kent u EVC: een bewijs voor wat iemand in de praktijk heeft geleerd?": (
        "Kent u EVC, een bewijs van wat iemand in de praktijk leerde?"
    ),
    "Heeft u ervaring met EVC: een bewijs voor wat iemand in de praktijk heeft geleerd?": (
        "Heeft u ervaring met EVC, een bewijs van wat iemand in de praktijk leerde?"
    ),
}
BARRIERS = {
    "Specialistisch karakter": "Het werk is te specialistisch",
    "Werknemersvaardigheden van stagiairs": "Werkhouding van stagiairs",
    "Administratieve lasten": "Te veel papierwerk",
}


def reword(apps, schema_editor):
    """A question gets a next version, since answers keep the words they were asked in; an admin's own words stay."""
    versions = apps.get_model("outreach", "QuestionVersion").objects
    for first in versions.filter(number=1, made_by=None, text__in=QUESTIONS):
        if not versions.filter(question=first.question_id, number__gt=1).exists():
            versions.create(
                question_id=first.question_id,
                number=2,
                text=QUESTIONS[first.text],
                hint=first.hint,
                options=first.options,
            )
    barriers = apps.get_model("outreach", "Barrier").objects
    for before, after in BARRIERS.items():
        if not barriers.filter(name=after).exists():
            barriers.filter(name=before).update(name=after)


class Migration(migrations.Migration):
    dependencies = [("outreach", "0024_done_by_day")]

    operations = [migrations.RunPython(reword, migrations.RunPython.noop)]
