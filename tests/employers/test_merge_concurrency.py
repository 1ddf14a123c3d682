"""Two admins merge the same two employers in the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from employers.merging import MergeRefused, merge_employers
from employers.models import Employer, Merge
from tests.factories import EmployerFactory, FollowUpFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_opposite_merges_is_refused_and_nothing_hangs(admin):
    one, other = EmployerFactory(), EmployerFactory()
    follow_up = FollowUpFactory(employer=other)
    start, refused = Barrier(2), []

    def merge(keep, drop):
        start.wait()
        try:
            merge_employers(keep=keep, drop=drop, values={}, by=admin)
        except MergeRefused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=merge, args=pair) for pair in ((one, other), (other, one))]
    [thread.start() for thread in threads]
    [thread.join(timeout=20) for thread in threads]
    assert len(refused) == 1
    follow_up.refresh_from_db()
    assert follow_up.employer == Merge.objects.get().keep
    assert Employer.objects.current().filter(pk__in=[one.pk, other.pk]).count() == 1
