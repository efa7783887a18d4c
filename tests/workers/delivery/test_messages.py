"""Messages for Slack and Teams, within their limits, and safe whatever a notice says."""

from __future__ import annotations

import json

from core.model.channel import ChannelKind
from tests.workers.delivery.office import Office, Receiver
from workers.feeds.slack import slack_message
from workers.feeds.teams import teams_message


def test_slack_is_told_in_blocks_and_wakes_nobody(here: Office, hook: Receiver) -> None:
    channel = here.open(ChannelKind.SLACK, hook.url)
    for number in range(3):
        here.find(number, objet="<!channel> Écoles & <https://evil.example|cliquez>")
    here.work()
    for body in hook.bodies():
        message = json.loads(body)
        assert len(message["blocks"]) <= 50
        assert message["blocks"][0]["text"]["type"] == "plain_text"  # which Slack does not read as markup
        told = json.dumps([message["text"], message["blocks"][1:]], ensure_ascii=False)
        assert "<!channel>" not in told
        assert "&lt;!channel&gt; Écoles &amp; &lt;https://evil.example|cliquez&gt;" in told
        assert "jeudi 2\u00a0avril 2026 à 12\u00a0h\u00a000" in told
        assert "« écoles » répond à « ecole »" in told
        assert "/document|Voir l'endroit du document>" in told
    assert {each.state for each in here.owed(channel)} == {"sent"}


def test_teams_is_told_by_a_card(here: Office, hook: Receiver) -> None:
    here.open(ChannelKind.TEAMS, hook.url)
    here.find(1, version=1, objet="Écoles [cliquez](https://evil.example)")
    here.work()
    (body,) = hook.bodies()
    (attachment,) = json.loads(body)["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    card = attachment["content"]
    assert card["type"] == "AdaptiveCard"
    told = json.dumps(card, ensure_ascii=False)
    assert "](https://evil" not in told
    assert "jeudi 2\u00a0avril 2026 à 12\u00a0h\u00a000" in told
    assert "/document" in told


def test_long_entries_stay_under_the_limits(here: Office, hook: Receiver) -> None:
    slack, teams = (here.open(kind, hook.url) for kind in (ChannelKind.SLACK, ChannelKind.TEAMS))
    for number in range(10):
        here.find(number, objet="é" * 5000, acheteur_nom="à" * 5000)
    here.work()
    for body in hook.bodies():
        message = json.loads(body)
        if "attachments" in message:
            assert len(body) <= 28_000
        else:
            assert all(len(each["text"]["text"]) <= 3000 for each in message["blocks"] if "text" in each)
    assert {each.state for each in [*here.owed(slack), *here.owed(teams)]} == {"sent"}


def test_a_notice_without_entries_is_text() -> None:
    assert "essai" in slack_message("Titre", [], "un essai").decode()
    assert "essai" in teams_message("Titre", [], "https://veille.example", "un essai").decode()
