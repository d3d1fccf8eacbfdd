"""Queries written as words of a command line, where `-beat:sports` excludes and is no option."""

from __future__ import annotations

import re
from typing import Any

import click

_EXCLUDES = re.compile(r"-[^-].")
"""Longer than an option of one letter: click would read `-beat:sports` as six of those."""


class QueryCommand(click.Command):
    """A command whose arguments hold a query."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with a term that excludes taken for an argument."""
        terms = {f"−{word[1:]}": word for word in args if _EXCLUDES.match(word)}
        written = {word: shown for shown, word in terms.items()}
        rest = super().parse_args(ctx, [written.get(word, word) for word in args])
        for name, value in ctx.params.items():
            ctx.params[name] = _as_written(value, terms)
        return rest


def _as_written(value: Any, terms: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_as_written(one, terms) for one in value)
    return terms.get(value, value) if isinstance(value, str) else value
