"""What the statuses of consent are called in lists, in five languages."""

from __future__ import annotations

from distrib.core.folding import key
from distrib.core.people import JournalistStatus
from distrib.core.phrase import phrase

_WORDS = {
    JournalistStatus.SUBSCRIBED: "subscribed, active, opted in, abonné, abonnée, actif, suscrito, suscrita, activo, "
    "abonniert, aktiv, مشترك",
    JournalistStatus.PENDING: "pending, unconfirmed, à confirmer, en attente, non confirmé, pendiente, sin confirmar, "
    "ausstehend, unbestätigt, قيد الانتظار",
    JournalistStatus.OPTED_OUT: "opted out, opt out, unsubscribed, unsubscribe, désabonné, désabonnée, désinscrit, "
    "désinscrite, dado de baja, baja, abgemeldet, ألغى الاشتراك, غير مشترك",
    JournalistStatus.BOUNCED: "bounced, bounces, hard bounce, invalid, revenu, rejeté, rebotado, unzustellbar, مرتد",
    JournalistStatus.SUPPRESSED: "suppressed, blocked, do not contact, do not mail, complained, exclu, supprimé, "
    "bloqué, ne pas contacter, suprimido, bloqueado, no contactar, gesperrt, nicht kontaktieren, محظور",
    JournalistStatus.ERASED: "erased, deleted, effacé, borrado, gelöscht",
}
_SHOWN = {
    "fr": {
        JournalistStatus.SUBSCRIBED: "abonné",
        JournalistStatus.PENDING: "à confirmer",
        JournalistStatus.OPTED_OUT: "désabonné",
        JournalistStatus.BOUNCED: "revenu",
        JournalistStatus.SUPPRESSED: "exclu",
        JournalistStatus.ERASED: "effacé",
    }
}
"""Language (ISO 639-1) → the word that its screen shows; elsewhere it is the one that is stored."""

IN_WORDS = {
    JournalistStatus.SUBSCRIBED: phrase("subscribed"),
    JournalistStatus.PENDING: phrase("pending"),
    JournalistStatus.OPTED_OUT: phrase("opted out"),
    JournalistStatus.BOUNCED: phrase("bounced"),
    JournalistStatus.SUPPRESSED: phrase("suppressed"),
    JournalistStatus.ERASED: phrase("erased"),
}
"""As they are shown beside somebody; a face says them in its language."""
_STATUSES = {key(word): status for status, names in _WORDS.items() for word in names.split(", ")}


def find_status(text: str) -> JournalistStatus | None:
    """The status that a text names, in any of the languages; None when it names none."""
    return _STATUSES.get(key(text))


def status_word(status: JournalistStatus, language: str) -> str:
    """What a status is called in a query of somebody with that language."""
    return _SHOWN.get(language, {}).get(status, status.value)
