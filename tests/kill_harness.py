"""Kills and pauses workers at chosen steps of their conversations, and compares what the servers have with the ledger.

It knows nothing of the engine it tries: the same checks are made of distrib and of engines that are known to fail.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from scripted_smtp import DEFAULTS, Late, ScriptedServer, Step

POINTS = ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "dot")
"""Where a worker is shot: when the server has read this step, before it answers."""

ONCE_A_CONNECTION = frozenset({"greeting", "EHLO"})
FURTHEST = 8
"""Steps of a kind until the shot."""

MOST_TRIES = 250
"""Looks for a shot, 20 ms apart, until one at any message takes its place."""

ENDED_WELL = frozenset({"accepted", "settled_sent"})
PATIENCE = 60.0


class Running(Protocol):
    """A worker's process."""

    @property
    def pid(self) -> int | None: ...

    def wait(self, timeout: float) -> int | None:
        """The exit status, negative for a signal; None while it runs."""
        ...


class Engine(Protocol):
    """What is tried."""

    connections: int

    def start(self, smtp: str) -> Running:
        """A worker of its own process that sends through `smtp` until it is told to end, or nothing is left."""
        ...

    def states(self) -> Mapping[str, str]:
        """Recipient → what the engine's own record says."""
        ...

    def left(self) -> int:
        """How many it still has to do."""
        ...

    def holds_nothing(self, pid: int) -> bool:
        """Whether the others have taken away all that this worker had claimed."""
        ...


@dataclass(frozen=True)
class Findings:
    """What the servers have against what the engine says."""

    states: Mapping[str, str]
    received: Counter[str]
    shots: int
    connections: int

    @property
    def twice(self) -> list[str]:
        """Who got it more than once."""
        return sorted(email for email, times in self.received.items() if times > 1)

    @property
    def lost(self) -> list[str]:
        """Who did not get it without being named as in doubt."""
        return sorted(email for email, state in self.states.items() if not self.received[email] and state != "in_doubt")

    @property
    def forgotten(self) -> list[str]:
        """Who got it and whose record says neither that nor that nobody knows."""
        known = ENDED_WELL | {"in_doubt"}
        return sorted(email for email in self.received if self.states.get(email) not in known)

    @property
    def doubts(self) -> int:
        return sum(state == "in_doubt" for state in self.states.values())

    def __str__(self) -> str:
        """A line for the table of `make chaos`."""
        return (
            f"{self.shots} shots: {len(self.states)} recipients, {sum(self.received.values())} messages, "
            f"{len(self.lost)} lost, {len(self.twice)} twice, {self.doubts} in doubt"
        )

    def check(self, people: int) -> None:
        """Nobody lost, nobody twice, every doubt named and no more of them than connections were cut."""
        told = str(self)
        sys.stdout.write(f"{told}\n")
        assert len(self.states) == people, told
        assert not self.twice, f"{told}; twice: {self.twice}"
        assert not self.lost, f"{told}; lost: {[(one, self.states[one]) for one in self.lost]}"
        assert not self.forgotten, f"{told}; forgotten: {self.forgotten}"
        assert self.doubts <= self.shots * self.connections, told


@dataclass
class Slot:
    """A place for a worker: a server of its own, which shoots it when it reaches the nth of a step."""

    start: Callable[[str], Running]
    pace: float
    fired: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    shot: signal.Signals | None = None
    point: str = ""
    countdown: int = 0

    def __post_init__(self) -> None:
        self.server = ScriptedServer({name: partial(self.step, name) for name in POINTS})

    def man(self) -> None:
        """Put a fresh worker there."""
        self.worker = self.start(self.server.url)

    def kill(self) -> None:
        """At once, wherever it is."""
        if self.worker.wait(0) is None and self.worker.pid is not None:
            os.kill(self.worker.pid, signal.SIGKILL)
            self.worker.wait(PATIENCE)

    def aim(self, shot: signal.Signals, point: str, countdown: int) -> None:
        with self.lock:
            self.fired.clear()
            self.shot, self.point, self.countdown = shot, point, countdown

    def step(self, name: str, _recipient: str) -> Step:
        """Called by the server for every step it has read."""
        with self.lock:
            if self.shot is not None and name == self.point:
                self.countdown -= 1
                if self.countdown <= 0:
                    self._fire(self.shot)
        answer = DEFAULTS[name]
        assert isinstance(answer, str)
        return Late(answer, self.pace) if name == "dot" and self.pace else answer

    def _fire(self, shot: signal.Signals) -> None:
        self.shot = None
        if self.worker.pid is not None:
            os.kill(self.worker.pid, shot)
        self.fired.set()


