"""Measure every dataset each night: those of sources that are silent grow old as well."""

from __future__ import annotations

from datetime import time

from core.model.timetable import Hours
from normalizers.datasets.qualite_donnees import DATASET
from workers.context import Context
from workers.duties import Duty
from workers.quality import publish_quality


def perform(context: Context) -> None:
    """Figures that have not changed write nothing."""
    if DATASET.name in context.db.catalogue:
        publish_quality(context.db, context.now())


DUTY = Duty("quality", Hours((time(4, 30),)), perform, heavy=True)
