from lwl_crm.celery import app as celery_app
from lwl_crm.form_errors import use_plain_words

use_plain_words()

__all__ = ["celery_app"]
