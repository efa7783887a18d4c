"""Single values: dates, amounts, durations, identifiers out of text; pure functions that never raise."""
