"""The people to speak to at an employer: adding, changing, seeing everything that is kept of one, and erasing."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from accounts.permissions import manager_required
from employers.forms.contact_persons import ContactPersonForm
from employers.models import ContactPerson, RetentionPeriod
from employers.personal_data import DELIVERED, erase_person, places
from employers.retention import proposals
from employers.spreadsheets import spreadsheet
from employers.views.details import visible_employer

HEADERS = ["Wat", "Gegeven", "Datum"]


def contact_person_create(request, pk):
    employer = visible_employer(request, pk)
    return _edit(request, employer, ContactPerson(employer=employer))


def contact_person_edit(request, pk, person):
    employer = visible_employer(request, pk)
    return _edit(request, employer, get_object_or_404(employer.contact_persons, pk=person))


def _edit(request, employer, person):
    """Who typed it and when is the source of a contact person (AVG)."""
    form = ContactPersonForm(request.POST or None, instance=person)
    if form.is_valid():
        if form.has_changed():
            form.instance.source_name = request.user.name[:60]
            form.instance.source_date = timezone.localdate()
        form.save()
        messages.success(request, f"{person.name} is opgeslagen.")
        return redirect(employer)
    context = {"form": form, "employer": employer, "person": person}
    return render(request, "employers/contact_person_form.html", context, status=422 if form.errors else 200)


def contact_person_data(request, pk, person):
    """Inzage: everything that is kept of one person, and the way to have it erased."""
    employer, person = _person(request, pk, person)
    found, hidden_count = places(person, request.user)
    context = {
        "employer": employer,
        "person": person,
        "facts": _facts(person),
        "places": found,
        "hidden_count": hidden_count,
        "elsewhere": ContactPerson.objects.elsewhere(person).filter(employer__merged_into=None),
        "sources": _lists_of(found),
        **_term(person, request.user),
    }
    return render(request, "employers/contact_person_data.html", context)


def contact_person_data_export(request, pk, person):
    """The same as a spreadsheet, to give to the person."""
    _, person = _person(request, pk, person)
    found, _ = places(person, request.user)
    rows = [(label, value, None) for label, value in _facts(person)] + [(it.what, it.words, it.on) for it in found]
    name = f"gegevens-{slugify(person.name) or 'contactpersoon'}"
    return spreadsheet(name, HEADERS, rows, form=request.GET.get("bestand", "xlsx"))


@require_POST
@manager_required
def contact_person_erase(request, pk, person):
    employer, person = _person(request, pk, person)
    count = erase_person(by=request.user, person=person)
    also = f" De naam is ook op {count} andere plek{'' if count == 1 else 'ken'} weggehaald." if count else ""
    messages.success(request, f"De contactpersoon is verwijderd.{also}")
    return redirect(employer)


def _person(request, pk, person):
    employer = visible_employer(request, pk)
    people = employer.contact_persons.with_last_used().select_related("employer__company")
    return employer, get_object_or_404(people, pk=person)


def _facts(person):
    """What the row itself holds, by label; nothing that is empty."""
    labels = ["name", "role", "phone", "email", "purpose", "source_name", "source_date"]
    facts = [(str(person._meta.get_field(it).verbose_name).capitalize(), getattr(person, it)) for it in labels]
    last_used = timezone.localdate(person.last_used_at) if person.last_used_at else "Niet vastgelegd"
    facts += [
        ("Laatst gebruikt", last_used),
        ("Toegevoegd", timezone.localdate(person.created_at)),
        ("Wil niet benaderd worden", "Ja" if person.is_opted_out else "Nee"),
    ]
    return [(label, value) for label, value in facts if value]


def _term(person, user):
    """How long this person is kept, and whether that is over."""
    period = RetentionPeriod.objects.in_force()
    return {"period": period, "is_proposed": proposals(user, period).filter(pk=person.pk).exists()}


def _lists_of(found):
    return sorted({it.words for it in found if it.what == DELIVERED})
