"""The score: one number from 0 to 100 in three bands, so that it says by itself what becomes of a row.

90 and more is linked unattended, 50 to 89 is asked, below 50 is new. Within a band more evidence scores higher.
"""

CERTAIN_FROM = 90
LIKELY_FROM = 50  # from here a person looks
BY_NUMBERS = 100  # the vestigingsnummer decides
CHANGED_HANDS = 80  # the same vestigingsnummer under another KvK number: nearly always the firm in another form
SPARE_POINTS = 8  # points beyond what was needed that make an unattended link one surer
DOUBT = 10  # what a doubt takes off the score of a question; it stays a question


def certain_score(spare: float) -> int:
    """`spare`: points beyond what an unattended link needs."""
    return min(BY_NUMBERS - 1, CERTAIN_FROM + int(spare / SPARE_POINTS))


def doubtful_score(points: float, doubts: int) -> int:
    """Of a question, or of what looks too little alike to be one."""
    if points < LIKELY_FROM:
        return max(0, min(LIKELY_FROM - 1, round(points)))
    return max(LIKELY_FROM, min(CERTAIN_FROM - 1, round(points)) - DOUBT * doubts)
