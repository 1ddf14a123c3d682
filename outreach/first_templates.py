"""The standard buttons for contacts; a manager replaces them by those of the own organisation."""

LEARNING = ["learning"]
FIRST = [
    # (text, channel, result, topics, days, what then)
    ("Niet bereikt, bel over 2 dagen terug", "phone", "no_answer", [], 2, "Terugbellen"),
    ("Bericht achtergelaten", "phone", "message_left", [], 7, "Nog eens bellen als er geen reactie is"),
    ("Gesproken, stuur informatie", "phone", "spoken", LEARNING, 1, "Informatie over Leren en Werken sturen"),
    ("Gesproken, bel over een maand", "phone", "spoken", LEARNING, 30, "Bellen hoe het ervoor staat"),
    ("Op bezoek geweest", "visit", "visited", LEARNING, None, ""),
    ("Mail gestuurd", "email", "sent", LEARNING, 7, "Vragen of de mail is aangekomen"),
]


def load_first_templates(model):
    """Add the standard ones that are missing; running it again changes nothing."""
    for position, (label, channel, result, topics, days, what) in enumerate(FIRST):
        values = {"channel": channel, "result": result, "topics": topics, "position": position}
        model.objects.get_or_create(
            organisation=None, label=label, defaults=values | {"follow_up_days": days, "follow_up_what": what}
        )
