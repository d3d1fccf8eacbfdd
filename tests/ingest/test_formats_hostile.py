"""Files that lie, explode or hide something: a sentence each, within bounded memory, and nothing half read."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from document_samples import FORMATS, LINK, WORD, docx, odt, page, paragraph, rtf, run, word_body
from hypothesis import given, settings
from hypothesis import strategies as st
from release_samples import HEADLINE, STORY, STORY_AR, release

from distrib.core.release.recognised import Recognised
from distrib.errors import UnreadableText
from distrib.ingest.formats import docx as word
from distrib.ingest.formats import package
from distrib.services.releases.reading import read

MEMORY = 300_000_000
"""Bytes that a process may take on top of an empty one, however large the file is inside."""


def reading(data: bytes | str, name: str = "r.bin") -> Recognised:
    """What is recognised."""
    return read(data.encode() if isinstance(data, str) else data, name, None)


def refusal(data: bytes | str, name: str = "r.docx") -> str:
    """Why a file is not read."""
    with pytest.raises(UnreadableText) as refused:
        reading(data, name)
    said = str(refused.value)
    assert name in said
    assert "othing was read" in said or "nothing was read" in said
    return said


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 x", "a PDF"),
        (b"%!PS-Adobe", "PostScript"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x00\x00\x00\x18ftypheic", "film or image"),
        (b"RIFF....WEBP", "sound, film or image"),
        (b"PK\x03\x04....xl/workbook.xml", "XLSX"),
        (b"PK\x03\x04....ppt/presentation.xml", "PPTX"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ODS"),
        (b"PK\x03\x04....Index/Document.iwa", "Pages"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\xd0\xcf\x11\xe0abc", "old Word"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"Rar!\x1a", "RAR"),
        (b"<?xml version='1.0'?><rss/>", "XML"),
        (b"\x00\x01\x02", "binary"),
    ],
)
def test_what_a_file_is_counts_and_not_its_name(data: bytes, kind: str) -> None:
    """A PDF named .docx is a PDF."""
    assert kind in refusal(data)


@pytest.mark.parametrize("make", [docx, odt], ids=["docx", "odt"])
def test_damage_anywhere_is_said_or_harmless(make: object) -> None:
    """Cut off, or with bytes turned over."""
    data = make()  # type: ignore[operator]
    for at in range(0, len(data), 131):
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            with suppress(UnreadableText):
                reading(broken)


def test_a_document_of_fifty_megabytes_is_read() -> None:
    """Its pictures are not unpacked."""
    padded = _stored(docx(), "word/media/image1.png", bytes(range(256)) * 200_000)
    assert len(padded) > 50_000_000
    assert reading(padded).draft.headline == HEADLINE


def _stored(data: bytes, name: str, content: bytes) -> bytes:
    """An archive with one more file that is not packed."""
    whole = io.BytesIO(data)
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, content)
    return whole.getvalue()


BOMBS = {
    "text": lambda: docx(paragraph(run("x " * 20_000_000))),
    "paragraphs": lambda: docx("<w:p/>" * 5_000_000),
    "attribute": lambda: docx(f'<w:p w:x="{"y" * 40_000_000}"/>'),
    "rtf": lambda: rtf("x " * 10_000_000),
    "groups": lambda: rtf("{" * 1_000_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_bounded_memory(name: str, tmp_path: Path) -> None:
    """In a process of its own, whose peak is measured; the file itself takes its size."""
    file = tmp_path / "bomb.bin"
    file.write_bytes(BOMBS[name]())
    program = (
        "import resource, sys, pathlib\n"
        "from distrib.services.releases.reading import read\n"
        "from distrib.errors import UnreadableText\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    read(pathlib.Path(sys.argv[1]).read_bytes(), 'bomb', None)\n"
        "except UnreadableText as fault:\n    print(str(fault).partition(':')[0])\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True)
    said, grown = ended.stdout.splitlines()
    assert said == "bomb is no release"
    assert int(grown) < MEMORY + 3 * file.stat().st_size


def test_entities_are_not_expanded() -> None:
    """No document type may be declared at all."""
    laughs = '<!DOCTYPE d [<!ENTITY a "haha"><!ENTITY b "&a;&a;">]>' + f"<w:document {WORD}><w:body/></w:document>"
    assert "cannot be opened" in refusal(docx(None, **{"word/document.xml": laughs}))


def test_nesting_without_end_is_refused() -> None:
    """By depth, before anything could be built of it."""
    assert "cannot be opened" in refusal(docx("<w:sdt>" * 10_000 + "</w:sdt>" * 10_000))


def test_an_archive_of_countless_files_is_not_even_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python would keep the whole list in memory."""
    monkeypatch.setattr(package, "MAX_DIRECTORY", 300)
    assert "tens of thousands of files" in refusal(docx())


