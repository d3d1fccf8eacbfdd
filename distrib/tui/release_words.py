"""Words of the releases' room: states, kinds of notices, and its help."""

from __future__ import annotations

from distrib.core.release import Release, ReleaseKind, ReleaseState
from distrib.core.release.states import IN_WORDS
from distrib.tui.wording import _

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
A release comes in as a text: a file or a page ({key[new_release]}), or pasted ({key[paste_release]}).
What was recognised in it is shown, and can be corrected, before anything is kept. A second language is
added to the release under the cursor.

Enter   open the release: its text, languages, contacts, audience, checks, versions, delivery, history
{key[find_release]:<7} look for one: a reference, words of a headline, or a state such as draft or approved
{key[language]:<7} the next language in the pane
{key[new_release]:<7} new from a file or page
{key[paste_release]:<7} new from pasted text
{key[submit]:<7} submit for approval
{key[send_back]:<7} send back to its authors
{key[approve]:<7} approve exactly the text that is shown
{key[embargo]:<7} embargo
{key[lift]:<7} lift the embargo now
{key[discard]:<7} discard a draft that was never sent, or bring it back; `discarded` in the filter shows them
{key[preview]:<7} write the page to a file and open it in the browser
{key[send_release]:<7} send an approved release: one confirmation shows who gets it and who does not
{key[correct]:<7} correct what was sent
{key[refile]:<7} send it again, mended
{key[hold_release]:<7} hold it: tell exactly those who have it
{key[kill]:<7} kill it: tell exactly those who have it
{key[advise]:<7} advise: tell exactly those who have it

{key[palette]} offers everything by name. {key[quit]} leaves; a worker that is sending goes on.""")

HELP_OPEN = _("""\
Esc leads from a part to the row of parts, and from there to the list. The arrows move along the row;
{key[part_text]} to {key[part_history]} go to a part at once.

Text       a plain form: a line for each field, then the text. It is kept as you type;
           {key[save_text]} makes a version of it. {key[beside]} shows what readers get,
           {key[editor]} opens your own editor, {key[language]} the next language. Ctrl+Z takes a step back
Languages  Enter goes to the text, {key[hold_edition]} holds an edition or lets it go,
           {key[translated]} says that a translation fits, {key[boilerplate]} puts the boilerplate in;
           {key[new_release]} and {key[paste_release]} add a language
Contacts   who is named and who is proposed, with the reason;
           {key[take_contacts]} takes the proposals, {key[name_contacts]} names others
Audience   a query with its count; Enter, then {key[set_audience]} makes it the audience that is approved
Checks     what has to be mended or known; Enter goes to the place
Versions   what changed, word by word: what is gone stands in [- -], what is new in {{+ +}};
           {key[restore]} makes an earlier version the newest
Delivery   what was sent; Enter goes to the deliveries
History    who did what, when

{key[submit]:<10} submit for approval
{key[send_back]:<10} send back to its authors
{key[approve]:<10} approve
{key[embargo]:<10} embargo
{key[lift]:<10} lift the embargo now
{key[discard]:<10} discard a draft that was never sent, or bring it back
{key[preview]:<10} open it in the browser
{key[send_release]:<10} send it
{key[correct]:<10} correct what was sent
{key[refile]:<10} send it again, mended
{key[hold_release]:<10} hold
{key[kill]:<10} kill
{key[advise]:<10} advise those who have it""")


def state_words(release: Release) -> str:
    """The state."""
    return _(IN_WORDS[release.state])


def kind_words(release: Release) -> str:
    """What kind of notice it is, and what it is about; empty where it is none."""
    words = _KINDS.get(release.kind)
    return _(words).format(about=release.about or "") if words else ""
