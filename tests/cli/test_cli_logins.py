"""An office of several logins on PostgreSQL: its work from text to log, and every way round its rules that fails."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from cli_office import ROSTER, Cli
from command_line import RELEASE
from office_logins import Logins, an_owned_database, with_roles
from scripted_smtp import ScriptedServer

NOT_LET = "The database does not let `{}` do this. Nothing was changed by this step."


@pytest.fixture(scope="module")
def prepared(postgresql: Callable[..., str]) -> str:
    """The name of a database that is migrated and has its roles; those of the tests are copies of it."""
    return with_roles(postgresql)


@pytest.fixture
def logins(cli: Cli, postgresql: Callable[..., str], prepared: str) -> Logins:
    """An office under four eyes, with a list of journalists."""
    (cli.home / "config.toml").write_text('[office]\napproval = "four-eyes"\n', "utf-8")
    opened = Logins(cli, an_owned_database(postgresql, prepared))
    opened.done("ana", "people", "import", cli.file("roster.csv", ROSTER), "--as", "journalists")
    return opened


def drafted(logins: Logins, login: str = "ana") -> str:
    """A release by an editor; its reference."""
    return logins.done(login, "release", "add", logins.cli.file("r.txt", RELEASE)).out.strip()


def approved(logins: Logins) -> str:
    """One that ana wrote and ben approved."""
    reference = drafted(logins)
    logins.done("ben", "release", "approve", reference)
    return reference


def test_the_whole_work_of_an_office_with_logins(logins: Logins) -> None:
    """Written, submitted, sent back, changed, approved, sent, delivered, read: each by a login that may no more."""
    reference = drafted(logins)
    logins.done("ana", "release", "audience", reference, "country:LY")
    logins.done("ana", "release", "submit", reference)
    logins.done("ben", "release", "return", reference, "--because", "Name the town.")
    logins.done("eva", "release", "add", logins.cli.file("f.txt", RELEASE), "--language", "fr", "--to", reference)
    logins.done("ana", "release", "submit", reference)
    logins.done("ben", "release", "approve", reference)
    queued = logins.done("eva", "send", reference, "--yes", "--queue")
    assert queued.out == "Dispatch 1: 1 queued. Deliver with: distrib worker\n"
    logins.done("eva", "dispatch", "pause", "1")
    logins.done("ana", "dispatch", "resume", "1")
    with ScriptedServer() as server:
        logins.cli.smtp(server.url)
        ended = logins.done("wim", "worker", "--once")
        assert "1 accepted" in ended.err
    assert [message.recipient for message in server.received] == ["amal@news.example"]
    assert logins.done("wim", "log", reference, "--json").objects[0]["state"] == "accepted"
    assert logins.done("owner", "db", "check").status == 0
    events = [(one["by"], one["what"]) for one in logins.done("ana", "release", "history", reference, "--json").objects]
    assert events == [
        ("ana", "release added"),
        ("ana", "audience set"),
        ("ana", "release submitted"),
        ("ben", "release sent back"),
        ("eva", "edition fr added"),
        ("ana", "release submitted"),
        ("ben", "release approved"),
        ("eva", "dispatch queued"),
    ]


def test_an_editor_delivers_too_and_a_worker_pauses_what_an_older_copy_left(logins: Logins) -> None:
    """Each role has the rights of the one before it; a limit, a mail server that rests and a late answer included."""
    reference = approved(logins)
    config = logins.cli.home / "config.toml"
    config.write_text(config.read_text() + "[pacing]\nmessages_per_minute = 100\n", "utf-8")
    with ScriptedServer(script={"dot": "451 4.3.0 later"}) as server:
        logins.cli.smtp(server.url)
        assert logins.run("eva", "send", reference, "--to", "all", "--yes").status == 3
    logins.cli.smtp("smtp://localhost:2")
    logins.sql("owner", "UPDATE deliveries SET due_at = now() - interval '1 hour'")
    ended = logins.run("wim", "worker", "--once")
    assert ended.status == 1
    assert "The mail server did not serve us" in ended.err
    logins.sql("owner", "UPDATE sends_counted SET counted = 0")
    assert "This database is an older copy" in logins.done("wim", "worker", "--once").err


@pytest.mark.parametrize("login", ["eva", "wim"])
def test_who_is_no_approver_approves_nothing(logins: Logins, login: str) -> None:
    """By the command, by the table of approvals, and by the state of the release."""
    reference = drafted(logins)
    ended = logins.run(login, "release", "approve", reference)
    assert (ended.status, ended.out) == (1, "")
    assert NOT_LET.format(login) in ended.err
    insert = """INSERT INTO approvals (release_id, version, version_hash, approved_by, approved_at, policy)
                VALUES (1, 1, 'x', 'ben', now(), 'self')"""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        logins.sql(login, insert)
    with pytest.raises(psycopg.Error, match=r"only once an approver has approved|permission denied"):
        logins.sql(login, "UPDATE releases SET approved_hash = 'x', state = 'approved'")
    assert logins.sql("owner", "SELECT state, approved_hash FROM releases") == [("draft", None)]
    assert logins.run("eva", "send", reference, "--to", "all", "--yes", "--queue").status == 1


def test_the_author_does_not_approve_under_four_eyes(logins: Logins) -> None:
    """Whatever the settings of their own machine say, and whatever name their program gives."""
    reference = drafted(logins, "ben")
    (logins.cli.home / "config.toml").write_text('[office]\napproval = "self"\n', "utf-8")
    ended = logins.run("ben", "release", "approve", reference)
    assert "ben wrote some of it, and this office wants a second pair of eyes" in ended.err
    insert = """INSERT INTO approvals (release_id, version, version_hash, approved_by, approved_at, policy)
                VALUES (1, 1, 'x', 'ida', now(), 'self')"""
    with pytest.raises(psycopg.Error, match="ben wrote some of it") as refused:
        logins.sql("ben", insert)
    assert refused.value.sqlstate == "DR001"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        logins.sql("ben", "UPDATE approval_policy SET policy = 'self'")
    for statement in ("SET ROLE postgres", "SET SESSION AUTHORIZATION ida"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            logins.sql("ben", statement)
    logins.done("ida", "release", "approve", reference)
    logins.done("ben", "release", "audience", reference, "all")
    assert "ben wrote some of it" in logins.run("ben", "release", "approve", reference).err
    logins.done("ida", "release", "approve", reference)


def test_an_approval_names_the_login_and_the_policy_that_counted(logins: Logins) -> None:
    """Whatever a program writes there; and only the newest version is approved."""
    reference = drafted(logins)
    insert = """INSERT INTO approvals (release_id, version, version_hash, approved_by, approved_at, policy)
                VALUES (1, %s, 'x', 'ana', now(), 'self')"""
    logins.sql("ben", insert, 1)
    assert logins.sql("owner", "SELECT approved_by, policy FROM approvals") == [("ben", "four-eyes")]
    logins.done("ana", "release", "audience", reference, "all")
    for version in (1, 3):
        with pytest.raises(psycopg.Error, match=f"{reference} has a newer version"):
            logins.sql("ben", insert, version)


def test_a_version_names_the_login_that_wrote_it(logins: Logins) -> None:
    """So nobody approves their own text by writing it in another's name, nor adds to another's."""
    drafted(logins)
    version = """INSERT INTO release_versions (release_id, number, created_by, created_at)
                 VALUES (1, 2, 'ana', now())"""
    logins.sql("ben", version)
    assert logins.sql("owner", "SELECT created_by FROM release_versions ORDER BY number") == [("ana",), ("ben",)]
    edition = """INSERT INTO editions (version_id, position, language, headline, markers, body, content_hash)
                 VALUES (%s, 1, 'de', 'H', '[]', 'B', 'x')"""
    for login, number in (("ben", 1), ("ida", 2), ("ana", 2)):
        with pytest.raises(psycopg.Error, match="Only who writes the newest version adds"):
            logins.sql(login, edition, number)
    logins.sql("ben", edition, 2)


def test_fake_tables_do_not_stand_in_for_the_true_ones(logins: Logins) -> None:
    """A login may make tables of its own that last as long as it is connected; no rule looks into them."""
    drafted(logins, "ben")
    fake = """CREATE TEMPORARY TABLE release_versions (release_id integer, number integer, created_by text);
              CREATE TEMPORARY TABLE approval_policy (id integer, policy text);
              INSERT INTO pg_temp.release_versions VALUES (1, 1, 'ana');
              INSERT INTO pg_temp.approval_policy VALUES (1, 'self');"""
    insert = """INSERT INTO approvals (release_id, version, version_hash, approved_by, approved_at, policy)
                VALUES (1, 1, 'x', 'ida', now(), 'self')"""
    with psycopg.connect(logins.url("ben")) as connection:
        connection.execute(fake.encode())
        with pytest.raises(psycopg.Error, match="ben wrote some of it"):
            connection.execute(insert.encode())


FORBIDDEN, RULE, CHECK = "42501", "DR001", "23514"
"""SQLSTATEs: a right that was not granted, a rule of the migrations, a constraint."""

EDITORS_TRICKS = {
    "UPDATE editions SET body = 'x'": FORBIDDEN,
    "UPDATE edition_contacts SET phones = '[]'": FORBIDDEN,
    "DELETE FROM release_versions": FORBIDDEN,
    """INSERT INTO editions (version_id, position, language, headline, markers, body, content_hash)
       VALUES (1, 1, 'de', 'H', '[]', 'B', 'x')""": RULE,
    """INSERT INTO editions (version_id, position, language, headline, markers, body, content_hash)
       VALUES (2, 1, 'de', 'H', '[]', 'B', 'x')""": RULE,
    """INSERT INTO edition_contacts (edition_id, position, name, phones, phones_as_written, emails)
       VALUES (2, 9, 'N', '[]', '[]', '[]')""": RULE,
    "INSERT INTO blobs (sha256, data) VALUES ('x', 'y')": CHECK,
    "UPDATE deliveries SET email = 'x@news.example'": FORBIDDEN,
    "UPDATE deliveries SET edition_id = 1": FORBIDDEN,
    """INSERT INTO deliveries (dispatch_id, edition_id, email, address_key, name, is_fallback, message_id, token, state,
       attempts, due_at, changed_at) VALUES (1, 1, 'e', 'e', 'n', false, 'm', 't', 'queued', 0, now(), now())""": RULE,
    "UPDATE dispatches SET version_id = 1": FORBIDDEN,
    "UPDATE audit_events SET actor = 'ben'": FORBIDDEN,
    "DELETE FROM audit_events": FORBIDDEN,
    "TRUNCATE audit_events": FORBIDDEN,
    "UPDATE approvals SET version_hash = 'x'": FORBIDDEN,
    "UPDATE approval_policy SET policy = 'self'": FORBIDDEN,
    "DROP TRIGGER check_approval ON approvals": FORBIDDEN,
    "CREATE FUNCTION public.lower(text) RETURNS text LANGUAGE sql AS 'SELECT 1'": FORBIDDEN,
    "SET session_replication_role = replica": FORBIDDEN,
    "GRANT distrib_approver TO ana": FORBIDDEN,
    "UPDATE releases SET approved_hash = 'x'": RULE,
    "UPDATE releases SET reference = 'x'": FORBIDDEN,
    """INSERT INTO releases (reference, state, created_at, updated_at)
       VALUES ('2026-009', 'approved', now(), now())""": RULE,
    """INSERT INTO dispatches (release_id, version_id, version_hash, sender_id, query, audience_size, created_by,
       created_at, status) SELECT 1, 1, version_hash, 1, 'all', 0, 'ben', now(), 'running' FROM dispatches""": RULE,
    """INSERT INTO dispatches (release_id, version_id, version_hash, sender_id, query, audience_size, created_by,
       created_at, status) SELECT 1, 2, version_hash, 1, 'country:GB', 0, 'ben', now(), 'running' FROM dispatches""": (
        RULE
    ),
}
"""What an editor might say to the database itself → what refuses it. Version 2 is approved and queued."""


@pytest.fixture
def sent(logins: Logins) -> str:
    """A release of two versions that is approved for all and queued."""
    reference = drafted(logins)
    logins.done("ana", "release", "audience", reference, "all")
    logins.done("ben", "release", "approve", reference)
    logins.done("ana", "send", reference, "--yes", "--queue")
    return reference


def refused_with(logins: Logins, statement: str) -> str | None:
    """SQLSTATE by which the database refuses it to ana; None where it lets her."""
    try:
        logins.sql("ana", statement)
    except psycopg.Error as refused:
        return refused.sqlstate
    return None


def test_an_editor_finds_no_way_round(logins: Logins, sent: str) -> None:
    """Each is refused by the database, and nothing of it is left."""
    tables = ("editions", "release_versions", "deliveries", "audit_events", "approvals", "releases", "dispatches")
    before = [logins.sql("owner", f"SELECT * FROM {table} ORDER BY id") for table in tables]
    assert {trick: refused_with(logins, trick) for trick in EDITORS_TRICKS} == EDITORS_TRICKS
    assert [logins.sql("owner", f"SELECT * FROM {table} ORDER BY id") for table in tables] == before


def test_a_worker_moves_deliveries_and_nothing_else(logins: Logins, sent: str) -> None:
    """It writes no text, no people and no dispatch."""
    for statement in (
        "UPDATE editions SET body = 'x'",
        "INSERT INTO release_versions (release_id, number, created_by, created_at) VALUES (1, 9, 'ana', now())",
        "UPDATE releases SET state = 'killed'",
        "UPDATE journalists SET name = 'x'",
        "INSERT INTO dispatches SELECT * FROM dispatches",
        "INSERT INTO deliveries SELECT * FROM deliveries",
        "UPDATE deliveries SET email = 'x@news.example'",
        "DELETE FROM attempts",
        "DELETE FROM deliveries",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            logins.sql("wim", statement)
    logins.sql("wim", "UPDATE deliveries SET state = 'queued', turn = turn")
    for command in (["release", "submit", sent], ["journalists", "note", "amal@news.example", "x"]):
        ended = logins.run("wim", *command)
        assert ended.status == 1
        assert "wim" in ended.err or "cannot be submitted" in ended.err


def test_the_owner_too_adds_to_the_trail_only(logins: Logins, sent: str) -> None:
    """And it names who was connected, not whom a program names."""
    for table in ("audit_events", "approvals"):
        for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}", f"UPDATE {table} SET id = id + 100"):
            with pytest.raises(psycopg.Error, match=f"The table {table} is only added to"):
                logins.sql("owner", statement)
    logins.sql(
        "wim", "INSERT INTO audit_events (at, actor, action, subject, detail) VALUES (now(), 'ben', 'a', 's', '{}')"
    )
    assert logins.sql("owner", "SELECT actor FROM audit_events ORDER BY id DESC LIMIT 1") == [("wim",)]


def test_no_login_brings_an_embargo_forward(logins: Logins, sent: str) -> None:
    """Neither to an earlier moment nor away; putting it off, and lifting the release, go on as they did."""
    logins.sql("owner", "UPDATE deliveries SET lifts_at = '2030-01-01T06:00Z'")
    for moment in ("NULL", "'2029-12-31T06:00Z'"):
        with pytest.raises(psycopg.Error, match="not brought forward before its release is lifted"):
            logins.sql("owner", f"UPDATE deliveries SET lifts_at = {moment}")
    logins.sql("owner", "UPDATE deliveries SET lifts_at = '2030-01-02T06:00Z'")
    logins.sql("owner", "UPDATE releases SET lifted_at = '2029-12-30T06:00Z'")
    with pytest.raises(psycopg.Error, match="not brought forward"):
        logins.sql("owner", "UPDATE deliveries SET lifts_at = '2029-12-29T06:00Z'")
    logins.sql("owner", "UPDATE deliveries SET lifts_at = '2029-12-30T06:00Z'")


def test_what_is_killed_stays_killed(logins: Logins, sent: str) -> None:
    """Nobody brings it back by writing its state."""
    logins.sql("owner", "UPDATE releases SET state = 'killed'")
    with pytest.raises(psycopg.Error, match="was killed and stays so"):
        logins.sql("ana", "UPDATE releases SET state = 'issued'")


def test_what_was_queued_is_never_discarded(logins: Logins, sent: str) -> None:
    """Whatever statement a login writes; a draft may be, and comes back."""
    for state in ("'discarded'", "'discarded', approved_hash = NULL"):
        with pytest.raises(psycopg.Error, match="is approved or was queued, so it is not discarded") as refused:
            logins.sql("ana", f"UPDATE releases SET state = {state}")
        assert refused.value.sqlstate == RULE
    draft = drafted(logins)
    logins.done("eva", "release", "discard", draft, "--yes")
    assert logins.sql("owner", "SELECT state FROM releases WHERE reference = %s", draft) == [("discarded",)]
    logins.done("eva", "release", "bring-back", draft)


def test_erasing_a_person_is_the_owners(logins: Logins, sent: str) -> None:
    """It rewrites what is otherwise written once."""
    logins.done("owner", "dispatch", "stop", "1")
    ended = logins.run("ben", "journalists", "erase", "zoe@wire.example", "--yes")
    assert ended.status == 1
    assert NOT_LET.format("ben") in ended.err
    logins.done("owner", "journalists", "erase", "zoe@wire.example", "--yes")


def test_a_login_without_a_role_reads_nothing(logins: Logins) -> None:
    """And is told whom to ask."""
    ended = logins.run("nobody", "release", "list")
    assert (ended.status, ended.out) == (1, "")
    assert NOT_LET.format("nobody") in ended.err
    assert "Ask whoever keeps the database" in ended.err


def test_a_policy_that_the_database_does_not_enforce_is_found(logins: Logins) -> None:
    """Until its owner says so to the database."""
    assert "does not enforce it" not in logins.run("ana", "doctor").out
    logins.sql("owner", "UPDATE approval_policy SET policy = 'self'")
    ended = logins.run("ana", "doctor")
    assert "the database does not enforce it" in ended.out
    assert "distrib db roles --create" in ended.out
    logins.done("owner", "db", "roles", "--create")
    assert "does not enforce it" not in logins.run("ana", "doctor").out


def test_roles_are_printed_before_they_are_made(cli: Cli, postgresql: Callable[[], str]) -> None:
    """As SQL that another tool may carry out; a file has none."""
    assert "whoever may write the file" in cli("db", "roles").err
    opened = Logins(cli, an_owned_database(postgresql))
    script = opened.done("owner", "db", "roles").out
    assert "GRANT INSERT ON public.approvals TO distrib_approver;" in script
    opened.sql("owner", script)
    assert opened.sql("owner", "SELECT has_table_privilege('distrib_worker', 'attempts', 'INSERT')") == [(True,)]


def test_an_upgrade_is_the_owners_and_gives_the_roles_their_rights_again(logins: Logins) -> None:
    """Another login is told so before anything is read."""
    logins.sql("owner", "UPDATE alembic_version SET version_num = '0010'")
    ended = logins.run("ana", "release", "list")
    assert ended.status == 1
    assert "your login may not do that" in ended.err
    assert "run: distrib db upgrade" in ended.err