def test_spaces_that_one_element_stands_for_are_counted() -> None:
    """ODT packs them."""
    spaces = "<text:p>" + '<text:s text:c="9999999"/>' * 6_000 + "</text:p>"
    assert "1,000,000 characters" in refusal(odt(spaces), "r.odt")


def test_all_parts_share_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bomb may be dealt out over headers."""
    monkeypatch.setattr(word, "MAX_UNPACKED", 2_000)
    assert "unpacks to more than 2,000 bytes" in refusal(docx())


def test_tracked_changes_are_read_as_if_accepted_and_told() -> None:
    """Insertions are text, deletions are not; how the first one begins is said."""
    changed = (
        "<w:ins>" + run("not ") + "</w:ins>"
        "<w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run('here')}</w:moveTo>"
    )
    body = word_body().replace(run("ENDS"), run(f"{STORY} They are ") + changed)
    recognised = reading(docx(body))
    assert "They are not here" in recognised.draft.body
    assert "never" not in recognised.draft.body
    told = str(recognised.remarks[0])
    assert "1 insertion kept, 1 deletion left out" in told
    assert "begins: “never”" in told
    assert "moved" in told


def test_tracked_changes_in_the_other_formats() -> None:
    """The same words."""
    regions = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion>"
        "</text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
    )
    for data in (
        odt(f"{regions}<text:h>{HEADLINE}</text:h><text:p>{STORY}</text:p><text:p>{STORY}</text:p>"),
        rtf(f"{HEADLINE}\\par {{\\revised {STORY}}}\\par {STORY}{{\\deleted never}}\\par"),
    ):
        recognised = reading(data)
        assert "never" not in recognised.draft.body
        assert STORY in recognised.draft.body
        assert "1 insertion kept, 1 deletion left out. The first deletion begins: “never”" in str(recognised.remarks[0])


def test_what_a_document_hides_or_keeps_beside_its_text_is_told() -> None:
    """Pictures, comments and footnotes are counted; hidden text is not read."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    extra = "<w:r><w:drawing><a:blip/></w:drawing><w:commentReference/><w:footnoteReference/></w:r>"
    recognised = reading(docx(word_body() + paragraph(hidden + extra)))
    assert "secret" not in json.dumps(recognised.draft.body + str(recognised.draft.boilerplate))
    assert tuple(map(str, recognised.remarks)) == (
        "Not taken over: 1 picture, 1 footnote, 1 comment.",
        "It has hidden text, which was not read.",
    )


def test_fields_and_text_boxes_of_word() -> None:
    """A link that is a field leads somewhere; a text box is read once, not again from its fallback."""
    link = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://a.example/x" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("the map")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    box = f"<w:txbxContent>{paragraph(run('In the box'))}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    boxed = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    body = word_body().replace(run("ENDS"), run(STORY + " See ") + link + run(".") + boxed)
    draft = reading(docx(body)).draft
    assert "See [the map](https://a.example/x)." in draft.body
    whole = draft.body + str(draft.boilerplate) + str(draft.contacts)
    assert whole.count("In the box") == 1


def test_a_page_runs_and_leaks_nothing() -> None:
    """Scripts, styles, frames and what they fetch are gone; links that run something are told."""
    traps = (
        "<script>alert('x')</script><style>p{background:url(https://evil.example/?leak)}</style>"
        "<img src=https://evil.example/p.gif><iframe src=https://evil.example></iframe>"
        "<p style='background:url(https://evil.example/b)'>" + STORY + "</p>"
        "<p>Read <a href='javascript:alert(1)'>this</a>, <a href='data:text/html,x'>that</a> and "
        "<a href=' JaVaScRiPt:x'>more</a>.</p><svg onload=alert(1)><text>drawn</text></svg>"
    )
    recognised = reading(page().replace("<p>ENDS</p>", traps + "<p>ENDS</p>"), "page.html")
    shown = json.dumps([recognised.draft.body, str(recognised.draft.boilerplate), str(recognised.draft.contacts)])
    for trap in ("evil.example", "alert", "javascript", "data:", "drawn"):
        assert trap not in shown.casefold()
    assert "Read this, that and more." in recognised.draft.body
    assert [str(one) for one in recognised.remarks] == [
        "Not taken over: 1 picture.",
        "Left out: 3 links that run something.",
    ]


