"""Entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

from lwl_crm.loading import load_everything

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lwl_crm.settings")

application = get_wsgi_application()

load_everything()
