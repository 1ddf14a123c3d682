"""What keeps employers from taking part: the list to choose from, with how many named each; an admin keeps it."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify

from accounts.permissions import admin_required
from employers.forms.free_text import FreeTextMixin
from employers.models import Employer
from outreach.models import Barrier, Interest


class BarrierForm(FreeTextMixin, forms.ModelForm):
    class Meta:
        model = Barrier
        fields = ["name", "position", "is_active"]
        help_texts = {
            "position": "Laag staat vooraan.",
            "is_active": "Uit: niemand kan hem meer aantikken. Wat is vastgelegd, blijft staan.",
        }

    def save(self, commit=True):
        """The code is made once, of the first name; a name that gives a code that is taken gets a number behind it."""
        if not self.instance.slug:
            base = slugify(self.instance.name)[:34] or "belemmering"
            taken = Barrier.objects.filter(slug__startswith=base).count()
            self.instance.slug = f"{base}-{taken + 1}" if taken else base
        return super().save(commit)


def barriers(request):
    rows = list(Barrier.objects.all())
    employers = Employer.objects.visible_to(request.user).active()
    numbers = Interest.objects.filter(employer__in=employers).employers_per_barrier()
    for barrier in rows:
        barrier.employer_count = numbers.get(barrier.slug, 0)
    return render(request, "outreach/barriers.html", {"barriers": rows})


@admin_required
def barrier_create(request):
    return _edit(request, Barrier(position=90))


@admin_required
def barrier_edit(request, pk):
    return _edit(request, get_object_or_404(Barrier, pk=pk))


def _edit(request, barrier):
    form = BarrierForm(request.POST or None, instance=barrier)
    if form.is_valid():
        messages.success(request, f"“{form.save()}” is bewaard.")
        return redirect("outreach:barriers")
    context = {"form": form, "barrier": barrier}
    return render(request, "outreach/barrier_form.html", context, status=422 if form.errors else 200)
