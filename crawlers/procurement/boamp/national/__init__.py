"""The national vocabularies of schema 3.2.5: FNSimple, MAPA and DSP, one organisation of the same matters.

The DILA publishes the schema as a ZIP; where we have seen no document, the names come from public readers
of the same flow, and a name that nobody reads is counted as unmapped.
"""
