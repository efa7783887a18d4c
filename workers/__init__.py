"""Order, limits, retries, schedules, guards, matching."""
