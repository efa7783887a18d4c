"""The stock of Sirene (INSEE), where an operator has it: what a SIRET says of its organisation."""
