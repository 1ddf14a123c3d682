"""Throwing away a delivery of which nothing came into the register: a wrong file, a wrong list."""

import logging

from django.db import transaction

from accounts.models import User
from imports.forgetting import forget_answers
from imports.models import ImportBatch

logger = logging.getLogger(__name__)

BUSY = "De lijst wordt nu gelezen of doorgevoerd. Wacht tot dat klaar is."
IN_REGISTER = "Deze aanlevering is doorgevoerd. Weggooien kan niet meer; ongedaan maken wel."


class DiscardRefused(Exception):
    """Why it cannot be thrown away, in a Dutch sentence."""


def why_not_discard(batch: ImportBatch) -> str:
    """Why this delivery cannot be thrown away, in Dutch; "" when it can."""
    if batch.is_waiting:
        return BUSY
    return "" if batch.may_choose_columns else IN_REGISTER


@transaction.atomic
def discard(batch_id: int, *, by: User) -> str:
    """Remove the delivery with its file, rows and answers; the name it had. Whoever starts a job now finds nothing."""
    batch = ImportBatch.objects.select_related("source").select_for_update(of=("self",)).get(pk=batch_id)
    if why := why_not_discard(batch):
        raise DiscardRefused(why)
    name = str(batch)
    forget_answers(batch)
    for rows in (batch.rows, batch.corrections, batch.group_decisions, batch.undo_lines):
        rows.all().delete()
    batch.delete()
    logger.info("Delivery %s was discarded by user %s", batch_id, by.pk)
    return name
