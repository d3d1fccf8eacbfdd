"""Words of the releases' room: states, kinds of notices, and its help."""

from __future__ import annotations

from distrib.core.release import Release, ReleaseKind, ReleaseState
from distrib.tui.wording import _

STATES = {
    ReleaseState.DRAFT: _("draft"),
    ReleaseState.IN_REVIEW: _("in review"),
    ReleaseState.APPROVED: _("approved"),
    ReleaseState.ISSUED: _("issued"),
    ReleaseState.CORRECTED: _("corrected"),
    ReleaseState.KILLED: _("killed"),
}

TONES = {ReleaseState.DRAFT: "doubt", ReleaseState.APPROVED: "good", ReleaseState.KILLED: "bad"}

_KINDS = {
    ReleaseKind.CORRECTION: _("CORRECTION of {about}"),
    ReleaseKind.REFILE: _("REFILE of {about}"),
    ReleaseKind.HOLD: _("HOLD of {about}"),
    ReleaseKind.KILL: _("KILL of {about}"),
    ReleaseKind.ADVISORY: _("ADVISORY on {about}"),
    ReleaseKind.LIFT: _("LIFT of {about}"),
}

HELP_LIST = _("""\
A release comes in as a text: a file or a page (n), or pasted from the clipboard (v). What was recognised in it is
shown, and can be corrected, before anything is kept. A second language is added to the release under the cursor.

Enter   open the release: its text, languages, contacts, audience, checks, versions, delivery, history
f       look for one: a reference, words of a headline, or a state such as draft or approved
l       the next language in the pane
n       new from a file or page  v   new from pasted text
u, b    submit for approval, send back to its authors
a       approve exactly the text that is shown
e, L    embargo, lift it now
p       write the page to a file and open it in the browser
s, F8   send an approved release: one confirmation shows who gets it and who does not
c, R    correct what was sent, send it again mended
H, K, A hold, kill, advise: tell exactly those who hold it

Ctrl+P offers everything by name. q leaves; a worker that is sending goes on.""")

HELP_OPEN = _("""\
Esc leads from a part to the row of parts, and from there to the list. The arrows move along the row; 1 to 8 go to a
part at once.

Text       a plain form: a line for each field, then the text. It is kept as you type; F8 makes a version of it. ^g
           shows what readers get, F4 opens your own editor, l the next language. Ctrl+Z takes a step back
Languages  Enter goes to the text, h holds an edition or lets it go, t says that a translation fits, o puts the
           boilerplate in; n and v add a language
Contacts   who is named and who is proposed, with the reason: x takes the proposals, w names others
Audience   a query with its count; Enter, then g makes it the audience that is approved
Checks     what has to be mended or known; Enter goes to the place
Versions   what changed, word by word: [-gone-] {+new+}; z makes an earlier version the newest
Delivery   what was sent; Enter goes to the deliveries
History    who did what, when

u, b, a    submit, send back, approve          e, L   embargo, lift it now
p, s       preview in the browser, send        c, R, H, K, A   correct, refile, hold, kill, advise""")


def state_words(release: Release) -> str:
    """The state."""
    return _(STATES[release.state])


def kind_words(release: Release) -> str:
    """What kind of notice it is, and what it is about; empty where it is none."""
    words = _KINDS.get(release.kind)
    return _(words).format(about=release.about or "") if words else ""
