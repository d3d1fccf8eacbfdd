"""Invented paragraphs in several languages, to put releases together from."""

from __future__ import annotations

STORY = (
    "The agency said that families who fled the valley last week have begun to return to their homes, although many "
    "of the roads are still closed."
)
MORE = "Aid workers have reached four of the nine villages and expect to reach the others before the end of the week."
QUOTE = (
    "“We have seen people walk for two days to find clean water,” said Jane Example, head of the mission in Northland."
)
STORY_FR = (
    "Les familles qui ont fui la vallée la semaine dernière ont commencé à rentrer chez elles, mais plusieurs routes "
    "restent fermées à la circulation."
)
STORY_ES = (
    "Las familias que huyeron del valle la semana pasada han comenzado a regresar a sus hogares, aunque muchas de las "
    "carreteras siguen cerradas."
)
STORY_DE = (
    "Familien, die in der vergangenen Woche aus dem Tal geflohen sind, kehren nach Angaben der Behörde zurück, obwohl "
    "viele Straßen gesperrt sind."
)
STORY_AR = (
    "قالت الوكالة إن العائلات التي فرت من الوادي الأسبوع الماضي بدأت في العودة إلى منازلها على الرغم من أن العديد من "
    "الطرق لا تزال مغلقة."
)
HEADLINE = "Families return to flooded valley"

PASTED = """\
FOR IMMEDIATE RELEASE

Rain Stops the Ferry at Dawn

Geneva - The ferry stayed in port on Monday, the Harbour Office said.

Nobody was hurt, and the next boat leaves on Tuesday.
"""


def release(*, head: str = HEADLINE, opening: str = f"GENEVA, 12 March 2024 – {STORY}", tail: str = "") -> str:
    """A whole release with two more paragraphs between opening and tail."""
    return "\n\n".join(part for part in (head, opening, QUOTE, MORE, tail) if part) + "\n"
