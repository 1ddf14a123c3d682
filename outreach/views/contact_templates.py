"""The buttons for contacts that are logged often, which a manager keeps for the own organisation."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import manager_required
from outreach.contact_templates import back_to_standard, own_templates
from outreach.forms.contact_templates import ContactTemplateForm
from outreach.models import ContactTemplate


@manager_required
def templates(request):
    shown = list(ContactTemplate.objects.for_organisation(request.user.organisation))
    context = {"templates": shown, "has_own": any(each.organisation_id for each in shown)}
    return render(request, "outreach/templates.html", context)


@manager_required
def template_create(request):
    return _edit(request, ContactTemplate(organisation=request.user.organisation, position=99))


@manager_required
def template_edit(request, pk):
    """A standard button is changed for the own organisation alone: the rest of the standard ones is copied along."""
    return _edit(request, _shown(request, pk))


def _edit(request, template):
    organisation = request.user.organisation
    form = ContactTemplateForm(request.POST or None, instance=template, organisation=organisation)
    if form.is_valid():
        ours = own_templates(organisation).get(template.pk) or ContactTemplate(organisation=organisation)
        again = ContactTemplateForm(request.POST, instance=ours, organisation=organisation)
        if again.is_valid():
            messages.success(request, f"De knop “{again.save()}” is bewaard.")
            return redirect("outreach:templates")
        form = again
    context = {"form": form, "template": template if template.pk else None}
    return render(request, "outreach/template_form.html", context, status=422 if form.errors else 200)


@require_POST
@manager_required
def template_delete(request, pk):
    template = _shown(request, pk)
    own_templates(request.user.organisation)[template.pk].delete()
    messages.success(request, f"De knop “{template}” is weg.")
    return redirect("outreach:templates")


@require_POST
@manager_required
def templates_reset(request):
    if back_to_standard(request.user.organisation):
        messages.success(request, "De standaardknoppen staan er weer.")
    return redirect("outreach:templates")


def _shown(request, pk):
    return get_object_or_404(ContactTemplate.objects.for_organisation(request.user.organisation), pk=pk)
