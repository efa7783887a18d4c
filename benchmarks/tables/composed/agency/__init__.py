"""Agency reports set in HTML and printed by Chromium: a second composer, independent of the first one."""
