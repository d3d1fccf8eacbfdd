"""The Markdown of a release: pasted prose stays prose, in HTML and in text."""

from __future__ import annotations

import html
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distrib.mail import markdown
from distrib.mail.markdown_html import to_html
from distrib.mail.markdown_text import to_text


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "#hashtag and snake_case_words",
            "5 * 3 = 15",
            "(c) (tm) +- ... --",
            '"straight" quotes',
            "&amp; &copy; &nbsp;",
        ),
        *("<b>tag</b> <!-- x -->", "<script>alert(1)</script>", "`code` ``quoted''", "~~~", "```", "+ 41 22 730 25 90"),
        *(
            "2026. It was a year",
            "{{ 7*7 }} {% x %}",
            "[1]: https://x.example",
            "[js](javascript:alert(1))",
            "a | b",
            "{x} %s",
        ),
        *("www.relief.example", "https://relief.example/a_b_c", "$5*", "_", "1.5 million", "x" * 3000),
    ],
)
def test_what_only_looks_like_markup_is_shown_as_typed(typed: str) -> None:
    """Character for character, in both parts."""
    assert to_text(typed) == typed
    rendered = to_html(typed)
    assert re.fullmatch(r"<p>[^<]*</p>\n", rendered)
    assert html.unescape(rendered[3:-5]) == typed


@pytest.mark.parametrize(
    ("source", "rendered", "text"),
    [
        ("a\nb", "<p>a<br>\nb</p>", "a\nb"),
        ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>", "a b"),
        ("# a", "<h2>a</h2>", "a"),
        ("### a", "<h3>a</h3>", "a"),
        ("###### a", "<h4>a</h4>", "a"),
        ("[a](https://x.example)", '<p><a href="https://x.example">a</a></p>', "a (https://x.example)"),
        ("[x.example](https://x.example/)", '<p><a href="https://x.example/">x.example</a></p>', "x.example"),
        ("<https://x.example>", '<p><a href="https://x.example">https://x.example</a></p>', "https://x.example"),
        ("[us](mailto:a@x.example)", '<p><a href="mailto:a@x.example">us</a></p>', "us (a@x.example)"),
        (
            "![a](https://x.example/p.png)",
            '<p>!<a href="https://x.example/p.png">a</a></p>',
            "!a (https://x.example/p.png)",
        ),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "- a\n- b"),
        ("3) a\n4) b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>', "3. a\n4. b"),
        ("- a\n  - b\n  - c", "<ul>\n<li>a\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n</li>\n</ul>", "- a\n  - b\n  - c"),
        ("> a\n>\n> b", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>", "> a\n>\n> b"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>", "a\n\n* * *\n\nb"),
        ("    indented", "<p>indented</p>", "indented"),
        ("[d](data:text/html,x)", "<p>[d](data:text/html,x)</p>", "[d](data:text/html,x)"),
    ],
)
def test_markup_that_is_understood(source: str, rendered: str, text: str) -> None:
    """The little a release needs."""
    assert to_html(source).strip() == rendered
    assert to_text(source) == text


def test_a_table_is_rows_of_cells() -> None:
    """In text, cells are set apart by a bar."""
    source = "| a | b |\n|---|--:|\n| 1 | [2](https://x.example) |"
    assert to_text(source) == "a | b\n1 | 2 (https://x.example)"
    assert '<td><a href="https://x.example">2</a></td>' in to_html(source)


def test_a_lead_before_a_list_is_a_paragraph_of_its_own() -> None:
    """It is text, whatever it holds."""
    assert to_text("- a", lead="ROME *x* – ") == "ROME *x* –\n\n- a"
    assert to_html("- a", lead="ROME *x* – ").startswith("<p><strong>ROME *x* –</strong></p>")


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab1 \n\t*_#>-+.)([]<>!`~|&;:/\\\"'=é"), max_size=120))
def test_nothing_typed_becomes_a_tag_of_its_own(source: str) -> None:
    """Only known tags leave, with no attribute but three."""
    tags = set(re.findall(r"<(/?[a-z0-9]+[^>]*)>", to_html(source, is_rtl=True)))
    for tag in tags:
        assert re.fullmatch(
            r'/?(?:p|br|strong|em|ul|li|blockquote|hr|h[234]|table|thead|tbody|tr|t[hd]|ol(?: start="\d+")?'
            r'|span(?: dir="ltr")?|a(?: href="[^"]*")?)',
            tag,
        )
    to_text(source)


@pytest.mark.parametrize("unit", ["[", "*a **b ", "_a ", "> ", "- ", "[a](", "<a@", "![", "\\", "+1 ", "| a ", "a@"])
@pytest.mark.timeout(30)
def test_endless_nesting_neither_fails_nor_hangs(unit: str) -> None:
    """No recursion without bound, no pattern that takes for ever."""
    source = unit * (12_000 // len(unit))
    for text in (source, source + source[::-1]):
        assert to_html(text, is_rtl=True)
        assert isinstance(to_text(text), str)


def test_threads_that_begin_at_once_read_the_same() -> None:
    """A worker's lanes compose their first messages together, each in a thread."""
    body = "Teams reached **the valley**.\n\n- one\n- two\n\n> quoted"
    expected = to_text(body)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            for _ in range(60):
                markdown._parser.cache_clear()
                markdown._parser()
                together = Barrier(8)

                def read(_: int, together: Barrier = together) -> str:
                    together.wait(10)
                    return to_text(body)

                assert set(pool.map(read, range(8))) == {expected}
    finally:
        sys.setswitchinterval(before)
