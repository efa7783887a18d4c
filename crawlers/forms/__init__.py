"""Mappings of standard vocabularies that several sources publish in; none of them knows a source."""
