"""What the echo bots show: a text that changes, and the same eight buttons."""

LABELS = ("Moselle", "Lot", "Marne", "Vosges", "Ardennes", "Meuse", "Aube", "Drôme")
KEYS = [
    (f"{number} · {label} (12 visites)", f"te1:{number}:{number}")
    for number, label in enumerate(LABELS, 1)
]


def text(number: int) -> str:
    """Return a screen's text, never the same twice."""
    return (
        f"<b>Où souhaitez-vous aller ?</b>\n\nÉcran n° {number}. Choisissez un territoire : "
        "seuls ceux où il reste des places sont proposés."
    )
