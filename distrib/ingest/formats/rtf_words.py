"""The control words of RTF (specification 1.9.1) that matter to a release. Data only."""

from __future__ import annotations

from distrib.core.phrase import phrase

CHARACTERS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "tab": "\t",
    "line": "\n",
    "~": " ",
    "_": "-",
}

_UNREAD = (
    "fonttbl colortbl info pict object objdata nonshppict themedata colorschememapping datastore latentstyles "
    "generator listtable listoverridetable revtbl rsidtbl xmlnstbl mmathPr footnote annotation atnid atnauthor atnref "
    "atndate atnparent filetbl stylesheet pntxta pntxtb pnseclvl bkmkstart bkmkend xe tc private wgrffmtfilter"
)
UNREAD = frozenset(_UNREAD.split())
"""Groups that hold no text of the release."""

COUNTED = {"pict": "pictures", "footnote": "footnotes", "annotation": "comments"}

EDGES = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), phrase("page header")),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), phrase("page footer")),
}
"""Of all pages, of left, right and first ones."""

CHARSETS = {
    0: "cp1252",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Of a font, and the code page its letters are written in."""
