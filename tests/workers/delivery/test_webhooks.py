"""Webhooks to a real receiver that verifies with the library of the standard, through failure and replay."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from standardwebhooks import Webhook, WebhookVerificationError

from core.model.channel import ChannelKind
from core.settings import Settings
from core.storage.channels import Channels
from core.storage.deliveries import Deliveries
from core.storage.outbox import Outbox
from core.storage.schema import WORK
from core.storage.watches import Watches
from core.storage.work import Queue
from tests.workers.delivery.office import Office, Receiver, office, receiver
from workers.delivery.opening import rotated
from workers.delivery.prepare import replay
from workers.delivery.testing import test_message as make_test
from workers.policy import POLICIES

HOOK = ChannelKind.WEBHOOK


def verified(secret: str, got: tuple[str, dict[str, str], bytes], at: datetime) -> Any:
    """What the library says of a message received at a moment: it refuses what is five minutes old."""
    _, headers, body = got
    return _Standing(secret, at).verify(body, headers)


class _Standing(Webhook):
    """The library's verifier, whose clock is that of the test."""

    def __init__(self, secret: str, at: datetime) -> None:
        super().__init__(secret)
        self.at = at

    def _Webhook__verify_timestamp(self, timestamp_header: str) -> datetime:  # noqa: N802
        moment = datetime.fromtimestamp(float(timestamp_header), tz=self.at.tzinfo)
        if abs(moment - self.at) > timedelta(minutes=5):
            raise WebhookVerificationError("too old")
        return moment


def test_a_match_is_told_once_and_verified(database_url: str, tmp_path: Path, hook: Receiver) -> None:
    with office(database_url, tmp_path) as here:
        channel = here.open(HOOK, hook.url)
        here.find(1)
        here.find(1)
        here.work()
        here.work()
        (got,) = hook.got
        event = verified(channel.secrets[0].value, got, here.time)
        assert event["type"] == "veille.match"
        data = event["data"]
        assert (data["record"], data["version"]) == ("boamp:26-1", 1)
        assert data["deadline"] == "2026-04-02T10:00:00+00:00"
        assert data["place"] == "Ille-et-Vilaine (35)"
        assert data["proof_url"] == "https://veille.example/datasets/avis-marches/boamp%3A26-1/document"
        assert data["reasons"][0]["text"] == "« écoles » répond à « ecole »"
        assert [each.state for each in here.owed(channel)] == ["sent"]
        here.find(1, version=2)
        here.work()
        told = json.loads(hook.got[1][2])["data"]
        assert told["changes"][0]["text"].startswith("Ancien objet → ")
        assert hook.got[1][1]["webhook-id"] != got[1]["webhook-id"]


def test_a_forged_body_is_not_verified(here: Office, hook: Receiver) -> None:
    channel = here.open(HOOK, hook.url)
    here.find(1)
    here.work()
    path, headers, body = hook.got[0]
    with pytest.raises(WebhookVerificationError):
        verified(channel.secrets[0].value, (path, headers, body + b" "), here.time)


def test_what_fails_is_tried_again_resigned_under_the_same_number(here: Office, hook: Receiver) -> None:
    channel = here.open(HOOK, hook.url)
    hook.answers = [(500, {}, b"no"), (503, {}, b"later")]
    here.find(1)
    here.work()
    assert here.channel(channel).failing_since == here.time
    here.work()
    assert len(hook.got) == 1  # its turn has not come
    here.later(minutes=3)
    here.work()
    here.later(minutes=9)
    here.work()
    assert len(hook.got) == 3
    assert len({headers["webhook-id"] for _, headers, _ in hook.got}) == 1
    assert len({headers["webhook-timestamp"] for _, headers, _ in hook.got}) == 3
    assert len(set(hook.bodies())) == 1
    verified(channel.secrets[0].value, hook.got[-1], here.time)
    assert here.channel(channel).failing_since is None
    with here.db.read() as tx:
        log = Deliveries(tx).attempts(channel.id, 10)
    assert [each.error for each in log] == ["", "answered 503 later", "answered 500 no"]


def test_the_attempts_go_on_for_54_hours_then_it_is_dead_and_can_be_replayed(
    here: Office, hook: Receiver
) -> None:
    channel = here.open(HOOK, hook.url)
    hook.answers = [(500, {}, b"")] * POLICIES["deliver"].attempts
    here.find(1)
    began = here.time
    while [each.state for each in here.owed(channel)] == ["pending"]:
        here.work()
        with here.db.read() as tx:
            (due,) = tx.execute(select(WORK.c.run_at)).scalars()
        here.time = max(here.time, due)
    assert len(hook.got) == POLICIES["deliver"].attempts
    assert timedelta(hours=53) < here.time - began < timedelta(hours=56)
    assert [each.state for each in here.owed(channel)] == ["dead"]
    here.later(hours=2)
    with here.db.write_durably() as tx:
        assert replay(tx, Outbox(tx).of(channel.id, ["dead"]), here.time) == 1
    here.work()
    assert [each.state for each in here.owed(channel)] == ["sent"]
    assert hook.got[-1][1]["webhook-id"] == hook.got[0][1]["webhook-id"]
    verified(channel.secrets[0].value, hook.got[-1], here.time)


def test_both_secrets_stand_for_a_day_after_a_rotation(here: Office, hook: Receiver) -> None:
    channel = here.open(HOOK, hook.url)
    old = channel.secrets[0].value
    with here.db.write_durably() as tx:
        secrets = rotated(channel, here.time)
        Channels(tx).secrets(channel.id, secrets)
    here.find(1)
    here.work()
    for secret in (old, secrets[0].value):
        verified(secret, hook.got[0], here.time)
    here.later(hours=25)
    here.find(2)
    here.work()
    verified(secrets[0].value, hook.got[1], here.time)
    with pytest.raises(WebhookVerificationError):
        verified(old, hook.got[1], here.time)


