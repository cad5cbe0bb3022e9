"""Words of titles that say little: agent, chauffeur of what?, apprentice."""

import re
from functools import cache

from bot.understanding.jobs_words import stem

VAGUE = 0.5  # what words count that half of all jobs have
_VAGUE = """
agent technicien operateur conducteur responsable chef ingenieur employe ouvrier assistant aide
charge gestionnaire directeur specialiste animateur manager equipe industriel industrie polyvalent
machine poste travaux technique operator technician manager worker engineer techniker arbeiter
mitarbeiter technicus medewerker
"""
# Words of titles that say how one is hired, not what for; folded.
_HOW = """
apprenti apprentie apprentis alternant alternante alternance stagiaire stage stages interim
interimaire cdi cdd saisonnier saisonniere recrute recherche recherchons urgent poste contrat
apprentissage emploi job temps plein partiel nuit jour confirme junior senior debutant etudiant
etudiante trilingue bilingue polyvalent
"""
# What says little without the words behind it: a taxi's driver is no driver of lorries.
_OPEN = """
chauffeur vendeur professeur prof conseiller auxiliaire monteur poseur installateur preparateur
mecanicien controleur ligne surveillant formateur moniteur pilote consultant inspecteur commercial
driver teacher seller fitter fahrer verkaufer lehrer monteur leraar verkoper bestuurder
"""
HOW = frozenset(_HOW.split())
SHIFTS = re.compile(r"\dx\d")  # 3x8


def names_no_trade(word: str) -> bool:
    """Tell whether a word of a title says how one is hired or works, not what for."""
    return word in HOW or SHIFTS.fullmatch(word) is not None


@cache
def open_ended() -> frozenset[str]:
    """Return the stems of words that say little without the words behind them."""
    return frozenset(stem(word) for word in _OPEN.split())


@cache
def vague() -> frozenset[str]:
    """Return the stems of words that half of all jobs have."""
    return frozenset(stem(word) for word in _VAGUE.split())
