"""A small real IMAP server on loopback, in TLS: one mailbox, in which tests lay messages and see what was marked."""

from __future__ import annotations

import base64
import re
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import trustme

FETCH = re.compile(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)")


@dataclass
class ScriptedMailbox:
    """What the server holds and hears; `url` and `ca_file` are what to connect with."""

    user: str = "returns@office.example"
    password: str = "hunter2-Tr0ub4dor"
    keeps_keywords: bool = True
    breaks_at: str = ""
    """The connection is closed when a command begins so."""
    messages: dict[int, bytes] = field(default_factory=dict)
    marked: dict[int, set[str]] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    certificate: str = "localhost"
    port: int = 0
    ca_file: str = ""

    @property
    def url(self) -> str:
        return f"imaps://{self.user.replace('@', '%40')}@localhost:{self.port}"

    def lay(self, *contents: bytes) -> None:
        """Messages arrive."""
        for content in contents:
            uid = max(self.messages, default=0) + 1
            self.messages[uid], self.marked[uid] = content, set()

    @contextmanager
    def open(self) -> Iterator[ScriptedMailbox]:
        """Serve until the block ends."""
        authority = trustme.CA()
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(self.certificate).configure_cert(tls)
        mailbox = self

        class Talk(_Talk):
            box = mailbox
            context = tls

        with (
            authority.cert_pem.tempfile() as ca_file,
            socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server,
        ):
            self.port, self.ca_file = server.server_address[1], ca_file
            thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
            thread.start()
            yield self
            server.shutdown()


class _Talk(socketserver.BaseRequestHandler):
    box: ScriptedMailbox
    context: ssl.SSLContext

    def handle(self) -> None:
        try:
            with self.context.wrap_socket(self.request, server_side=True) as talk, talk.makefile("rwb") as self.file:
                self._serve()
        except OSError:
            return

    def _serve(self) -> None:
        self._say("* OK ready")
        while line := self.file.readline().decode().strip():
            tag, _, command = line.partition(" ")
            self.box.heard.append(command)
            if self.box.breaks_at and command.startswith(self.box.breaks_at):
                return
            answer = next(answer for start, answer in self._answers() if command.startswith(start))
            self._say(f"{tag} {answer(command)}")
            if command == "LOGOUT":
                return

    def _answers(self) -> list[tuple[str, Callable[[str], str]]]:
        return [
            ("CAPABILITY", lambda _: self._tell("CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2")),
            ("AUTHENTICATE", self._log_in),
            ('SELECT "INBOX"', self._select),
            ("SELECT", lambda _: "NO \x1b[2Jthere is no such folder"),
            ("UID SEARCH", self._search),
            ("UID FETCH", self._fetch),
            ("UID STORE", self._store),
            ("LOGOUT", lambda _: self._tell("BYE")),
        ]

    def _log_in(self, command: str) -> str:
        said = self._ask("+ ")
        if command.endswith("XOAUTH2"):
            if said == f"user={self.box.user}\1auth=Bearer {self.box.password}\1\1":
                return "OK welcome"
            return "NO [AUTHENTICATIONFAILED] no" if self._ask("+ e30=") == "" else "BAD an empty line was due"
        return "OK welcome" if said == f"\0{self.box.user}\0{self.box.password}" else "NO [AUTHENTICATIONFAILED] no"

    def _select(self, _: str) -> str:
        kept = r"\Deleted \Seen \*" if self.box.keeps_keywords else r"\Deleted \Seen"
        return self._tell(f"{len(self.box.messages)} EXISTS", f"OK [PERMANENTFLAGS ({kept})] limited")

    def _search(self, command: str) -> str:
        _, is_limited, mark = command.partition("UNKEYWORD ")
        found = [uid for uid in self.box.messages if not is_limited or mark not in self.box.marked[uid]]
        return self._tell("SEARCH " + " ".join(map(str, found)))

    def _fetch(self, command: str) -> str:
        asked = FETCH.fullmatch(command)
        assert asked
        content = self.box.messages.get(int(asked[1]))
        if content is not None:
            part = content[: int(asked[2])]
            self.file.write(b"* 1 FETCH (UID %s BODY[]<0> {%d}\r\n%s)\r\n" % (asked[1].encode(), len(part), part))
        return "OK done"

    def _store(self, command: str) -> str:
        _, _, uid, _, flags = command.split(" ", 4)
        self.box.marked[int(uid)] |= set(flags.strip("()").split())
        return "OK done"

    def _ask(self, prompt: str) -> str:
        self._say(prompt)
        return base64.b64decode(self.file.readline().strip()).decode()

    def _tell(self, *lines: str) -> str:
        for line in lines:
            self._say(f"* {line}")
        return "OK done"

    def _say(self, line: str) -> None:
        self.file.write(line.encode() + b"\r\n")
        self.file.flush()
