"""Published lists, row by row: the rows of a CSV that a reader finds in the PDF it was published with."""