def test_a_receiver_that_is_down_costs_one_attempt_and_holds_up_nobody(here: Office, hook: Receiver) -> None:
    with receiver() as other:
        down, up = here.open(HOOK, hook.url), here.open(HOOK, other.url)
        hook.answers = [(500, {}, b"")]
        for number in range(20):
            here.find(number)
        here.work()
        assert (len(hook.got), len(other.got)) == (1, 20)
        assert {each.state for each in here.owed(up)} == {"sent"}
        assert {each.state for each in here.owed(down)} == {"pending"}
        here.later(minutes=5)
        here.work()
    assert {each.state for each in here.owed(down)} == {"sent"}
    assert len({headers["webhook-id"] for _, headers, _ in hook.got}) == 20


def test_it_is_disabled_after_a_warning_and_what_it_is_owed_is_kept(here: Office, hook: Receiver) -> None:
    with receiver() as slack:
        channel = here.open(HOOK, hook.url)
        here.open(ChannelKind.SLACK, slack.url)
        hook.answers = [(500, {}, b"")] * 1000
        for day in range(7):
            here.find(day)
            here.work()
            here.later(hours=12)
            here.work()
            here.later(hours=12)
        told = [json.loads(body)["text"] for body in slack.bodies()]
        warnings = [text for text in told if "ne répond plus" in text]
        ends = [text for text in told if "est désactivé" in text]
        assert (len(warnings), len(ends)) == (1, 1)
        assert told.index(warnings[0]) < told.index(ends[0])
        assert here.channel(channel).disabled_at is not None
        asked = len(hook.got)
        here.find(100)
        here.work()
        assert len(hook.got) == asked
        hook.answers.clear()
        with here.db.write_durably() as tx:
            Channels(tx).enable(channel.id)
            replay(tx, Outbox(tx).of(channel.id, ["dead", "pending"]), here.time)
        here.work()
    assert {each.state for each in here.owed(channel)} == {"sent"}
    assert len(here.owed(channel)) == 8


def test_one_that_is_gone_is_disabled_at_once(here: Office, hook: Receiver) -> None:
    channel = here.open(HOOK, hook.url)
    hook.answers = [(410, {}, b"")]
    here.find(1)
    here.work()
    assert here.channel(channel).disabled_for == "answered 410"


def test_a_redirect_is_not_followed(here: Office, hook: Receiver) -> None:
    channel = here.open(HOOK, hook.url)
    hook.answers = [(302, {"Location": hook.url + "/elsewhere"}, b"")]
    here.find(1)
    here.work()
    assert [path for path, _, _ in hook.got] == ["/hook"]
    assert here.channel(channel).failures == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "localhost"])
def test_no_address_inside_the_house_is_sent_to(here: Office, hook: Receiver, host: str) -> None:
    here.settings = Settings(home=here.home, base_url="https://veille.example")
    channel = here.open(HOOK, hook.url.replace("127.0.0.1", host))
    here.find(1)
    here.work()
    assert hook.got == []
    with here.db.read() as tx:
        (tried,) = Deliveries(tx).attempts(channel.id, 10)
    assert tried.error
    assert "hook" not in tried.error  # the address may hold a secret


def test_a_test_is_sent_and_noted(here: Office, hook: Receiver) -> None:
    channel = here.open(HOOK, hook.url)
    with here.db.write_durably() as tx:
        watch = Watches(tx).get("w")
        assert watch is not None
        make_test(tx, channel, watch, here.time)
    here.work()
    assert verified(channel.secrets[0].value, hook.got[0], here.time)["type"] == "veille.test"


def test_a_worker_that_dies_after_the_send_sends_again_under_the_same_number(
    here: Office, hook: Receiver
) -> None:
    channel = here.open(HOOK, hook.url)
    here.find(1)
    context = here.context()
    with here.db.write() as tx:
        (work,) = Queue(tx).claim("dead-worker", here.time, timedelta(seconds=30), 1)
    with here.db.read() as tx:
        message = Outbox(tx).get(int(work.subject))
    assert message is not None
    context.route.deliver(message)  # taken; then the worker is no more
    here.later(seconds=31)
    here.work()
    assert len(hook.got) == 2
    assert len({headers["webhook-id"] for _, headers, _ in hook.got}) == 1
    assert [each.state for each in here.owed(channel)] == ["sent"]


def test_a_paused_watch_owes_nothing(here: Office, hook: Receiver) -> None:
    channel = here.open(HOOK, hook.url)
    with here.db.write_durably() as tx:
        Watches(tx).pause("w", here.time)
    here.find(1)
    here.work()
    assert here.owed(channel) == []


def test_what_matched_before_the_channel_is_not_sent(here: Office, hook: Receiver) -> None:
    here.find(1)
    here.open(HOOK, hook.url)
    here.work()
    assert hook.got == []


def test_a_removed_channel_is_sent_nothing(here: Office, hook: Receiver) -> None:
    channel = here.open(HOOK, hook.url)
    here.find(1)
    with here.db.write_durably() as tx:
        Channels(tx).remove(channel.id)
    here.work()
    assert hook.got == []
    with here.db.read() as tx:
        (message,) = Outbox(tx).of(channel.id, ["dead"])
    assert "removed" in (message.last_error or "")
