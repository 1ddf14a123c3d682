"""Who may do what: 403 for what you may not do; who may know what is decided by each queryset's `visible_to`."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from accounts.models import Role


def role_required(*roles: Role):
    """Let only these roles into a view. Signing in itself is arranged by LoginRequiredMiddleware."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            if request.user.role not in roles:
                raise PermissionDenied("Uw rol mag dit niet.")
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


manager_required = role_required(Role.MANAGER, Role.ADMIN)
admin_required = role_required(Role.ADMIN)
