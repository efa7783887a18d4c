"""Mails, as a mail server takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import pytest

from core.model.channel import ChannelKind, Rhythm
from core.model.source import Window
from core.model.watch import Match
from core.storage.channels import Channels
from core.storage.consents import Consents
from core.storage.ledger import Ledger
from core.storage.revisions import Revisions, Version
from core.storage.runs import Runs, RunState
from core.storage.threads import Threads
from core.storage.watches import Watches
from crawlers import sources
from tests.workers.delivery.office import MailBox, Office, mail_box, office
from workers.delivery.confirming import AskedOften, Refused, agree, ask, asked, refuse, unconfirmed
from workers.delivery.opening import open_channel
from workers.delivery.rhythms import next_digest
from workers.delivery.unsubscribing import channel_of

MAIL = ChannelKind.MAIL


@pytest.fixture
def box() -> Iterator[MailBox]:
    with mail_box() as made:
        yield made


@pytest.fixture
def post(box: MailBox, tmp_path: Path) -> Iterator[Office]:
    with office(f"sqlite:///{tmp_path / 'a.sqlite'}", tmp_path, smtp_url=box.url) as made:
        yield made


@pytest.fixture
def on_each(box: MailBox, tmp_path: Path, database_url: str) -> Iterator[Office]:
    """The installation, once on each kind of database."""
    with office(database_url, tmp_path, smtp_url=box.url) as made:
        yield made


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(cast(EmailMessage, found).get_content())


def test_an_instant_mail_tells_what_why_when_where_and_the_proof(post: Office, box: MailBox) -> None:
    post.open(MAIL, "agent@ormeval.example")
    post.find(1)
    post.work()
    (mail,) = box.mails
    assert mail["To"] == "agent@ormeval.example"
    assert mail["Subject"] == "Écoles : Rénovation d'écoles n° 1 <b>& peinture</b>"
    for told in (part(mail, "plain"), part(mail, "html")):
        for expected in (
            "jeudi 2\u00a0avril 2026 à 12\u00a0h\u00a000",
            "35",
            "« écoles » répond à « ecole »",
            "/document",
            "Ormeval",
        ):
            assert expected in told.replace("&#39;", "'")
    assert "<b>" not in part(mail, "html")  # what a publisher writes is text
    assert mail["Auto-Submitted"] == "auto-generated"


def test_a_mail_that_is_refused_comes_once_under_the_same_number(post: Office, box: MailBox) -> None:
    channel = post.open(MAIL, "agent@ormeval.example")
    box.refuses = 1
    post.find(1)
    post.work()
    assert box.mails == []
    post.later(minutes=4)
    post.work()
    post.work()
    (mail,) = box.mails
    assert mail["Message-ID"].endswith("@veille.example>")
    assert [each.state for each in post.owed(channel)] == ["sent"]


def test_a_daily_digest_is_one_mail_at_seven_in_paris(post: Office, box: MailBox) -> None:
    post.open(MAIL, "agent@ormeval.example", Rhythm.DAILY)
    for number in range(3):
        post.find(number)
    post.work()
    assert box.mails == []
    post.time = datetime(2026, 3, 19, 5, 59, tzinfo=UTC)
    post.work()
    assert box.mails == []
    post.time = datetime(2026, 3, 19, 6, 0, tzinfo=UTC)
    post.work()
    post.work()
    (mail,) = box.mails
    assert mail["Subject"] == "Écoles : 3 publications"
    post.later(days=1)
    post.work()
    assert len(box.mails) == 1  # nothing new, no mail


def test_a_weekly_digest_tells_silence_too(post: Office, box: MailBox) -> None:
    post.open(MAIL, "agent@ormeval.example", Rhythm.WEEKLY)
    post.time = datetime(2026, 3, 23, 6, 0, tzinfo=UTC)
    post.work()
    (mail,) = box.mails
    assert mail["Subject"] == "Écoles : rien de nouveau"
    assert "Rien n'a répondu à cette veille" in part(mail, "plain")
    assert sources()["boamp"].title in part(mail, "plain")


def test_the_hour_of_digests_follows_the_clocks_of_paris() -> None:
    winter, summer = datetime(2026, 3, 27, 12, tzinfo=UTC), datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert next_digest(Rhythm.DAILY, winter) == datetime(2026, 3, 28, 6, tzinfo=UTC)
    assert next_digest(Rhythm.DAILY, summer) == datetime(2026, 3, 29, 5, tzinfo=UTC)
    assert next_digest(Rhythm.WEEKLY, summer) == datetime(2026, 3, 30, 5, tzinfo=UTC)
    assert next_digest(Rhythm.INSTANT, summer) is None


def test_publications_of_one_procurement_stand_together(post: Office, box: MailBox) -> None:
    post.open(MAIL, "agent@ormeval.example", Rhythm.DAILY)
    with post.db.write() as tx:
        for number, thread in ((1, "a"), (2, "b"), (3, "a")):
            member = Threads(tx).add("avis-marches", f"boamp:26-{number}", {})
            Threads(tx).rename({member: thread})
    for number in (1, 2, 3):
        post.find(number)
    post.time = datetime(2026, 3, 19, 6, 0, tzinfo=UTC)
    post.work()
    text = part(box.mails[0], "plain")
    assert "Même procédure, 2 publications" in text
    assert text.index("n° 1") < text.index("n° 3") < text.index("n° 2")


def test_lots_stand_with_their_notice(post: Office, box: MailBox) -> None:
    post.open(MAIL, "agent@ormeval.example", Rhythm.DAILY)
    post.find(1)
    post.find(2)
    lots, record = "lots-marches", "boamp:26-1:lot:1"
    data = {"id_avis": "boamp:26-1", "numero_lot": "1", "intitule": "Peinture", "statut": "publie"}
    with post.db.write() as tx:
        Revisions(tx).add([Version(lots, record, 1, post.time, "run 1", data)])
        Ledger(tx).add([Match("w", lots, record, 1, post.time, ())])
    post.time = datetime(2026, 3, 19, 6, 0, tzinfo=UTC)
    post.work()
    text = part(box.mails[0], "plain")
    assert "Même procédure, 2 publications" in text
    assert text.index("n° 1") < text.index("— lot 1 : Peinture") < text.index("n° 2")


def test_coverage_tells_which_source_is_down(post: Office, box: MailBox) -> None:
    post.open(MAIL, "agent@ormeval.example")
    day = post.time.date()
    with post.db.write() as tx:
        run, _ = Runs(tx).open("boamp", "live", "", Window(day, day), post.time)
        Runs(tx).finish(run.id, RunState.FAILED, post.time, {}, ["listing: no answer"])
    post.find(1)
    post.work()
    text = part(box.mails[0], "plain")
    assert "en panne depuis le 18/03/2026" in text
    assert "en panne depuis le 18/03/2026" in part(box.mails[0], "html")


def test_an_english_mail_is_english(post: Office, box: MailBox) -> None:
    post.open(MAIL, "agent@ormeval.example", language="en")
    post.find(1, version=2)
    post.work()
    text = part(box.mails[0], "plain")
    for expected in ("What changed", "Why you receive it", "What was read", "never read", "Stop these mails"):
        assert expected in text
    assert " : " not in text
    assert re.search(r"/desabonnement/\S+\?lang=en", text)


def test_one_click_ends_it(post: Office, box: MailBox) -> None:
    channel = post.open(MAIL, "agent@ormeval.example")
    post.find(1)
    post.work()
    mail = box.mails[0]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip("<>")
    assert address.startswith("https://veille.example/desabonnement/")
    token = address.rpartition("/")[2]
    with post.db.read() as tx:
        assert channel_of(tx, token) == channel
        assert channel_of(tx, token[:-1] + ("0" if token[-1] != "0" else "1")) is None
        assert channel_of(tx, f"{channel.id}.") is None
    with post.db.write() as tx:
        Channels(tx).disable(channel.id, post.time, "désabonnement")
    post.find(2)
    post.work()
    assert len(box.mails) == 1


def test_without_a_server_the_mail_waits(tmp_path: Path) -> None:
    with office(f"sqlite:///{tmp_path / 'a.sqlite'}", tmp_path) as here:
        channel = here.open(MAIL, "agent@ormeval.example")
        here.find(1)
        here.work()
        assert [each.state for each in here.owed(channel)] == ["pending"]
        assert here.channel(channel).retry_at == here.time + timedelta(minutes=1)


def test_an_address_that_has_not_agreed_receives_the_question_only(on_each: Office, box: MailBox) -> None:
    channel = unconfirmed(open_channel("w", MAIL, "luc@ville.example", on_each.time), on_each.time)
    with on_each.db.write_durably() as tx:
        Channels(tx).put(channel)
        watch = replace(Watches(tx).all()[0], name="Écoles\r\nBcc: tous@ville.example")
        ask(tx, channel, watch, "Ana Le Gall", on_each.time)
    on_each.find(1)
    on_each.work()
    (mail,) = box.mails
    assert mail["Subject"] == "Voulez-vous recevoir la veille Écoles Bcc: tous@ville.example ?"
    assert (mail["Bcc"], mail["List-Unsubscribe"]) == (None, None)
    (answer,) = re.findall(r"https?://\S+/confirmation/(\S+)", part(mail, "plain"))
    assert answer in part(mail, "html")
    assert "Ana Le Gall vous propose" in part(mail, "plain")
    with on_each.db.write_durably() as tx:
        found = asked(tx, answer, on_each.time)
        assert found is not None
        assert found.asker == "Ana Le Gall"
        agree(tx, found.channel, on_each.time)
    on_each.find(2)
    on_each.work()
    assert [each["Subject"] for each in box.mails[1:]] == [
        "Écoles : Rénovation d'écoles n° 2 <b>& peinture</b>"
    ]  # what was found before is not sent


def test_a_question_that_fails_for_days_leaves_the_answer_to_the_owner(on_each: Office, box: MailBox) -> None:
    channel = unconfirmed(open_channel("w", MAIL, "luc@ville.example", on_each.time), on_each.time)
    with on_each.db.write_durably() as tx:
        Channels(tx).put(channel)
        ask(tx, channel, Watches(tx).all()[0], "Ana", on_each.time)
    box.refuses = 50
    for _ in range(50):
        on_each.work()
        on_each.later(hours=6)
    with on_each.db.read() as tx:
        kept = Channels(tx).get(channel.id)
    assert kept is not None
    assert kept.unconfirmed


def test_the_lines_about_an_address_are_those_of_the_address(on_each: Office) -> None:
    channel = unconfirmed(open_channel("w", MAIL, "luc@ville.example", on_each.time), on_each.time)
    with on_each.db.write_durably() as tx:
        Channels(tx).put(channel)
        watch = Watches(tx).all()[0]
        for _ in range(3):
            ask(tx, channel, watch, "Ana", on_each.time)
        with pytest.raises(AskedOften):
            ask(tx, replace(channel, target="LUC@ville.example"), watch, "Ana", on_each.time)
        assert Consents(tx).asked_since("luc@ville.example", on_each.time + timedelta(seconds=1)) == 0
        refuse(tx, channel, on_each.time)
        assert Consents(tx).refused("Luc@Ville.example")
        assert not Consents(tx).refused("eve@ville.example")
        with pytest.raises(Refused):
            ask(tx, channel, watch, "Ana", on_each.time + timedelta(days=30))
