"""TED_EXPORT: the XML in which notices were published until eForms (schemas R2.0.8 and R2.0.9)."""
