"""What the frame around every page needs."""

from django.urls import reverse

MENU = [
    # (URL name, label, icon, who sees it)
    ("outreach:portfolio", "Portefeuille", "briefcase", lambda user: not user.is_admin),
    ("targets:call_list", "Bellijst", "phone", lambda user: not user.is_admin),
    ("employers:list", "Werkgevers", "building-store", lambda user: True),
    ("outreach:contact_pick", "Contact", "message-plus", lambda user: not user.is_admin),
    ("outreach:networks", "Netwerken", "users-group", lambda user: True),
    ("targets:dashboard", "Dashboard", "chart-bar", lambda user: True),
    ("imports:list", "Import", "file-import", lambda user: user.is_admin),
    ("outreach:overlaps", "Afstemming", "arrows-exchange", lambda user: True),
    ("accounts:users", "Gebruikers", "users", lambda user: user.is_admin),
]
ALSO = {
    "targets:dashboard": [
        "targets:list",
        "targets:blind_spots",
        "targets:reports",
        "targets:plan",
        "outreach:interview_results",
    ],
    "outreach:networks": ["outreach:events", "outreach:sectors", "outreach:barriers"],
    "outreach:portfolio": ["outreach:follow_ups", "outreach:needs", "outreach:schemes"],
}  # lie under this entry
PHONE_ONLY = {"outreach:contact_pick"}  # a wide screen has a button for it
# A phone has room for five: what it leaves out, it finds on the page of another entry, the first that somebody has
WIDE_ONLY = {
    "outreach:networks": ["outreach:contact_pick", "employers:list"],
    "targets:call_list": ["outreach:portfolio"],
}


def menu(request):
    """Menu entries for this user, with the one in whose part of the site the page lies marked as current."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": []}
    entries = [
        {
            "name": name,
            "url": reverse(name),
            "label": label,
            "icon": icon,
            "is_phone_only": name in PHONE_ONLY,
            "is_wide_only": name in WIDE_ONLY,
        }
        for name, label, icon, may in MENU
        if may(user)
    ]
    current = max(entries, key=lambda entry: _match(entry, request.path))
    if _match(current, request.path):
        current["is_current"] = True
        known = {entry["name"]: entry for entry in entries}
        leading = (known[name] for name in WIDE_ONLY.get(current["name"], []) if name in known)
        if on_phone := next(leading, None):
            on_phone["is_current_on_phone"] = True
    return {"menu": entries}


def _match(entry, path):
    """How much of the path lies under this entry, in signs; 0 when it does not."""
    starts = [entry["url"], *(reverse(name) for name in ALSO.get(entry["name"], []))]
    return max((len(start) for start in starts if path.startswith(start)), default=0)
