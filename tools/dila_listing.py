"""A directory of the DILA's server as Apache shows it, for the fixtures of its sources."""

from __future__ import annotations

Row = tuple[str, str, str]
"""Name, "2026-03-12 00:30", size."""


def listing(folder: str, rows: tuple[Row, ...]) -> bytes:
    """The page of a folder (``/OPENDATA/JORFSIMPLE``), in ISO-8859-1."""
    parent = folder.rpartition("/")[0] + "/"
    icon = '<img src="/icons/compressed.gif" alt="[   ]">'
    lines = [
        f'{icon} <a href="{name}">{name}</a>{" " * (60 - len(name))}{day}  {size}' for name, day, size in rows
    ]
    head = (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n'
        f"  <title>Index of {folder}</title>\n </head>\n <body>\n<h1>Index of {folder}</h1>\n"
        '<pre><img src="/icons/blank.gif" alt="Icon "> <a href="?C=N;O=D">Name</a>  <a href="?C=M;O=A">Last'
        ' modified</a>      <a href="?C=S;O=A">Size</a>  <hr><img src="/icons/back.gif" alt="[PARENTDIR]">'
        f' <a href="{parent}">Parent Directory</a>                             -\n'
    )
    return (head + "\n".join(lines) + "\n<hr></pre>\n</body></html>\n").encode("latin-1")