@pytest.mark.parametrize(
    "hiding", ["hidden", "style='display:none'", 'style="color:red; DISPLAY : none"', "style=visibility:hidden"]
)
def test_what_a_pages_reader_does_not_see_is_not_read(hiding: str) -> None:
    """With all that stands in it; an element that is never closed takes nothing with it."""
    inner = f"<div {hiding}><div><p>Unseen words</p></div> leftover</div>"
    draft = reading(page().replace("<p>ENDS</p>", f"{inner}<p {hiding}>never closed<p>ENDS</p>"), "p.html").draft
    assert "Unseen" not in draft.body
    assert "leftover" not in draft.body
    assert draft.contacts
    titled = reading(page().replace("<blockquote>", "<blockquote title='a hidden gem' aria-hidden=false>")).draft
    assert titled == reading(page()).draft


@pytest.mark.parametrize("declared", ["windows-1256", "utf-8", "no-such-set", "utf-16", ""])
def test_an_arabic_page_of_windows(declared: str) -> None:
    """What the page says of its encoding counts where it can be true; else what the letters look like."""
    meta = f"<meta charset='{declared}'>" if declared else ""
    text = f"<html><head>{meta}</head><body><h1>العائلات تعود إلى الوادي</h1><p>{STORY_AR}</p><p>{STORY_AR}</p></body>"
    draft = reading(text.encode("cp1256"), "p.html").draft
    assert draft.language == "ar"
    assert draft.headline == "العائلات تعود إلى الوادي"
    assert STORY_AR in draft.body


def test_mixed_directions_and_what_steers_them() -> None:
    """Both directions stay in their order; overrides are taken out."""
    text = release(opening=f"GENEVA, 12 March 2024 – {STORY}\u202e\u2066", tail=STORY_AR)
    draft = reading(text, "r.txt").draft
    assert STORY_AR in draft.body
    assert not set("\u202e\u2066") & set(draft.body)


def test_a_body_of_a_million_characters_is_read_whole_or_not_at_all() -> None:
    """Nothing is cut off in silence."""
    long = "\n\n".join([STORY] * (900_000 // len(STORY)))
    assert reading(release(tail=long), "r.txt").draft.body.count(STORY) == 1 + 900_000 // len(STORY)
    assert "1,000,000 at most" in refusal(release(tail=long + "\n\n" + long), "r.txt")
    assert "more than 8,000 lines" in refusal(release(tail="A line.\n\n" * 9_000), "r.txt")


def test_a_headline_of_ten_thousand_characters_does_not_break_reading() -> None:
    """It is recognised for what it is said to be; keeping refuses it."""
    long = "Word " * 2_000
    assert len(reading(f"# {long}\n\n{STORY}\n\n{STORY}\n", "r.txt").draft.headline or "") == len(long.strip())


@given(st.sampled_from(sorted(FORMATS)), st.integers(0, 10_000), st.binary(max_size=6))
@settings(deadline=None, max_examples=60)
def test_no_file_breaks_its_reader(name: str, at: int, junk: bytes) -> None:
    """With junk anywhere in it."""
    data = FORMATS[name]()
    at %= len(data)
    with suppress(UnreadableText):
        reading(data[:at] + junk + data[at + len(junk) :])


def test_links_lead_to_the_web_or_nowhere() -> None:
    """A document's link may name a file or a script."""
    relations = "word/_rels/document.xml.rels"
    for target in ("file:///etc/passwd", "javascript:x", "\\\\server\\share", "https://a.example/) [x](y"):
        with zipfile.ZipFile(io.BytesIO(docx())) as archive:
            told = archive.read(relations).decode().replace(LINK, target)
        body = reading(docx(None, **{relations: told})).draft.body
        assert "The full report says" in body
