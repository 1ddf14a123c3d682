"""Signing in leads here: each role starts where its work is."""

from django.shortcuts import redirect

from accounts.models import Role

START = {Role.ADVISER: "outreach:portfolio", Role.MANAGER: "targets:dashboard", Role.ADMIN: "imports:list"}


def home(request):
    return redirect(START[request.user.role])