@dataclass
class Battle:
    """Workers in `slots` places, shot at one after the other; `pace` is how long a server takes to keep a message."""

    engine: Engine
    slots: int = 1
    pace: float = 0.0
    seed: int = field(default_factory=lambda: random.SystemRandom().randrange(10**6))

    def fight(self, kills: int, pauses: int = 0) -> Findings:
        """Fire all shots, let the survivors finish, and compare."""
        chance = random.Random(self.seed)
        places = [Slot(self.engine.start, self.pace) for _ in range(self.slots)]
        shots = [signal.SIGKILL] * kills + [signal.SIGSTOP] * pauses
        chance.shuffle(shots)
        fired = 0
        with ExitStack() as stack:
            for place in places:
                stack.enter_context(place.server)
                place.man()
                stack.callback(self._end, place)
            for number, shot in enumerate(shots):
                fired += self._shoot(places, chance.choice(places), shot, POINTS[number % len(POINTS)], chance)
            self._finish(places)
        received = Counter(message.recipient for place in places for message in place.server.received)
        assert fired > len(shots) // 2, f"only {fired} of {len(shots)} shots met a worker at work, seed {self.seed}"
        return Findings(self.engine.states(), received, fired, self.engine.connections)

    def _shoot(
        self, places: Sequence[Slot], place: Slot, shot: signal.Signals, point: str, chance: random.Random
    ) -> int:
        """How many shots were fired: none where all was done before the worker came to that step."""
        fired = 1
        if point in ONCE_A_CONNECTION:
            place.kill()  # at whatever it is doing; the next one is met on its way in
            fired += 1
        place.aim(shot, point, chance.randrange(1, 1 + (self.engine.connections if fired > 1 else FURTHEST)))
        if fired > 1:
            place.man()
        tries = 0
        while not place.fired.wait(0.02):
            if not self.engine.left():
                return fired - 1
            self._check_that_it_lives(place)
            tries += 1
            if tries == MOST_TRIES:  # a lane may have found nothing to open a connection for
                place.aim(shot, "MAIL", 1)
        pid = place.worker.pid
        assert pid is not None
        if shot is signal.SIGKILL:
            assert place.worker.wait(PATIENCE) == -signal.SIGKILL
            place.man()
        else:
            self._wait_for_the_others(pid, [one for one in places if one is not place])
            os.kill(pid, signal.SIGCONT)
        return fired

    def _wait_for_the_others(self, paused: int, others: Sequence[Slot]) -> None:
        """Until they have taken over whatever the paused worker had claimed."""

        def have_taken_over() -> bool:
            for place in others:
                self._check_that_it_lives(place)
            return self.engine.holds_nothing(paused)

        wait_for(have_taken_over, f"the others take over from the paused worker, seed {self.seed}")

    def _finish(self, places: Sequence[Slot]) -> None:
        """At full speed until nothing is left."""

        for place in places:
            place.pace = 0

        def is_done() -> bool:
            if self.engine.left() == 0:
                return True
            for place in places:
                self._check_that_it_lives(place)
            return False

        wait_for(is_done, f"everything is done, seed {self.seed}", patience=600)

    def _check_that_it_lives(self, place: Slot) -> None:
        """Nobody shot at it: it may have ended because all was done, and for no other reason."""
        status = place.worker.wait(0)
        is_ours = status in (None, -signal.SIGKILL)
        assert is_ours or not self.engine.left(), f"a worker ended by itself: {status}, seed {self.seed}"

    @staticmethod
    def _end(place: Slot) -> None:
        if place.worker.wait(0) is None and place.worker.pid is not None:
            os.kill(place.worker.pid, signal.SIGCONT)
            os.kill(place.worker.pid, signal.SIGTERM)
            place.worker.wait(PATIENCE)


def wait_for(predicate: Callable[[], bool], description: str, patience: float = PATIENCE) -> None:
    """Look again and again, within bounds."""
    deadline = time.monotonic() + patience
    while not predicate():
        assert time.monotonic() < deadline, f"waited in vain until {description}"
        threading.Event().wait(0.02)


_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["pytest", "psycopg", "alembic.command", "kill_distrib", "distrib.worker.process"])


class Forked:
    """A function run in a process of its own, forked from a server that has everything imported: it starts fast."""

    def __init__(self, function: Callable[..., None], *arguments: Any) -> None:
        self._process = _FORKS.Process(target=function, args=arguments, daemon=True)
        self._process.start()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def wait(self, timeout: float) -> int | None:
        self._process.join(timeout)
        return self._process.exitcode
