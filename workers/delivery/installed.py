"""The courier of an installation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from core.clock import utc_now
from core.model.channel import ChannelKind
from core.settings import Settings
from core.storage.database import Database
from crawlers import sources
from normalizers.datasets import datasets
from workers.delivery.courier import Courier
from workers.delivery.mail import MailWay, no_server, smtp
from workers.delivery.push import PushWay
from workers.delivery.web import Post, delivery_client, send_slack, send_teams, send_webhook
from workers.feeds.telling import Teller


def courier_for(
    db: Database,
    settings: Settings,
    *,
    post: Post | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Courier:
    """The courier; subscribers are told what the console shows to those who are not signed in."""
    seen = {name: each.seen_by(settings.console_profile) for name, each in datasets().items()}
    teller = Teller(seen, settings.base_url, settings.feed_authority)
    sent = post or delivery_client(settings).post
    hand = (
        smtp(settings.smtp_url.get_secret_value()) if settings.smtp_url and settings.mail_from else no_server
    )
    return Courier(
        db,
        teller,
        {
            ChannelKind.WEBHOOK: partial(send_webhook, sent),
            ChannelKind.SLACK: partial(send_slack, sent),
            ChannelKind.TEAMS: partial(send_teams, sent),
            ChannelKind.PUSH: PushWay(db, sent, teller),
            ChannelKind.MAIL: MailWay(db, tuple(sources().values()), settings.mail_from, hand),
        },
        now,
    )
