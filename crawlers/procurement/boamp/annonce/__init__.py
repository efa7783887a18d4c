"""The vocabulary of ANNONCE/DONNEES, schemas V230 and V240 (also met without a schema's name)."""
