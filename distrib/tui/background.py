"""Work beside the event loop: a task runs in a thread and answers with a message. It never touches a widget."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from typing import TypeVar

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from distrib.errors import DistribError
from distrib.tui.wording import said

Answer = TypeVar("Answer")

SLOW = 1.5
"""Seconds of a deed after which a word is said; another program may be writing to the database."""


class Trouble(Message):
    """A task could not be done."""

    def __init__(self, sentence: str, group: str, fault: DistribError | None = None) -> None:
        super().__init__()
        self.sentence = sentence
        self.group = group
        self.fault = fault


def in_background(widget: Widget, task: Callable[[], Message], *, group: str, only_last: bool = True) -> None:
    """Read something in a thread and post what the task returns to the widget.

    With `only_last` an answer that a newer question of the group overtook is dropped.
    """
    widget.run_worker(partial(_carry_out, widget, task, group), thread=True, group=group, exclusive=only_last)


def ask_beside(widget: Widget, task: Callable[[], Message | None], group: str) -> None:
    """The same for what is asked every second: without a worker of Textual, whose messages about itself take the loop
    longer than the asking. None is no news.
    """

    def ask() -> None:
        try:
            answer = task()
        except Exception as fault:
            answer = _trouble(fault, group)
        if answer is not None:
            widget.post_message(answer)

    asyncio.get_running_loop().run_in_executor(None, copy_context().run, ask)


def _carry_out(widget: Widget, task: Callable[[], Message], group: str) -> None:
    worker = get_current_worker()
    try:
        answer = task()
    except Exception as fault:
        answer = _trouble(fault, group)
    if not worker.is_cancelled:
        widget.post_message(answer)


async def attempt(
    task: Callable[[], Answer], group: str, when_slow: Callable[[], object] = lambda: None
) -> Answer | Trouble:
    """Run a deed in a thread to its end and hand back what it returns, or why it could not be done.

    `when_slow` is called where it takes so long that a person would think that nothing happens.
    """
    running = asyncio.ensure_future(asyncio.to_thread(task))
    await asyncio.wait({running}, timeout=SLOW)
    if not running.done():
        when_slow()
    try:
        return await running
    except Exception as fault:
        return _trouble(fault, group)


def _trouble(fault: Exception, group: str) -> Trouble:
    """A person gets a sentence; the trace of a bug goes to a file."""
    if isinstance(fault, DistribError):
        return Trouble(said(fault), group, fault)
    from distrib.trouble import explain

    return Trouble(said(explain(fault)), group)
