"""Where each role starts, one's own profile, and the users that an admin keeps."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.forms import InviteForm, ProfileForm, UserForm
from accounts.inviting import invite_user, send_invitation
from accounts.models import Role, User
from accounts.permissions import admin_required

START = {Role.ADVISER: "outreach:portfolio", Role.MANAGER: "targets:dashboard", Role.ADMIN: "imports:list"}


def home(request):
    return redirect(START[request.user.role])


def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, "Uw profiel is opgeslagen.")
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


@admin_required
def users(request):
    everybody = User.objects.select_related("organisation").order_by("-is_active", "name")
    return render(request, "accounts/users.html", {"users": everybody})


@admin_required
def user_invite(request):
    form = InviteForm(request.POST or None, by=request.user)
    if form.is_valid():
        user = invite_user(user=form.save(commit=False), by=request.user)
        messages.success(request, f"{user.name} is uitgenodigd. De mail is onderweg naar {user.email}.")
        return redirect("accounts:users")
    return render(request, "accounts/user_form.html", {"form": form})


@admin_required
def user_edit(request, pk):
    user = get_object_or_404(User, pk=pk)
    form = UserForm(request.POST or None, instance=user, by=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, f"De gegevens van {user.name} zijn opgeslagen.")
        return redirect("accounts:users")
    return render(request, "accounts/user_form.html", {"form": form, "edited": user})


@require_POST
@admin_required
def user_invite_again(request, pk):
    user = get_object_or_404(User.objects.active(), pk=pk)
    if user.has_usable_password():
        messages.warning(request, f"{user.name} heeft al een wachtwoord gekozen en kan inloggen.")
    else:
        send_invitation(user, by=request.user)
        messages.success(request, f"Een nieuwe uitnodiging is onderweg naar {user.email}.")
    return redirect("accounts:users")
