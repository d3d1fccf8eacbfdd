"""Prometheus' text format: what is written is what Prometheus' own parser reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from distrib.core.exposition import Kind, Metric, exposition

TEXTS = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
)


@given(TEXTS, st.dictionaries(st.sampled_from(["a", "b_2", "_c"]), TEXTS), st.floats(allow_nan=False))
def test_what_is_written_is_what_is_read(help_text: str, labels: dict[str, str], value: float) -> None:
    """Quotes, backslashes and line feeds in labels included."""
    metric = Metric("distrib_x", Kind.GAUGE, help_text, ((labels, value),))
    (family,) = text_string_to_metric_families(exposition([metric]))
    (sample,) = family.samples
    assert (family.name, family.type, sample.labels, sample.value) == ("distrib_x", "gauge", labels, value)


def test_the_form_of_a_line() -> None:
    """Help, type, samples, and a line feed at the end."""
    metric = Metric("x_total", Kind.COUNTER, 'of\n"it"', (({}, 3), ({"a": 'b"\\\n'}, 4)))
    assert exposition([metric]) == (
        '# HELP x_total of\\n"it"\n# TYPE x_total counter\nx_total 3\nx_total{a="b\\"\\\\\\n"} 4\n'
    )
    assert exposition([]) == ""


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [
        ("1x", Kind.GAUGE, "a"),
        ("x y", Kind.GAUGE, "a"),
        ("x", Kind.GAUGE, "a-b"),
        ("x", Kind.COUNTER, "a"),
        ("x_total", Kind.GAUGE, "a"),
    ],
)
def test_a_name_that_prometheus_does_not_know_is_a_bug(name: str, kind: Kind, label: str) -> None:
    """Found when the number is made, and not by whoever reads the file."""
    with pytest.raises(ValueError, match="name"):
        Metric(name, kind, "", (({label: ""}, 1),))
