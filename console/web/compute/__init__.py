"""Computations on restricted datasets: the API for partners, the page for partners and owners."""
