"""The other door: the Légifrance API of PISTE, whose answers are JSON with prose in HTML."""
