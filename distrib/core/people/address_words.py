"""What email-validator finds wrong with an address, as sentences that can be translated. It checks none itself.

Its messages stand here as they begin, because it has no codes. A test asks its source for those that are missing.
"""

from __future__ import annotations

from distrib.core.phrase import Said, phrase, phrased
from distrib.core.plain_text import one_line

LONGEST = 200
"""Characters of a message that quotes what it objects to."""

BEGINNINGS = (
    phrase('The email address has the "full-width" at-sign (@) character instead of a regular at-sign'),
    phrase('The email address has the "small commercial at" character instead of a regular at-sign'),
    phrase("An email address must have an @-sign"),
    phrase("Extra character(s) found after close quote"),
    phrase("The display name contains invalid characters when not quoted"),
    phrase(
        "An open angle bracket at the start of the email address has to be followed by a close angle bracket at the end"
    ),
    phrase("There can't be anything after the email address"),
    phrase("There must be something before the @-sign"),
    phrase("There must be something after the @-sign"),
    phrase("The email address is too long before the @-sign"),
    phrase("The email address is too long after the @-sign"),
    phrase("The email address is too long"),
    phrase("After the @-sign, periods cannot be separated by so many characters"),
    phrase("Internationalized characters before the @-sign are not supported"),
    phrase("The email address contains invalid characters in quotes before the @-sign"),
    phrase("The email address contains invalid characters before the @-sign"),
    phrase("The email address contains invalid characters after the @-sign"),
    phrase("The email address contains an invalid character"),
    phrase("The email address contains unsafe characters"),
    phrase("An email address cannot start with a period"),
    phrase("An email address cannot end with a period"),
    phrase("An email address cannot have a period immediately before the @-sign"),
    phrase("An email address cannot have a period immediately after the @-sign"),
    phrase("An email address cannot have a hyphen immediately after the @-sign"),
    phrase("An email address cannot end with a hyphen"),
    phrase("An email address cannot have two periods in a row"),
    phrase("An email address cannot have a period and a hyphen next to each other"),
    phrase(
        "An email address cannot have two letters followed by two dashes immediately after the @-sign or after a "
        "period, except Punycode"
    ),
    phrase("The part after the @-sign contains invalid characters"),
    phrase("The part after the @-sign is not valid. It should have a period"),
    phrase("The part after the @-sign is not valid. It is not within a valid top-level domain"),
    phrase("The part after the @-sign is not valid IDNA"),
    phrase("The part after the @-sign is a special-use or reserved name that cannot be used with email"),
    phrase("The part after the @-sign is invalid"),
    phrase("The part after the @-sign became invalid after normalizing to international characters"),
    phrase("The part after the @-sign in brackets is not an IPv4 address and has no address literal tag"),
    phrase("The part after the @-sign contains an invalid address literal tag in brackets"),
    phrase("The address in brackets after the @-sign is not valid"),
    phrase("The IPv6 address in brackets after the @-sign is not valid"),
    phrase("The email address is not valid ASCII"),
    phrase("Quoting the part before the @-sign is not allowed here"),
    phrase("A bracketed IP address after the @-sign is not allowed here"),
    phrase("A display name and angle brackets around the email address are not permitted here"),
)
_AGAIN = "After Unicode normalization: "


def reason(fault: Exception) -> Said:
    """Of an `EmailNotValidError`, on one line and without a full stop."""
    told = one_line(str(fault))[:LONGEST].rstrip(".").removeprefix(_AGAIN)
    found = max((one for one in BEGINNINGS if told.startswith(one)), key=len, default="")
    if not found:
        return phrased("its form is not that of an address ({words})", words=told)
    marks = told[len(found) :].removeprefix(": ")
    is_quoted = told.startswith(f"{found}: ")  # in parentheses stand explanations, in English
    return phrased("{reason}: {marks}", reason=phrased(found), marks=marks) if is_quoted else phrased(found)
