"""Adding and changing the people to speak to at an employer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from employers.forms.contact_persons import ContactPersonForm
from employers.models import ContactPerson
from employers.views.details import visible_employer


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
